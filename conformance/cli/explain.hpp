// SPDX-License-Identifier: Apache-2.0
// The parts of `acdcheck explain` that know the scenario language; each prints what it knows of a word. Used by
// explain.cpp alone.
#pragma once

#include <optional>
#include <string>

namespace acdloop::cli {

// Verbs, keys, figures, states and needs. False when the word is none of them.
bool explain_language(const std::string& word);
// The code the program ends with; nothing when no scenario is called so.
std::optional<int> explain_scenarios(const std::string& word, const std::string& suite);

}  // namespace acdloop::cli
