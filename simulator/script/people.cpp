// SPDX-License-Identifier: Apache-2.0
#include "simulator/script/people.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::script {
namespace {

using cti::Fact;
using cti::FactKind;
using Signal = cti::PhoneSignal::Kind;

std::unexpected<std::string> because(std::string reason) { return std::unexpected(std::move(reason)); }

std::string phone_of(const cti::AgentId& agent, const cti::Address& address) {
  return agent.value() + "'s phone (" + address.value() + ")";
}

}  // namespace

People::People(Floor& floor, FactSink facts) : floor_(floor), facts_(std::move(facts)) {}

void People::sit_down(const cti::AgentId& agent, const cti::Address& address) {
  std::erase_if(seats_, [&](const Seat& seat) { return seat.agent == agent; });
  seats_.push_back({agent, address});
}

std::optional<cti::Address> People::desk_of(const cti::AgentId& agent) const {
  for (const Seat& seat : seats_) {
    if (seat.agent == agent) return seat.address;
  }
  return std::nullopt;
}

std::optional<cti::AgentId> People::agent_at(const cti::Address& address) const {
  const auto seat = std::find_if(seats_.rbegin(), seats_.rend(), [&](const Seat& s) { return s.address == address; });
  return seat == seats_.rend() ? std::nullopt : std::optional{seat->agent};
}

std::expected<cti::Address, std::string> People::seat_of(const cti::AgentId& agent) const {
  const std::optional<cti::Address> address = desk_of(agent);
  if (!address) return because(agent.value() + " sits at no desk");
  return *address;
}

Done People::place_call(const std::string& label, const cti::AcdGroupId& to, const std::string& from) {
  Fact fact;
  fact.group = to;
  return dial_from_outside(label, {to.value(), cti::DeviceCategory::acd_group}, from, std::move(fact));
}

Done People::place_call(const std::string& label, const cti::AgentId& to, const std::string& from) {
  const auto address = seat_of(to);
  if (!address) return because(address.error());
  Fact fact;
  fact.address = *address;
  return dial_from_outside(label, {address->value(), cti::DeviceCategory::station}, from, std::move(fact));
}

Done People::dial_from_outside(const std::string& label, const cti::DeviceId& to, const std::string& from, Fact fact) {
  if (callers_.contains(label)) return because("a call named " + label + " has been placed already");
  acd::Placed placed = floor_.phones().place_call({from, to}, floor_.now());
  if (placed.call.empty()) {
    floor_.dispatch(std::move(placed.reaction));
    return because("the switch has no line free for " + label);
  }
  // Named before anybody hears of it: phones show the caller by this name.
  callers_[label] = {placed.call, placed.line, CallerState::waiting};
  labels_[placed.call] = label;
  fact.kind = FactKind::call_placed;
  fact.call = label;
  fact.when = Interval::at(floor_.now());
  facts_(fact);
  floor_.dispatch(std::move(placed.reaction));
  return {};
}

Done People::hang_up_caller(const std::string& label) {
  const auto caller = callers_.find(label);
  if (caller == callers_.end()) return because("nobody has placed a call named " + label);
  if (caller->second.state == CallerState::over) return because(label + " is over already");
  caller->second.state = CallerState::over;
  tell(FactKind::hung_up, {}, caller->second.call, floor_.now());
  floor_.dispatch(floor_.phones().hang_up_line(caller->second.line, floor_.now()));
  return {};
}

Done People::answer(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  if (desk_at(*address).phone != Phone::ringing) return because(phone_of(agent, *address) + " does not ring");
  floor_.dispatch(floor_.phones().lift(*address, floor_.now()));
  if (desk_at(*address).phone == Phone::ringing) {
    return because(phone_of(agent, *address) + " was lifted, but the switch did not connect the call");
  }
  return {};
}

Done People::hold(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  Desk& desk = desk_at(*address);
  if (desk.phone != Phone::talking) return because(phone_of(agent, *address) + " has no call to hold");
  desk.phone = Phone::holding;
  tell(FactKind::held, *address, desk.call, floor_.now());
  floor_.dispatch(floor_.phones().hold(*address, floor_.now()));
  return {};
}

Done People::retrieve(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  Desk& desk = desk_at(*address);
  if (desk.phone != Phone::holding) return because(phone_of(agent, *address) + " has no call on hold");
  desk.phone = Phone::talking;
  tell(FactKind::retrieved, *address, desk.call, floor_.now());
  floor_.dispatch(floor_.phones().retrieve(*address, floor_.now()));
  return {};
}

Done People::hang_up_agent(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  Desk& desk = desk_at(*address);
  if (desk.phone == Phone::holding) return because(phone_of(agent, *address) + " has its call on hold");
  if (desk.phone != Phone::talking) return because(phone_of(agent, *address) + " has no call to hang up");
  desk.phone = Phone::idle;
  tell(FactKind::hung_up, *address, desk.call, floor_.now());
  floor_.dispatch(floor_.phones().hang_up(*address, floor_.now()));
  return {};
}

Done People::press_wrap_up_key(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  Fact fact;
  fact.kind = FactKind::wrap_up_key;
  fact.agent = agent;
  fact.address = *address;
  fact.when = Interval::at(floor_.now());
  facts_(fact);
  floor_.dispatch(floor_.phones().press_wrap_up_key(*address, floor_.now()));
  return {};
}

void People::on_signal(const cti::PhoneSignal& signal, TimePoint now) {
  if (const auto label = labels_.find(signal.call); label != labels_.end()) {
    Caller& caller = callers_.at(label->second);
    if (caller.line == signal.device) return at_line(caller, signal.kind, now);
  }
  if (signal.device.category == cti::DeviceCategory::station) at_desk(cti::Address{signal.device.id}, signal, now);
}

void People::at_line(Caller& caller, Signal kind, TimePoint now) {
  if (caller.state == CallerState::over) return;
  if (kind == Signal::talks) {
    caller.state = CallerState::talking;
  } else if (kind == Signal::far_end_gone) {
    caller.state = CallerState::over;
    tell(FactKind::far_end_gone, {}, caller.call, now);
  } else if (kind == Signal::refused) {
    // Whoever hears that tone hangs up.
    caller.state = CallerState::over;
    tell(FactKind::hung_up, {}, caller.call, now);
  }
}

void People::at_desk(const cti::Address& address, const cti::PhoneSignal& signal, TimePoint now) {
  Desk& desk = desk_at(address);
  switch (signal.kind) {
    case Signal::rings:
      desk = {Phone::ringing, signal.call, now};
      return tell(FactKind::ringing, address, signal.call, now);
    case Signal::stops_ringing:
      desk.phone = Phone::idle;
      return tell(FactKind::ringing_stopped, address, signal.call, now);
    case Signal::talks: {
      const bool rang = desk.phone == Phone::ringing;  // else it is the phone that dialled
      desk = {Phone::talking, signal.call, {}};
      if (rang) tell(FactKind::answered, address, signal.call, now);
      return;
    }
    case Signal::far_end_gone:
      desk.phone = Phone::idle;
      return tell(FactKind::far_end_gone, address, signal.call, now);
    case Signal::refused:
      desk.phone = Phone::idle;
      return;
  }
}

void People::tell(FactKind kind, const cti::Address& address, const cti::CallId& call, TimePoint now) {
  Fact fact;
  fact.kind = kind;
  if (!address.empty()) {
    fact.address = address;
    fact.agent = agent_at(address);
  }
  fact.call = label_of(call);
  fact.when = Interval::at(now);
  facts_(fact);
}

std::string People::label_of(const cti::CallId& call) const {
  const auto label = labels_.find(call);
  return label == labels_.end() ? std::string{} : label->second;
}

std::optional<TimePoint> People::ringing_since(const cti::AgentId& agent) const {
  const std::optional<cti::Address> address = desk_of(agent);
  if (!address) return std::nullopt;
  const auto desk = desks_.find(*address);
  if (desk == desks_.end() || desk->second.phone != Phone::ringing) return std::nullopt;
  return desk->second.since;
}

}  // namespace acdloop::script
