// SPDX-License-Identifier: Apache-2.0
// What the runner saw of the session's neighbours: figures of agents and queues, answers of their methods, lists. Plain
// data in TAPI's own numbers, handed to Neighbours for judgement.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::oracle {

// Figures of one agent read at one moment; absent = not read, or the getter failed.
struct ObservedAgent {
  cti::AgentId agent;
  Interval at;
  std::optional<std::int32_t> calls, incoming, outgoing;
  std::optional<std::int32_t> talk_time, call_time, wrap_up_time;  // seconds
  std::optional<std::int32_t> period;                              // seconds
  std::optional<std::int64_t> call_rate;                           // CURRENCY: calls per hour x 10 000
};

// Figures of one group's queue read at one moment.
struct ObservedQueue {
  cti::AcdGroupId queue;
  Interval at;
  std::optional<std::int32_t> queued, waiting, abandoned, flowed_in, flowed_out, final;
  std::optional<std::int32_t> longest_wait, current_wait, average_wait;  // seconds
  std::optional<std::int32_t> period;                                    // seconds
};

// What some session's getters said at the same moment, for the sums of its agent.
struct ObservedShare {
  std::string session;
  std::int32_t calls = 0, talk_time = 0, call_time = 0, wrap_up_time = 0;
};

// One call of a method of a neighbour and what came of it.
struct ObservedObjectAnswer {
  std::string subject = {};    // "agent ann"
  std::string interface = {};  // "ITAgent"
  std::string method = {};     // "get_NumberOfACDCalls"
  bool null_out = false;
  bool null_pin = false;                      // CreateSessionWithPIN, CreateAgentWithID
  bool without_id = false;                    // the agent was made without an id
  std::optional<std::int32_t> argument = {};  // put_MeasurementPeriod
  cti::AcdGroupId group = {};                 // of a queue or a group
  bool group_removed = false;                 // by the facts, the switch no longer has it
  Interval asked = {};
  std::optional<Interval> answered = {};  // absent: never
  Interval judged_at = {};
  std::uint32_t hresult = 0;
  std::optional<bool> request_sent = {};
};

// An agent's sessions as an enumerator named them.
struct ObservedList {
  struct Entry {
    bool null = false;
    std::string session;                // the scenario's name; empty: none of the scenario's
    std::optional<cti::AgentId> agent;  // of get_Agent
    std::optional<std::int32_t> state;  // of get_State
  };
  cti::AgentId agent;
  Interval at;
  std::vector<Entry> entries;
  // One Next that asked for one more than there are: its code and count; and what came after Reset and Skip.
  std::uint32_t asked_for = 0, fetched = 0;
  std::uint32_t code = 0;
  std::optional<std::uint32_t> exact_code;         // Next for exactly as many as there are, after Reset
  std::optional<std::uint32_t> null_code;          // Next with a null pointer
  std::optional<std::uint32_t> null_fetched_code;  // Next for two without a count
  std::optional<std::uint32_t> skip_code;          // Skip past the end, after Reset
  std::optional<bool> clone_same;                  // a clone lists the same
};

}  // namespace acdloop::oracle
