// SPDX-License-Identifier: Apache-2.0
// The readers of verbs by their kind, and what they share. Private to verb_reader.cpp and the files of the kinds.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scenarios/language/readers.hpp"
#include "scenarios/language/subjects.hpp"

namespace acdloop::scenarios {

void read_hands(std::string_view verb, const Fields& fields, const Cast& cast, Context& context, Step& step);
void read_fault(std::string_view verb, const Fields& fields, Step& step);
void read_judge(std::string_view verb, const Fields& fields, Context& context, Step& step);

// What a key says, or its default where it is missing or wrong.
std::string text_of(const Fields& fields, std::string_view key);
cti::AgentId agent_of(const Fields& fields);
std::optional<cti::AcdGroupId> group_of(const Fields& fields, std::string_view key);
std::int32_t number_of(const Fields& fields, std::string_view key);

// Complains if the subject has no such figure.
bool check_figure_of(Subject subject, const std::string& word, const Node& at, Context& context);

}  // namespace acdloop::scenarios
