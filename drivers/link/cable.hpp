// SPDX-License-Identifier: Apache-2.0
// A cable that can be cut and mended, around the application's end of any link. While it is cut the link is closed, and
// every opening is refused. Used by benches that break links on purpose; the other end is for them to close.
#pragma once

#include <memory>

#include "drivers/link/link.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop::link {

class Cable {
 public:
  // The loop must live longer than every link through the cable.
  explicit Cable(EventLoop& loop);
  ~Cable();
  Cable(const Cable&) = delete;
  Cable& operator=(const Cable&) = delete;

  // The link from now on runs through the cable.
  std::unique_ptr<Link> through(std::unique_ptr<Link> link);
  // Closes the links that are open with `reset`: what was queued on them may be lost.
  void cut();
  void mend();
  bool is_cut() const;

 private:
  struct State;
  class Through;
  std::shared_ptr<State> state_;
};

}  // namespace acdloop::link
