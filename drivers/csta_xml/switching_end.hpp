// SPDX-License-Identifier: Apache-2.0
// The switch's end of one CSTA link: session, monitors, responses and events. Made by make_switching_end
// (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/csta_xml/call_parties.hpp"
#include "drivers/csta_xml/call_services.hpp"
#include "drivers/csta_xml/error_codes.hpp"
#include "drivers/csta_xml/event_writer.hpp"
#include "drivers/csta_xml/framing.hpp"
#include "drivers/csta_xml/monitors.hpp"
#include "drivers/csta_xml/protocol.hpp"

namespace acdloop::csta_xml {

class SwitchingEnd final : public cti::SwitchingEnd {
 public:
  SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory);

  void on_open(TimePoint now, cti::EndOutput& out) override;
  void on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) override;
  void on_closed(TimePoint now, cti::EndOutput& out) override;
  std::optional<TimePoint> next_wake() const override;
  void on_wake(TimePoint now, cti::EndOutput& out) override;
  void confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) override;
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override;

 private:
  struct Turn {
    TimePoint now;
    cti::EndOutput& out;
  };
  // A service that waits for the switching function's answer.
  struct Owed {
    std::string service;
    int invoke = 0;
    std::string device;
    std::optional<cti::AgentId> agent;
    std::optional<cti::AcdGroupId> group;
    std::optional<cti::AgentState> state;
  };

  void forget();
  void close(cti::EndOutput& out);
  void take_frame(Frame& frame, Turn turn);
  void take_document(int invoke, const Element& root, Turn turn);
  void send(int invoke, Element root, Turn turn);
  void refuse(int invoke, ErrorWord word, Turn turn);
  void fault(std::string name, std::string text, Turn turn);

  // switching_session.cpp
  bool take_session(int invoke, const Element& root, Turn turn);
  void start_session(int invoke, const Element& root, Turn turn);
  void reset_timer(int invoke, const Element& root, Turn turn);
  void stop_session(int invoke, const Element& root, Turn turn);
  void answer_negative(int invoke, std::string_view name, std::string_view error, Turn turn);
  bool may_enter(const Element& root) const;
  void system_status(Turn turn);
  void take_response(int invoke, const Element& root, Turn turn);

  // switching_services.cpp
  void run(int invoke, const Element& root, Turn turn);
  void monitor_start(int invoke, const Element& root, Turn turn);
  void monitor_stop(int invoke, const Element& root, Turn turn);
  void change_filter(int invoke, const Element& root, Turn turn);
  void set_agent_state(int invoke, const Element& root, Turn turn);
  void get_agent_state(int invoke, const Element& root, Turn turn);
  void make_call(int invoke, const Element& root, Turn turn);
  void on_call(int invoke, const Element& root, const CallService& service, Turn turn);
  void snapshot(int invoke, const Element& root, Turn turn);
  void submit(cti::Request request, Owed owed, Turn turn);
  bool exists(const std::string& wire_device) const;

  // switching_reports.cpp
  Element response_to(const Owed& owed, const cti::Result& result) const;
  Element agent_states(const cti::Result& result) const;
  Element snapshot_data(const Owed& owed, const cti::Result& result) const;
  std::string_view pending(const Owed& owed) const;
  void report_call(const cti::CallEvent& event, Turn turn);
  void report_agent(const cti::AgentEvent& event, Turn turn);
  void tell(std::vector<Told> events, Turn turn);
  bool waits_for_agent_event(const cti::CallEvent& event) const;
  void release(Turn turn);

  Settings settings_;
  cti::Naming naming_;
  const cti::Directory& directory_;

  FrameReader reader_;
  Monitors monitors_;
  CallParties calls_;
  bool open_ = false;
  bool closing_ = false;
  std::string namespace_;
  std::string session_;
  std::uint64_t sessions_begun_ = 0;
  std::optional<TimePoint> session_ends_at_;
  std::optional<TimePoint> patience_ends_at_;
  std::optional<TimePoint> status_at_;
  int statuses_owed_ = 0;
  int last_own_invoke_ = 0;
  std::uint64_t last_request_ = 0;
  std::map<cti::RequestId, Owed> owed_;
  struct Said {
    cti::RequestId request;
    int invoke;
    Element document;
  };
  std::optional<Said> last_reply_;  // said again when it is confirmed again
  std::optional<Said> held_reply_;  // dialect reply_first = false: waits for the events
  std::vector<Told> held_events_;   // dialect agent_event_first: wait for the agent's event
  std::optional<TimePoint> held_since_;
};

}  // namespace acdloop::csta_xml
