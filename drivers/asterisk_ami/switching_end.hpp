// SPDX-License-Identifier: Apache-2.0
// The switch's end of one AMI connection: greeting, login, actions, lists, events. Made by make_switching_end
// (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/asterisk_ami/epoch.hpp"
#include "drivers/asterisk_ami/event_writer.hpp"
#include "drivers/asterisk_ami/framing.hpp"
#include "drivers/asterisk_ami/protocol.hpp"

namespace acdloop::asterisk_ami {

class SwitchingEnd final : public cti::SwitchingEnd {
 public:
  SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory, cti::WallClock wall_clock);

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
  using Handler = void (SwitchingEnd::*)(const Message&, Turn);
  struct ActionRow {
    std::string_view name;
    ClassMask needs;  // any of these rights; 0: none
    Handler run;
    bool before_login = false;
  };
  static const ActionRow* find_action(std::string_view name);

  void forget();
  void close(cti::EndOutput& out);
  void take(Frame& frame, Turn turn);
  void run(const Message& action, Turn turn);
  void send(const Message& message, Turn turn);
  void fault(std::string name, std::string text, Turn turn);
  // "Response: <how>" with the ActionID of the action, and Message if there is a text.
  static Message response(std::string_view how, std::string_view action_id, std::string_view text = {});
  void succeed(const Message& action, std::string_view text, Turn turn);
  void refuse(const Message& action, std::string_view text, Turn turn);
  void tell(const std::vector<Told>& events, Turn turn);

  // switching_login.cpp
  void challenge(const Message& action, Turn turn);
  void log_in(const Message& action, Turn turn);
  void log_off(const Message& action, Turn turn);
  void events(const Message& action, Turn turn);
  bool proves_itself(const Message& action) const;

  // switching_actions.cpp
  void ping(const Message& action, Turn turn);
  void core_status(const Message& action, Turn turn);
  void core_settings(const Message& action, Turn turn);
  void command(const Message& action, Turn turn);
  void set_variable(const Message& action, Turn turn);

  // switching_calls.cpp
  void originate(const Message& action, Turn turn);
  void originate_response(const Message& action, const cti::Result& result, Turn turn);
  // OriginateResponse comes when the channels are there, which happens after the action was granted.
  void tell_originated(Turn turn);
  void call_in(const std::string& pilot, const Message& action, Turn turn);
  void hang_up(const Message& action, Turn turn);
  void redirect(const Message& action, Turn turn);

  // switching_queues.cpp
  void queue_add(const Message& action, Turn turn);
  void queue_remove(const Message& action, Turn turn);
  void queue_pause(const Message& action, Turn turn);
  void paused(const Message& action, Turn turn);
  void queue_penalty(const Message& action, Turn turn);
  void queue_reset(const Message& action, Turn turn);
  void queue_reload(const Message& action, Turn turn);
  void queue_log(const Message& action, Turn turn);
  std::vector<Member*> members_meant(const Message& action);
  // The queue of that name in any case of letters.
  std::optional<cti::AcdGroupId> queue_named(std::string_view name) const;

  // switching_lists.cpp
  void queue_status(const Message& action, Turn turn);
  void list_status(const Message& action, Turn turn);
  void queue_summary(const Message& action, Turn turn);
  void list(const Message& action, std::string_view text, std::string_view end, std::vector<Message> items, Turn turn);
  void add_status(const Message& action, const cti::AcdGroupId& queue, std::vector<Message>& items, TimePoint now);
  Message status_of(const Member& member) const;
  bool is_meant(const Message& action, const Member& member) const;

  void submit(cti::Request request, const Message& action, Turn turn);

  Settings settings_;
  cti::Naming naming_;
  const cti::Directory& directory_;
  Epoch epoch_;
  EventWriter writer_;

  FrameReader reader_;
  bool open_ = false;
  bool closing_ = false;
  bool logged_in_ = false;
  ClassMask mask_ = 0;
  TimePoint opened_{};
  std::string challenge_;
  std::optional<TimePoint> patience_ends_at_;
  // A failed login is told only after a while; meanwhile nothing is read.
  std::optional<std::pair<TimePoint, Message>> failure_;
  std::uint64_t last_request_ = 0;
  std::map<cti::RequestId, Message> owed_;                   // actions that wait for the switching function
  std::vector<std::pair<Message, cti::Result>> originated_;  // granted, and their OriginateResponse is owed
  std::optional<std::pair<cti::RequestId, std::vector<Message>>> last_reply_;  // said again when confirmed again
  bool noting_ = false;                                                        // what is sent now is such a reply
};

}  // namespace acdloop::asterisk_ami
