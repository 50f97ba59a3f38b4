// SPDX-License-Identifier: Apache-2.0
// A switching end whose bytes are spoiled on their way out, message by message. The wire's own file says where a
// message ends and how it is spoiled. Used by planted defects.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "simulator/defects/defect.hpp"

namespace acdloop::defects {

// How long the first whole message of these bytes is.
using FirstMessage = std::size_t (*)(std::string_view bytes);
// What goes out in its place. Made anew for every link, so that it may count.
using SpoilMessage = std::function<std::string(std::string_view message)>;

SwitchingEndDecorator spoiling_messages(FirstMessage first_message, std::function<SpoilMessage()> make);

// True every `period`-th time it is asked.
class Every {
 public:
  explicit Every(int period) : period_(period) {}
  bool now() { return ++asked_ % period_ == 0; }

 private:
  int period_;
  int asked_ = 0;
};

}  // namespace acdloop::defects
