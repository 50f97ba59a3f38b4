// SPDX-License-Identifier: Apache-2.0
// The figures of QUERY_AGENT_STATISTICS_CONF, counted by the server from what the switch reports: since log-on and
// since midnight, for an agent and not for a skill group. A call counts when its after-call work is over, in whole
// seconds a call ("CTI Server Message Reference Guide", QUERY_AGENT_STATISTICS_CONF). Used by the switching end alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/cti/event.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::ged188 {

struct AgentFigures {
  Duration available{};
  Duration logged_on{};
  Duration not_ready{};
  std::uint32_t handled = 0;
  std::uint32_t phone_s = 0;  // talk with hold
  std::uint32_t talk_s = 0;   // without
  std::uint32_t work_s = 0;
  std::uint32_t held = 0;
  std::uint32_t held_s = 0;

  // "HandledCallsTime", without Session or Today; 0 for figures that are not counted here.
  std::uint32_t value(std::string_view name, bool talk_includes_hold) const;
};

class Figures {
 public:
  void on_agent(const cti::AgentEvent& event, TimePoint now);
  void on_call(const cti::CallEvent& event, TimePoint now);
  // Midnight has been.
  void new_day(TimePoint now);

  struct Answer {
    AgentFigures session;
    AgentFigures today;
  };
  // Nothing when the agent is not logged on.
  std::optional<Answer> of(const cti::AgentId& agent, TimePoint now);
  std::optional<cti::AgentId> at(const cti::Address& address) const;

 private:
  struct OpenCall {
    TimePoint answered{};
    std::optional<TimePoint> held_since;
    Duration held{};
    bool was_held = false;
    std::optional<TimePoint> released;
  };
  struct Agent {
    cti::Address address;
    std::map<cti::AcdGroupId, cti::AgentState> sessions;
    std::map<cti::CallId, OpenCall> calls;
    TimePoint since{};
    AgentFigures session;
    AgentFigures today;
  };
  static constexpr std::size_t most_agents = 100'000;

  static void pass(Agent& agent, TimePoint now);
  static void finish(Agent& agent, const OpenCall& call, TimePoint now);
  static void finish_released(Agent& agent, TimePoint now);
  Agent* find(const cti::DeviceId& device);

  std::map<cti::AgentId, Agent> agents_;
  std::map<cti::Address, cti::AgentId> places_;
};

}  // namespace acdloop::ged188
