// SPDX-License-Identifier: Apache-2.0
// The packed structures of TAPI 2.2 that agent sessions need, as values, and their bytes: little endian, packing 1.
// Used by both halves of the façade and by the runner. Knows no request, no handle's owner, no clock.
//
// Size rules (W:variably-sized-data-structures, W:memory-allocation): dwTotalSize is the caller's, nothing is written
// beyond it; dwNeededSize is what a complete answer takes, dwUsedSize what was filled; below the fixed size the
// structure is refused.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string>
#include <vector>

#include "drivers/tapi/line/constants.hpp"

namespace acdloop::tapi::line {

using Bytes = std::span<const std::byte>;
using MutableBytes = std::span<std::byte>;

// Why bytes are no such structure.
enum class Fault : std::uint8_t {
  too_short,        // fewer bytes than the fixed part, or than dwUsedSize says
  total_too_small,  // dwTotalSize is below the fixed part
  bad_sizes,        // dwUsedSize above dwTotalSize, or below the fixed part
  bad_list,         // entries outside the structure, or dwListSize that is not their number times their size
};
std::string_view to_string(Fault fault);

struct Guid {
  std::array<std::byte, 16> bytes{};
  friend auto operator<=>(const Guid&, const Guid&) = default;
};

// dwTotalSize, dwNeededSize, dwUsedSize: the first twelve bytes of every structure here.
struct Sizes {
  Dword total = 0;
  Dword needed = 0;
  Dword used = 0;
  friend bool operator==(const Sizes&, const Sizes&) = default;
};
std::expected<Sizes, Fault> read_sizes(Bytes bytes);

// LINEAGENTSESSIONINFO, NS:tapi.lineagentsessioninfo_tag.
struct AgentSessionInfo {
  static constexpr std::size_t size = 76;
  Sizes sizes;
  Dword state = 0;  // one LINEAGENTSESSIONSTATE_
  Dword next_state = 0;
  double start_time = 0;  // DATE: days since 1899-12-30
  Dword duration = 0;     // s
  Dword calls = 0;
  Dword talk_time = 0;               // s
  Dword average_talk_time = 0;       // s per call
  Dword call_time = 0;               // s
  Dword average_call_time = 0;       // s per call
  Dword wrap_up_time = 0;            // s
  Dword average_wrap_up_time = 0;    // s per call
  std::int64_t call_rate = 0;        // CURRENCY: calls per hour x 10 000
  Dword longest_time_to_answer = 0;  // s
  Dword average_time_to_answer = 0;  // s
  friend bool operator==(const AgentSessionInfo&, const AgentSessionInfo&) = default;
};
std::expected<AgentSessionInfo, Fault> read_agent_session_info(Bytes bytes);
// Fills `out`, whose first four bytes are dwTotalSize, with needed and used set; nothing is touched on a fault.
std::expected<void, Fault> write_agent_session_info(const AgentSessionInfo& info, MutableBytes out);

// LINEAGENTSESSIONENTRY, NS:tapi.lineagentsessionentry.
struct AgentSessionEntry {
  static constexpr std::size_t size = 28;
  HAgentSession session = 0;
  HAgent agent = 0;
  Guid group;
  Dword working_address = 0;
  friend bool operator==(const AgentSessionEntry&, const AgentSessionEntry&) = default;
};

// LINEAGENTSESSIONLIST, NS:tapi.lineagentsessionlist. Without room for all entries it has none, and dwNeededSize says
// what they would take: variable parts are never truncated.
struct AgentSessionList {
  static constexpr std::size_t fixed_size = 24;
  static constexpr std::size_t max_entries = 100'000;
  Sizes sizes;
  std::vector<AgentSessionEntry> entries;
  friend bool operator==(const AgentSessionList&, const AgentSessionList&) = default;
};
std::expected<AgentSessionList, Fault> read_agent_session_list(Bytes bytes);
std::expected<void, Fault> write_agent_session_list(std::span<const AgentSessionEntry> entries, MutableBytes out);

// LINEAGENTINFO, NS:tapi.lineagentinfo_tag.
struct AgentInfo {
  static constexpr std::size_t size = 56;
  Sizes sizes;
  Dword state = 0;  // one LINEAGENTSTATEEX_
  Dword next_state = 0;
  Dword measurement_period = 0;        // s
  std::int64_t overall_call_rate = 0;  // CURRENCY
  Dword acd_calls = 0;
  Dword incoming_calls = 0;
  Dword outgoing_calls = 0;
  Dword talk_time = 0;     // s
  Dword call_time = 0;     // s
  Dword wrap_up_time = 0;  // s
  friend bool operator==(const AgentInfo&, const AgentInfo&) = default;
};
std::expected<AgentInfo, Fault> read_agent_info(Bytes bytes);
std::expected<void, Fault> write_agent_info(const AgentInfo& info, MutableBytes out);

// LINEQUEUEINFO, NS:tapi.linequeueinfo_tag.
struct QueueInfo {
  static constexpr std::size_t size = 52;
  Sizes sizes;
  Dword measurement_period = 0;  // s
  Dword total_calls_queued = 0;
  Dword current_calls_queued = 0;
  Dword total_calls_abandoned = 0;
  Dword total_calls_flowed_in = 0;
  Dword total_calls_flowed_out = 0;
  Dword longest_ever_wait_time = 0;     // s
  Dword current_longest_wait_time = 0;  // s
  Dword average_wait_time = 0;          // s
  Dword final_disposition = 0;          // calls
  friend bool operator==(const QueueInfo&, const QueueInfo&) = default;
};
std::expected<QueueInfo, Fault> read_queue_info(Bytes bytes);
std::expected<void, Fault> write_queue_info(const QueueInfo& info, MutableBytes out);

}  // namespace acdloop::tapi::line
