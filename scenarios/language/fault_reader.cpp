// SPDX-License-Identifier: Apache-2.0
// Verbs that break something on purpose.
#include "scenarios/language/verb_readers.hpp"

namespace acdloop::scenarios {
namespace {

Withhold read_withhold(const Fields& fields) {
  Withhold step;
  step.request = cti::request_kind_from(text_of(fields, "request")).value_or(cti::RequestKind::query_agent_state);
  step.reply_after = fields.get<Duration>("reply_after");
  step.count = static_cast<int>(fields.get<std::int64_t>("count").value_or(1));
  step.duplicate = fields.get<bool>("duplicate").value_or(false);
  return step;
}

Refuse read_refuse(const Fields& fields) {
  Refuse step;
  step.request = cti::request_kind_from(text_of(fields, "request")).value_or(cti::RequestKind::query_agent_state);
  step.cause = cti::refusal_cause_from(text_of(fields, "cause")).value_or(cti::RefusalCause::generic);
  step.reply_after = fields.get<Duration>("reply_after").value_or(Duration{});
  step.count = static_cast<int>(fields.get<std::int64_t>("count").value_or(1));
  return step;
}

}  // namespace

void read_fault(std::string_view verb, const Fields& fields, Step& step) {
  if (verb == "withhold") step.verb = read_withhold(fields);
  if (verb == "refuse") step.verb = read_refuse(fields);
  if (verb == "cut") step.verb = Cut{fields.get<Duration>("for")};
  if (verb == "restore") step.verb = Restore{};
  if (verb == "step_clock") step.verb = StepClock{fields.get<Duration>("by").value_or(Duration{})};
}

}  // namespace acdloop::scenarios
