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

// A key that ends no wrap-up, and a wrap-up that no key ends, would both be mistakes of the author.
void check_wrap_up(const Traffic& step, const Fields& fields, const Cast& cast, Context& context) {
  const GroupSpec* group = cast.group(step.to);
  if (group == nullptr) return;
  const auto told = [&](const Node& at, std::string message, std::string why, std::string help) {
    Diagnostic& fault = context.fault("S109", at, std::move(message), std::move(why), std::move(help));
    fault.other = group->mark;
    fault.other_note = "the group";
  };
  if (group->wrap_up.kind == WrapUp::Kind::manual && !fields.has("wrap_up")) {
    told(fields.map(), fmt::format("nobody ends the wrap-up of {}", step.to.value()), "it ends by key alone",
         "add wrap_up: how long an agent works before pressing it");
  }
  if (group->wrap_up.kind == WrapUp::Kind::none && fields.has("wrap_up")) {
    told(fields.key_at("wrap_up"), fmt::format("{} has no wrap-up", step.to.value()), "there is no work to end",
         "remove wrap_up: here, or give the group one");
  }
}

Traffic read_traffic(const Fields& fields, const Cast& cast, Context& context) {
  Traffic step;
  step.as = text_of(fields, "as");
  step.to = cti::AcdGroupId(text_of(fields, "to"));
  step.rate = fields.get<Rate>("rate").value_or(Rate{});
  step.arrivals = arrivals_from(text_of(fields, "arrivals")).value_or(step.arrivals);
  step.lasting = fields.get<Duration>("for").value_or(Duration{});
  step.patience = fields.get<Spread>("patience");
  step.answer_after = fields.get<Spread>("answer_after").value_or(step.answer_after);
  step.talk = fields.get<Spread>("talk").value_or(Spread{});
  step.wrap_up = fields.get<Spread>("wrap_up");
  if (fields.has("seed")) step.seed = number_of(fields, "seed");
  check_wrap_up(step, fields, cast, context);
  return step;
}

Transfer read_transfer(const Fields& fields, Context& context) {
  Transfer step{agent_of(fields), {}};
  if (fields.has("to")) step.to = other_than(fields, context);
  return step;
}

}  // namespace

void read_hands(std::string_view verb, const Fields& fields, const Cast& cast, Context& context, Step& step) {
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
    step.verb = Wait{fields.get<std::string>("until")};
    step.after = fields.get<Duration>(fields.has("for") ? "for" : "after").value_or(Duration{});
  }
  if (verb == "traffic") step.verb = read_traffic(fields, cast, context);
}

}  // namespace acdloop::scenarios
