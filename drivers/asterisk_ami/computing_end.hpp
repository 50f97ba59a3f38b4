// SPDX-License-Identifier: Apache-2.0
// The application's end of one AMI connection: login, keep-alive, requests by ActionID, events. Made by
// make_computing_end (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/asterisk_ami/event_reader.hpp"
#include "drivers/asterisk_ami/framing.hpp"
#include "drivers/asterisk_ami/protocol.hpp"
#include "drivers/cti/request_window.hpp"

namespace acdloop::asterisk_ami {

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
  enum class Phase : std::uint8_t { closed, greeting, logging_in, looking, up };
  struct Turn {
    TimePoint now;
    cti::EndOutput& out;
  };

  enum class Purpose : std::uint8_t { challenge, login, members, keep_alive, request };
  struct Note {
    Purpose purpose = Purpose::request;
    std::string action;
    bool is_request() const { return purpose == Purpose::request; }
  };
  using Window = cti::RequestWindow<Note>;
  // An answer that comes in several messages, as far as it has come.
  struct Answer {
    cti::Result result;
    bool granted = false;  // more is to come
    bool queue_exists = false;
    bool ping_sent = false;  // the list is over: what happened meanwhile comes before the Pong
  };

  void take(Frame& frame, Turn turn);
  static void send(const Message& message, Turn turn);
  // False when it could not go out.
  bool send_action(const Message& action, Window::Owed owed, Turn turn);
  void pump(Turn turn);

  // computing_link.cpp: association and its end
  void greeted(const Message& greeting, Turn turn);
  void begin_login(Turn turn);
  void log_in(std::string_view challenge, Turn turn);
  void logged_in(const Message& reply, Turn turn);
  void looked(Turn turn);
  void keep_alive(Turn turn);
  void die(const std::string& why, Turn turn);
  void fail_everything(Turn turn);

  // computing_messages.cpp: what the switch says
  void take_response(const Message& reply, Turn turn);
  void take_event(const Message& event, Turn turn);
  // Whether somebody waits for it; else what there is to say of it has been said.
  bool is_awaited(std::optional<std::int64_t> id, const Message& message, Turn turn);
  void take_reply(std::uint32_t id, const Message& reply, Turn turn);
  void take_answer(std::uint32_t id, const std::string& action, const Message& reply, Turn turn);
  void take_item(std::uint32_t id, const Message& item);
  void list_ended(std::uint32_t id, Turn turn);
  void originated(std::uint32_t id, const Message& event, Turn turn);
  void finish(std::uint32_t id, cti::Result result, Turn turn);

  Settings settings_;
  cti::Naming naming_;
  cti::Watch watch_;

  FrameReader reader_;
  EventReader events_;
  Phase phase_ = Phase::closed;
  bool was_up_ = false;
  Window window_;
  std::map<std::uint32_t, Answer> answers_;  // by ActionID
  std::optional<TimePoint> keep_alive_at_;
  std::optional<TimePoint> dead_at_;     // while a Ping is owed
  std::optional<TimePoint> give_up_at_;  // until the association is up
};

}  // namespace acdloop::asterisk_ami
