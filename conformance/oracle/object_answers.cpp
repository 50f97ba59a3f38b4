// SPDX-License-Identifier: Apache-2.0
// Answers of the neighbours' methods: the documented codes, and what a list hands out.
#include <algorithm>
#include <array>

#include "conformance/oracle/checks.hpp"
#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/neighbours.hpp"

namespace acdloop::oracle {
namespace {

namespace object_code {
constexpr std::uint32_t s_false = 1, group_removed = 0x80040045, queue_removed = 0x80040046, no_agent_id = 0x80040047;
}

// What a page lists beside S_OK, E_OUTOFMEMORY and, for getters, E_POINTER (NF:tapi3cc.ITAgent.*, ITAgentHandler.*,
// ITACDGroup.*, ITQueue.*). LINEERR_ codes of the wrapped function are documented there, and in order everywhere.
struct Codes {
  std::string_view interface, method;
  bool timeout = false;
  bool invalid = false;
  bool unexpected = false;
  bool no_agent_id = false;
};
// The methods that list something special; every other figure of an agent or a queue lists TAPI_E_TIMEOUT.
constexpr std::array special{
    Codes{"ITAgent", "EnumerateAgentSessions"},
    Codes{"ITAgent", "get_AgentSessions"},
    Codes{"ITAgent", "CreateSession", true, true, true, false},
    Codes{"ITAgent", "CreateSessionWithPIN", true, true, true, true},
    Codes{"ITAgent", "get_ID", false, false, false, true},
    Codes{"ITAgent", "get_User"},
    Codes{"ITAgent", "get_State"},
    Codes{"ITAgent", "put_State", true, true, false, false},
    // The page forgets TAPI_E_TIMEOUT for the next two, although they wait for the switch as the others do.
    Codes{"ITAgent", "put_MeasurementPeriod", true, true, false, false},
    Codes{"ITQueue", "get_CurrentCallsQueued", true, false, false, false},
    Codes{"ITQueue", "put_MeasurementPeriod", true, true, false, false},
    Codes{"ITQueue", "get_Name"},
    Codes{"ITACDGroup", "get_Name"},
    Codes{"ITAgentHandler", "get_Name"},
    Codes{"ITAgentHandler", "CreateAgentWithID", true, true, false, false},
    Codes{"ITAgentHandler", "EnumerateUsableAddresses"},
    Codes{"ITAgentHandler", "get_UsableAddresses"},
};

Codes codes_of(std::string_view interface, std::string_view method) {
  for (const Codes& codes : special) {
    if (codes.interface == interface && codes.method == method) return codes;
  }
  return Codes{interface, method, true, false, false, false};
}

bool documented(const ObservedObjectAnswer& seen, tapi::Readings::ErrorStyle style) {
  const Codes codes = codes_of(seen.interface, seen.method);
  switch (seen.hresult) {
    case code::s_ok:
    case code::e_out_of_memory:
    case code::e_pointer:
      return true;
    case code::e_invalid_argument:
      return codes.invalid;
    case code::e_unexpected:
      return codes.unexpected;
    case code::tapi_timeout:
      return codes.timeout;
    case object_code::no_agent_id:
      return codes.no_agent_id;
    case object_code::group_removed:
      return seen.interface == "ITACDGroup";
    case object_code::queue_removed:
      return seen.interface == "ITQueue";
    default:
      break;
  }
  if (documented_line_error(seen.hresult, style)) return true;
  const bool logs_on = seen.method == "CreateSession" || seen.method == "CreateSessionWithPIN";
  return logs_on ? log_on_error(seen.hresult, style)
                 : seen.method == "put_State" && documented_state_error(seen.hresult, style);
}

std::string what_of(const ObservedObjectAnswer& seen) { return seen.interface + "::" + seen.method; }

}  // namespace

std::vector<verdict::Check> Neighbours::judge_answer(const ObservedObjectAnswer& seen) const {
  Checks checks{seen.subject, seen.judged_at.latest, "the answer"};
  const std::string what = what_of(seen);
  if (!seen.answered) {
    checks.require("AS-097", what, "an answer within two minutes", "none", false);
    return std::move(checks).result();
  }
  const std::string name = code_name(seen.hresult);
  if (seen.null_out) {
    checks.require("AS-090a", what + " with a null pointer", code_name(code::e_pointer), name,
                   seen.hresult == code::e_pointer);
    if (seen.request_sent) {
      checks.advise("AS-090b", what + " with a null pointer", "no request to the switch",
                    *seen.request_sent ? "one was sent" : "none was sent", !*seen.request_sent);
    }
    return std::move(checks).result();
  }
  checks.require("AS-091", what, "a documented code", name, documented(seen, oracle_.readings().error_style));
  const bool with_pin = seen.method == "CreateSessionWithPIN";
  if (with_pin && seen.without_id) {
    checks.require("AS-069a", what + " of an agent without an id", code_name(object_code::no_agent_id), name,
                   seen.hresult == object_code::no_agent_id);
  } else if (seen.null_pin) {
    const bool kept = seen.hresult == code::e_invalid_argument || seen.hresult == code::e_pointer;
    checks.require("AS-069b", what + " with a null PIN", code_name(code::e_invalid_argument), name, kept);
  }
  if (seen.null_pin && seen.request_sent) {
    checks.require("AS-069b", what + " with a null PIN", "no request to the switch",
                   *seen.request_sent ? "one was sent" : "none was sent", !*seen.request_sent);
  }
  if (seen.argument && seen.method == "put_MeasurementPeriod" && *seen.argument >= 0 && !seen.group_removed) {
    const bool valid = *seen.argument > 0;
    const std::uint32_t expected = valid ? code::s_ok : code::e_invalid_argument;
    // A switch that does not answer is another matter.
    const bool excused = valid && seen.hresult == code::tapi_timeout;
    checks.require(valid ? "AS-120a" : "AS-120b", what + " with " + std::to_string(*seen.argument) + " s",
                   code_name(expected), name, seen.hresult == expected || excused);
  }
  if (seen.group_removed && (seen.interface == "ITACDGroup" || seen.interface == "ITQueue")) {
    const std::uint32_t expected =
        seen.interface == "ITACDGroup" ? object_code::group_removed : object_code::queue_removed;
    checks.advise(seen.interface == "ITACDGroup" ? "AS-125a" : "AS-125b", what + " of a removed group",
                  code_name(expected), name, seen.hresult == expected);
  }
  return std::move(checks).result();
}

std::vector<verdict::Check> Neighbours::judge_list(const ObservedList& seen) const {
  Checks checks{"agent " + seen.agent.value(), seen.at.latest, "the sessions by the facts"};
  // Sessions that live by the facts must be there once; ended ones may be, as the reading has it.
  const auto listed = [&](const std::string& name) {
    return std::count_if(seen.entries.begin(), seen.entries.end(),
                         [&](const ObservedList::Entry& entry) { return entry.session == name; });
  };
  using Ended = tapi::Readings::ListEnded;
  const Ended ended_reading = oracle_.readings().list_ended;
  for (const auto& [name, session] : oracle_.sessions()) {
    if (session.key.agent != seen.agent || session.created.latest > seen.at.earliest) continue;
    const std::optional<Truth> truth = oracle_.truth(name, seen.at);
    const auto times = listed(name);
    const std::string observed = times == 0   ? "not listed"
                                 : times == 1 ? "listed"
                                              : "listed " + std::to_string(times) + " times";
    if (!truth->ended) {
      checks.require("AS-129b", "session " + name + " in the list", "listed", observed, times == 1);
    } else if (ended_reading == Ended::any) {
      checks.require("AS-129b", "ended session " + name + " in the list", "listed or not", observed, times <= 1);
    } else {
      const bool in = ended_reading == Ended::in;
      checks.require("AS-129b", "ended session " + name + " in the list", in ? "listed" : "not listed", observed,
                     (times == 1) == in && times <= 1);
    }
  }
  for (const ObservedList::Entry& entry : seen.entries) {
    const bool hers = !entry.null && entry.agent == seen.agent;
    const std::string observed = entry.null ? "a null object" : entry.agent ? entry.agent->value() : "no agent";
    checks.require("AS-129b", "agent of a listed session", seen.agent.value(), observed, hers);
    if (entry.null) continue;
    checks.require("AS-129b", "a listed session without the list", "get_State answers",
                   entry.state ? "it answers" : "it does not", entry.state.has_value());
    // A session that nobody of this story made is a ghost: a refused log-on leaves none.
    checks.require("AS-070", "a listed session", "one that was created",
                   entry.session.empty() ? "nobody's" : entry.session, !entry.session.empty());
  }
  const auto size = static_cast<std::uint32_t>(seen.entries.size());
  checks.witnesses("the enumerator's own list");
  checks.require("AS-129a", "Next for " + std::to_string(seen.asked_for), code_name(object_code::s_false),
                 code_name(seen.code), seen.code == object_code::s_false);
  checks.require("AS-129a", "count of Next for " + std::to_string(seen.asked_for), std::to_string(size),
                 std::to_string(seen.fetched), seen.fetched == size);
  const auto answers = [&](std::string_view what, const std::optional<std::uint32_t>& got, std::uint32_t expected) {
    if (got) checks.require("AS-129a", what, code_name(expected), code_name(*got), *got == expected);
  };
  answers("Next for as many as there are", seen.exact_code, code::s_ok);
  answers("Next with a null pointer", seen.null_code, code::e_pointer);
  answers("Next for two without a count", seen.null_fetched_code, code::e_pointer);
  answers("Skip past the end", seen.skip_code, object_code::s_false);
  if (seen.clone_same) {
    checks.require("AS-129a", "a clone", "the same list", *seen.clone_same ? "the same list" : "another",
                   *seen.clone_same);
  }
  return std::move(checks).result();
}

std::vector<verdict::Check> Neighbours::judge_released(const std::string& session, const cti::AgentSessionKey& before,
                                                       const cti::AgentSessionKey& after, bool state_answered,
                                                       const Interval& now) const {
  Checks checks{session, now.latest, "the same question before"};
  const auto text = [](const cti::AgentSessionKey& key) {
    return key.agent.value() + ", " + key.group.value() + ", " + key.address.value();
  };
  checks.require("AS-130", "agent, group and address after they were released", text(before), text(after),
                 before == after);
  checks.require("AS-130", "get_State after they were released", "an answer", state_answered ? "an answer" : "none",
                 state_answered);
  return std::move(checks).result();
}

}  // namespace acdloop::oracle
