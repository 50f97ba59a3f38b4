// SPDX-License-Identifier: Apache-2.0
// Words that must be known from elsewhere: names of the cast, names that earlier steps gave, and the vocabulary of
// other modules. Private to the loader's parts.
#pragma once

#include "scenarios/language/context.hpp"
#include "scenarios/language/grammar.hpp"

namespace acdloop::scenarios {

// True if the word is known as what the type says; else the context was told, with the nearest right word.
bool refers(ValueType type, const Node& node, Context& context);
// What a key of type new_session, new_call, new_answer or listener gives its name to.
LabelKind label_kind(ValueType type);
// Gives a new name (of one of those types) from here on; false if it is no name or taken.
bool give_name(ValueType type, const Node& node, Context& context);

}  // namespace acdloop::scenarios
