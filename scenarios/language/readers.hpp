// SPDX-License-Identifier: Apache-2.0
// The parts of a document that have a reader of their own. Private to the loader.
#pragma once

#include "scenarios/language/context.hpp"
#include "scenarios/language/fields.hpp"

namespace acdloop::scenarios {

// Registers the names of the cast in the context, also of members that are wrong in themselves.
Cast read_cast(const Node& node, Context& context);

ClockSpec read_clock(const Node& node, Context& context);

// Steps in order; those that are wrong are left out. Names that steps give are registered on the way.
std::vector<Step> read_steps(const Node& node, const Cast& cast, Context& context);
// One step from its fields, which have been complained about where they are wrong; complains about what they mean
// together. What is wrong in it is left at its default.
Step read_verb(std::string_view verb, const Fields& fields, const Cast& cast, Context& context);
// All names that steps give anywhere, to tell "too early" from "never".
Labels find_labels(const Node& steps);

}  // namespace acdloop::scenarios
