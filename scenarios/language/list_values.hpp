// SPDX-License-Identifier: Apache-2.0
// Values that are one word or a list: the filter of an application, and the files that a story includes. For values.cpp
// alone.
#pragma once

#include <optional>

#include "scenarios/language/values.hpp"

namespace acdloop::scenarios {

std::optional<Value> convert_filter(const Node& node, Context& context);
std::optional<Value> convert_includes(const Node& node, Context& context);

}  // namespace acdloop::scenarios
