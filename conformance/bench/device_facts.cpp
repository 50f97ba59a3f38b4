// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/device_facts.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::bench {

using cti::ConnectionState;
using cti::FactKind;

void DeviceFacts::placing(const std::string& label, const cti::AcdGroupId& to, const std::string& from,
                          TimePoint began) {
  placing_ = Placing{label, to, from, began, {}};
}

void DeviceFacts::placed(const cti::ConnectionId& caller, TimePoint now) {
  const Placing placing = *std::exchange(placing_, std::nullopt);
  Call& call = calls_[caller.call];
  call.label = placing.label;
  call.caller = caller.device;
  cti::Fact fact;
  fact.kind = FactKind::call_placed;
  fact.group = placing.to;
  fact.call = placing.label;
  // No later than the first report of it.
  fact.when = {placing.began, now};
  for (const auto& [event, when] : placing.held_back) {
    if (event.info.call == caller.call) fact.when.latest = std::min(fact.when.latest, when.latest);
  }
  last_ = std::max(last_, fact.when.earliest);
  sink_(fact);
  for (const auto& [event, when] : placing.held_back) see(event, when);
}

void DeviceFacts::not_placed() {
  const Placing placing = *std::exchange(placing_, std::nullopt);
  for (const auto& [event, when] : placing.held_back) {
    const bool ours = !placing.from.empty() && event.info.calling_number == placing.from;
    if (ours) calls_[event.info.call] = {placing.label, event.info.calling, false, {}};
  }
  for (const auto& [event, when] : placing.held_back) see(event, when);
}

void DeviceFacts::hand_done(TimePoint now) {
  if (hand_ && !hand_->told) {
    for (auto& [id, call] : calls_) {
      if (hand_ends(call, hand_->phone)) tell_hand(call, {hand_->began, now});
    }
  }
  hand_.reset();
}

bool DeviceFacts::hand_ends(const Call& call, const std::optional<cti::Address>& phone) const {
  if (!hand_ || hand_->lifts) return false;
  if (!hand_->phone) return call.label == hand_->caller;
  if (phone && phone != hand_->phone) return false;
  const auto leg = call.legs.find(*hand_->phone);
  return leg != call.legs.end() && leg->second.phone != Phone::ringing;
}

void DeviceFacts::tell_hand(Call& call, const Interval& when) {
  if (!hand_ || std::exchange(hand_->told, true)) return;
  const std::optional<cti::Address> phone = hand_->phone;
  if (phone) {
    call.legs.erase(*phone);
  } else {
    call.caller_gone = true;
  }
  tell(FactKind::hung_up, call, phone, {hand_->began, when.latest});
}

void DeviceFacts::see(const cti::CallEvent& event, const Interval& when) {
  const cti::CallId& id = event.info.call;
  if (const auto known = calls_.find(id); known != calls_.end()) return take(known->second, id, event, when);
  if (placing_) {
    placing_->held_back.emplace_back(event, when);
    return;
  }
  for (const cti::ConnectionChange& change : event.changes) {
    const bool ours = desks_.contains(cti::Address{change.connection.device.id});
    if (!ours || change.to == ConnectionState::null || !stranger_.empty()) continue;
    stranger_ = "a call of somebody else is at phone " + change.connection.device.id;
  }
}

void DeviceFacts::take(Call& call, const cti::CallId& id, const cti::CallEvent& event, const Interval& when) {
  for (const cti::ConnectionChange& change : event.changes) {
    if (change.connection.call != id) continue;
    const cti::Address phone{change.connection.device.id};
    if (desks_.contains(phone)) {
      take_phone(call, phone, change, event.by, when);
    } else if (change.connection.device == call.caller && change.to == ConnectionState::null) {
      caller_is_gone(call, when);
    }
  }
}

void DeviceFacts::take_phone(Call& call, const cti::Address& phone, const cti::ConnectionChange& change,
                             const cti::DeviceId& by, const Interval& when) {
  const auto leg = call.legs.find(phone);
  const bool there = leg != call.legs.end();
  switch (change.to) {
    case ConnectionState::alerting:
      if (there) return;
      call.legs[phone] = {Phone::ringing, when.latest};
      return tell(FactKind::ringing, call, phone, when);
    case ConnectionState::connected: {
      if (!there) return;
      const Phone before = std::exchange(leg->second.phone, Phone::talking);
      if (before == Phone::holding) return tell(FactKind::retrieved, call, phone, when);
      if (before != Phone::ringing) return;
      const bool by_hand = hand_ && hand_->lifts && hand_->phone == phone;
      return tell(FactKind::answered, call, phone, {by_hand ? hand_->began : when.earliest, when.latest});
    }
    case ConnectionState::hold:
      if (!there || std::exchange(leg->second.phone, Phone::holding) != Phone::talking) return;
      return tell(FactKind::held, call, phone, when);
    case ConnectionState::null:
    case ConnectionState::fail:
      if (there) phone_is_free(call, phone, by, when);
      return;
    case ConnectionState::initiated:
    case ConnectionState::queued:
      return;
  }
}

// Who ended it is what our hands did; where none moved, what the device says of itself.
void DeviceFacts::phone_is_free(Call& call, const cti::Address& phone, const cti::DeviceId& by, const Interval& when) {
  const bool rang = call.legs[phone].phone == Phone::ringing;
  if (hand_ends(call, std::nullopt) && hand_ && !hand_->told) tell_hand(call, when);
  if (!call.legs.contains(phone)) return;  // it was this hand
  call.legs.erase(phone);
  if (rang) return tell(FactKind::ringing_stopped, call, phone, when);
  const bool itself = by.id == phone.value() && !call.caller_gone;
  tell(itself ? FactKind::hung_up : FactKind::far_end_gone, call, phone, when);
}

void DeviceFacts::caller_is_gone(Call& call, const Interval& when) {
  if (hand_ends(call, std::nullopt) && hand_ && !hand_->told) tell_hand(call, when);
  if (std::exchange(call.caller_gone, true)) return;
  // Nobody's hand: the agent has left the call before, or it is the caller's own end.
  const bool alone = call.legs.empty();
  tell(alone ? FactKind::far_end_gone : FactKind::hung_up, call, std::nullopt, when);
}

void DeviceFacts::tell(FactKind kind, const Call& call, const std::optional<cti::Address>& phone, Interval when) {
  cti::Fact fact;
  fact.kind = kind;
  fact.call = call.label;
  fact.address = phone;
  if (phone) fact.agent = desks_.at(*phone);
  when.earliest = std::max(when.earliest, last_);
  when.latest = std::max(when.latest, when.earliest);
  last_ = when.earliest;
  fact.when = when;
  sink_(fact);
}

std::optional<TimePoint> DeviceFacts::ringing_since(const cti::Address& phone) const {
  for (const auto& [id, call] : calls_) {
    const auto leg = call.legs.find(phone);
    if (leg != call.legs.end() && leg->second.phone == Phone::ringing) return leg->second.since;
  }
  return std::nullopt;
}

std::optional<cti::ConnectionId> DeviceFacts::at(const cti::Address& phone) const {
  for (const auto& [id, call] : calls_) {
    if (call.legs.contains(phone)) return cti::ConnectionId{id, {phone.value(), cti::DeviceCategory::station}};
  }
  return std::nullopt;
}

bool DeviceFacts::talks(const cti::Address& phone) const {
  return std::ranges::any_of(calls_, [&](const auto& entry) {
    const auto leg = entry.second.legs.find(phone);
    return leg != entry.second.legs.end() && leg->second.phone != Phone::ringing;
  });
}

std::optional<cti::ConnectionId> DeviceFacts::caller_of(const std::string& label) const {
  for (const auto& [id, call] : calls_) {
    if (call.label == label && !call.caller_gone) return cti::ConnectionId{id, call.caller};
  }
  return std::nullopt;
}

std::vector<cti::ConnectionId> DeviceFacts::left() const {
  std::vector<cti::ConnectionId> calls;
  for (const auto& [id, call] : calls_) {
    if (!call.caller_gone) calls.push_back({id, call.caller});
  }
  return calls;
}

}  // namespace acdloop::bench
