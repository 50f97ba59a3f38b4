// SPDX-License-Identifier: Apache-2.0
// The wire messages that an event stream of ours recorded (acdcheck run --events). Used by `acdcheck decode`.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/end.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cli {

struct WireRecord {
  std::string scenario;
  TimePoint at{};
  cti::WireMessage::Direction direction = cti::WireMessage::Direction::to_switch;
  std::string bytes;
  bool whole = true;  // the stream keeps only the beginning of what is very long
};

// Nothing for a line that is no wire message of that protocol.
std::optional<WireRecord> wire_record_in(std::string_view line, std::string_view protocol);

}  // namespace acdloop::cli
