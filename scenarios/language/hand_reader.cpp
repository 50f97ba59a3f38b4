// SPDX-License-Identifier: Apache-2.0
// Verbs of people at their phones.
#include <fmt/format.h>

#include "scenarios/language/verb_readers.hpp"

namespace acdloop::scenarios {
namespace {

Destination destination_of(const Fields& fields, const Context& context) {
  Destination to;
  const std::string text = text_of(fields, "to");
  if (text.empty()) return to;
  if (fields.at("to").quoted) {
    to.number = text;
  } else if (context.names.groups.contains(text)) {
    to.group = cti::AcdGroupId(text);
  } else {
    to.agent = cti::AgentId(text);
  }
  return to;
}

// Nobody calls her own desk.
Destination other_than(const Fields& fields, Context& context) {
  Destination to = destination_of(fields, context);
  if (to.agent && fields.has("agent") && *to.agent == agent_of(fields)) {
    context.fault("S109", fields.at("to"), fmt::format("{} cannot call herself", to.agent->value()),
                  "her own phone is in her hand", "name somebody else");
  }
  return to;
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

Transfer read_transfer(const Fields& fields, Context& context) {
  Transfer step{agent_of(fields), {}};
  if (fields.has("to")) step.to = other_than(fields, context);
  return step;
}

}  // namespace

void read_hands(std::string_view verb, const Fields& fields, Context& context, Step& step) {
  if (verb == "call") step.verb = read_call(fields, context);
  if (verb == "answer") step.verb = Answer{agent_of(fields)};
  if (verb == "hold") step.verb = Hold{agent_of(fields)};
  if (verb == "retrieve") step.verb = Retrieve{agent_of(fields)};
  if (verb == "hang_up") step.verb = read_hang_up(fields);
  if (verb == "finish") step.verb = Finish{agent_of(fields)};
  if (verb == "dial") step.verb = Dial{agent_of(fields), other_than(fields, context), text_of(fields, "as")};
  if (verb == "consult") step.verb = Consult{agent_of(fields), other_than(fields, context), text_of(fields, "as")};
  if (verb == "transfer") step.verb = read_transfer(fields, context);
  if (verb == "conference") step.verb = Conference{agent_of(fields)};
  if (verb == "force_log_out") step.verb = ForceLogOut{agent_of(fields), group_of(fields, "group")};
  if (verb == "remove") step.verb = RemoveGroup{cti::AcdGroupId(text_of(fields, "group"))};
  if (verb == "wait") {
    step.verb = Wait{};
    step.after = fields.get<Duration>(fields.has("for") ? "for" : "after").value_or(Duration{});
  }
}

}  // namespace acdloop::scenarios
