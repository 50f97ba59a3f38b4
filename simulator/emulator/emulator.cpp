// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/emulator.hpp"

#include <algorithm>
#include <utility>

#include "simulator/acd/model.hpp"
#include "simulator/emulator/cast.hpp"

namespace acdloop::emulator {

struct Emulator::Port {
  const cti::Protocol& protocol;
  cti::Framing framing;
  std::unique_ptr<link::Listener> listener;
  std::size_t open_lines = 0;
};

struct Emulator::Line {
  Port& port;
  std::string name;
  std::unique_ptr<attachment::SwitchingAttachment> attachment;
  bool closed = false;
};

namespace {

std::unique_ptr<acd::PhoneSystem> make_switch(acd::Configuration configuration, const cti::WallClock& wall_clock,
                                              const Seams& seams) {
  if (wall_clock) configuration.into_the_second = std::chrono::nanoseconds{wall_clock(TimePoint{}).nanosecond};
  std::unique_ptr<acd::PhoneSystem> model = std::make_unique<acd::Model>(configuration);
  return seams.on_switch ? seams.on_switch(std::move(model)) : std::move(model);
}

}  // namespace

Emulator::Emulator(EventLoop& loop, const scenarios::Scenario& scenario, const Habits& habits, std::uint64_t seed,
                   cti::WallClock wall_clock, Seams seams, Observers observers)
    : loop_(loop),
      naming_(naming_of(scenario.cast)),
      wall_clock_(std::move(wall_clock)),
      seams_(std::move(seams)),
      observers_(std::move(observers)),
      switch_(make_switch(configuration_of(scenario, habits, seed), wall_clock_, seams_)),
      people_(*this, [this](const cti::Fact& fact) {
        if (observers_.fact) observers_.fact(fact);
      }) {
  for (const scenarios::AgentSpec& agent : scenario.cast.agents) people_.sit_down(agent.name, agent.at);
}

Emulator::~Emulator() { loop_.cancel(deadline_); }

void Emulator::listen(const cti::Protocol& protocol, cti::Framing framing, std::unique_ptr<link::Listener> listener) {
  Port& port = ports_.emplace_back(protocol, framing, std::move(listener));
  port.listener->listen([this, &port](std::unique_ptr<link::Link> link) { accept(port, std::move(link)); });
}

std::vector<std::string> Emulator::listening_on() const {
  std::vector<std::string> places;
  for (const Port& port : ports_) {
    places.push_back(std::string{port.protocol.id} + " on " + port.listener->describe());
  }
  return places;
}

void Emulator::close() {
  for (Port& port : ports_) port.listener->close();
  for (auto& [number, line] : lines_) {
    if (!line->closed) line->attachment->close();
  }
}

void Emulator::accept(Port& port, std::unique_ptr<link::Link> link) {
  const std::string name = std::string{port.protocol.id} + " " + link->describe();
  std::erase_if(lines_, [](const auto& entry) { return entry.second->closed; });
  // Nobody answers at the other end of a cut cable.
  if (links_cut_ && unanswered_.size() < max_links) {
    unanswered_.emplace_back(&port, std::move(link));
    return;
  }
  if (port.open_lines >= max_links) {
    if (observers_.link) {
      observers_.link(name + " refused: " + std::to_string(max_links) + " links are open already", loop_.now());
    }
    return;  // destroying the link closes it
  }
  const std::uint32_t number = ++last_line_;
  ++counts_.links;
  ++port.open_lines;
  Line& line = *(lines_[number] = std::make_unique<Line>(port, name, nullptr));
  auto end = port.protocol.make_switching_end(port.framing, naming_, switch_->directory(), wall_clock_);
  if (seams_.on_switching_end) end = seams_.on_switching_end(std::move(end));
  line.attachment = std::make_unique<attachment::SwitchingAttachment>(
      loop_, std::move(link), std::move(end), [this, number](const cti::Request& request) { submit(number, request); },
      [this, &line](const std::string& why) {
        line.closed = true;
        --line.port.open_lines;
        if (observers_.link) observers_.link(line.name + " closed: " + why, loop_.now());
      },
      [this, &line](const cti::WireMessage& message, TimePoint at) {
        if (observers_.wire) observers_.wire(line.name, message, at);
      },
      [this, &line](const cti::WireFault& fault, TimePoint at) {
        ++counts_.malformed[fault.name];
        if (observers_.fault) observers_.fault(line.name, fault, at);
      });
  if (observers_.link) observers_.link(name + " connected", loop_.now());
  line.attachment->open();
}

void Emulator::submit(std::uint32_t line, const cti::Request& request) {
  const cti::Origin origin{line, request.id};
  ++counts_.requests;
  open_requests_[origin] = request;
  if (const auto refusal = refusing_.decide(request.kind)) return refuse(origin, *refusal);
  if (request.kind == cti::RequestKind::log_on && !request.state && request.agent) {
    cti::Request completed = request;
    completed.state = state_after_log_on(lines_.at(line)->port.protocol.dialect, *request.agent);
    return dispatch(switch_->submit(completed, origin, loop_.now()));
  }
  dispatch(switch_->submit(request, origin, loop_.now()));
}

// What the wire begins with; but where an agent has one state for all groups, another group changes nothing of it.
cti::AgentState Emulator::state_after_log_on(const cti::Dialect& dialect, const cti::AgentId& agent) const {
  const auto sessions = switch_->directory().sessions_of(agent);
  if (dialect.agent_state_scope != cti::Dialect::Scope::agent || sessions.empty()) return dialect.state_after_log_on;
  const bool not_ready = std::all_of(sessions.begin(), sessions.end(),
                                     [](const auto& session) { return session.second == cti::AgentState::not_ready; });
  return not_ready ? cti::AgentState::not_ready : cti::AgentState::ready;
}

void Emulator::refuse(const cti::Origin& origin, const Refusing::Refusal& refusal) {
  const auto say = [this, origin, cause = refusal.cause] {
    refusing_.answered();
    cti::Result result;
    result.id = origin.request;
    result.outcome = cti::Outcome::refused;
    result.cause = cause;
    cti::Reaction reaction;
    reaction.results.emplace_back(origin, std::move(result));
    dispatch(std::move(reaction));
  };
  if (refusal.reply_after == Duration{}) return say();
  loop_.at(loop_.now() + refusal.reply_after, say);
}

void Emulator::cut_links() {
  links_cut_ = true;
  for (auto& [number, line] : lines_) {
    if (!line->closed && line->attachment) line->attachment->close();
  }
}

void Emulator::mend_links() {
  links_cut_ = false;
  for (auto& [port, link] : std::exchange(unanswered_, {})) accept(*port, std::move(link));
}

void Emulator::dispatch(cti::Reaction&& reaction) {
  // Answers before the events they cause: the wires' documented order; a dialect may still swap them.
  for (const auto& [origin, result] : reaction.results) answer(origin, result);
  for (const cti::Event& event : reaction.events) {
    count(event);
    if (observers_.event) observers_.event(event, loop_.now());
    for (auto& [number, line] : lines_) {
      if (!line->closed && line->attachment) line->attachment->report(event);
    }
  }
  for (const cti::PhoneSignal& signal : reaction.signals) people_.on_signal(signal, loop_.now());
  schedule_deadline();
  if (observers_.reacted) observers_.reacted();
}

void Emulator::answer(const cti::Origin& origin, const cti::Result& result) {
  const auto open = open_requests_.find(origin);
  if (open == open_requests_.end()) return;
  const cti::Request request = std::move(open->second);
  open_requests_.erase(open);
  if (result.outcome != cti::Outcome::success) ++counts_.refused_requests;
  if (observers_.answered) observers_.answered(request, result, loop_.now());
  const auto send = [this, line = origin.attachment, result] {
    const auto found = lines_.find(line);
    if (found != lines_.end() && !found->second->closed) found->second->attachment->confirm(result);
  };
  const Withholding::Decision decision = withholding_.decide(request.kind);
  if (!decision.withheld) return send();
  if (!decision.reply_after) return;
  loop_.at(loop_.now() + *decision.reply_after, [this, send, times = decision.duplicate ? 2 : 1] {
    withholding_.released();
    for (int time = 0; time < times; ++time) send();
  });
}

void Emulator::count(const cti::Event& event) {
  if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) {
    if (agent->kind == cti::AgentEventKind::agent_logged_on) ++counts_.agents_logged_on;
  } else if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) {
    if (call->kind == cti::CallEventKind::originated) ++counts_.calls;
  }
}

void Emulator::schedule_deadline() {
  const std::optional<TimePoint> wanted = switch_->next_deadline();
  if (deadline_ != EventLoop::TimerId::none) {
    if (wanted && *wanted == deadline_at_) return;
    loop_.cancel(deadline_);
    deadline_ = EventLoop::TimerId::none;
  }
  if (!wanted) return;
  deadline_at_ = *wanted;
  deadline_ = loop_.at(deadline_at_, [this] {
    deadline_ = EventLoop::TimerId::none;
    dispatch(switch_->on_deadline(loop_.now()));
  });
}

}  // namespace acdloop::emulator
