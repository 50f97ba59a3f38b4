// SPDX-License-Identifier: Apache-2.0
// What goes wrong with calls that are handed on, joined or flow over, and with agents who are logged off by others. The
// phones still do what they do: only what is said of them is wrong.
#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

using cti::CallEventKind;
using cti::ConnectionState;

template <class Decorator>
SwitchDecorator as_switch() {
  return [](std::unique_ptr<acd::PhoneSystem> inner) -> std::unique_ptr<acd::PhoneSystem> {
    return std::make_unique<Decorator>(std::move(inner));
  };
}

template <class Decorator>
ComputingEndDecorator as_computing_end() {
  return [](std::unique_ptr<cti::ComputingEnd> inner) -> std::unique_ptr<cti::ComputingEnd> {
    return std::make_unique<Decorator>(std::move(inner));
  };
}

// A computing end that rewrites its events one by one; what a rewrite leaves is what is handed up.
class Rewriting : public PassThroughComputingEnd {
 public:
  using PassThroughComputingEnd::PassThroughComputingEnd;

 protected:
  virtual void rewrite(cti::CallEvent& event, std::vector<cti::Event>& into) {
    into.emplace_back().body = std::move(event);
  }
  virtual void hear(const cti::AgentEvent&) {}

 private:
  void distort(TimePoint, cti::EndOutput& out) override {
    std::vector<cti::Event> events;
    for (cti::Event& event : out.events) {
      if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) hear(*agent);
      if (auto* call = std::get_if<cti::CallEvent>(&event.body)) {
        rewrite(*call, events);
      } else {
        events.push_back(std::move(event));
      }
    }
    out.events = std::move(events);
  }
};

class ConsultationCountedAsTalk final : public Rewriting {
 public:
  using Rewriting::Rewriting;

 private:
  void rewrite(cti::CallEvent& event, std::vector<cti::Event>& into) override {
    const bool lost = event.kind == CallEventKind::held && event.cause == cti::EventCause::consultation;
    if (!lost) into.emplace_back().body = std::move(event);
  }
};

template <CallEventKind kind>
class Unheard final : public Rewriting {
 public:
  using Rewriting::Rewriting;

 private:
  void rewrite(cti::CallEvent& event, std::vector<cti::Event>& into) override {
    if (event.kind != kind) into.emplace_back().body = std::move(event);
  }
};

class NewNameLost final : public Rewriting {
 public:
  using Rewriting::Rewriting;

 private:
  void rewrite(cti::CallEvent& event, std::vector<cti::Event>& into) override {
    event.renamed.reset();
    into.emplace_back().body = std::move(event);
  }
};

// Ends the controller's call and lets it begin again.
class ConferenceCountedAsAnotherCall final : public Rewriting {
 public:
  using Rewriting::Rewriting;

 private:
  void rewrite(cti::CallEvent& event, std::vector<cti::Event>& into) override {
    if (event.kind == CallEventKind::delivered && event.info.group) groups_[event.info.call] = *event.info.group;
    const bool joined = event.kind == CallEventKind::conferenced;
    const cti::DeviceId controller = event.by;
    const auto group = groups_.find(event.info.call);
    cti::CallEvent again;
    again.info.call = event.info.call;
    if (group != groups_.end()) again.info.group = group->second;
    again.info.call_class = cti::CallClass::acd;
    into.emplace_back().body = std::move(event);
    if (!joined || !again.info.group) return;
    const std::pair<CallEventKind, ConnectionState> phases[] = {
        {CallEventKind::connection_cleared, ConnectionState::null},
        {CallEventKind::delivered, ConnectionState::alerting},
        {CallEventKind::established, ConnectionState::connected}};
    for (const auto& [kind, state] : phases) {
      again.kind = kind;
      again.changes = {{{again.info.call, controller}, state}};
      into.push_back({again});
    }
  }

  std::map<cti::CallId, cti::AcdGroupId> groups_;
};

// A colleague's call for advice counts as a call of the group at whose desk it rings.
class HandedToADeskCounted final : public Rewriting {
 public:
  using Rewriting::Rewriting;

 private:
  void hear(const cti::AgentEvent& event) override {
    const cti::AgentSubject& subject = event.report.subject;
    if (event.kind != cti::AgentEventKind::agent_logged_on || !subject.address || !subject.group) return;
    groups_[subject.address->value()] = *subject.group;
  }
  void rewrite(cti::CallEvent& event, std::vector<cti::Event>& into) override {
    const bool rings = event.kind == CallEventKind::delivered && !event.info.group && !event.changes.empty();
    if (rings && event.cause == cti::EventCause::consultation) {
      const auto group = groups_.find(event.changes.back().connection.device.id);
      if (group != groups_.end()) {
        event.info.group = group->second;
        event.info.call_class = cti::CallClass::acd;
      }
    }
    into.emplace_back().body = std::move(event);
  }

  std::map<std::string, cti::AcdGroupId> groups_;
};

// What a colleague placed into the queue is taken for a call between colleagues.
class HandedThroughAQueueNotCounted final : public Rewriting {
 public:
  using Rewriting::Rewriting;

 private:
  void rewrite(cti::CallEvent& event, std::vector<cti::Event>& into) override {
    const bool inside = event.info.calling.category == cti::DeviceCategory::station;
    if (event.kind == CallEventKind::delivered && inside) {
      event.info.group.reset();
      event.info.call_class = cti::CallClass::internal;
    }
    into.emplace_back().body = std::move(event);
  }
};

class NoWrapUpAfterTransfer final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

 private:
  void distort(cti::Reaction& reaction, TimePoint) override {
    const auto handed_on = [](const cti::Event& event) {
      const auto* call = std::get_if<cti::CallEvent>(&event.body);
      return call && call->kind == CallEventKind::transferred;
    };
    if (std::none_of(reaction.events.begin(), reaction.events.end(), handed_on)) return;
    for (cti::Event& event : reaction.events) {
      auto* agent = std::get_if<cti::AgentEvent>(&event.body);
      if (!agent || agent->kind != cti::AgentEventKind::agent_wrap_up) continue;
      agent->kind = cti::AgentEventKind::agent_ready;
      agent->report.states = {cti::AgentState::ready};
    }
  }
};

class ForcedLogOffUntold final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

  cti::Reaction force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group,
                              TimePoint now) override {
    cti::Reaction reaction = PassThroughSwitch::force_log_off(agent, group, now);
    std::erase_if(reaction.events, [](const cti::Event& event) {
      const auto* said = std::get_if<cti::AgentEvent>(&event.body);
      return said && said->kind == cti::AgentEventKind::agent_logged_off;
    });
    return reaction;
  }
};

class FlowedCallKeepsItsGroup final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;

 private:
  void distort(cti::Reaction& reaction, TimePoint) override {
    for (cti::Event& event : reaction.events) {
      auto* call = std::get_if<cti::CallEvent>(&event.body);
      if (!call) continue;
      if (call->cause == cti::EventCause::overflow && call->kind == CallEventKind::diverted && call->info.group) {
        first_.emplace(call->info.call, *call->info.group);
      }
      if (const auto known = first_.find(call->info.call); known != first_.end()) call->info.group = known->second;
    }
  }

  std::map<cti::CallId, cti::AcdGroupId> first_;
};

Defect on_wire(std::string_view id, std::string_view requirement, std::string_view sentence,
               ComputingEndDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::wire,
          .on_computing_end = std::move(decorator)};
}

Defect in_switch(std::string_view id, std::string_view requirement, std::string_view sentence,
                 SwitchDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::switch_side,
          .on_switch = std::move(decorator)};
}

}  // namespace

std::vector<Defect> floor_defects() {
  return {
      on_wire("consultation-counted-as-talk", "AS-015",
              "A call on hold for a consultation is not told as held, unlike one on hold for itself.",
              as_computing_end<ConsultationCountedAsTalk>()),
      on_wire("conference-counted-as-another-call", "AS-005",
              "A conference is told as the end of the call and the beginning of the next.",
              as_computing_end<ConferenceCountedAsAnotherCall>()),
      on_wire("conference-unheard", "AS-010", "A conference is not told, so the caller seems on hold for ever.",
              as_computing_end<Unheard<CallEventKind::conferenced>>()),
      on_wire("transfer-unheard", "AS-016", "A transfer is not told, so the agent's call seems to go on.",
              as_computing_end<Unheard<CallEventKind::transferred>>()),
      on_wire("new-name-lost", "AS-054",
              "A call that goes on under another name is not told so, and never seems to end where it was handed to.",
              as_computing_end<NewNameLost>()),
      on_wire("handed-to-a-desk-counted", "AS-006",
              "A call handed straight to a desk is told as a call of the group that works there.",
              as_computing_end<HandedToADeskCounted>()),
      on_wire("handed-through-a-queue-not-counted", "AS-006",
              "A call that a colleague placed into a queue is told as a call between colleagues.",
              as_computing_end<HandedThroughAQueueNotCounted>()),
      in_switch("no-wrap-up-after-transfer", "AS-023",
                "The switch reports the agent ready after a transfer, although wrap-up has begun.",
                as_switch<NoWrapUpAfterTransfer>()),
      in_switch("forced-log-out-untold", "AS-127",
                "The switch logs an agent off by force and tells nobody: the session seems to live for ever.",
                as_switch<ForcedLogOffUntold>()),
      in_switch("flowed-call-keeps-its-group", "AS-055",
                "A call that flowed over to another group is reported as the first group's.",
                as_switch<FlowedCallKeepsItsGroup>()),
  };
}

}  // namespace acdloop::defects
