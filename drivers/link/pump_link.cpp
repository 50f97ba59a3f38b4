// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/pump_link.hpp"

#include <stdexcept>

namespace acdloop::link {

void AcceptedLink::open(LinkHandlers handlers) {
  if (std::exchange(was_opened_, true)) throw std::logic_error(describe() + ": an accepted link opens once");
  mailbox_->attach(std::move(handlers));
}

}  // namespace acdloop::link
