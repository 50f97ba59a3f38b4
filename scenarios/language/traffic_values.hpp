// SPDX-License-Identifier: Apache-2.0
// The values of a traffic: how often calls come, and durations that are drawn. For values.cpp alone.
#pragma once

#include <optional>

#include "scenarios/language/values.hpp"

namespace acdloop::scenarios {

std::optional<Value> convert_rate(const Node& node, Context& context);
std::optional<Value> convert_spread(const KeyRow& row, const Node& node, Context& context);
std::optional<Value> convert_arrivals(const Node& node, Context& context);

}  // namespace acdloop::scenarios
