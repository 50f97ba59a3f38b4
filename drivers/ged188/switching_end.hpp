// SPDX-License-Identifier: Apache-2.0
// The server's end of one CTI session: opening, masks, idle timer, requests, confirmations, events. Made by
// make_switching_end (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/ged188/causes.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/desks.hpp"
#include "drivers/ged188/event_writer.hpp"
#include "drivers/ged188/figures.hpp"
#include "drivers/ged188/framing.hpp"
#include "drivers/ged188/protocol.hpp"

namespace acdloop::ged188 {

class SwitchingEnd final : public cti::SwitchingEnd {
 public:
  SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory, cti::WallClock clock);

  void on_open(TimePoint now, cti::EndOutput& out) override;
  void on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) override;
  void on_closed(TimePoint now, cti::EndOutput& out) override;
  std::optional<TimePoint> next_wake() const override { return deadline_; }
  void on_wake(TimePoint now, cti::EndOutput& out) override;
  void confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) override;
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override;

 private:
  enum class Phase : std::uint8_t { closed, connected, open, closing, gone };
  struct Turn {
    TimePoint now;
    cti::EndOutput& out;
  };
  // A request that waits for the switching function's answer; several, when it listed several skill groups.
  struct Owed {
    std::uint32_t type = 0;
    std::uint32_t invoke = 0;
    std::string agent;  // as the client wrote them
    std::string instrument;
    cti::AcdGroupId group;
    std::size_t siblings = 0;  // that must be answered before
  };

  void forget_session();
  void take_frame(Frame& frame, Turn turn);
  void take_open(const Message& message, Turn turn);
  std::uint32_t open_status(const Message& message) const;
  void say_open(const Message& message, Turn turn);
  void close(cti::EndOutput& out);
  void send(const Message& message, Turn turn);
  void fault(std::string name, std::string text, Turn turn) {
    turn.out.faults.push_back({std::move(name), std::move(text)});
  }
  void refuse(std::uint32_t invoke, const Refusal& refusal, Turn turn);
  void fail(std::uint32_t invoke, std::uint32_t status, Turn turn) { refuse(invoke, {false, status}, turn); }
  void fail_session(std::uint32_t status, Turn turn);
  Message message(std::uint32_t type) const { return Message{type, version_}; }
  std::uint32_t controller_time(TimePoint now) const;
  // Figures of today begin anew when the central controller's date has changed.
  void start_day(TimePoint now);
  void count_from_here(TimePoint now);

  // switching_requests.cpp
  void run(const Message& message, Turn turn);
  void set_agent_state(const Message& message, Turn turn);
  void log(const Message& message, const std::vector<cti::AcdGroupId>& groups, Turn turn);
  void query_agent(const Message& message, Turn turn);
  void query_group(const Message& message, Turn turn);
  void query_statistics(const Message& message, Turn turn);
  void act_on_call(const Message& message, cti::RequestKind kind, Turn turn);
  void act_on_two_calls(const Message& message, Turn turn);
  void make_call(const Message& message, Turn turn);
  void snapshot_device(const Message& message, Turn turn);
  void snapshot_call(const Message& message, Turn turn);
  void submit(cti::Request request, Owed owed, Turn turn);
  bool may_log_off(const cti::AgentId& agent, const std::vector<cti::AcdGroupId>& groups) const;

  // switching_replies.cpp
  Message answer_of(const Owed& owed, const cti::Result& result, TimePoint now);
  void fill_states(Message& message, const Owed& owed, const cti::Result& result) const;
  void fill_group(Message& message, const Owed& owed, const cti::Result& result) const;
  void fill_calls(Message& message, const cti::Result& result) const;
  void fill_statistics(Message& message, const Owed& owed, const Figures::Answer& figures) const;
  void fill_new_connection(Message& message, const cti::Result& result) const;
  void report_call(const cti::CallEvent& event, Turn turn);
  void report_agent(const cti::AgentEvent& event, Turn turn);
  void report_device(const cti::DeviceEvent& event, Turn turn);
  void say_state(const cti::AgentSessionKey& key, const WireState& state, Turn turn);
  EventContext context() const { return {settings_.dialect, naming_, groups_, desks_, version_}; }

  Settings settings_;
  cti::Naming naming_;
  const cti::Directory& directory_;
  cti::WallClock clock_;

  FrameReader reader_;
  Desks desks_;
  Figures figures_;
  std::uint32_t day_ = 0;  // since 1970
  std::vector<cti::AcdGroupId> groups_;
  Phase phase_ = Phase::closed;
  int version_ = 20;
  std::uint32_t services_ = 0;
  std::uint32_t call_mask_ = 0;
  std::uint32_t agent_mask_ = 0;
  std::optional<Duration> idle_timeout_;
  std::optional<TimePoint> deadline_;  // to open, to say something, or to close
  std::uint64_t last_request_ = 0;
  std::map<cti::RequestId, Owed> owed_;
  std::optional<std::pair<cti::RequestId, Message>> last_reply_;  // said again when it is confirmed again
};

}  // namespace acdloop::ged188
