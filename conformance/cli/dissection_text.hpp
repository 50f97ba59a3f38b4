// SPDX-License-Identifier: Apache-2.0
// A dissected message as people read it: where it stands, its fields one a line, the first wrong byte under a caret.
// Used by `acdcheck decode`.
#pragma once

#include <string>

#include "drivers/cti/dissection.hpp"

namespace acdloop::cli {

// Ends with a newline. `moment` stands behind the title, as "12.300 s"; empty where nobody noted it.
std::string text_of(const cti::Dissected& message, const std::string& moment);

}  // namespace acdloop::cli
