// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "scenarios/language/subjects.hpp"
#include "scenarios/language/text_places.hpp"
#include "scenarios/language/verb_readers.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

constexpr std::int32_t ended_state = 4;

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
  if (fields.has("error")) return;
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
  step.pin = fields.get<Pin>("pin");
  step.agent_without_id = fields.get<bool>("agent_without_id").value_or(false);
  step.null_out = fields.get<bool>("null_out").value_or(false);
  step.by = fields.get<std::string>("by");
  check_log_in(step, fields, cast, context);
  return step;
}

LogOut read_log_out(const Fields& fields, Context& context) {
  check_alive(fields, context);
  note_end(fields, context);
  return {text_of(fields, "session"), fields.get<std::string>("error")};
}

RequestState read_request(const Fields& fields, Context& context) {
  RequestState step;
  step.session = text_of(fields, "session");
  step.state = number_of(fields, fields.has("value") ? "value" : "state");
  step.as = fields.get<std::string>("as");
  step.expected_error = fields.get<std::string>("error");
  check_alive(fields, context);
  if (step.state == ended_state && !step.as) note_end(fields, context);
  return step;
}

Subject subject_of(const Fields& fields) {
  if (fields.has("agent")) return Subject::agent;
  if (fields.has("queue")) return Subject::queue;
  return fields.has("group") ? Subject::group : Subject::session;
}

Query read_query(const Fields& fields, Context& context) {
  Query step;
  step.session = text_of(fields, "session");
  if (fields.has("agent")) step.agent = agent_of(fields);
  step.queue = group_of(fields, "queue");
  step.group = group_of(fields, "group");
  step.figure = text_of(fields, "figure");
  step.null_out = fields.get<bool>("null_out").value_or(false);
  step.times = static_cast<int>(fields.get<std::int64_t>("times").value_or(1));
  step.as = fields.get<std::string>("as");
  step.expected_error = fields.get<std::string>("error");
  if (!step.figure.empty() && step.figure != "every") {
    check_figure_of(subject_of(fields), step.figure, fields.at("figure"), context);
  }
  return step;
}

Listen read_listen(const Fields& fields) {
  Listen step;
  step.as = text_of(fields, "as");
  if (fields.has("filter")) step.filter = number_of(fields, "filter");
  return step;
}

Measure read_measure(const Fields& fields, Context& context) {
  Measure step;
  if (fields.has("agent")) step.agent = agent_of(fields);
  step.queue = group_of(fields, "queue");
  step.period = fields.get<Duration>("period").value_or(Duration{});
  step.expected_error = fields.get<std::string>("error");
  if (step.period % std::chrono::seconds{1} != Duration{}) {
    context.fault("S112", fields.at("period"), "a measurement period of broken seconds",
                  "put_MeasurementPeriod takes whole seconds", "write whole seconds");
  }
  return step;
}

LineRequest read_line(const Fields& fields, Context& context) {
  LineRequest step;
  step.act = line_act_from(text_of(fields, "do")).value_or(LineAct::info);
  step.session = text_of(fields, "session");
  if (fields.has("handle")) step.handle = number_of(fields, "handle");
  if (fields.has("agent")) step.agent = agent_of(fields);
  if (fields.has("total")) step.total = number_of(fields, "total");
  step.next = number_of(fields, "next");
  step.times = static_cast<int>(fields.get<std::int64_t>("times").value_or(1));
  if (step.act == LineAct::release) note_end(fields, context);
  return step;
}

void read_api(std::string_view verb, const Fields& fields, const Cast& cast, Context& context, Step& step) {
  if (verb == "log_in") step.verb = read_log_in(fields, cast, context);
  if (verb == "log_out") step.verb = read_log_out(fields, context);
  if (verb == "request") step.verb = read_request(fields, context);
  if (verb == "query") step.verb = read_query(fields, context);
  if (verb == "listen") step.verb = read_listen(fields);
  if (verb == "line") step.verb = read_line(fields, context);
  if (verb == "measure") step.verb = read_measure(fields, context);
}

}  // namespace

std::string text_of(const Fields& fields, std::string_view key) { return fields.get<std::string>(key).value_or(""); }

cti::AgentId agent_of(const Fields& fields) { return cti::AgentId(text_of(fields, "agent")); }

std::optional<cti::AcdGroupId> group_of(const Fields& fields, std::string_view key) {
  const auto name = fields.get<std::string>(key);
  return name ? std::optional{cti::AcdGroupId(*name)} : std::nullopt;
}

std::int32_t number_of(const Fields& fields, std::string_view key) {
  return static_cast<std::int32_t>(fields.get<std::int64_t>(key).value_or(0));
}

Step read_verb(std::string_view verb, const Fields& fields, const Cast& cast, Context& context) {
  Step step;
  step.after = fields.get<Duration>("after").value_or(Duration{});
  switch (find_verb(verb)->kind) {
    case VerbKind::api:
      read_api(verb, fields, cast, context, step);
      break;
    case VerbKind::hands:
      read_hands(verb, fields, cast, context, step);
      break;
    case VerbKind::fault:
      read_fault(verb, fields, step);
      break;
    case VerbKind::judge:
      read_judge(verb, fields, context, step);
      break;
  }
  return step;
}

}  // namespace acdloop::scenarios
