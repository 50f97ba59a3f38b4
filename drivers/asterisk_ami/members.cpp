// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/members.hpp"

namespace acdloop::asterisk_ami {

std::string_view word_of(DeviceState state) {
  switch (state) {
    case DeviceState::unknown:
      return "UNKNOWN";
    case DeviceState::not_in_use:
      return "NOT_INUSE";
    case DeviceState::in_use:
      return "INUSE";
    case DeviceState::unavailable:
      return "UNAVAILABLE";
    case DeviceState::ringing:
      return "RINGING";
    case DeviceState::on_hold:
      return "ONHOLD";
  }
  return "UNKNOWN";
}

void Members::load(const cti::Directory& directory) {
  members_.clear();
  for (const cti::AgentId& agent : directory.agents()) {
    const auto address = directory.address_of(agent);
    if (!address) continue;
    for (const auto& [queue, state] : directory.sessions_of(agent)) {
      Member& member = add(agent, queue, *address);
      member.paused = state == cti::AgentState::not_ready;
      member.in_call = state == cti::AgentState::busy;
    }
  }
}

Member& Members::add(const cti::AgentId& agent, const cti::AcdGroupId& queue, const cti::Address& address) {
  Member member;
  member.agent = agent;
  member.queue = queue;
  member.address = address;
  return members_[{queue, address}] = std::move(member);
}

void Members::remove(const Member& member) { members_.erase(Key{member.queue, member.address}); }

Member* Members::find(const cti::AcdGroupId& queue, const cti::Address& address) {
  const auto found = members_.find({queue, address});
  return found == members_.end() ? nullptr : &found->second;
}

Member* Members::find(const cti::AcdGroupId& queue, const cti::AgentId& agent) {
  for (auto& [key, member] : members_) {
    if (key.first == queue && member.agent == agent) return &member;
  }
  return nullptr;
}

std::vector<Member*> Members::at(const cti::Address& address) {
  std::vector<Member*> there;
  for (auto& [key, member] : members_) {
    if (key.second == address) there.push_back(&member);
  }
  return there;
}

std::vector<Member*> Members::of(const cti::AcdGroupId& queue) {
  std::vector<Member*> members;
  for (auto& [key, member] : members_) {
    if (key.first == queue) members.push_back(&member);
  }
  return members;
}

}  // namespace acdloop::asterisk_ami
