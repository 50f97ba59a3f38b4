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
  if (used_.contains(label)) return because("a call named " + label + " has been placed already");
  acd::Placed placed = floor_.phones().place_call({from, to}, floor_.now());
  if (placed.call.empty()) {
    floor_.dispatch(std::move(placed.reaction));
    return because("the switch has no line free for " + label);
  }
  // Named before anybody hears of it: phones show the caller by this name.
  used_.insert(label);
  callers_[label] = {placed.line};
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
  if (caller->second.over) return because(label + " is over already");
  caller->second.over = true;
  tell(FactKind::hung_up, {}, label, floor_.now());
  floor_.dispatch(floor_.phones().hang_up_line(caller->second.line, floor_.now()));
  return {};
}

Done People::answer(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  if (!leg_at(*address, Phone::ringing)) return because(phone_of(agent, *address) + " does not ring");
  floor_.dispatch(floor_.phones().lift(*address, floor_.now()));
  if (leg_at(*address, Phone::ringing)) {
    return because(phone_of(agent, *address) + " was lifted, but the switch did not connect the call");
  }
  return {};
}

Done People::hold(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  Leg* leg = leg_at(*address, Phone::talking);
  if (!leg) return because(phone_of(agent, *address) + " has no call to hold");
  if (leg_at(*address, Phone::holding)) return because(phone_of(agent, *address) + " has a call on hold already");
  leg->phone = Phone::holding;
  tell(FactKind::held, *address, leg->label, floor_.now());
  floor_.dispatch(floor_.phones().hold(*address, floor_.now()));
  return {};
}

Done People::retrieve(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  Leg* leg = leg_at(*address, Phone::holding);
  if (!leg) return because(phone_of(agent, *address) + " has no call on hold");
  if (desks_[*address].size() > 1)
    return because(phone_of(agent, *address) + " has another call, which must end first");
  leg->phone = Phone::talking;
  tell(FactKind::retrieved, *address, leg->label, floor_.now());
  floor_.dispatch(floor_.phones().retrieve(*address, floor_.now()));
  return {};
}

Done People::hang_up_agent(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  const Leg* leg = leg_at(*address, Phone::talking);
  if (!leg) leg = leg_at(*address, Phone::dialling);
  if (!leg && leg_at(*address, Phone::holding)) return because(phone_of(agent, *address) + " has its call on hold");
  if (!leg) return because(phone_of(agent, *address) + " has no call to hang up");
  const std::string label = leg->label;
  forget(*address, label);
  tell(FactKind::hung_up, *address, label, floor_.now());
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
  if (at_line(signal, now)) return;
  if (signal.device.category == cti::DeviceCategory::station) at_desk(cti::Address{signal.device.id}, signal, now);
}

// True when the line is that of somebody outside who placed a call.
bool People::at_line(const cti::PhoneSignal& signal, TimePoint now) {
  const auto caller = std::find_if(callers_.begin(), callers_.end(), [&](const auto& entry) {
    return !entry.second.over && entry.second.line == signal.device;
  });
  if (caller == callers_.end()) return false;
  if (signal.kind == Signal::far_end_gone || signal.kind == Signal::refused) {
    caller->second.over = true;
    // Whoever hears the tone of a refusal hangs up.
    const bool gone = signal.kind == Signal::far_end_gone;
    tell(gone ? FactKind::far_end_gone : FactKind::hung_up, {}, caller->first, now);
  }
  return true;
}

void People::at_desk(const cti::Address& address, const cti::PhoneSignal& signal, TimePoint now) {
  if (signal.kind == Signal::renamed) {
    if (Leg* leg = leg_at(address, signal.was)) leg->call = signal.call;
    return;
  }
  Leg* leg = leg_at(address, signal.call);
  const std::string label = leg ? leg->label : label_of(signal.call);
  switch (signal.kind) {
    case Signal::rings:
      forget(address, label);
      desks_[address].push_back({Phone::ringing, signal.call, label, now});
      return tell(FactKind::ringing, address, label, now);
    case Signal::stops_ringing:
      forget(address, label);
      return tell(FactKind::ringing_stopped, address, label, now);
    case Signal::talks: {
      if (!leg) leg = &desks_[address].emplace_back(Leg{Phone::dialling, signal.call, label, now});
      const bool rang = std::exchange(leg->phone, Phone::talking) == Phone::ringing;  // else it is who dialled
      if (rang) tell(FactKind::answered, address, label, now);
      return;
    }
    case Signal::far_end_gone:
      forget(address, label);
      return tell(FactKind::far_end_gone, address, label, now);
    case Signal::refused:
      forget(address, label);
      return tell(FactKind::hung_up, address, label, now);
    case Signal::renamed:
      return;
  }
}

Fact People::fact_of(FactKind kind, const cti::Address& address, const std::string& label, TimePoint now) const {
  Fact fact;
  fact.kind = kind;
  if (!address.empty()) {
    fact.address = address;
    fact.agent = agent_at(address);
  }
  fact.call = label;
  fact.when = Interval::at(now);
  return fact;
}

void People::tell(FactKind kind, const cti::Address& address, const std::string& label, TimePoint now) {
  facts_(fact_of(kind, address, label, now));
}

std::string People::label_of(const cti::CallId& call) const {
  const auto label = labels_.find(call);
  return label == labels_.end() ? std::string{} : label->second;
}

People::Leg* People::leg_at(const cti::Address& address, Phone phone) {
  for (Leg& leg : desks_[address]) {
    if (leg.phone == phone) return &leg;
  }
  return nullptr;
}

People::Leg* People::leg_at(const cti::Address& address, const cti::CallId& call) {
  for (Leg& leg : desks_[address]) {
    if (leg.call == call) return &leg;
  }
  return nullptr;
}

void People::forget(const cti::Address& address, const std::string& label) {
  std::erase_if(desks_[address], [&](const Leg& leg) { return leg.label == label; });
}

std::optional<TimePoint> People::ringing_since(const cti::AgentId& agent) const {
  const std::optional<cti::Address> address = desk_of(agent);
  if (!address) return std::nullopt;
  const auto desk = desks_.find(*address);
  if (desk == desks_.end()) return std::nullopt;
  for (const Leg& leg : desk->second) {
    if (leg.phone == Phone::ringing) return leg.since;
  }
  return std::nullopt;
}

}  // namespace acdloop::script
