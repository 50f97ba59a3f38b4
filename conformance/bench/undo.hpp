// SPDX-License-Identifier: Apache-2.0
// What a run has done to a switch and not yet undone: who is logged on, which calls are up. Kept from what was asked
// and granted, so that it is right when the run breaks anywhere. Used by the real bench.
#pragma once

#include <string>
#include <vector>

#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"

namespace acdloop::bench {

class Undo {
 public:
  // Asked: from here on it may have been done. Refused: it was not.
  void asked(const cti::Request& request);
  void answered(const cti::Request& request, const cti::Result& result);
  // Requests that undo it, in the order in which they are to be made.
  std::vector<cti::Request> requests() const { return log_offs_; }
  // One of them was granted, or there was nothing to undo.
  void done(const cti::Request& request);

 private:
  std::vector<cti::Request> log_offs_;
};

}  // namespace acdloop::bench
