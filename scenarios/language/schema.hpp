// SPDX-License-Identifier: Apache-2.0
// The language as a JSON Schema (draft 7), for the completion and the first complaints of an editor; from the rows that
// drive the loader. Knows what one value or map can be, not what a story means: that is the loader's part.
#pragma once

#include <string>

#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {

// Ends with a newline.
std::string schema_text(const Vocabulary& vocabulary);

}  // namespace acdloop::scenarios
