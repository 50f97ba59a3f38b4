// SPDX-License-Identifier: Apache-2.0
// The switch's end of one OAI port: login, sequence numbers, command timer, monitors, confirmations and events.
// Made by make_switching_end (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/system_oai/agent_modes.hpp"
#include "drivers/system_oai/call_table.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/event_writer.hpp"
#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/monitors.hpp"
#include "drivers/system_oai/protocol.hpp"

namespace acdloop::system_oai {

class SwitchingEnd final : public cti::SwitchingEnd {
 public:
  SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory, ClockOfDay clock_of_day);

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
  // A command that waits for the switching function's answer.
  struct Owed {
    std::string command;
    std::string invoke;
    std::string ext;  // as the application wrote them
    std::string agent;
    std::string group;
    bool silent = false;  // already confirmed (_SA log-on for all groups)
    bool log_on = false;
  };
  enum class DeviceKind : std::uint8_t { none, station, group, trunk };

  void forget_port();
  // Nothing more is read; the link closes once what was said has gone out.
  void close(cti::EndOutput& out);
  void take_frame(Frame& frame, Turn turn);
  void take_login(const std::string& payload, Turn turn);
  void take_line(std::string_view line, Turn turn);
  void power_up(Turn turn);
  void say_resync(std::string_view code, Turn turn);
  void send(Fields line, Turn turn);
  void send_all(std::vector<Fields> lines, Turn turn);
  void fault(std::string name, std::string text, Turn turn);

  // switching_commands.cpp
  void run(const Fields& command, Turn turn);
  void old_resync(const Fields& command, Turn turn);
  void answer(const Fields& command, int outcome, Turn turn, const std::vector<std::string>& more = {});
  void monitor_start(const Fields& command, Turn turn);
  void monitor_stop(const Fields& command, Turn turn);
  void resync(const Fields& command, Turn turn);
  void set_agent_state(const Fields& command, Turn turn);
  void query_agent(const Fields& command, Turn turn);
  void query_group(const Fields& command, Turn turn);
  std::optional<cti::Request> call_named(const Fields& command, cti::RequestKind kind, Turn turn);
  void act_on_call(const Fields& command, cti::RequestKind kind, Turn turn);
  void pass_on(const Fields& command, cti::RequestKind kind, Turn turn);
  void join_calls(const Fields& command, cti::RequestKind kind, Turn turn);
  static Owed owed_for(const Fields& command) {
    return {command[command::id], command[command::invoke], command[command::first], "", ""};
  }
  void make_call(const Fields& command, Turn turn);
  void snapshot(const Fields& command, Turn turn);
  void submit(cti::Request request, Owed owed, Turn turn);
  std::string device_dialled(const std::string& digits) const;
  DeviceKind kind_of(const std::string& wire) const;
  // Success, or why the station cannot be meant.
  int station_outcome(const std::string& wire) const;

  // switching_replies.cpp
  std::vector<std::string> payload_of(const Owed& owed, const cti::Result& result) const;
  std::vector<std::string> transfer_payload(const cti::Result& result) const;
  std::vector<std::string> conference_payload(const Owed& owed, const cti::Result& result) const;
  std::vector<std::string> agent_entries(const Owed& owed, const cti::Result& result) const;
  std::vector<std::string> member_entries(const cti::Result& result) const;
  std::string mode_digit(const cti::AgentStateReport& report) const;
  void report_call(const cti::CallEvent& event, Turn turn);
  void report_agent(const cti::AgentEvent& event, Turn turn);
  void report_device(const cti::DeviceEvent& event, Turn turn);
  void say_mode(const cti::AgentId& agent, Turn turn);
  void release_held_reply(Turn turn);

  EventContext context() const { return {settings_.dialect, naming_, directory_, monitors_, calls_, modes_}; }

  Settings settings_;
  cti::Naming naming_;
  const cti::Directory& directory_;
  ClockOfDay clock_of_day_;

  FrameReader reader_;
  Monitors monitors_;
  CallTable calls_;
  AgentModes modes_;
  bool open_ = false;
  bool associated_ = false;
  bool closing_ = false;
  std::uint32_t seq_ = 0;
  std::optional<TimePoint> command_deadline_;
  std::optional<TimePoint> last_global_resync_;
  std::uint64_t last_request_ = 0;
  std::map<cti::RequestId, Owed> owed_;
  std::optional<std::pair<cti::RequestId, Fields>> last_reply_;  // said again when it is confirmed again
  std::optional<Fields> held_reply_;  // dialect ln_after_cf = false: the log-on's confirmation waits for LN
  TimePoint held_since_{};
};

}  // namespace acdloop::system_oai
