// SPDX-License-Identifier: Apache-2.0
// What is kept of every agent across sessions: figures over the measurement period, the agent's state, the calls that
// no ACD queue gave out. Fed with session changes and call reports; used by the façade's agent objects. Knows no wire,
// no request and no object of the API.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/tapi/agent.hpp"
#include "drivers/tapi/call_book.hpp"
#include "drivers/tapi/measurement_window.hpp"
#include "drivers/tapi/readings.hpp"
#include "drivers/tapi/session_tracker.hpp"

namespace acdloop::tapi {

// Cumulative counters, in calls and nanoseconds; they only grow. A figure is what they grew by in the period.
struct AgentTotals {
  std::int64_t calls = 0;
  std::int64_t talk = 0;
  std::int64_t call = 0;
  std::int64_t wrap_up = 0;
  std::int64_t incoming = 0;
  std::int64_t outgoing = 0;
  std::int64_t active = 0;  // in at least one session
};

// A call of the agent that no ACD queue gave out.
struct PrivateCall {
  bool outgoing = false;
  bool talking = false;
};

struct AgentRecord {
  explicit AgentRecord(cti::AgentId its_id) : id(std::move(its_id)) {}
  cti::AgentId id;
  std::vector<std::shared_ptr<const SessionRecord>> live;
  MeasurementWindow window;
  AgentTotals finished;      // of ended sessions and of calls that are no ACD calls
  AgentTotals at_start;      // all of it when the present period began
  TimePoint active_since{};  // of the present time with at least one session
  std::map<cti::CallId, PrivateCall> calls;
  AgentStatus status = AgentStatus::not_ready;
};

class AgentBook {
 public:
  explicit AgentBook(Readings readings) : readings_(readings) {}

  // The record of an agent, made when it is new; null when there are `max_agents`.
  std::shared_ptr<AgentRecord> of(const cti::AgentId& id, TimePoint now);
  std::shared_ptr<AgentRecord> find(const cti::AgentId& id) const;

  // Begins the periods that are due. Call it before every change and before every question.
  void roll(TimePoint now);
  void on_change(const SessionChange& change, TimePoint now);
  void on_call(const cti::CallEvent& event);
  // Agents whose state is another than when this was asked last, in the order of their ids.
  std::vector<std::shared_ptr<AgentRecord>> take_status_changes();

  // Sets the period (not zero) and begins it.
  void measure(AgentRecord& agent, std::int32_t seconds, TimePoint now);
  // One of the six `long` figures, at most 2^31 - 1; 0 for any other method.
  std::int32_t figure(const AgentRecord& agent, AgentMethod figure, TimePoint now) const;
  Currency overall_call_rate(const AgentRecord& agent, TimePoint now) const;
  std::uint64_t left_out() const { return left_out_; }

  static constexpr std::size_t max_agents = 100'000;

 private:
  struct Place {
    std::shared_ptr<AgentRecord> agent;
    int sessions = 0;
    CallsHere calls;
  };

  AgentTotals totals(const AgentRecord& agent, TimePoint now) const;
  void start(AgentRecord& agent, TimePoint at);
  void on_connection(const cti::CallEvent& event, const cti::ConnectionChange& change);
  void on_renamed(const cti::Renamed& renamed);
  void on_ended(AgentRecord& agent, const cti::CallId& call);
  void on_far_end(const cti::CallEvent& event);
  void judge_status(const std::shared_ptr<AgentRecord>& agent);

  Readings readings_;
  std::map<cti::AgentId, std::shared_ptr<AgentRecord>> agents_;
  std::map<cti::Address, Place> places_;  // addresses with a live session
  std::set<std::pair<TimePoint, cti::AgentId>> period_ends_;
  std::set<cti::AgentId> changed_;
  GroupBook groups_;
  std::uint64_t left_out_ = 0;
};

}  // namespace acdloop::tapi
