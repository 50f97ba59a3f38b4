// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/messages.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "drivers/system_oai/codec.hpp"

#include "drivers/bytes/writer.hpp"

namespace acdloop::system_oai {
namespace {

constexpr std::array layouts{
    EventLayout{"LN", 8, 'A', 0x0080},  EventLayout{"LF", 8, 'A', 0x0040},  EventLayout{"NRY", 6, 'A', 0x0020},
    EventLayout{"RY", 6, 'A', 0x0010},  EventLayout{"WNR", 6, 'A', 0x0008}, EventLayout{"CC", 6, 'C', 0x8000},
    EventLayout{"CO", 11, 'C', 0x4000}, EventLayout{"XC", 9, 'C', 0x2000},  EventLayout{"DE", 19, 'C', 0x1000},
    EventLayout{"DI", 10, 'C', 0x0800}, EventLayout{"ES", 16, 'C', 0x0400}, EventLayout{"FA", 9, 'C', 0x0200},
    EventLayout{"HE", 8, 'C', 0x0100},  EventLayout{"NT", 9, 'C', 0x0080},  EventLayout{"OR", 12, 'C', 0x0040},
    EventLayout{"QU", 18, 'C', 0x0020}, EventLayout{"RE", 8, 'C', 0x0010},  EventLayout{"SI", 8, 'C', 0x0008},
    EventLayout{"TR", 15, 'C', 0x0004}, EventLayout{"ER", 16, 'C', 0x0002}, EventLayout{"CI", 6, 'F', 0x0080},
    EventLayout{"DND", 5, 'F', 0x0040}, EventLayout{"FW", 5, 'F', 0x0020},  EventLayout{"MW", 6, 'F', 0x0010},
    EventLayout{"OL", 6, 'F', 0x0001},  EventLayout{"FE", 6, 'F', 0x0100},  EventLayout{"CB", 6, 'F', 0x1000},
    EventLayout{"ET", 6, 'F', 0},       EventLayout{"GI", 5, 'F', 0},       EventLayout{"MU", 5, 'F', 0},
    EventLayout{"OE", 5, 'F', 0},       EventLayout{"DCE", 2, 'F', 0},      EventLayout{"DLC", 2, 'F', 0},
    EventLayout{"AG", 2, 0, 0},         EventLayout{"DC", 2, 0, 0},         EventLayout{"EC", 2, 0, 0},
    EventLayout{"NM", 2, 0, 0},         EventLayout{"DSC", 2, 0, 0},        EventLayout{"DEE", 2, 0, 0},
    EventLayout{"ME", 4, 0, 0},         EventLayout{"OF", 2, 0, 0},         EventLayout{"PE", 3, 0, 0},
    EventLayout{"RD", 3, 0, 0},         EventLayout{"RS", 3, 0, 0},         EventLayout{"SMR", 2, 0, 0},
    EventLayout{"CS", 2, 0, 0},         EventLayout{"GDA", 2, 0, 0},        EventLayout{"LS", 2, 0, 0},
    EventLayout{"CF", 5, 0, 0},
};

constexpr std::array<std::string_view, 22> offered{"_AC", "_CC", "_CN", "_CS", "_CX", "_HC", "_MC", "_MP",
                                                   "_MS", "_NO", "_QA", "_QH", "_RP", "_RR", "_RV", "_SA",
                                                   "_SP", "_TO", "_TR", "_XE", "RR",  "RT"};

constexpr std::array<std::string_view, 63> not_offered{
    "_AOC", "_CCB", "_CCT", "_CE",  "_CT",  "_CM",  "_DF",  "_DCR", "_DEC", "_DGT", "_DRC", "_DTD", "_DPR",
    "_DD",  "_EF",  "_HM",  "_MD",  "_MA",  "_MO",  "_OEC", "_ORC", "_PC",  "_PSP", "_PSS", "_QC",  "_QI",
    "_DQD", "_QD",  "_QE",  "_QF",  "_QX",  "_QL",  "_QM",  "_QN",  "_QT",  "_QUD", "_QUR", "_RC",  "_RCB",
    "_RT",  "_SD",  "_SF",  "_SM",  "_ST",  "_SUD", "_SUI", "_SV",  "_TD",  "_VP",  "_AP",  "_GAD", "_GDR",
    "_GDD", "_GMD", "_GQD", "_GRD", "_GSD", "_UQA", "_UQI", "_UQS", "_UQC", "_UQV", "_NA"};

}  // namespace

const EventLayout* event_layout(std::string_view id) {
  const auto found = std::ranges::find(layouts, id, &EventLayout::id);
  return found == layouts.end() ? nullptr : &*found;
}

CommandSupport command_support(std::string_view id) {
  if (std::ranges::find(offered, id) != offered.end()) return CommandSupport::offered;
  if (std::ranges::find(not_offered, id) != not_offered.end()) return CommandSupport::not_offered;
  return CommandSupport::unknown;
}

std::string encode_login(const Login& login) {
  std::string payload;
  bytes::Writer{payload}.u8(login.type).text(login.password).u8(0).text(login.application).u8(0);
  return payload;
}

std::optional<Login> decode_login(std::string_view payload) {
  if (payload.empty()) return std::nullopt;
  Login login;
  login.type = static_cast<unsigned char>(payload.front());
  payload.remove_prefix(1);
  const std::size_t password_end = payload.find('\0');
  if (password_end == payload.npos) return std::nullopt;
  login.password = payload.substr(0, password_end);
  payload.remove_prefix(password_end + 1);
  if (payload.empty()) return login;  // the short form that SMDR clients send
  const std::size_t name_end = payload.find('\0');
  if (name_end != payload.size() - 1) return std::nullopt;
  login.application = payload.substr(0, name_end);
  return login;
}

std::string describe_login(const Login& login) {
  char type[8];
  std::snprintf(type, sizeof type, "0x%02X", login.type);
  return std::string{"login "} + type + " application \"" + printable(login.application) + "\"";
}

}  // namespace acdloop::system_oai
