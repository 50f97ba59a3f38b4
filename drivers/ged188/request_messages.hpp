// SPDX-License-Identifier: Apache-2.0
// Neutral requests as messages of the client, and confirmations as neutral results. Used by the computing end.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "drivers/cti/naming.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"
#include "drivers/ged188/dialect.hpp"
#include "drivers/ged188/message.hpp"

namespace acdloop::ged188 {

struct RequestContext {
  const Dialect& dialect;
  const cti::Naming& naming;
};

// Without its InvokeID. `password`: what the agent logged on with. An error when this wire cannot say it.
std::expected<Message, cti::RefusalCause> write_request(const RequestContext& context, const cti::Request& request,
                                                        const std::optional<std::string>& password);
// A step of a log-off: the state of that skill group alone.
Message write_state_again(const RequestContext& context, const cti::Request& log_off, std::uint32_t state);
Message write_state_query(const RequestContext& context, const cti::Request& request);

bool is_failure(const Message& message);
// What a confirmation or failure says to that request; the InvokeID has been matched already.
cti::Result read_confirmation(const RequestContext& context, const cti::Request& request, const Message& message);

}  // namespace acdloop::ged188
