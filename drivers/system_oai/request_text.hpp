// SPDX-License-Identifier: Apache-2.0
// A neutral request as a command, and the confirmation of that command as its result. Used by the computing end.
// Knows no link state: the invoke id is an argument.
#pragma once

#include <expected>
#include <optional>
#include <string>

#include "drivers/cti/naming.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"
#include "drivers/system_oai/codec.hpp"

namespace acdloop::system_oai {

// The command with an empty invoke id, or why this wire cannot say it: unsupported_request (wrap_up asked for),
// invalid_parameter (a needed field is missing, too long, or holds a separator).
std::expected<Fields, cti::RefusalCause> write_command(const cti::Request& request, const cti::Naming& naming);

// `line` is the confirmation of `request`, sent as `command` ("_QA"). Nothing when its list is shorter than its own
// count, or its outcome is no number: such a line answers nothing.
std::optional<cti::Result> read_confirmation(const Fields& line, const cti::Request& request,
                                             const std::string& command, const cti::Naming& naming);

}  // namespace acdloop::system_oai
