// SPDX-License-Identifier: Apache-2.0
// How long something took this machine: for reports that say so, never for a verdict. Lives here because only here
// may a clock be read.
#pragma once

#include "drivers/time/time_point.hpp"

namespace acdloop {

class Stopwatch {
 public:
  Stopwatch();  // starts
  Duration elapsed() const;

 private:
  std::int64_t started_;  // nanoseconds of the machine's steady clock
};

}  // namespace acdloop
