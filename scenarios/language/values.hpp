// SPDX-License-Identifier: Apache-2.0
// One value of the file to one checked value, by the type its key has in the grammar. Private to the loader's parts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "scenarios/language/context.hpp"
#include "scenarios/language/grammar.hpp"

namespace acdloop::scenarios {

// Words and names stay text; states and numbers are numbers; maps and steps are read by their own rows.
using Value = std::variant<std::string, Duration, std::int64_t, bool, WrapUp, Pin, Rate, Spread,
                           std::chrono::sys_seconds, std::vector<std::string>, const Node*>;

// Nothing if the value is wrong; the context was told.
std::optional<Value> convert(const KeyRow& row, const Node& node, Context& context);

// A duration as written; `described_as` is what a message calls it.
std::optional<Duration> read_duration(const Node& node, Context& context, std::string_view described_as);

// Names of groups, agents, sessions, calls and answers: a lower-case letter, then letters, digits, - and _.
bool check_name(const Node& node, Context& context);

}  // namespace acdloop::scenarios
