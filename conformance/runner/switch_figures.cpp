// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/switch_figures.hpp"

#include <memory>

namespace acdloop::runner {
namespace {

struct CountRow {
  std::string_view word;
  std::optional<std::int64_t> cti::Figures::*field;
};
constexpr CountRow counts[] = {{"calls", &cti::Figures::calls}, {"calls_held", &cti::Figures::calls_held}};

struct TimeRow {
  std::string_view word;
  std::optional<Duration> cti::Figures::*field;
};
constexpr TimeRow times[] = {
    {"call_time", &cti::Figures::calls_time},         {"talk_time", &cti::Figures::talk_time},
    {"wrap_up_time", &cti::Figures::after_call_time}, {"hold_time", &cti::Figures::hold_time},
    {"logged_on", &cti::Figures::logged_on_time},     {"ready", &cti::Figures::ready_time},
    {"not_ready", &cti::Figures::not_ready_time},
};

}  // namespace

std::optional<cti::Result> ask_switch_figures(Bench& bench, Stage& stage, report::Stream& stream,
                                              const cti::AgentId& agent, Duration patience) {
  // Whoever answers after the question is forgotten writes to nobody's memory.
  const auto answer = std::make_shared<std::optional<cti::Result>>();
  const bool asked = bench.ask_figures(agent, [answer, &stage](const cti::Result& result) {
    *answer = result;
    stage.changed();
  });
  if (!asked) return std::nullopt;
  stage.wait_until([&] { return answer->has_value(); }, stage.now() + patience);
  if (!*answer || !(*answer)->figures) return *answer;
  const cti::Figures& figures = *(*answer)->figures;
  const std::string subject = "agent " + agent.value() + " by the switch";
  for (const CountRow& row : counts) {
    if (const auto value = figures.*row.field) stream.figure(stage.now(), subject, row.word, *value);
  }
  for (const TimeRow& row : times) {
    if (const auto value = figures.*row.field) {
      stream.figure(stage.now(), subject, row.word, std::int64_t{*value / std::chrono::seconds{1}});
    }
  }
  return *answer;
}

}  // namespace acdloop::runner
