// SPDX-License-Identifier: Apache-2.0
// The application's end of one CSTA link: session, monitors, keep-alive, requests by invoke id, events. Made by
// make_computing_end (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "drivers/csta_xml/copies.hpp"
#include "drivers/csta_xml/framing.hpp"
#include "drivers/csta_xml/protocol.hpp"
#include "drivers/cti/request_window.hpp"

namespace acdloop::csta_xml {

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
  enum class Phase : std::uint8_t { closed, session, status, monitoring, snapshots, up };
  struct Turn {
    TimePoint now;
    cti::EndOutput& out;
  };
  enum class Purpose : std::uint8_t { request, session, session_timer, status, monitor, snapshot, poll };
  struct Note {
    Purpose purpose = Purpose::request;
    std::string service;      // "SetAgentState"
    std::string object = {};  // monitor: the device
    bool is_request() const { return purpose == Purpose::request; }
  };
  using Window = cti::RequestWindow<Note>;
  using Owed = Window::Owed;

  // False when it could not go out.
  bool send(Element root, Owed owed, Turn turn);
  void answer(int invoke, Element root, Turn turn);
  void pump(Turn turn);
  bool owes(Purpose purpose) const;

  // computing_link.cpp: session, monitors, keep-alive, recovery
  void start_session(Turn turn);
  void prolong_session(Turn turn);
  void ask_status(Turn turn);
  void session_answered(const Element& response, Turn turn);
  void session_timer_answered(const Element& response, Turn turn);
  void status_answered(const Element& response, Turn turn);
  void start_monitors(Turn turn);
  void monitor_answered(const std::string& object, const Element& response, Turn turn);
  void take_snapshots(Turn turn);
  void snapshot_answered(const Owed& owed, const Element& response, Turn turn);
  void settle(Turn turn);
  void keep_alive(Turn turn);
  void poll(Turn turn);
  void poll_answered(const Owed& owed, const Element& response, Turn turn);
  void refused_association(const std::string& why, Turn turn);
  void die(const std::string& why, Turn turn);
  void fail_everything(Turn turn);

  // computing_documents.cpp: what the switch says
  void take_frame(Frame& frame, Turn turn);
  void take_document(int invoke, const Element& root, Turn turn);
  void take_event(int invoke, const Element& event, Turn turn);
  void take_request(int invoke, const Element& request, Turn turn);
  void take_response(int invoke, const Element& response, Turn turn);
  void take_own_response(const Owed& owed, const Element& response, Turn turn);

  Settings settings_;
  cti::Naming naming_;
  cti::Watch watch_;
  std::set<std::string, std::less<>> stations_;

  FrameReader reader_;
  Phase phase_ = Phase::closed;
  bool was_up_ = false;
  std::string namespace_;
  std::string session_;
  Window window_;
  EventCopies copies_;
  std::set<std::string, std::less<>> monitors_;  // cross references of ours
  std::map<cti::Address, std::map<std::pair<cti::AgentId, cti::AcdGroupId>, cti::AgentState>> polled_;
  int statuses_owed_ = 0;
  std::optional<TimePoint> give_up_at_;  // the association is not up by then
  std::optional<TimePoint> keep_alive_at_;
  std::optional<TimePoint> session_timer_at_;
  std::optional<TimePoint> poll_at_;
};

}  // namespace acdloop::csta_xml
