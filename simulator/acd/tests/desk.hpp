// SPDX-License-Identifier: Apache-2.0
// What the tests of the model share: a small call centre, one line per event, times in seconds.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "simulator/acd/model.hpp"

namespace acdloop::acd::test {

using cti::AgentState;
using cti::Outcome;
using cti::RefusalCause;
using cti::RequestKind;
using testing::ElementsAre;
using testing::IsEmpty;
using Lines = std::vector<std::string>;

inline TimePoint at(double seconds) {
  return TimePoint{std::chrono::duration_cast<Duration>(std::chrono::duration<double>{seconds})};
}
inline Duration seconds(double s) { return at(s).time_since_epoch(); }

inline const cti::AgentId ann{"ann"}, bob{"bob"}, cid{"cid"};
inline const cti::AcdGroupId sales{"sales"}, help{"help"};
inline const cti::Address desk105{"105"}, desk106{"106"}, desk107{"107"};

// ann: sales and help; bob: sales; cid: help. Sales wraps up manually, help does not.
inline Configuration small_centre() {
  Configuration c;
  c.groups = {{sales, "237", {WrapUp::Kind::manual, {}}, {}}, {help, "238", {WrapUp::Kind::none, {}}, {}}};
  c.agents = {{ann, "Jones, Ann", {sales, help}}, {bob, "Miller, Bob", {sales}}, {cid, "Smith, Cid", {help}}};
  c.stations = {desk105, desk106, desk107};
  c.trunk_count = 4;
  return c;
}

class Centre {
 public:
  explicit Centre(Configuration configuration = small_centre()) : model(std::move(configuration)) {}

  // Keeps what the stimulus caused for the checks, and hands on its one result.
  const cti::Reaction& took(cti::Reaction reaction) {
    last = std::move(reaction);
    return last;
  }
  cti::Result ask(const cti::Request& request) {
    const cti::Origin origin{7, cti::RequestId{++asked}};
    took(model.submit(request, origin, now));
    EXPECT_EQ(last.results.size(), 1u);
    EXPECT_EQ(last.results.at(0).first, origin);
    EXPECT_EQ(last.results.at(0).second.id, origin.request);
    return last.results.at(0).second;
  }
  static cti::Request about(RequestKind kind, std::optional<cti::AgentId> agent,
                            std::optional<cti::AcdGroupId> group = {}) {
    cti::Request request;
    request.kind = kind;
    request.agent = std::move(agent);
    request.group = std::move(group);
    return request;
  }
  RefusalCause log_on(const cti::AgentId& agent, const cti::Address& station, std::optional<cti::AcdGroupId> group = {},
                      std::optional<AgentState> state = {}) {
    cti::Request request = about(RequestKind::log_on, agent, group);
    request.address = station;
    request.state = state;
    return ask(request).cause;
  }
  RefusalCause log_off(const cti::AgentId& agent, std::optional<cti::AcdGroupId> group = {}) {
    return ask(about(RequestKind::log_off, agent, group)).cause;
  }
  RefusalCause set(const cti::AgentId& agent, AgentState state, std::optional<cti::AcdGroupId> group = {}) {
    cti::Request request = about(RequestKind::set_agent_state, agent, group);
    request.state = state;
    return ask(request).cause;
  }
  void make_ready(const cti::AgentId& agent, const cti::Address& station, std::optional<cti::AcdGroupId> group = {}) {
    ASSERT_EQ(log_on(agent, station, group), RefusalCause::none);
    ASSERT_EQ(set(agent, AgentState::ready, group), RefusalCause::none);
  }
  Placed call(const cti::AcdGroupId& group, const std::string& from = "6025551212") {
    Placed placed = model.place_call({from, {group.value(), cti::DeviceCategory::acd_group}}, now);
    took(placed.reaction);
    return placed;
  }
  Placed call(const cti::Address& station) {
    Placed placed = model.place_call({"6025551212", {station.value(), cti::DeviceCategory::station}}, now);
    took(placed.reaction);
    return placed;
  }
  void lift(const cti::Address& station) { took(model.lift(station, now)); }
  void hang_up(const cti::Address& station) { took(model.hang_up(station, now)); }
  void hang_up(const Placed& placed) { took(model.hang_up_line(placed.line, now)); }
  void key(const cti::Address& station) { took(model.press_wrap_up_key(station, now)); }
  // Runs every deadline up to then, and keeps what the last of them caused.
  void until(double s) {
    while (model.next_deadline() && *model.next_deadline() <= at(s)) {
      now = *model.next_deadline();
      took(model.on_deadline(now));
    }
    now = at(s);
  }

  AgentState state(const cti::AgentId& agent, const cti::AcdGroupId& group) const {
    for (const auto& [g, s] : model.directory().sessions_of(agent)) {
      if (g == group) return s;
    }
    return AgentState::null;
  }
  // "" when nothing, else the state of the connection there.
  std::string phone(const cti::Address& station) const {
    const auto calls = model.directory().calls_at({station.value(), cti::DeviceCategory::station});
    return calls.empty() ? "" : std::string{to_string(calls.front().second)};
  }
  Lines events() const {
    Lines lines;
    for (const cti::Event& event : last.events) lines.push_back(describe(event));
    return lines;
  }
  Lines signals() const {
    static constexpr const char* words[] = {"rings", "stops_ringing", "talks", "far_end_gone", "refused", "renamed"};
    Lines lines;
    for (const auto& s : last.signals) {
      lines.push_back(std::string{words[static_cast<int>(s.kind)]} + " " + s.device.id + " " + s.call.value());
    }
    return lines;
  }

  Model model;
  TimePoint now{};
  cti::Reaction last;
  std::uint64_t asked = 0;
};

}  // namespace acdloop::acd::test
