// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/switchboard.hpp"

#include <cassert>
#include <utility>

namespace acdloop::acd {

Switchboard::Switchboard(Configuration configuration)
    : configuration_(std::move(configuration)),
      roster_(configuration_.agents),
      calls_(configuration_.first_trunk, configuration_.trunk_count, configuration_.first_call,
             configuration_.max_calls),
      directory_(directory_of(*this)) {
  assert(!fault_of(configuration_));
  for (const GroupConfig& group : configuration_.groups) {
    group_index_.emplace(group.name, groups_.size());
    groups_.push_back({group});
  }
  for (const cti::Address& station : configuration_.stations) stations_.emplace(station, stations_.size());
}

Switchboard::Group* Switchboard::find_group(const cti::AcdGroupId& group) {
  return const_cast<Group*>(std::as_const(*this).find_group(group));
}

const Switchboard::Group* Switchboard::find_group(const cti::AcdGroupId& group) const {
  const auto it = group_index_.find(group);
  if (it == group_index_.end() || groups_[it->second].removed) return nullptr;
  return &groups_[it->second];
}

bool Switchboard::has_station(const cti::Address& station) const { return stations_.contains(station); }

void Switchboard::reached(const WrapUpLimit& limit, Stimulus& s) {
  if (AgentSession* session = roster_.session(limit.session)) leave_wrap_up(*session, cti::AgentState::ready, s);
}

void Switchboard::run_deadlines(Stimulus& s) {
  // What one deadline causes may make the next one void, so they are taken one by one.
  while (const std::optional<Due> due = deadlines_.take(s.now)) {
    std::visit([&](const auto& limit) { reached(limit, s); }, *due);
    distribute(s);
  }
}

}  // namespace acdloop::acd
