// SPDX-License-Identifier: Apache-2.0
// The events of a call in a queue, with their headers in order, as the release prints them: channels since 12, a few
// headers before. Used by the event writer.
#pragma once

#include <cstdint>
#include <string>

#include "drivers/asterisk_ami/channels.hpp"
#include "drivers/asterisk_ami/event_mask.hpp"
#include "drivers/asterisk_ami/message.hpp"

namespace acdloop::asterisk_ami {

// An event before it is told: Privilege and what else stands between name and headers comes later.
struct Told {
  ClassMask of = class_agent;
  Message message;
};

enum class QueueEventName : std::uint8_t {
  join,
  leave,
  abandon,
  called,
  connect,
  complete,
  ring_no_answer,
};

struct QueueEvent {
  QueueEventName name = QueueEventName::join;
  std::string queue;
  const Channel* caller = nullptr;  // null: it has gone already
  const Channel* member_channel = nullptr;
  std::string interface = {};
  std::string member_name = {};
  std::size_t position = 0;
  std::size_t original_position = 0;
  std::size_t count = 0;       // how many wait
  std::int64_t hold_time = 0;  // s
  std::int64_t talk_time = 0;  // s
  std::int64_t ring_time = 0;  // s; ms in ring_no_answer
  std::string reason = {};     // of complete: agent, caller, transfer
};

Told told(const QueueEvent& event, const Dialect& dialect);

}  // namespace acdloop::asterisk_ami
