// SPDX-License-Identifier: Apache-2.0
// Session, monitors, keep-alive and recovery of the application's end.
#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "drivers/csta_xml/computing_end.hpp"
#include "drivers/csta_xml/error_codes.hpp"
#include "drivers/csta_xml/monitors.hpp"
#include "drivers/csta_xml/requests.hpp"

namespace acdloop::csta_xml {
namespace {

std::string seconds_text(Duration duration) {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

constexpr int longest_session = 1'000'000;  // seconds

std::optional<Duration> read_seconds(std::string_view text) {
  int seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || seconds <= 0 || seconds > longest_session) return std::nullopt;
  return std::chrono::seconds{seconds};
}

// What a switch that is not "normal" yet may say; then it is asked again.
constexpr std::array<std::string_view, 9> system_words{"disabled",         "partiallyDisabled", "enabled",
                                                       "initializing",     "messagesLost",      "normal",
                                                       "overloadImminent", "overloadReached",   "overloadRelieved"};

bool takes_requests(std::string_view status) {
  return status != "disabled" && status != "partiallyDisabled" && status != "initializing";
}

// One connection found at a station, as the event that would have told it.
std::optional<cti::CallEventKind> kind_of(cti::ConnectionState state) {
  switch (state) {
    case cti::ConnectionState::initiated:
      return cti::CallEventKind::originated;
    case cti::ConnectionState::alerting:
      return cti::CallEventKind::delivered;
    case cti::ConnectionState::connected:
      return cti::CallEventKind::established;
    case cti::ConnectionState::hold:
      return cti::CallEventKind::held;
    default:
      return std::nullopt;
  }
}

cti::AgentEventKind entry_into(cti::AgentState state) {
  switch (state) {
    case cti::AgentState::null:
      return cti::AgentEventKind::agent_logged_off;
    case cti::AgentState::ready:
      return cti::AgentEventKind::agent_ready;
    case cti::AgentState::busy:
      return cti::AgentEventKind::agent_busy;
    case cti::AgentState::wrap_up:
      return cti::AgentEventKind::agent_wrap_up;
    case cti::AgentState::not_ready:
      break;
  }
  return cti::AgentEventKind::agent_not_ready;
}

}  // namespace

void ComputingEnd::start_session(Turn turn) {
  phase_ = Phase::session;
  Element start = make("StartApplicationSession", session_namespace);
  Element& info = start.add("applicationInfo").with("applicationID", settings_.application_id);
  if (!settings_.user.empty() || !settings_.password.empty()) {
    info.add("applicationSpecificInfo").with("user", settings_.user).with("password", settings_.password);
  }
  start.add("requestedProtocolVersions").with("protocolVersion", namespace_);
  start.with("requestedSessionDuration", seconds_text(settings_.dialect.session_duration));
  send(std::move(start), {{Purpose::session, "StartApplicationSession"}}, turn);
}

void ComputingEnd::prolong_session(Turn turn) {
  session_timer_at_.reset();
  Element reset = make("ResetApplicationSessionTimer", session_namespace);
  reset.with("sessionID", session_);
  reset.with("requestedSessionDuration", seconds_text(settings_.dialect.session_duration));
  send(std::move(reset), {{Purpose::session_timer, "ResetApplicationSessionTimer"}}, turn);
}

void ComputingEnd::ask_status(Turn turn) {
  ++statuses_owed_;
  keep_alive_at_ = turn.now + settings_.dialect.keep_alive_every;
  send(make("RequestSystemStatus"), {{Purpose::status, "RequestSystemStatus"}}, turn);
}

void ComputingEnd::session_answered(const Element& response, Turn turn) {
  if (response.name != "StartApplicationSessionPosResponse") {
    const Element* code = response.child("errorCode");
    const std::string why{code != nullptr ? code->value("definedError") : std::string_view{}};
    return refused_association("no session: " + response.name + " " + why, turn);
  }
  const auto duration = read_seconds(response.value("actualSessionDuration"));
  session_ = response.value("sessionID").substr(0, cti::max_id_length);
  if (!duration || session_.empty()) {
    turn.out.violation({"malformed_response", "StartApplicationSessionPosResponse"});
    return refused_association("a session without id or duration", turn);
  }
  session_timer_at_ = turn.now + *duration / 2;
  phase_ = Phase::status;
  ask_status(turn);
}

void ComputingEnd::session_timer_answered(const Element& response, Turn turn) {
  const auto duration = read_seconds(response.value("actualSessionDuration"));
  if (response.name != "ResetApplicationSessionTimerPosResponse" || !duration) {
    return die("the session is not prolonged: " + response.name.substr(0, 80), turn);
  }
  session_timer_at_ = turn.now + *duration / 2;
}

void ComputingEnd::status_answered(const Element& response, Turn turn) {
  if (response.name != "RequestSystemStatusResponse") {
    return turn.out.violation({"response_of_another_service", response.name.substr(0, 80)});
  }
  statuses_owed_ = 0;
  const std::string_view status = response.value("systemStatus");
  if (std::ranges::find(system_words, status) == system_words.end()) {
    return turn.out.violation({"unknown_value", "systemStatus " + std::string{status.substr(0, 40)}});
  }
  if (phase_ == Phase::status && takes_requests(status)) start_monitors(turn);
}

void ComputingEnd::start_monitors(Turn turn) {
  phase_ = Phase::monitoring;
  const bool inverted = settings_.dialect.inverted_filter;
  const auto start = [&](std::string object) {
    Element request = make("MonitorStart");
    request.add("monitorObject").with("deviceObject", object);
    if (inverted) write_filter(request, "requestedMonitorFilter", Filter{}.set(), false);
    request.with("monitorType", "device");
    if (inverted) {
      Element& mine = request.add("extensions").add("privateData").add("private");
      mine.add("AvayaEvents").with("invertFilter", "true").space = vendor_namespace;
    }
    send(std::move(request), {{Purpose::monitor, "MonitorStart", std::move(object)}}, turn);
  };
  for (const cti::Address& address : watch_.addresses) start(naming_.to_wire(address));
  for (const cti::AcdGroupId& group : watch_.groups) start(naming_.to_wire(group));
  settle(turn);
}

void ComputingEnd::monitor_answered(const std::string& object, const Element& response, Turn turn) {
  const std::string_view xref = response.value("monitorCrossRefID");
  if (response.name == "MonitorStartResponse" && !xref.empty()) {
    monitors_.emplace(xref.substr(0, cti::max_id_length));
  } else {
    const auto refusal = response.name == "CSTAErrorCode" ? read_error(response) : std::nullopt;
    if (!refusal) turn.out.violation({"malformed_response", response.name.substr(0, 80) + " to MonitorStart"});
    turn.out.say(cti::LinkEventKind::monitor_ended, "no monitor on " + object,
                 refusal ? refusal->cause : cti::RefusalCause::generic);
  }
  settle(turn);
}

// After a loss: which calls are there still. The agents' states are asked by whoever needs them.
void ComputingEnd::take_snapshots(Turn turn) {
  phase_ = Phase::snapshots;
  turn.out.say(cti::LinkEventKind::resync_started, "the association is new");
  for (const cti::Address& address : watch_.addresses) {
    cti::Request request;
    request.kind = cti::RequestKind::snapshot_device;
    request.address = address;
    if (auto document = write_request(request, naming_)) {
      send(*std::move(document), {{Purpose::snapshot, "SnapshotDevice"}, request}, turn);
    }
  }
}

void ComputingEnd::snapshot_answered(const Owed& owed, const Element& response, Turn turn) {
  const auto result = read_response(response, owed.request, owed.note.service, naming_);
  if (!result) turn.out.violation(result.error());
  if (result) {
    for (const auto& [connection, state] : result->connections) {
      const auto kind = kind_of(state);
      if (!kind) continue;
      cti::CallEvent event;
      event.kind = *kind;
      event.info.call = connection.call;
      event.changes.push_back({connection, state});
      turn.out.events.push_back({std::move(event)});
    }
  }
  settle(turn);
}

void ComputingEnd::settle(Turn turn) {
  if (phase_ == Phase::monitoring && !owes(Purpose::monitor)) {
    if (was_up_) {
      take_snapshots(turn);
    } else {
      phase_ = Phase::snapshots;
    }
  }
  if (phase_ != Phase::snapshots || owes(Purpose::snapshot)) return;
  phase_ = Phase::up;
  give_up_at_.reset();
  if (was_up_) turn.out.say(cti::LinkEventKind::resync_ended, "");
  was_up_ = true;
  turn.out.say(cti::LinkEventKind::link_up, "");
  if (!settings_.dialect.agent_events) poll_at_ = turn.now + settings_.dialect.poll_every;
  pump(turn);
}

void ComputingEnd::keep_alive(Turn turn) {
  if (statuses_owed_ >= 2) return die("two questions for the system status were not answered", turn);
  ask_status(turn);
}

// Where a switch reports no agent states, each changed answer is a report.
void ComputingEnd::poll(Turn turn) {
  poll_at_ = turn.now + settings_.dialect.poll_every;
  if (phase_ != Phase::up || owes(Purpose::poll)) return;
  for (const cti::Address& address : watch_.addresses) {
    cti::Request request;
    request.kind = cti::RequestKind::query_agent_state;
    request.address = address;
    if (auto document = write_request(request, naming_)) {
      send(*std::move(document), {{Purpose::poll, "GetAgentState"}, request}, turn);
    }
  }
}

void ComputingEnd::poll_answered(const Owed& owed, const Element& response, Turn turn) {
  const auto result = read_response(response, owed.request, owed.note.service, naming_);
  if (!result) return turn.out.violation(result.error());
  if (result->outcome != cti::Outcome::success) return;
  auto& known = polled_[*owed.request.address];
  auto before = std::exchange(known, {});
  const auto report = [&](const auto& key, cti::AgentEventKind kind, cti::AgentState state) {
    cti::AgentEvent event;
    event.kind = kind;
    event.report.subject = {key.first, key.second, owed.request.address};
    event.report.states = {state};
    turn.out.events.push_back({std::move(event)});
  };
  for (const cti::AgentStateReport& seen : result->agents) {
    const auto state = seen.states.only();
    if (!seen.subject.agent || !seen.subject.group || !state || *state == cti::AgentState::null) continue;
    const std::pair key{*seen.subject.agent, *seen.subject.group};
    known[key] = *state;
    const auto was = before.extract(key);
    if (!was) report(key, cti::AgentEventKind::agent_logged_on, *state);
    if (!was || was.mapped() != *state) report(key, entry_into(*state), *state);
  }
  for (const auto& [key, state] : before) report(key, cti::AgentEventKind::agent_logged_off, cti::AgentState::null);
}

void ComputingEnd::refused_association(const std::string& why, Turn turn) {
  turn.out.close = true;
  turn.out.say(cti::LinkEventKind::association_refused, why, cti::RefusalCause::privilege);
  fail_everything(turn);
}

void ComputingEnd::die(const std::string& why, Turn turn) {
  turn.out.close = true;
  turn.out.say(cti::LinkEventKind::link_down, why, cti::RefusalCause::association_lost);
  fail_everything(turn);
}

void ComputingEnd::fail_everything(Turn turn) {
  window_.lose_all(turn.out);
  phase_ = Phase::closed;
  for (auto* timer : {&give_up_at_, &keep_alive_at_, &session_timer_at_, &poll_at_}) timer->reset();
}

}  // namespace acdloop::csta_xml
