// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/subjects.hpp"

#include <algorithm>

namespace acdloop::scenarios {
namespace {

using enum FigureKind;

// ITAgent (NN:tapi3cc.ITAgent).
constexpr SubjectFigure agent_figures[] = {
    {"calls", count},    {"talk_time", time}, {"call_time", time},  {"wrap_up_time", time},
    {"incoming", count}, {"outgoing", count}, {"call_rate", other}, {"measurement_period", time},
    {"state", other},    {"id", other},       {"name", other},
};
// ITQueue (NN:tapi3cc.ITQueue).
constexpr SubjectFigure queue_figures[] = {
    {"queued", count},      {"waiting", count},
    {"abandoned", count},   {"flowed_in", count},
    {"flowed_out", count},  {"final", count},
    {"longest_wait", time}, {"current_wait", time},
    {"average_wait", time}, {"measurement_period", time},
    {"name", other},
};
// ITACDGroup (NN:tapi3cc.ITACDGroup).
constexpr SubjectFigure group_figures[] = {{"name", other}, {"queues", other}};

constexpr FilterWord words[] = {
    {"tapi-object", 0x1},      {"address", 0x2},      {"call-notification", 0x4}, {"call-state", 0x8},
    {"call-media", 0x10},      {"call-hub", 0x20},    {"call-info-change", 0x40}, {"private", 0x80},
    {"request", 0x100},        {"agent", 0x200},      {"agent-session", 0x400},   {"qos", 0x800},
    {"agent-handler", 0x1000}, {"acd-group", 0x2000}, {"queue", 0x4000},          {"digit", 0x8000},
    {"generate", 0x10000},
};

}  // namespace

std::string_view to_string(Subject subject) {
  constexpr std::string_view names[] = {"session", "agent", "queue", "group"};
  return names[static_cast<std::size_t>(subject)];
}

std::span<const SubjectFigure> figures_of(Subject subject) {
  switch (subject) {
    case Subject::session:
      return {};
    case Subject::agent:
      return agent_figures;
    case Subject::queue:
      return queue_figures;
    case Subject::group:
      return group_figures;
  }
  return {};
}

const SubjectFigure* find_figure(Subject subject, std::string_view word) {
  const auto figures = figures_of(subject);
  const auto found = std::ranges::find(figures, word, &SubjectFigure::word);
  return found == figures.end() ? nullptr : &*found;
}

std::span<const FilterWord> filter_words() { return words; }

}  // namespace acdloop::scenarios
