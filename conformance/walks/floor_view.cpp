// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/floor_view.hpp"

#include <algorithm>

namespace acdloop::walks {

using cti::Fact;
using cti::FactKind;

int Desk::count(Leg leg) const {
  return static_cast<int>(std::ranges::count_if(legs, [leg](const auto& entry) { return entry.second == leg; }));
}

std::string Desk::the(Leg leg) const {
  const auto found = std::ranges::find_if(legs, [leg](const auto& entry) { return entry.second == leg; });
  return found == legs.end() ? std::string{} : found->first;
}

const Desk& FloorView::desk(const cti::Address& address) const {
  static const Desk empty;
  const auto found = desks_.find(address);
  return found == desks_.end() ? empty : found->second;
}

bool FloorView::logged_on(const cti::AgentId& agent, const cti::AcdGroupId& group) const {
  const auto found = logged_on_.find(agent);
  return found != logged_on_.end() && found->second.contains(group);
}

std::vector<cti::AcdGroupId> FloorView::groups_of(const cti::AgentId& agent) const {
  const auto found = logged_on_.find(agent);
  return found == logged_on_.end() ? std::vector<cti::AcdGroupId>{}
                                   : std::vector<cti::AcdGroupId>(found->second.begin(), found->second.end());
}

void FloorView::learn(const Fact& fact) {
  Desk* desk = fact.address ? &desks_[*fact.address] : nullptr;
  switch (fact.kind) {
    case FactKind::call_placed:
      return place(fact);
    case FactKind::ringing:
      desk->legs[fact.call] = Leg::ringing;
      return;
    case FactKind::answered:
      desk->legs[fact.call] = Leg::talking;
      return;
    case FactKind::held:
      desk->legs[fact.call] = Leg::held;
      return;
    case FactKind::retrieved:
      desk->legs[fact.call] = Leg::talking;
      return;
    case FactKind::ringing_stopped:
      desk->legs.erase(fact.call);
      return;
    case FactKind::hung_up:
    case FactKind::far_end_gone:
      if (desk == nullptr) {
        callers_.erase(fact.call);
      } else {
        leave(*fact.address, fact.call);
      }
      return;
    case FactKind::transferred:
      if (fact.group) acd_calls_.insert(fact.call);
      leave(*fact.address, fact.call);
      if (!fact.other_call.empty()) leave(*fact.address, fact.other_call);
      return;
    case FactKind::conferenced:
      desk->legs[fact.call] = Leg::talking;
      desk->in_conference = true;
      return;
    case FactKind::wrap_up_key:
      if (desk != nullptr) desk->may_be_working = false;
      return;
    case FactKind::logged_on:
      logged_on_[*fact.agent].insert(*fact.group);
      return;
    case FactKind::logged_off:
    case FactKind::forced_off:
      return log_off(fact);
    default:
      return;
  }
}

void FloorView::place(const Fact& fact) {
  if (fact.group) acd_calls_.insert(fact.call);
  if (!fact.from) {
    callers_.insert(fact.call);
    return;
  }
  Desk& desk = desks_[*fact.from];
  desk.legs[fact.call] = Leg::dialling;
  if (!fact.other_call.empty()) desk.consulting.insert(fact.call);
}

void FloorView::leave(const cti::Address& address, const std::string& call) {
  Desk& desk = desks_[address];
  const auto leg = desk.legs.find(call);
  if (leg == desk.legs.end()) return;
  const bool had_talked = leg->second == Leg::talking || leg->second == Leg::held;
  if (had_talked && acd_calls_.contains(call)) desk.may_be_working = true;
  desk.legs.erase(leg);
  desk.consulting.erase(call);
  if (desk.legs.size() < 2) desk.in_conference = false;
}

void FloorView::log_off(const Fact& fact) {
  auto& groups = logged_on_[*fact.agent];
  if (fact.group) {
    groups.erase(*fact.group);
  } else {
    groups.clear();
  }
}

}  // namespace acdloop::walks
