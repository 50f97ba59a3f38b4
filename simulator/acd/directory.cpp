// SPDX-License-Identifier: Apache-2.0
// What the switch knows of itself, read only.
#include <memory>
#include <utility>

#include "simulator/acd/switchboard.hpp"

namespace acdloop::acd {

class BoardDirectory final : public cti::Directory {
 public:
  explicit BoardDirectory(const Switchboard& board) : board_(board) {}

  bool has_agent(const cti::AgentId& agent) const override { return board_.roster_.find(agent) != nullptr; }
  bool has_group(const cti::AcdGroupId& group) const override { return board_.find_group(group) != nullptr; }
  bool has_station(const cti::Address& station) const override { return board_.has_station(station); }

  bool is_member(const cti::AgentId& agent, const cti::AcdGroupId& group) const override {
    const Agent* known = board_.roster_.find(agent);
    return known && known->is_member(group);
  }

  std::string agent_name(const cti::AgentId& agent) const override {
    const Agent* known = board_.roster_.find(agent);
    return known ? known->config.display_name : std::string{};
  }

  std::vector<cti::AcdGroupId> groups() const override {
    std::vector<cti::AcdGroupId> names;
    for (const Switchboard::Group& group : board_.groups_) {
      if (!group.removed) names.push_back(group.config.name);
    }
    return names;
  }

  std::vector<cti::Address> stations() const override { return board_.configuration_.stations; }
  std::vector<cti::DeviceId> trunks() const override { return board_.calls_.trunks(); }

  std::vector<cti::AgentId> agents() const override {
    std::vector<cti::AgentId> names;
    for (const Agent& agent : board_.roster_.agents()) names.push_back(agent.config.name);
    return names;
  }

  std::optional<cti::AgentId> agent_at(const cti::Address& station) const override {
    const Agent* agent = board_.roster_.at(station);
    return agent ? std::optional{agent->config.name} : std::nullopt;
  }

  std::optional<cti::Address> address_of(const cti::AgentId& agent) const override {
    const Agent* known = board_.roster_.find(agent);
    return known && !known->station.empty() ? std::optional{known->station} : std::nullopt;
  }

  std::vector<std::pair<cti::AcdGroupId, cti::AgentState>> sessions_of(const cti::AgentId& agent) const override {
    std::vector<std::pair<cti::AcdGroupId, cti::AgentState>> sessions;
    if (const Agent* known = board_.roster_.find(agent)) {
      for (const AgentSession& session : known->sessions) sessions.emplace_back(session.key().group, session.state());
    }
    return sessions;
  }

  std::vector<std::pair<cti::CallInfo, cti::ConnectionState>> calls_at(const cti::DeviceId& device) const override {
    std::vector<std::pair<cti::CallInfo, cti::ConnectionState>> calls;
    if (const Switchboard::Group* group = board_.find_group(cti::AcdGroupId{device.id})) {
      for (const CallNumber number : group->queue.calls()) {
        calls.emplace_back(board_.calls_.find(number)->info, cti::ConnectionState::queued);
        calls.back().first.position = static_cast<int>(calls.size());
      }
      return calls;
    }
    for (const Call* call : board_.calls_.at(device.id)) {
      calls.emplace_back(call->seen_from(device.id), call->party_at(device.id)->state);
    }
    return calls;
  }

 private:
  const Switchboard& board_;
};

std::unique_ptr<cti::Directory> directory_of(const Switchboard& board) {
  return std::make_unique<BoardDirectory>(board);
}

}  // namespace acdloop::acd
