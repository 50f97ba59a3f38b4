// SPDX-License-Identifier: Apache-2.0
// What the types of values are called in messages, in the schema and in the reference.
#include "scenarios/language/grammar.hpp"

namespace acdloop::scenarios {

using enum ValueType;

std::string_view described(ValueType type) {
  switch (type) {
    case text:
      return "a line of text";
    case scenario_id:
      return "topic/behaviour";
    case requirements:
      return "a list of requirement ids like [AS-001, AS-016]";
    case capabilities:
      return "a list of needs like [pin, hold-visible]";
    case boolean:
      return "true or false";
    case map:
      return "a map";
    case named_maps:
      return "a map of names like { ann: { … } }";
    case includes:
      return "a file like common/two-agents.yaml, or a list of files";
    case values:
      return "a map of names and values like { talk: 30.2s }";
    case value_lists:
      return "a map of names and lists like { wrap_up: [manual, 12.2s] }";
    case steps:
      return "a list of steps, each `- verb: { … }`";
    case digits:
      return "a number as dialled, in quotes like \"2003\"";
    case duration:
      return "a duration like 30s, 4.2s, 500ms or 2m";
    case wrap_up:
      return "manual, none or a duration like 30s";
    case groups:
      return "a list of groups like [sales]";
    case priority:
      return "a whole number from 1 (best) to 10";
    case overflow:
      return "a map like { after: 20s, to: support }";
    case pin:
      return "a PIN in quotes like \"4711\", or ~ for none";
    case date_time:
      return "a date and time in quotes like \"2026-03-29 00:30:00\"";
    case zone_rule:
      return "a POSIX zone rule in quotes like \"CET-1CEST,M3.5.0,M10.5.0/3\"";
    case shift:
      return "a duration with a sign like +1h or -90s";
    case agent:
      return "the name of an agent";
    case group:
      return "the name of a group";
    case destination:
      return "the name of a group or an agent";
    case any_number:
      return "the name of a group or an agent, or a number in quotes";
    case desk_or_number:
      return "the name of an agent, or a number in quotes";
    case new_session:
      return "a new name for the session";
    case new_call:
      return "a new name for the call";
    case new_answer:
      return "a new name for the answer";
    case listener:
      return "a name for the application";
    case old_listener:
      return "the name of an application";
    case sessions:
      return "a list of sessions like [s, t]";
    case session:
      return "the name of a session";
    case call:
      return "the name of a call";
    case answer:
      return "the name of an answer";
    case new_traffic:
      return "a new name for the traffic";
    case traffic:
      return "the name of a traffic";
    case rate:
      return "a number of calls and a unit like 60 per hour or 2 per minute";
    case arrivals:
      return "poisson or fixed";
    case spread:
      return "a duration like 30s, exponential 180s or uniform 10s..30s";
    case state:
      return "not_ready, ready, busy, wrap_up or ended";
    case whole_number:
      return "a whole number like 7 or -1";
    case count:
      return "a whole number from 1 to 1000";
    case filter:
      return "none, or a list like [agent-session, agent]";
    case refusal_cause:
      return "a cause of refusal like resource_busy";
    case figure:
      return "the word of a figure, or every";
    case error_name:
      return "the name of an error like TAPI_E_TIMEOUT";
    case line_act:
      return "info, list, next_state, second_proxy, close_proxy, open_proxy, release or update";
    case request_kind:
      return "a kind of request like query_agent_state";
    case word_never:
      return "never";
    case word_all:
      return "all";
  }
  return "a value";
}

}  // namespace acdloop::scenarios
