// SPDX-License-Identifier: Apache-2.0
// What Asterisk says when it refuses, and what that means: texts both ways, compared whole. Used by both ends.
#pragma once

#include <string>
#include <string_view>

#include "drivers/cti/cause.hpp"

namespace acdloop::asterisk_ami {

// For a refusal of the switch. An action has few words of its own; what it has none for is told with the nearest.
std::string text_of(cti::RefusalCause cause, std::string_view action);
// What the text tells; generic when nobody knows it.
cti::RefusalCause cause_of(std::string_view text);
// "Invalid/unknown command: Foo. Use Action: ListCommands to show available commands."
std::string unknown_command(std::string_view name);

}  // namespace acdloop::asterisk_ami
