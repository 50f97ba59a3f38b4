// SPDX-License-Identifier: Apache-2.0
// What is looked at when a whole scenario has been read: its needs, its sums, and whether it checks anything.
// Private to the loader.
#pragma once

#include <vector>

#include "scenarios/language/context.hpp"
#include "scenarios/language/story.hpp"

namespace acdloop::scenarios {

// What cast and verbs need of a wire, so that people act at their phones and the wire only has to show it.
std::vector<cti::Capability> needs_of(const Scenario& scenario, const Story& story);
// Sums within 0.1 s of a whole or half second: on a real clock no one could say which way they were rounded.
void check_rounding(const Scenario& scenario, const Story& story, Context& context);
void check_possible(const Story& story, Context& context);
void check_length(const Node& steps, const Story& story, Context& context);
// A scenario that judges nothing cannot fail.
bool has_check(const Scenario& scenario);

}  // namespace acdloop::scenarios
