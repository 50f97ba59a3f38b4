// SPDX-License-Identifier: Apache-2.0
// The switch's clock as AMI prints it: whole seconds since 1970, or with microseconds. Used by the switching end.
#pragma once

#include <cstdint>
#include <string>

#include "drivers/cti/protocol.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::asterisk_ami {

class Epoch {
 public:
  explicit Epoch(cti::WallClock wall_clock) : wall_clock_(std::move(wall_clock)) {}
  // Without a clock: of the run.
  std::int64_t nanoseconds(TimePoint now) const;
  std::int64_t seconds(TimePoint now) const { return nanoseconds(now) / 1'000'000'000; }
  std::string with_microseconds(TimePoint now) const;  // "1795167019.000123"
  std::string date(TimePoint now) const;               // "2026-01-26"
  std::string time_of_day(TimePoint now) const;        // "09:00:00"

 private:
  cti::WallClock wall_clock_;
};

}  // namespace acdloop::asterisk_ami
