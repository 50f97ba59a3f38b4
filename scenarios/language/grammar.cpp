// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/grammar.hpp"

#include <algorithm>

namespace acdloop::scenarios {
namespace {

using enum ValueType;

constexpr std::string_view after_help =
    "How long after the step before; for answer, after the phone began to ring if that is later.";
constexpr std::string_view error_help =
    "The error that must come, by its HRESULT name; left out, the step must succeed.";

constexpr KeyRow key_rows[] = {
    {"scenario", "id", scenario_id, true, "The file's place in the suite without .yaml: topic/behaviour."},
    {"scenario", "title", text, true, "One sentence: what must be true."},
    {"scenario", "covers", requirements, true, "The requirements that the story exercises."},
    {"scenario", "needs", capabilities, false, "What a wire must express beside what cast and verbs show."},
    {"scenario", "virtual_only", boolean, false, "true: judges an edge that only the virtual clock can hit."},
    {"scenario", "vars", values, false, "Values by name; `$name` stands for one anywhere in clock, cast and steps."},
    {"scenario", "matrix", value_lists, false,
     "Lists of values by name; the story is played once for each combination, as topic/behaviour[name=value]."},
    {"scenario", "cast", map, true, "The groups and agents of the switch."},
    {"scenario", "clock", map, false, "What the clock on the wall shows; left out: Monday 2026-01-26 09:00:00."},
    {"scenario", "steps", steps, true, "What happens, one verb after the other."},

    {"clock", "starts", date_time, false, "Date and time on the wall when the story begins."},
    {"clock", "zone", zone_rule, false, "The zone's rule, as POSIX writes it; left out: UTC."},

    {"cast", "groups", named_maps, true, "ACD groups by name."},
    {"cast", "agents", named_maps, true, "Agents by name."},

    {"group", "pilot", digits, true, "The number that callers of the group dial."},
    {"group", "wrap_up", wrap_up, true,
     "How work after a call ends: by key (manual), at once (none), or after so long."},
    {"group", "ring_limit", duration, false, "A call not answered for so long goes back to the queue."},
    {"group", "priority", priority, false, "Which of an agent's queues is served first: 1 is best, 10 last, 5 usual."},
    {"group", "overflow", overflow, false, "A call that waits too long goes to another group's queue."},
    {"group", "end_of_guide", duration, false, "A call that has waited so long is disconnected."},

    {"overflow", "after", duration, true, "How long a call waits in this queue."},
    {"overflow", "to", group, true, "The group to the end of whose queue it goes."},

    {"agent", "id", digits, true, "The number that the agent logs in with."},
    {"agent", "at", digits, true, "The agent's usual desk."},
    {"agent", "groups", groups, true, "The groups that the agent is a member of; may be empty."},
    {"agent", "configured", boolean, false, "false: the switch has never heard of this agent."},
    {"agent", "pin", digits, false, "The PIN that the switch knows; left out: the agent has none."},

    {"log_in", "agent", agent, true, "Who logs in."},
    {"log_in", "group", group, true, "For which group."},
    {"log_in", "as", new_session, false, "The session's name from here on."},
    {"log_in", "at", digits, false, "Another desk than the usual one."},
    {"log_in", "pin", pin, false, "The PIN that is handed in; ~ hands in NULL. Left out: a log-in without PIN."},
    {"log_in", "agent_without_id", boolean, false, "true: the agent object was made without the agent's number."},
    {"log_in", "null_out", boolean, false, "true: logs in without a place for the session."},
    {"log_in", "by", old_listener, false, "The application that logs in; left out: the usual one."},
    {"log_in", "error", error_name, false, error_help},
    {"log_in", "after", duration, false, after_help},

    {"log_out", "session", session, true, "The session that ends."},
    {"log_out", "error", error_name, false, error_help},
    {"log_out", "after", duration, false, after_help},

    {"request", "session", session, true, "The session whose state is to change."},
    {"request", "state", state, false, "The state asked for."},
    {"request", "value", whole_number, false, "Any number in place of a state, to see it refused."},
    {"request", "as", new_answer, false, "The story goes on; a later expect judges the answer."},
    {"request", "error", error_name, false, error_help},
    {"request", "after", duration, false, after_help},

    {"query", "session", session, false, "The session that is asked."},
    {"query", "agent", agent, false, "The agent who is asked."},
    {"query", "queue", group, false, "The group whose queue is asked."},
    {"query", "group", group, false, "The group that is asked."},
    {"query", "figure", figure, true, "The figure, or every: all of them one after the other."},
    {"query", "times", count, false, "So many questions at once; 1 if left out."},
    {"query", "null_out", boolean, false, "true: asks without a place for the answer."},
    {"query", "as", new_answer, false, "The story goes on; a later expect judges the answer."},
    {"query", "error", error_name, false, error_help},
    {"query", "after", duration, false, after_help},

    {"listen", "as", listener, true, "The application's name; a known one gets another filter."},
    {"listen", "filter", filter, false, "The events it wants; left out: it never calls put_EventFilter."},
    {"listen", "after", duration, false, after_help},

    {"measure", "agent", agent, false, "The agent who is measured."},
    {"measure", "queue", group, false, "The group whose queue is measured."},
    {"measure", "period", duration, true, "The measurement period, in whole seconds."},
    {"measure", "error", error_name, false, error_help},
    {"measure", "after", duration, false, after_help},

    {"line", "do", line_act, true, "What is done on the line: info, list, next_state, open_proxy and so on."},
    {"line", "session", session, false, "The session whose handle is used."},
    {"line", "handle", whole_number, false, "Any number in place of a handle; -1 is 0xFFFFFFFF."},
    {"line", "agent", agent, false, "The agent whose sessions are listed."},
    {"line", "total", whole_number, false, "dwTotalSize of the structure; 76 if left out."},
    {"line", "next", state, false, "The next state; the state itself is 0."},
    {"line", "times", count, false, "So many requests at once; 1 if left out."},
    {"line", "after", duration, false, after_help},

    {"call", "as", new_call, true, "The call's name from here on."},
    {"call", "to", destination, true, "A group, or an agent's own desk."},
    {"call", "from", digits, true, "The caller's number."},
    {"call", "after", duration, false, after_help},

    {"answer", "agent", agent, true, "Who lifts the handset."},
    {"answer", "after", duration, false, after_help},

    {"hold", "agent", agent, true, "Who puts the call on hold."},
    {"hold", "after", duration, false, after_help},

    {"retrieve", "agent", agent, true, "Who takes the held call back."},
    {"retrieve", "after", duration, false, after_help},

    {"hang_up", "agent", agent, false, "The agent who hangs up."},
    {"hang_up", "caller", call, false, "The call whose caller hangs up."},
    {"hang_up", "after", duration, false, after_help},

    {"finish", "agent", agent, true, "Who presses the wrap-up key."},
    {"finish", "after", duration, false, after_help},

    {"dial", "agent", agent, true, "Who dials."},
    {"dial", "to", desk_or_number, true, "A colleague, or any number in quotes."},
    {"dial", "as", new_call, true, "The call's name from here on."},
    {"dial", "after", duration, false, after_help},

    {"consult", "agent", agent, true, "Who holds the call in hand and calls somebody else."},
    {"consult", "to", any_number, true, "A group, a colleague, or any number in quotes."},
    {"consult", "as", new_call, true, "The second call's name from here on."},
    {"consult", "after", duration, false, after_help},

    {"transfer", "agent", agent, true, "Who hands the call on."},
    {"transfer", "to", any_number, false,
     "Where to, in one step; left out: the held and the consulted party are joined."},
    {"transfer", "after", duration, false, after_help},

    {"conference", "agent", agent, true, "Who brings the held party back in."},
    {"conference", "after", duration, false, after_help},

    {"force_log_out", "agent", agent, true, "Whose work is ended by somebody else."},
    {"force_log_out", "group", group, false, "For which group; left out: for all."},
    {"force_log_out", "after", duration, false, after_help},

    {"remove", "group", group, true, "The group that the switch no longer has."},
    {"remove", "after", duration, false, after_help},

    {"wait", "for", duration, false, "How long nothing happens."},
    {"wait", "until", traffic, false, "Until every call of that traffic, and the work after it, is over."},
    {"wait", "after", duration, false, "The same as for."},

    {"traffic", "as", new_traffic, true, "The traffic's name; its calls are NAME.1, NAME.2 and so on."},
    {"traffic", "to", group, true, "The group that the callers dial."},
    {"traffic", "rate", rate, true, "How many calls come on average."},
    {"traffic", "arrivals", arrivals, false,
     "poisson: each call comes when it likes; fixed: all at the same distance. Left out: poisson."},
    {"traffic", "for", duration, true, "How long new calls come; the story goes on at once."},
    {"traffic", "patience", spread, false, "How long a caller waits for an answer; left out: nobody gives up."},
    {"traffic", "answer_after", spread, false, "How long an agent lets the phone ring; left out: 3s."},
    {"traffic", "talk", spread, true, "How long the two talk until the caller hangs up."},
    {"traffic", "wrap_up", spread, false,
     "How long an agent works after the call until she presses the wrap-up key; left out: she does not press it."},
    {"traffic", "seed", whole_number, false, "Another number draws other calls; 1 if left out."},
    {"traffic", "after", duration, false, after_help},

    {"withhold", "request", request_kind, true, "The kind of request whose replies are held back."},
    {"withhold", "reply", word_never, false, "never: no reply comes."},
    {"withhold", "reply_after", duration, false, "The reply comes so long after the request."},
    {"withhold", "count", count, false, "How many requests, counted from here; 1 if left out."},
    {"withhold", "duplicate", boolean, false, "true: the late reply comes twice."},
    {"withhold", "after", duration, false, after_help},

    {"refuse", "request", request_kind, true, "The kind of request that is refused."},
    {"refuse", "cause", refusal_cause, true, "Why."},
    {"refuse", "reply_after", duration, false, "The refusal comes so long after the request; left out: at once."},
    {"refuse", "count", count, false, "How many requests, counted from here; 1 if left out."},
    {"refuse", "after", duration, false, after_help},

    {"cut", "for", duration, false, "The link comes back after so long; left out: with restore."},
    {"cut", "after", duration, false, after_help},

    {"restore", "after", duration, false, after_help},

    {"step_clock", "by", shift, true, "How far the clock on the wall is set forward (+) or back (-)."},
    {"step_clock", "after", duration, false, after_help},

    {"expect", "session", session, false, "The session that is judged."},
    {"expect", "agent", agent, false, "The agent who is judged."},
    {"expect", "queue", group, false, "The group whose queue is judged."},
    {"expect", "state", state, false, "The state that it must have."},
    {"expect", "within", duration, false, "How long the state may take to come; left out: it is there now."},
    {"expect", "figures", word_all, false, "all: every figure, each as the facts have it."},
    {"expect", "sessions", sessions, false, "The sessions that the agent's object lists, in any order."},
    {"expect", "answer", answer, false, "The answer that is judged, by the name a request or query gave it."},
    {"expect", "error", error_name, false, "The error that the answer must be; left out: S_OK."},
    {"expect", "at", duration, false, "When the answer comes, counted from the request."},
    {"expect", "after", duration, false, after_help},

    {"never", "session", session, true, "The session that is judged."},
    {"never", "state", state, true, "The state that it must not have."},
    {"never", "for", duration, true, "For how long, counted from here; the story goes on after it."},
    {"never", "after", duration, false, after_help},
};

constexpr VerbRow verb_rows[] = {
    {"log_in", VerbKind::api, "", false, "An agent logs in for a group through the API under test."},
    {"log_out", VerbKind::api, "", false, "A session is ended through the API under test."},
    {"request", VerbKind::api, "", false, "A change of state is asked for through the API under test."},
    {"query", VerbKind::api, "", false, "A figure is asked for through the API under test."},
    {"listen", VerbKind::api, "", false, "Another application listens, with an event filter of its own."},
    {"measure", VerbKind::api, "", false, "A measurement period begins, of an agent or a queue."},
    {"line", VerbKind::api, "do", false,
     "Another application, or a proxy, acts on the line beneath the API (TAPI 2.2)."},
    {"call", VerbKind::hands, "", false, "Somebody outside picks up a phone and dials."},
    {"answer", VerbKind::hands, "", false, "An agent answers the ringing phone."},
    {"hold", VerbKind::hands, "", false, "An agent puts the call on hold."},
    {"retrieve", VerbKind::hands, "", false, "An agent takes the held call back."},
    {"hang_up", VerbKind::hands, "", false, "An agent or a caller hangs up."},
    {"finish", VerbKind::hands, "", false, "An agent presses the wrap-up key."},
    {"dial", VerbKind::hands, "", false, "An agent makes a private call."},
    {"consult", VerbKind::hands, "", false, "An agent holds the call in hand and calls somebody else."},
    {"transfer", VerbKind::hands, "", false, "An agent hands a call on, at once or after a consultation."},
    {"conference", VerbKind::hands, "", false, "An agent joins the held and the consulted party and stays."},
    {"force_log_out", VerbKind::hands, "", false, "A supervisor or the switch logs an agent out."},
    {"remove", VerbKind::hands, "", false, "A group is taken out of the switch."},
    {"wait", VerbKind::hands, "for", false, "Time passes."},
    {"traffic", VerbKind::hands, "", false, "Many people call a group; its agents answer, talk and wrap up by habit."},
    {"withhold", VerbKind::fault, "", false, "The switch carries requests out and answers late or never."},
    {"refuse", VerbKind::fault, "", false, "The switch refuses requests that it would carry out."},
    {"cut", VerbKind::fault, "", false, "The link between switch and application is gone."},
    {"restore", VerbKind::fault, "", false, "The link is there again."},
    {"step_clock", VerbKind::fault, "by", false, "The clock on the wall is set."},
    {"expect", VerbKind::judge, "", true, "What must be true of a session, an agent, a queue or an answer."},
    {"never", VerbKind::judge, "", false, "A state that a session must not have for a while."},
};

constexpr std::string_view named_answer =
    "An answer with a name is judged by `expect: { answer: …, error: … }`, where it has come.";

constexpr ChoiceRow choice_rows[] = {
    {"log_in", {"as", "error", "", ""}, true, "A log-in that succeeds names its session; any other its error."},
    {"request", {"state", "value", "", ""}, true, "A request asks for a state word or for a number."},
    {"request", {"as", "error", "", ""}, false, named_answer},
    {"query", {"session", "agent", "queue", "group"}, true, "One of the four is asked."},
    {"query", {"as", "error", "", ""}, false, named_answer},
    {"query", {"as", "times", "", ""}, false, "Many questions at once have no single answer to name."},
    {"measure", {"agent", "queue", "", ""}, true, "An agent or a queue is measured."},
    {"hang_up", {"agent", "caller", "", ""}, true, "One of the two hangs up."},
    {"wait", {"for", "until", "after", ""}, true, "Each of them says how long."},
    {"withhold", {"reply", "reply_after", "", ""}, true, "A reply comes never or after so long."},
    {"withhold", {"reply", "duplicate", "", ""}, false, "A reply that never comes cannot come twice."},
    {"expect", {"session", "agent", "queue", "answer"}, true, "An expectation judges one of the four."},
};

constexpr CompanionRow companion_rows[] = {
    {"expect", "state", {"session", "", ""}, "Only a session has a state that can be expected."},
    {"expect", "within", {"state", "", ""}, "It is the patience for a state; figures are read at once."},
    {"expect", "figures", {"session", "agent", "queue"}, "An answer has no figures, it has an error and a time."},
    {"expect", "sessions", {"agent", "", ""}, "An agent's object lists sessions."},
    {"expect", "error", {"answer", "", ""}, "Only an answer can be an error."},
    {"expect", "at", {"answer", "", ""}, "Only an answer comes at a time."},
};

constexpr WordRow word_rows[] = {
    {"line", "do", "info", {"session", "handle"}, true},      {"line", "do", "list", {"agent", ""}, false},
    {"line", "do", "next_state", {"session", "next"}, false}, {"line", "do", "release", {"session", ""}, false},
    {"line", "do", "update", {"session", ""}, false},
};

}  // namespace

std::string_view to_string(VerbKind kind) {
  constexpr std::string_view words[] = {"api", "hands", "fault", "judge"};
  return words[static_cast<std::size_t>(kind)];
}

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

std::span<const KeyRow> keys() { return key_rows; }

std::span<const KeyRow> keys_of(std::string_view owner) {
  const auto* first = std::ranges::find(key_rows, owner, &KeyRow::owner);
  const auto* last = std::find_if(first, std::end(key_rows), [&](const KeyRow& row) { return row.owner != owner; });
  return {first, last};
}

std::span<const VerbRow> verbs() { return verb_rows; }

const VerbRow* find_verb(std::string_view verb) {
  const auto* found = std::ranges::find(verb_rows, verb, &VerbRow::verb);
  return found == std::end(verb_rows) ? nullptr : found;
}

bool may_be_zero(std::string_view owner, std::string_view key) {
  // A measurement period of nothing is there to be refused.
  return key == "after" || key == "at" || key == "reply_after" || owner == "expect" || owner == "measure";
}

std::span<const ChoiceRow> choices() { return choice_rows; }

std::span<const CompanionRow> companions() { return companion_rows; }

std::span<const WordRow> word_needs() { return word_rows; }

}  // namespace acdloop::scenarios
