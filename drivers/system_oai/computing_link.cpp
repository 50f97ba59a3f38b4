// SPDX-License-Identifier: Apache-2.0
// Association, monitors, keep-alive and resynchronisation of the application's end.
#include <utility>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/computing_end.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {

// Code 0: every monitor and setting of this port is gone. Any other code answers our own RR.
void ComputingEnd::take_resync(const Fields& line, Turn turn) {
  copies_.interrupt();
  if (line[event::resync] == "0") {
    if (phase_ == Phase::monitoring || phase_ == Phase::up) {
      turn.out.say(cti::LinkEventKind::monitors_lost, "RS with code 0");
    }
    resyncing_.clear();
    monitors_owed_.clear();
    phase_ = Phase::awaiting_resync_end;
    const bool tcp = settings_.framing == Framing::tcp;
    give_up_at_ = turn.now + (tcp ? settings_.dialect.keep_alive_every : settings_.dialect.resync_retry);
    return;
  }
  if (phase_ == Phase::awaiting_resync) phase_ = Phase::awaiting_resync_end;
}

void ComputingEnd::take_resync_end(const Fields& line, Turn turn) {
  copies_.interrupt();
  if (phase_ == Phase::awaiting_resync_end && line[rd::ext].empty()) {
    give_up_at_.reset();
    if (!keep_alive_at_) keep_alive_at_ = turn.now + settings_.dialect.keep_alive_every;
    return start_monitors(turn);
  }
  if (const auto invoke = to_number(line[event::resync], max_invoke_id)) resync_step_done(*invoke, turn);
}

void ComputingEnd::start_monitors(Turn turn) {
  const bool restarted = phase_ == Phase::monitoring;
  phase_ = Phase::monitoring;
  monitors_again_ = was_up_;
  monitors_owed_.clear();
  resyncing_.clear();
  if (monitors_again_ && !restarted) turn.out.say(cti::LinkEventKind::resync_started, "monitors are started again");
  const auto start = [&](const std::string& object, const char* type) {
    Fields command{"_MS", "", object, type, "A:00FC", "C:FFFC", "F:00F0"};
    const auto invoke = send_command(std::move(command), {{Purpose::monitor, "_MS", object}}, turn);
    if (!invoke) return;
    monitors_owed_.insert(*invoke);
    if (*type == '5') resyncing_.insert(*invoke);
  };
  for (const cti::Address& address : watch_.addresses) start(naming_.to_wire(address), monitors_again_ ? "5" : "1");
  for (const cti::AcdGroupId& group : watch_.groups) start(naming_.to_wire(group), "1");
  settle_association(turn);
}

void ComputingEnd::monitor_answered(const Note& note, std::uint32_t invoke, const Fields& line, Turn turn) {
  const auto number = to_number(line[confirmation::outcome], 9999);
  monitors_owed_.erase(invoke);
  if (!number || *number != outcome::success) {
    resyncing_.erase(invoke);
    const auto cause = cause_of(static_cast<int>(number.value_or(1)), note.command);
    turn.out.say(cti::LinkEventKind::monitor_ended, "no monitor on " + note.object + ": " + encode(line), cause);
  }
  settle_association(turn);
}

void ComputingEnd::settle_association(Turn turn) {
  if (phase_ != Phase::monitoring || !monitors_owed_.empty() || !resyncing_.empty()) return;
  phase_ = Phase::up;
  was_up_ = true;
  if (monitors_again_) turn.out.say(cti::LinkEventKind::resync_ended, "");
  turn.out.say(cti::LinkEventKind::link_up, "");
  pump(turn);
}

// After lost messages: whatever happened meanwhile at the watched addresses.
void ComputingEnd::resync_watched(Turn turn) {
  if (phase_ != Phase::up || watch_.addresses.empty() ||
      window_.owes([](const Note& note) { return note.purpose == Purpose::resync; }))
    return;
  const bool running = !resyncing_.empty();
  resyncing_.clear();
  for (const cti::Address& address : watch_.addresses) {
    const std::string ext = naming_.to_wire(address);
    const auto invoke = send_command(Fields{"_RR", "", ext}, {{Purpose::resync, "_RR", ext}}, turn);
    if (invoke) resyncing_.insert(*invoke);
  }
  if (!running && !resyncing_.empty()) turn.out.say(cti::LinkEventKind::resync_started, "after lost messages");
}

void ComputingEnd::resync_step_done(std::uint32_t invoke, Turn turn) {
  if (resyncing_.erase(invoke) == 0 || !resyncing_.empty()) return;
  if (phase_ == Phase::monitoring) return settle_association(turn);
  turn.out.say(cti::LinkEventKind::resync_ended, "");
}

void ComputingEnd::keep_alive(Turn turn) {
  keep_alive_at_ = turn.now + settings_.dialect.keep_alive_every;
  if (keep_alive_invoke_) return;  // the one before is still owed: dead_at_ decides
  keep_alive_invoke_ = send_command(Fields{"_NO", ""}, {{Purpose::keep_alive, "_NO"}}, turn);
  const Dialect& dialect = settings_.dialect;
  dead_at_ = turn.now + (settings_.framing == Framing::tcp ? dialect.dead_after_tcp : dialect.dead_after_serial);
}

void ComputingEnd::die(const std::string& why, Turn turn) {
  turn.out.close = true;
  turn.out.say(cti::LinkEventKind::link_down, why, cti::RefusalCause::association_lost);
  fail_everything(turn);
}

void ComputingEnd::fail_everything(Turn turn) {
  window_.lose_all(turn.out);
  phase_ = Phase::closed;
  resyncing_.clear();
  monitors_owed_.clear();
  keep_alive_invoke_.reset();
  keep_alive_at_.reset();
  dead_at_.reset();
  give_up_at_.reset();
  reader_.finish();
}

}  // namespace acdloop::system_oai
