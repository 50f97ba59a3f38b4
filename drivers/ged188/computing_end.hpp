// SPDX-License-Identifier: Apache-2.0
// The application's end of one CTI session: opening, heartbeats, requests by InvokeID, events. Made by
// make_computing_end (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/cti/request_window.hpp"
#include "drivers/ged188/codec.hpp"
#include "drivers/ged188/event_reader.hpp"
#include "drivers/ged188/framing.hpp"
#include "drivers/ged188/protocol.hpp"
#include "drivers/ged188/request_messages.hpp"

namespace acdloop::ged188 {

class ComputingEnd final : public cti::ComputingEnd {
 public:
  ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch);

  void on_open(TimePoint now, cti::EndOutput& out) override;
  void on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) override;
  void on_closed(TimePoint now, cti::EndOutput& out) override;
  std::optional<TimePoint> next_wake() const override;
  void on_wake(TimePoint now, cti::EndOutput& out) override;
  void submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) override;
  void abandon(cti::RequestId id) override;
  bool associated() const override { return phase_ == Phase::up; }

 private:
  enum class Phase : std::uint8_t { closed, opening, catching_up, up };
  struct Turn {
    TimePoint now;
    cti::EndOutput& out;
  };

  // What one message is for: a request as such, a step before a log-off, or the end's own business.
  enum class Step : std::uint8_t {
    whole,
    state_before_log_off,
    not_ready_before_log_off,
    log_off,
    ready_again,  // after a log-off that was refused
    heartbeat,
    calls_at_device,
    call
  };
  struct Note {
    Step step = Step::whole;
    std::uint32_t type = 0;  // of the message that was sent
    bool is_request() const { return step < Step::heartbeat; }
  };
  using Window = cti::RequestWindow<Note>;
  using Owed = Window::Owed;

  void send(Message message, Step step, const cti::Request& request, Turn turn);
  void write(const Message& message, Turn turn);
  void pump(Turn turn);
  void give(cti::Result result, Turn turn) { turn.out.results.push_back(std::move(result)); }
  RequestContext context() const { return {settings_.dialect, naming_}; }

  // computing_link.cpp: opening, heartbeats, what a new session must find out
  void take_open_answer(const Message& message, Turn turn);
  void catch_up(Turn turn);
  void take_calls(const Owed& owed, const Message& message, Turn turn);
  void take_call(const Owed& owed, const Message& message, Turn turn);
  void settle_association(Turn turn);
  void heartbeat(Turn turn);
  void die(const std::string& why, Turn turn);
  void fail_everything(Turn turn);

  // computing_messages.cpp: what the server says
  void take_frame(Frame& frame, Turn turn);
  void take_message(const Message& message, Turn turn);
  void take_answer(const Message& message, Turn turn);
  void take_event(const Message& message, Turn turn);
  void take_failure_event(const Message& message, Turn turn);
  // True: a copy of what another monitor has told already.
  bool is_repetition(const std::string& body) const;
  bool is_copy(const std::string& body);

  // computing_log_off.cpp: NOT_READY first, where the agent is not so yet
  void begin_log_off(const cti::Request& request, Turn turn);
  void take_log_off_step(const Owed& owed, const Message& message, Turn turn);
  void go_on_with_log_offs(Turn turn);
  void log_off(const cti::Request& request, Turn turn);
  void take_log_off_answer(const Owed& owed, const Message& message, Turn turn);

  Settings settings_;
  cti::Naming naming_;
  cti::Watch watch_;

  FrameReader reader_;
  EventReader events_;
  Phase phase_ = Phase::closed;
  bool was_up_ = false;
  Window window_;
  std::vector<cti::Request> becoming_not_ready_;  // log-offs whose NOT_READY was granted and is not reported yet
  std::set<cti::RequestId> was_ready_;            // log-offs that took the agent out of READY
  std::map<cti::RequestId, cti::Result>
      refused_;                               // log-offs that were refused then: READY again comes before the answer
  std::vector<cti::Request> becoming_ready_;  // and was granted already
  std::map<cti::AgentId, std::string> passwords_;
  std::string last_event_;  // body without its MonitorID
  std::uint32_t last_monitor_ = 0;
  std::optional<TimePoint> heartbeat_at_;
  std::optional<TimePoint> give_up_at_;  // no OPEN_CONF
  int heartbeats_owed_ = 0;
};

}  // namespace acdloop::ged188
