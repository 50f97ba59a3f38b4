// SPDX-License-Identifier: Apache-2.0
// Which header, event and reply exists since which release of Asterisk: one table for both ends. Knows no message.
#pragma once

#include <cstdint>
#include <string_view>

#include "drivers/asterisk_ami/dialect.hpp"

namespace acdloop::asterisk_ami {

enum class Feature : std::uint8_t {
  channel_blocks,         // events of calls carry whole channels; Interface, QueueCallerJoin, QueueMemberPause
  language,               // in channel blocks
  linkedid,               // in channel blocks
  event_list,             // EventList and ListItems around lists
  state_interface,        // of members
  in_call,                // of members
  paused_reason,          // of members
  last_pause,             // of members
  login_time,             // of members
  wrap_up_time,           // of members, and in QueueAdd
  ringinuse,              // of members, in events
  reason_in_add,          // QueueAdd Reason
  reason_on_unpause,      // shown once in QueueMemberPause
  status_on_change_only,  // QueueMemberStatus only when the device state is another one
  second_service_level,   // ServicelevelPerf2
  entry_priority,         // of QueueEntry
  output_lines,           // Command: Output: a line
  boot_times,             // FullyBooted with Uptime and LastReload
  sounds_search_dir,      // CoreSettings SoundsSearchCustomDir
};

bool has(const Release& release, Feature feature);
// "11.0.0": what the greeting names.
std::string_view ami_version(const Release& release);

}  // namespace acdloop::asterisk_ami
