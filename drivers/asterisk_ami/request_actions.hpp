// SPDX-License-Identifier: Apache-2.0
// Neutral requests as actions, without their ActionID. Used by the computing end.
#pragma once

#include <expected>

#include "drivers/asterisk_ami/dialect.hpp"
#include "drivers/asterisk_ami/known_calls.hpp"
#include "drivers/asterisk_ami/message.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/cti/request.hpp"

namespace acdloop::asterisk_ami {

// What an action is written from beside the request itself.
struct Surroundings {
  const Dialect& dialect;
  const cti::Naming& naming;
  const KnownCalls& calls;
  const cti::Watch& watch;
};

// Or why there is no action for it.
std::expected<Message, cti::RefusalCause> write_action(const cti::Request& request, const Surroundings& around);

}  // namespace acdloop::asterisk_ami
