// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "scenarios/language/readers.hpp"
#include "scenarios/language/text_places.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

constexpr std::int32_t ended_state = 4;

std::string text_of(const Fields& fields, std::string_view key) { return fields.get<std::string>(key).value_or(""); }

cti::AgentId agent_of(const Fields& fields) { return cti::AgentId(text_of(fields, "agent")); }

std::int32_t number_of(const Fields& fields, std::string_view key) {
  return static_cast<std::int32_t>(fields.get<std::int64_t>(key).value_or(0));
}

// After its end a session can only be looked at; whoever expects an error may try more.
void check_alive(const Fields& fields, Context& context) {
  const auto session = fields.get<std::string>("session");
  if (!session || fields.has("error")) return;
  const auto ended = context.names.ended.find(*session);
  if (ended == context.names.ended.end()) return;
  Diagnostic& fault = context.fault("S404", fields.at("session"), fmt::format("session {} has ended", *session),
                                    fmt::format("it was logged out at {}:{}", ended->second.line, ended->second.column),
                                    "only query, expect and never look back at it; or write the error that must come");
  fault.other = ended->second;
  fault.other_note = "logged out here";
}

void note_end(const Fields& fields, Context& context) {
  const auto session = fields.get<std::string>("session");
  if (session && !fields.has("error")) context.names.ended.emplace(*session, fields.map().mark);
}

// A log-in that the switch must refuse says so with `error:`; any other names its session.
void check_log_in(const LogIn& step, const Fields& fields, const Cast& cast, Context& context) {
  const bool refused = fields.has("error");
  if (refused && fields.has("as")) {
    context.fault("S109", fields.key_at("as"), "a log_in that must be refused has no session to name",
                  "as: names the session of a log_in that succeeds", "remove as: or error:");
  }
  if (refused) return;
  if (!fields.has("as")) {
    context.fault("S103", fields.map(), "log_in has no as", "as is a new name for the session",
                  "name it, for instance `as: s`");
  }
  const AgentSpec* agent = cast.agent(step.agent);
  if (agent == nullptr) return;
  if (!agent->configured) {
    Diagnostic& fault =
        context.fault("S313", fields.at("agent"), fmt::format("the switch does not know {}", step.agent.value()),
                      "the cast says configured: false", "write the error that must come");
    fault.other = agent->mark;
    fault.other_note = "here";
  }
  if (!step.group.empty() && std::ranges::find(agent->groups, step.group) == agent->groups.end()) {
    Diagnostic& fault = context.fault(
        "S312", fields.at("group"), fmt::format("{} is no member of {}", step.agent.value(), step.group.value()),
        "the switch would refuse the log_in", "add the group to the agent, or write the error that must come");
    fault.other = agent->mark;
    fault.other_note = "the agent";
  }
}

LogIn read_log_in(const Fields& fields, const Cast& cast, Context& context) {
  LogIn step;
  step.agent = agent_of(fields);
  step.group = cti::AcdGroupId(text_of(fields, "group"));
  step.as = text_of(fields, "as");
  if (const auto at = fields.get<std::string>("at")) step.at = cti::Address(*at);
  step.expected_error = fields.get<std::string>("error");
  check_log_in(step, fields, cast, context);
  return step;
}

LogOut read_log_out(const Fields& fields, Context& context) {
  check_alive(fields, context);
  note_end(fields, context);
  return {text_of(fields, "session"), fields.get<std::string>("error")};
}

// An answer with a name is judged by a later expect, one without by its own `error:`.
void check_answer_place(const Fields& fields, Context& context) {
  if (!fields.has("as") || !fields.has("error")) return;
  context.fault("S109", fields.key_at("error"), "a named answer is judged where it is expected",
                "the story goes on before the answer comes", "move the error to `expect: { answer: …, error: … }`");
}

RequestState read_request(const Fields& fields, Context& context) {
  RequestState step;
  step.session = text_of(fields, "session");
  step.state = number_of(fields, fields.has("value") ? "value" : "state");
  step.as = fields.get<std::string>("as");
  step.expected_error = fields.get<std::string>("error");
  check_answer_place(fields, context);
  check_alive(fields, context);
  if (step.state == ended_state && !step.as) note_end(fields, context);
  return step;
}

Query read_query(const Fields& fields, Context& context) {
  Query step;
  step.session = text_of(fields, "session");
  step.figure = text_of(fields, "figure");
  step.null_out = fields.get<bool>("null_out").value_or(false);
  step.as = fields.get<std::string>("as");
  step.expected_error = fields.get<std::string>("error");
  check_answer_place(fields, context);
  return step;
}

PlaceCall read_call(const Fields& fields, Context& context) {
  PlaceCall step;
  step.as = text_of(fields, "as");
  step.from = text_of(fields, "from");
  const std::string to = text_of(fields, "to");
  if (context.names.groups.contains(to)) {
    step.to_group = cti::AcdGroupId(to);
  } else if (!to.empty()) {
    step.to_agent = cti::AgentId(to);
  }
  return step;
}

HangUp read_hang_up(const Fields& fields) {
  HangUp step;
  if (const auto agent = fields.get<std::string>("agent")) step.agent = cti::AgentId(*agent);
  step.caller = fields.get<std::string>("caller");
  return step;
}

Withhold read_withhold(const Fields& fields) {
  Withhold step;
  step.request = cti::request_kind_from(text_of(fields, "request")).value_or(cti::RequestKind::query_agent_state);
  step.reply_after = fields.get<Duration>("reply_after");
  step.count = static_cast<int>(fields.get<std::int64_t>("count").value_or(1));
  return step;
}

std::optional<ExpectedFigure> read_figure(const Entry& entry, Context& context) {
  const std::string& word = entry.key.text;
  ExpectedFigure figure;
  figure.figure = word;
  figure.mark = entry.value.mark;
  const FigureKind kind = context.vocabulary.figures.find(word)->second;
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

void reject_key(const Fields& fields, std::string_view key, std::string_view judged, Context& context) {
  if (!fields.has(key)) return;
  context.fault("S109", fields.key_at(key), fmt::format("{} does not belong to an expectation of {}", key, judged),
                judged == "a session" ? "an answer has an error and a time, a session has a state and figures"
                                      : "a session has a state and figures, an answer has an error and a time",
                "remove it, or write a second expect");
}

ExpectAnswer read_expected_answer(const Fields& fields, Context& context) {
  for (std::string_view key : {"state", "within", "figures"}) reject_key(fields, key, "an answer", context);
  for (const Entry* entry : fields.figures()) {
    context.fault("S109", entry->key, fmt::format("{} does not belong to an expectation of an answer", entry->key.text),
                  "figures are expected of a session", "write a second expect");
  }
  return {text_of(fields, "answer"), fields.get<std::string>("error"), fields.get<Duration>("at")};
}

ExpectSession read_expected_session(const Fields& fields, Context& context) {
  for (std::string_view key : {"error", "at"}) reject_key(fields, key, "a session", context);
  ExpectSession step;
  step.session = text_of(fields, "session");
  if (fields.has("state")) step.state = number_of(fields, "state");
  step.within = fields.get<Duration>("within");
  step.all_figures = fields.get<std::string>("figures").has_value();
  for (const Entry* entry : fields.figures()) {
    if (auto figure = read_figure(*entry, context)) step.figures.push_back(std::move(*figure));
  }
  if (fields.has("within") && !fields.has("state")) {
    context.fault("S109", fields.key_at("within"), "within waits for a state, and none is given",
                  "figures are read at once", "add state:, or remove within:");
  }
  if (fields.has("session") && !fields.has("state") && !fields.has("figures") && fields.figures().empty()) {
    context.fault("S401", fields.map(), "an expectation without anything that could fail",
                  "it names a session and says nothing of it", "add state:, a figure like calls: 1, or figures: all");
  }
  return step;
}

}  // namespace

Step read_verb(std::string_view verb, const Fields& fields, const Cast& cast, Context& context) {
  Step step;
  step.after = fields.get<Duration>("after").value_or(Duration{});
  if (verb == "log_in") step.verb = read_log_in(fields, cast, context);
  if (verb == "log_out") step.verb = read_log_out(fields, context);
  if (verb == "request") step.verb = read_request(fields, context);
  if (verb == "query") step.verb = read_query(fields, context);
  if (verb == "call") step.verb = read_call(fields, context);
  if (verb == "answer") step.verb = Answer{agent_of(fields)};
  if (verb == "hold") step.verb = Hold{agent_of(fields)};
  if (verb == "retrieve") step.verb = Retrieve{agent_of(fields)};
  if (verb == "hang_up") step.verb = read_hang_up(fields);
  if (verb == "finish") step.verb = Finish{agent_of(fields)};
  if (verb == "withhold") step.verb = read_withhold(fields);
  if (verb == "never")
    step.verb =
        Never{text_of(fields, "session"), number_of(fields, "state"), fields.get<Duration>("for").value_or(Duration{})};
  if (verb == "wait") {
    step.verb = Wait{};
    step.after = fields.get<Duration>(fields.has("for") ? "for" : "after").value_or(Duration{});
  }
  if (verb == "expect") {
    if (fields.has("answer") && !fields.has("session")) {
      step.verb = read_expected_answer(fields, context);
    } else {
      step.verb = read_expected_session(fields, context);
    }
  }
  return step;
}

}  // namespace acdloop::scenarios
