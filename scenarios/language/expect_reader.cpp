// SPDX-License-Identifier: Apache-2.0
// Verbs that judge.
#include <fmt/format.h>

#include "scenarios/language/text_places.hpp"
#include "scenarios/language/verb_readers.hpp"

namespace acdloop::scenarios {
namespace {

FigureKind kind_of(Subject subject, const std::string& word, const Context& context) {
  if (subject == Subject::session) return context.vocabulary.figures.find(word)->second;
  return find_figure(subject, word)->kind;
}

std::optional<ExpectedFigure> read_figure(Subject subject, const Entry& entry, Context& context) {
  const std::string& word = entry.key.text;
  if (!check_figure_of(subject, word, entry.key, context)) return std::nullopt;
  ExpectedFigure figure;
  figure.figure = word;
  figure.mark = entry.value.mark;
  const FigureKind kind = kind_of(subject, word, context);
  if (kind == FigureKind::other) {
    context.fault("S207", entry.key, fmt::format("{} cannot be expected by a value", word),
                  "its truth depends on the clock of the run", "write figures: all, and the facts decide");
    return std::nullopt;
  }
  const KeyRow row{"expect", word, kind == FigureKind::time ? ValueType::duration : ValueType::whole_number, true, ""};
  const auto value = convert(row, entry.value, context);
  if (!value) return std::nullopt;
  if (kind == FigureKind::time) {
    figure.time = std::get<Duration>(*value);
  } else {
    figure.count = std::get<std::int64_t>(*value);
  }
  if (figure.count >= 0) return figure;
  context.fault("S114", entry.value, fmt::format("{} cannot be negative", word), "it counts", "write 0 or more");
  return std::nullopt;
}

std::vector<ExpectedFigure> read_figures(Subject subject, const Fields& fields, Context& context) {
  std::vector<ExpectedFigure> figures;
  for (const Entry* entry : fields.figures()) {
    if (auto figure = read_figure(subject, *entry, context)) figures.push_back(std::move(*figure));
  }
  return figures;
}

void check_says_something(const Fields& fields, std::string_view subject, Context& context) {
  if (!fields.figures().empty()) return;
  for (const std::string_view key : {"state", "figures", "sessions"}) {
    if (fields.has(key)) return;
  }
  context.fault(
      "S401", fields.map(), "an expectation without anything that could fail",
      fmt::format("it names {} and says nothing of it", subject),
      subject == "a session" ? "add state:, a figure like calls: 1, or figures: all" : "add a figure, or figures: all");
}

ExpectAnswer read_expected_answer(const Fields& fields, Context& context) {
  for (const Entry* entry : fields.figures()) {
    context.fault("S109", entry->key, fmt::format("{} does not belong to an expectation of an answer", entry->key.text),
                  "figures are expected of a session, an agent or a queue", "write a second expect");
  }
  return {text_of(fields, "answer"), fields.get<std::string>("error"), fields.get<Duration>("at")};
}

ExpectAgent read_expected_agent(const Fields& fields, Context& context) {
  ExpectAgent step;
  step.agent = agent_of(fields);
  step.figures = read_figures(Subject::agent, fields, context);
  step.all_figures = fields.get<std::string>("figures").has_value();
  step.sessions = fields.get<std::vector<std::string>>("sessions");
  check_says_something(fields, "an agent", context);
  return step;
}

ExpectQueue read_expected_queue(const Fields& fields, Context& context) {
  ExpectQueue step;
  step.queue = cti::AcdGroupId(text_of(fields, "queue"));
  step.figures = read_figures(Subject::queue, fields, context);
  step.all_figures = fields.get<std::string>("figures").has_value();
  check_says_something(fields, "a queue", context);
  return step;
}

ExpectSession read_expected_session(const Fields& fields, Context& context) {
  ExpectSession step;
  step.session = text_of(fields, "session");
  if (fields.has("state")) step.state = number_of(fields, "state");
  step.within = fields.get<Duration>("within");
  step.all_figures = fields.get<std::string>("figures").has_value();
  step.figures = read_figures(Subject::session, fields, context);
  if (fields.has("session")) check_says_something(fields, "a session", context);
  return step;
}

}  // namespace

bool check_figure_of(Subject subject, const std::string& word, const Node& at, Context& context) {
  const bool known =
      subject == Subject::session ? context.vocabulary.figures.contains(word) : find_figure(subject, word) != nullptr;
  if (known) return true;
  std::vector<std::string> candidates;
  for (const SubjectFigure& row : figures_of(subject)) candidates.emplace_back(row.word);
  if (subject == Subject::session) candidates = words_of(context.vocabulary.figures);
  context.fault(
      "S210", at,
      fmt::format("{} is no figure of a{} {}", shown(word), subject == Subject::agent ? "n" : "", to_string(subject)),
      "sessions, agents, queues and groups have figures of their own", suggestion(word, candidates));
  return false;
}

void read_judge(std::string_view verb, const Fields& fields, Context& context, Step& step) {
  if (verb == "never") {
    step.verb =
        Never{text_of(fields, "session"), number_of(fields, "state"), fields.get<Duration>("for").value_or(Duration{})};
  }
  if (verb != "expect") return;
  if (fields.has("answer") && !fields.has("session")) {
    step.verb = read_expected_answer(fields, context);
  } else if (fields.has("agent") && !fields.has("session")) {
    step.verb = read_expected_agent(fields, context);
  } else if (fields.has("queue") && !fields.has("session")) {
    step.verb = read_expected_queue(fields, context);
  } else {
    step.verb = read_expected_session(fields, context);
  }
}

}  // namespace acdloop::scenarios
