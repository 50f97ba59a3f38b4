// SPDX-License-Identifier: Apache-2.0
// Who wants to hear what passes between a computing function and whoever uses it. Used by benches, which hand it to
// their judge; changes nothing.
#pragma once

#include <functional>

#include "drivers/cti/event.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::attachment {

// Each may be empty.
struct ComputingTap {
  std::function<void(const cti::Request&, TimePoint)> asked;
  std::function<void(const cti::Result&, TimePoint)> answered;
  std::function<void(const cti::Event&, TimePoint)> event;
};

}  // namespace acdloop::attachment
