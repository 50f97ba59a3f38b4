// SPDX-License-Identifier: Apache-2.0
// What can be asked besides sessions, and in which words: figures of agents, queues and groups, and the kinds of TAPI
// events a filter can name. Used by the loader and by the runner, who knows which method each word means.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {

enum class Subject : std::uint8_t { session, agent, queue, group };
std::string_view to_string(Subject subject);

struct SubjectFigure {
  std::string_view word;
  FigureKind kind;
};
// Empty for sessions: their words come with the vocabulary.
std::span<const SubjectFigure> figures_of(Subject subject);
const SubjectFigure* find_figure(Subject subject, std::string_view word);

struct FilterWord {
  std::string_view word;  // "agent-session"
  std::int32_t bit;       // TAPI_EVENT (NE:tapi3if.TAPI_EVENT)
};
std::span<const FilterWord> filter_words();

}  // namespace acdloop::scenarios
