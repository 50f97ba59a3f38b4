// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/exchange.hpp"

namespace acdloop::link {

Exchange::Exchange(EventLoop& loop)
    : loop_(loop), account_(std::make_shared<Account>()), rounds_(std::make_shared<Rounds>()) {
  loop_.set_settlement(this);
}

Exchange::~Exchange() {
  rounds_->close();
  loop_.set_settlement(nullptr);
}

}  // namespace acdloop::link
