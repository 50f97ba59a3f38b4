// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line/constants.hpp"

#include <array>
#include <cstdio>

namespace acdloop::tapi::line {

std::string to_string(RequestType type) {
  static constexpr std::array<std::string_view, last_request_type + 1> names{"",
                                                                             "SETAGENTGROUP",
                                                                             "SETAGENTSTATE",
                                                                             "SETAGENTACTIVITY",
                                                                             "GETAGENTCAPS",
                                                                             "GETAGENTSTATUS",
                                                                             "AGENTSPECIFIC",
                                                                             "GETAGENTACTIVITYLIST",
                                                                             "GETAGENTGROUPLIST",
                                                                             "CREATEAGENT",
                                                                             "SETAGENTMEASUREMENTPERIOD",
                                                                             "GETAGENTINFO",
                                                                             "CREATEAGENTSESSION",
                                                                             "GETAGENTSESSIONLIST",
                                                                             "SETAGENTSESSIONSTATE",
                                                                             "GETAGENTSESSIONINFO",
                                                                             "GETQUEUELIST",
                                                                             "SETQUEUEMEASUREMENTPERIOD",
                                                                             "GETQUEUEINFO",
                                                                             "GETGROUPLIST",
                                                                             "SETAGENTSTATEEX"};
  const auto value = static_cast<Dword>(type);
  if (value >= first_request_type && value <= last_request_type) return std::string{names[value]};
  char number[16];
  std::snprintf(number, sizeof number, "0x%02X", static_cast<unsigned>(value));
  return number;
}

}  // namespace acdloop::tapi::line
