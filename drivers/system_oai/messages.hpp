// SPDX-License-Identifier: Apache-2.0
// Where each field stands in the lines of System OAI, and which ids exist (System OAI Toolkit Specifications Manual
// 10.20, as quoted in open-source clients). Shared by both ends. Positions only: no behaviour.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace acdloop::system_oai {

// <seq>,<EVT>,<Resync_Code>,<Mon_Cross_Ref_ID>,...
namespace event {
inline constexpr std::size_t seq = 0, id = 1, resync = 2, xref = 3, first = 4;
}
// <seq>,CF,<_CMD>,<InvokeID>,<Outcome>[,...]
namespace confirmation {
inline constexpr std::size_t command = 2, invoke = 3, outcome = 4, first = 5;
}
// _<CMD>,<InvokeID>,...
namespace command {
inline constexpr std::size_t id = 0, invoke = 1, first = 2;
}

// LN, LF, NRY, RY, WNR (the last two fields: LN and LF only)
namespace agent {
inline constexpr std::size_t ext = 4, agent_id = 5, description = 6, group = 7;
}
// In every call event but CO and TR.
inline constexpr std::size_t call_id = 4;

namespace or_ {  // originated
inline constexpr std::size_t calling = 5, number = 6, type = 7, dialled = 8, account = 9, state = 10, cause = 11;
}
namespace qu {  // queued
inline constexpr std::size_t queued = 5, calling = 6, name = 7, number = 8, trunk_name = 9, trunk_number = 10,
                             type = 11, called = 12, redirection = 13, position = 14, account = 15, state = 16,
                             cause = 17;
}
namespace de {  // delivered; `group` V>=07.00
inline constexpr std::size_t alerting = 5, outside = 6, alerting_type = 7, calling = 8, name = 9, number = 10,
                             trunk_name = 11, trunk_number = 12, type = 13, called = 14, redirection = 15, account = 16,
                             state = 17, cause = 18, group = 19;
}
namespace di {  // diverted
inline constexpr std::size_t from = 5, to = 6, outside = 7, state = 8, cause = 9;
}
namespace es {  // established
inline constexpr std::size_t answering = 5, outside = 6, answering_type = 7, calling = 8, number = 9, trunk_number = 10,
                             type = 11, called = 12, redirection = 13, state = 14, cause = 15;
}
namespace he {  // held
inline constexpr std::size_t holder = 5, state = 6, cause = 7;
}
namespace re {  // retrieved
inline constexpr std::size_t retrieving = 5, state = 6, cause = 7, retrieved = 8, number = 9, trunk_number = 10,
                             type = 11;
}
namespace xc {  // connection cleared
inline constexpr std::size_t cleared = 5, terminating = 6, state = 7, cause = 8;
}
namespace cc {  // call cleared
inline constexpr std::size_t cause = 5;
}
namespace tr {  // transferred
inline constexpr std::size_t call = 4, transferring = 5, transferred = 6, announcement = 7, destination = 8, name = 9,
                             number = 10, trunk_name = 11, trunk_number = 12, state = 13, cause = 14;
}
// conferenced: `parties` pairs of extension and Call_ID stand between `count` and the last two fields, the connection
// state and the cause
namespace co {
inline constexpr std::size_t subject = 4, primary = 5, secondary = 6, controller = 7, count = 8, parties = 9;
inline constexpr std::uint32_t most_parties = 8;
}  // namespace co
namespace fa {  // failed
inline constexpr std::size_t failed = 5, called = 6, state = 7, cause = 8;
}
namespace et {  // elapsed time
inline constexpr std::size_t ext = 5, seconds = 6;
}
namespace dnd {  // do not disturb; both texts empty = off
inline constexpr std::size_t ext = 4, system_text = 5, custom_text = 6;
}
namespace fw {  // forwarding
inline constexpr std::size_t ext = 4, to = 5, outside = 6, type = 7;
}
namespace ol {  // offline
inline constexpr std::size_t ext = 4, online = 5;
}
namespace rs {  // resync response; no cross reference
inline constexpr std::size_t time = 3, date = 4, protocol = 5, software = 6, premium = 7, node = 8, networking = 9,
                             country = 10, tcp = 11;
}
namespace rd {  // resync ended; no cross reference
inline constexpr std::size_t ext = 3;
}
namespace me {  // monitor ended
inline constexpr std::size_t cause = 4;
}

struct EventLayout {
  std::string_view id;
  std::size_t least_fields;  // counting the sequence number; fewer is a damaged line
  char filter_kind;          // 'A', 'C', 'F', or 0 when no filter applies
  std::uint16_t filter_bit;  // 0 when no document says which
};
// Nothing for an id that no document lists.
const EventLayout* event_layout(std::string_view id);

enum class CommandSupport : std::uint8_t {
  unknown,      // in no document
  not_offered,  // documented, not spoken by our switching end
  offered,
};
CommandSupport command_support(std::string_view id);

// Masks of a monitor (System OAI Toolkit Specifications Manual, filters; bits by CSTA Phase I order [guess]).
struct Filter {
  std::uint16_t agent = 0x00FC;
  std::uint16_t call = 0xFFFC;
  std::uint16_t feature = 0x00F0;
  friend bool operator==(const Filter&, const Filter&) = default;
};
inline constexpr Filter full_filter{0x00FC, 0xFFFE, 0x1FFF};

// Local_Cnx_State letters.
inline constexpr std::string_view state_null = "N", state_initiated = "I", state_alerting = "A", state_connected = "C",
                                  state_hold = "H", state_failed = "F", state_queued = "Q";

inline constexpr unsigned char login_oai = 0x87;
inline constexpr unsigned char login_smdr = 0x84;
inline constexpr std::uint32_t max_invoke_id = 65534;

// Login PDU payload: type, password NUL, application name NUL.
struct Login {
  unsigned char type = login_oai;
  std::string password;
  std::string application;
};
std::string encode_login(const Login& login);
// Nothing when the payload is no login at all: a missing NUL after the password, or bytes after the name.
std::optional<Login> decode_login(std::string_view payload);
// `login 0x87 application "acdsim"`, never the password.
std::string describe_login(const Login& login);

}  // namespace acdloop::system_oai
