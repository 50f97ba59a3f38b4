// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/queue_places.hpp"

#include <algorithm>

namespace acdloop::oracle {
namespace {

constexpr std::size_t most_places = 100;  // two groups may overflow into each other

}  // namespace

const GroupRules* QueuePlaces::rules_for(const cti::AcdGroupId& group) const {
  for (const GroupRules& rules : configuration_.groups) {
    if (rules.name == group) return &rules;
  }
  return nullptr;
}

void QueuePlaces::enter(const std::string& call, const std::optional<cti::AcdGroupId>& group, TimePoint when) {
  if (!group) {
    entries_.erase(call);
  } else {
    entries_[call] = {*group, when, when};
  }
}

void QueuePlaces::ringing_began(const std::string& call, TimePoint when) {
  const auto entry = entries_.find(call);
  if (entry == entries_.end()) return;
  const Place last = places(call, when).back();
  entry->second = {last.group, last.since, TimePoint::max()};
}

void QueuePlaces::ringing_stopped(const std::string& call, TimePoint when) {
  const auto entry = entries_.find(call);
  if (entry != entries_.end()) entry->second.rang_until = when;
}

std::vector<QueuePlaces::Place> QueuePlaces::places(const std::string& call, TimePoint when) const {
  const auto entry = entries_.find(call);
  if (entry == entries_.end()) return {};
  std::vector<Place> places{{entry->second.group, entry->second.since}};
  while (places.size() < most_places) {
    const GroupRules* rules = rules_for(places.back().group);
    if (rules == nullptr || !rules->overflow) break;
    const TimePoint due = std::max(places.back().since + rules->overflow->after, entry->second.rang_until);
    if (due > when) break;
    places.push_back({rules->overflow->to, due});
  }
  return places;
}

}  // namespace acdloop::oracle
