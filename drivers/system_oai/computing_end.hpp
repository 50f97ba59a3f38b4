// SPDX-License-Identifier: Apache-2.0
// The application's end of one OAI port: login, monitors, keep-alive, requests by invoke id, events by sequence
// number. Made by make_computing_end (protocol.hpp); here so that its parts can live in several files.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "drivers/cti/request_window.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/copies.hpp"
#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/protocol.hpp"

namespace acdloop::system_oai {

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
  enum class Phase : std::uint8_t { closed, awaiting_resync, awaiting_resync_end, monitoring, up };
  struct Turn {
    TimePoint now;
    cti::EndOutput& out;
  };
  enum class Purpose : std::uint8_t { request, keep_alive, monitor, resync };
  struct Note {
    Purpose purpose = Purpose::request;
    std::string command;      // "_SA"
    std::string object = {};  // monitor, resync: what was named
    bool is_request() const { return purpose == Purpose::request; }
  };
  using Window = cti::RequestWindow<Note>;

  void send_line(const Fields& line, Turn turn);
  std::optional<std::uint32_t> send_command(Fields command, Window::Owed owed, Turn turn);
  void pump(Turn turn);

  // computing_link.cpp: association, keep-alive, resynchronisation
  void take_resync(const Fields& line, Turn turn);
  void take_resync_end(const Fields& line, Turn turn);
  void start_monitors(Turn turn);
  void monitor_answered(const Note& note, std::uint32_t invoke, const Fields& line, Turn turn);
  void settle_association(Turn turn);
  void resync_watched(Turn turn);
  void resync_step_done(std::uint32_t invoke, Turn turn);
  void die(const std::string& why, Turn turn);
  void fail_everything(Turn turn);
  void keep_alive(Turn turn);

  // computing_lines.cpp: what the switch says
  void take_frame(Frame& frame, Turn turn);
  void take_line(std::string_view line, Turn turn);
  void take_event(const Fields& line, bool repeated, Turn turn);
  void take_confirmation(const Fields& line, Turn turn);
  // False when the line repeats the one before it.
  bool take_sequence(std::uint32_t seq, std::string_view line, Turn turn);

  Settings settings_;
  cti::Naming naming_;
  cti::Watch watch_;

  FrameReader reader_;
  Phase phase_ = Phase::closed;
  bool was_up_ = false;
  bool monitors_again_ = false;
  std::optional<std::uint32_t> next_seq_;
  std::string last_line_;
  CopyMerger copies_;
  Window window_;
  std::set<std::uint32_t> resyncing_;  // invoke ids whose RD is still to come
  std::set<std::uint32_t> monitors_owed_;
  std::optional<TimePoint> keep_alive_at_;
  std::optional<TimePoint> dead_at_;     // while a _NO is owed
  std::optional<TimePoint> give_up_at_;  // TCP: no RS after the login; serial: ask again
  std::optional<std::uint32_t> keep_alive_invoke_;
};

}  // namespace acdloop::system_oai
