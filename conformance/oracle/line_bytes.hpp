// SPDX-License-Identifier: Apache-2.0
// The packed structures of tapi.h as the judge reads them, by offsets written down for itself: it shares no reader with
// what it judges. Inner part of the oracle.
//
// Sources: NS:tapi.lineagentsessioninfo_tag, NS:tapi.lineagentsessionlist, NS:tapi.lineagentsessionentry,
// NS:tapi.lineproxyrequest_tag; tapi.h is compiled with packing 1; the constants pages of TAPI 2.2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace acdloop::oracle::line {

namespace request_type {
inline constexpr std::uint32_t create_agent = 0x09, create_session = 0x0C, list = 0x0D, set_state = 0x0E, info = 0x0F;
}
namespace bit {  // LINEAGENTSESSIONSTATE_
inline constexpr std::uint32_t not_ready = 1, ready = 2, busy_on_call = 4, busy_wrap_up = 8, ended = 16, released = 32;
}
namespace status {  // LINEAGENTSESSIONSTATUS_
inline constexpr std::uint32_t new_session = 1, state = 2, update_info = 4;
}
namespace message {
inline constexpr std::uint32_t reply = 12, proxy_request = 24, agent_session_status = 27;
}
inline constexpr std::uint32_t info_size = 76, list_size = 24, entry_size = 28;

// Little endian; nothing when it does not lie inside.
std::optional<std::uint32_t> dword_at(std::span<const std::byte> bytes, std::size_t offset);
std::optional<double> date_at(std::span<const std::byte> bytes, std::size_t offset);
std::optional<std::int64_t> currency_at(std::span<const std::byte> bytes, std::size_t offset);

// LINEAGENTSESSIONINFO, all fields as they stand.
struct Info {
  std::uint32_t total = 0, needed = 0, used = 0, state = 0, next_state = 0;
  double start = 0;
  std::uint32_t duration = 0, calls = 0, talk = 0, average_talk = 0, call = 0, average_call = 0, wrap_up = 0,
                average_wrap_up = 0;
  std::int64_t rate = 0;
  std::uint32_t longest = 0, average_answer = 0;
};
std::optional<Info> info_in(std::span<const std::byte> bytes);

// The one state that a bit stands for, ASST_ number; RELEASED is 4. Nothing for no bit, several, or one that is none.
std::optional<std::int32_t> state_of_bit(std::uint32_t bit);
bool one_state_bit(std::uint32_t bits);

// Documented for the functions of agent sessions: raw LINEERR_ values.
bool documented_error(std::int32_t result);
std::string error_text(std::int32_t result);  // "LINEERR_INVALPARAM (0x80000032)", "0"
std::string hex(std::uint32_t value);         // "0x0F"

}  // namespace acdloop::oracle::line
