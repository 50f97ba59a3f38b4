// SPDX-License-Identifier: Apache-2.0
// A switch that says or does the wrong thing. The phones still do what they do: only reports and answers lie.
#include <algorithm>
#include <set>
#include <utility>

#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

template <class Decorator>
SwitchDecorator as_switch() {
  return [](std::unique_ptr<acd::PhoneSystem> inner) -> std::unique_ptr<acd::PhoneSystem> {
    return std::make_unique<Decorator>(std::move(inner));
  };
}

// The station among the devices that an event changed, if an agent sits there.
std::optional<cti::AgentId> agent_of(const cti::CallEvent& event, const cti::Directory& directory) {
  for (const cti::ConnectionChange& change : event.changes) {
    if (auto agent = directory.agent_at(cti::Address{change.connection.device.id})) return agent;
  }
  return std::nullopt;
}

class DirectCallsCarryAGroup final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

 private:
  void distort(cti::Reaction& reaction, TimePoint) override {
    for (cti::Event& event : reaction.events) {
      auto* call = std::get_if<cti::CallEvent>(&event.body);
      if (!call || call->info.group) continue;
      const auto agent = agent_of(*call, directory());
      if (!agent) continue;
      const auto sessions = directory().sessions_of(*agent);
      if (sessions.empty()) continue;
      call->info.group = sessions.front().first;
      call->info.call_class = cti::CallClass::acd;
    }
  }
};

class RingingReportedAsAnswered final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

 private:
  void distort(cti::Reaction& reaction, TimePoint) override {
    for (std::size_t index = 0; index < reaction.events.size(); ++index) {
      const auto* call = std::get_if<cti::CallEvent>(&reaction.events[index].body);
      if (!call) continue;
      if (call->kind == cti::CallEventKind::established) {  // the true one comes too late to matter
        reaction.events.erase(reaction.events.begin() + static_cast<std::ptrdiff_t>(index--));
      } else if (call->kind == cti::CallEventKind::delivered) {
        cti::CallEvent answered = *call;
        answered.kind = cti::CallEventKind::established;
        answered.cause = cti::EventCause::answered;
        for (cti::ConnectionChange& change : answered.changes) {
          if (change.to == cti::ConnectionState::alerting) change.to = cti::ConnectionState::connected;
        }
        ++index;
        reaction.events.insert(reaction.events.begin() + static_cast<std::ptrdiff_t>(index), cti::Event{answered});
      }
    }
  }
};

class WrapUpHidden final : public PassThroughSwitch {
 public:
  explicit WrapUpHidden(std::unique_ptr<acd::PhoneSystem> inner)
      : PassThroughSwitch(std::move(inner)), lying_(PassThroughSwitch::directory()) {}
  const cti::Directory& directory() const override { return lying_; }

 private:
  class Lying final : public PassThroughDirectory {
   public:
    using PassThroughDirectory::PassThroughDirectory;
    std::vector<std::pair<cti::AcdGroupId, cti::AgentState>> sessions_of(const cti::AgentId& agent) const override {
      auto sessions = PassThroughDirectory::sessions_of(agent);
      for (auto& [group, state] : sessions) {
        if (state == cti::AgentState::wrap_up) state = cti::AgentState::ready;
      }
      return sessions;
    }
  };

  void distort(cti::Reaction& reaction, TimePoint) override {
    for (cti::Event& event : reaction.events) {
      auto* agent = std::get_if<cti::AgentEvent>(&event.body);
      if (!agent || agent->kind != cti::AgentEventKind::agent_wrap_up) continue;
      agent->kind = cti::AgentEventKind::agent_ready;
      agent->report.states = {cti::AgentState::ready};
    }
  }

  Lying lying_;
};

class NotReadyWithoutEffect final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

  cti::Reaction submit(const cti::Request& request, const cti::Origin& origin, TimePoint now) override {
    const bool swallow =
        request.kind == cti::RequestKind::set_agent_state && request.state == cti::AgentState::not_ready;
    if (!swallow) return PassThroughSwitch::submit(request, origin, now);
    cti::Reaction reaction;
    cti::Result granted;
    granted.id = origin.request;
    reaction.results.emplace_back(origin, granted);
    return reaction;
  }
};

// Tells everybody that the agent is not ready, and goes on sending calls.
class CallsInNotReady final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

  cti::Reaction submit(const cti::Request& request, const cti::Origin& origin, TimePoint now) override {
    const bool lie = request.kind == cti::RequestKind::set_agent_state && request.state == cti::AgentState::not_ready &&
                     request.address;
    // Some wires name the phone alone.
    const auto agent = request.agent || !lie ? request.agent : directory().agent_at(*request.address);
    if (!lie || !agent) return PassThroughSwitch::submit(request, origin, now);
    cti::Reaction reaction;
    cti::Result granted;
    granted.id = origin.request;
    reaction.results.emplace_back(origin, granted);
    for (const auto& [group, state] : directory().sessions_of(*agent)) {
      cti::AgentEvent event;
      event.kind = cti::AgentEventKind::agent_not_ready;
      event.report.subject = {agent, group, request.address};
      event.report.states = {cti::AgentState::not_ready};
      reaction.events.push_back({event});
    }
    return reaction;
  }
};

class UnknownAgentLetIn final : public PassThroughSwitch {
 public:
  explicit UnknownAgentLetIn(std::unique_ptr<acd::PhoneSystem> inner)
      : PassThroughSwitch(std::move(inner)), gullible_(PassThroughSwitch::directory()) {}
  const cti::Directory& directory() const override { return gullible_; }

  cti::Reaction submit(const cti::Request& request, const cti::Origin& origin, TimePoint now) override {
    cti::Reaction reaction = PassThroughSwitch::submit(request, origin, now);
    const bool log_on = request.kind == cti::RequestKind::log_on && request.agent && request.group && request.address;
    if (!log_on || reaction.results.empty() || inner().directory().has_agent(*request.agent)) return reaction;
    cti::Result& result = reaction.results.front().second;
    result.outcome = cti::Outcome::success;
    result.cause = cti::RefusalCause::none;
    cti::AgentEvent event;
    event.kind = cti::AgentEventKind::agent_logged_on;
    event.report.subject = {request.agent, request.group, request.address};
    event.report.states = {cti::AgentState::ready};
    reaction.events.push_back({event});
    return reaction;
  }

 private:
  class Gullible final : public PassThroughDirectory {
   public:
    using PassThroughDirectory::PassThroughDirectory;
    bool has_agent(const cti::AgentId&) const override { return true; }
    bool is_member(const cti::AgentId&, const cti::AcdGroupId&) const override { return true; }
  };

  Gullible gullible_;
};

class RetrieveReportedAsNewCall final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

 private:
  void distort(cti::Reaction& reaction, TimePoint) override {
    std::vector<cti::Event> events;
    for (cti::Event& event : reaction.events) {
      auto* call = std::get_if<cti::CallEvent>(&event.body);
      if (call && call->kind == cti::CallEventKind::held) {
        call->kind = cti::CallEventKind::connection_cleared;
        call->cause = cti::EventCause::normal_clearing;
        for (cti::ConnectionChange& change : call->changes) change.to = cti::ConnectionState::null;
      } else if (call && call->kind == cti::CallEventKind::retrieved) {
        cti::CallEvent rings = *call;
        rings.kind = cti::CallEventKind::delivered;
        for (cti::ConnectionChange& change : rings.changes) change.to = cti::ConnectionState::alerting;
        events.push_back({rings});
        call->kind = cti::CallEventKind::established;
        call->cause = cti::EventCause::answered;
      }
      events.push_back(std::move(event));
    }
    reaction.events = std::move(events);
  }
};

}  // namespace

std::vector<Defect> switch_defects() {
  return {
      {.id = "direct-calls-carry-a-group",
       .sentence = "The switch reports a direct call as if the agent's ACD group had distributed it.",
       .requirement = "AS-003",
       .side = Side::switch_side,
       .on_switch = as_switch<DirectCallsCarryAGroup>()},
      {.id = "ringing-reported-as-answered",
       .sentence = "The switch reports a call as answered the moment the phone begins to ring.",
       .requirement = "AS-004",
       .side = Side::switch_side,
       .on_switch = as_switch<RingingReportedAsAnswered>()},
      {.id = "wrap-up-hidden",
       .sentence = "The switch reports the agent ready at the end of the call, although wrap-up has only begun.",
       .requirement = "AS-023",
       .side = Side::switch_side,
       .on_switch = as_switch<WrapUpHidden>()},
      {.id = "not-ready-without-effect",
       .sentence = "The switch grants a request for NOT_READY and does nothing.",
       .requirement = "AS-057",
       .side = Side::switch_side,
       .on_switch = as_switch<NotReadyWithoutEffect>()},
      {.id = "calls-in-not-ready",
       .sentence = "The switch reports the agent not ready and goes on sending ACD calls.",
       .requirement = "AS-056a",
       .side = Side::switch_side,
       .on_switch = as_switch<CallsInNotReady>()},
      {.id = "unknown-agent-let-in",
       .sentence = "The switch logs on an agent it has never heard of.",
       .requirement = "AS-070",
       .side = Side::switch_side,
       .on_switch = as_switch<UnknownAgentLetIn>()},
      {.id = "retrieve-reported-as-new-call",
       .sentence = "The switch reports hold as the end of the call and retrieve as the next one.",
       .requirement = "AS-005",
       .side = Side::switch_side,
       .on_switch = as_switch<RetrieveReportedAsNewCall>()},
  };
}

}  // namespace acdloop::defects
