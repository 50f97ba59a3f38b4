// SPDX-License-Identifier: Apache-2.0
// Steps, casts and states in plain words, for people who have not read the language. Used by `acdcheck explain`;
// knows what a step says, not what comes of it.
#pragma once

#include <string>
#include <string_view>

#include "scenarios/language/scenario.hpp"

namespace acdloop::scenarios {

// "ann answers", "c1's caller hangs up": a clause without its time and without a full stop.
std::string sentence(const Step& step);
// "sales, dialled as 237: wrap-up ends by key"
std::string sentence(const GroupSpec& group);
// "ann, who logs in as 2003, at desk 105, for sales"
std::string sentence(const AgentSpec& agent);
// What a state of a session means; empty for a number that is none.
std::string_view state_meaning(std::int32_t state);

}  // namespace acdloop::scenarios
