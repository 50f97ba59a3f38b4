// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/computing_end.hpp"

#include <algorithm>
#include <utility>

#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {

using Direction = cti::WireMessage::Direction;

namespace {
constexpr std::size_t most_waiting = 4096;
constexpr std::size_t most_passwords = 100'000;
}  // namespace

ComputingEnd::ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch)
    : settings_(std::move(settings)), naming_(std::move(naming)), watch_(std::move(watch)), events_(naming_) {}

void ComputingEnd::on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) {
  while (phase_ != Phase::closed) {
    auto frame = reader_.next(bytes);
    if (!frame) return;
    take_frame(*frame, {now, out});
  }
}

void ComputingEnd::on_closed(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (phase_ == Phase::closed) return;
  if (auto begun = reader_.finish()) violation(begun->name, begun->text, turn);
  if (phase_ == Phase::opening) {
    say(cti::LinkEventKind::association_refused, "closed before OPEN_CONF", turn, cti::RefusalCause::not_associated);
  } else {
    say(cti::LinkEventKind::link_down, "the link was closed", turn, cti::RefusalCause::association_lost);
  }
  fail_everything(turn);
}

std::optional<TimePoint> ComputingEnd::next_wake() const {
  if (room_freed_ && phase_ == Phase::up && !waiting_.empty()) return TimePoint{};
  if (give_up_at_ && (!heartbeat_at_ || *give_up_at_ < *heartbeat_at_)) return give_up_at_;
  return heartbeat_at_;
}

void ComputingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (give_up_at_ && now >= *give_up_at_) return die("no OPEN_CONF in time", turn);
  if (heartbeat_at_ && now >= *heartbeat_at_) heartbeat(turn);
  pump(turn);
}

void ComputingEnd::submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  // Before the first session a request waits for it. On a link that was lost nobody can say when it would be sent.
  if (phase_ == Phase::closed && was_up_) return refuse(request, cti::RefusalCause::not_associated, turn);
  if (waiting_.size() >= most_waiting) return refuse(request, cti::RefusalCause::resource_limit, turn);
  waiting_.push_back(request);
  pump(turn);
}

void ComputingEnd::abandon(cti::RequestId id) {
  const auto has_id = [id](const cti::Request& request) { return request.id == id; };
  if (std::erase_if(waiting_, has_id) != 0) return;
  was_ready_.erase(id);
  refused_.erase(id);
  const bool in_a_log_off = std::erase_if(becoming_not_ready_, has_id) + std::erase_if(becoming_ready_, has_id) != 0;
  if (in_a_log_off || ledger_.give_up(id)) room_freed_ = true;
}

void ComputingEnd::pump(Turn turn) {
  room_freed_ = false;
  const auto window = static_cast<std::size_t>(std::max(1, settings_.dialect.max_outstanding));
  while (phase_ == Phase::up && !waiting_.empty() &&
         ledger_.waiting() + becoming_not_ready_.size() + becoming_ready_.size() < window) {
    const cti::Request request = std::move(waiting_.front());
    waiting_.pop_front();
    if (ledger_.full()) {
      refuse(request, cti::RefusalCause::resource_limit, turn);
      continue;
    }
    if (request.kind == cti::RequestKind::log_off) {
      begin_log_off(request, turn);
      continue;
    }
    if (request.kind == cti::RequestKind::log_on && request.agent && passwords_.size() < most_passwords) {
      passwords_.erase(*request.agent);
      if (request.pin) passwords_[*request.agent] = *request.pin;  // log-off asks for it again
    }
    auto message = write_request(context(), request, request.pin);
    if (message) {
      send(*std::move(message), {Step::whole, 0, request, false}, turn);
    } else {
      refuse(request, message.error(), turn);
    }
  }
}

void ComputingEnd::send(Message message, Owed owed, Turn turn) {
  owed.type = message.type();
  message.set("InvokeID", ledger_.issue(std::move(owed)));
  write(message, turn);
}

// The server needs to hear nothing more while it hears this.
void ComputingEnd::write(const Message& message, Turn turn) {
  const int version = settings_.dialect.version;
  turn.out.send += encode(message, version);
  turn.out.messages.push_back({Direction::to_switch, encode_without_secrets(message, version), describe(message)});
  if (heartbeat_at_ && heartbeats_owed_ == 0) heartbeat_at_ = turn.now + settings_.dialect.heartbeat_every;
}

void ComputingEnd::violation(const std::string& name, const std::string& text, Turn turn) {
  turn.out.faults.push_back({name, text});
  say(cti::LinkEventKind::protocol_violation, name + ": " + text, turn);
}

void ComputingEnd::say(cti::LinkEventKind kind, std::string text, Turn turn, cti::RefusalCause cause,
                       std::optional<cti::RequestId> request) {
  turn.out.events.push_back(cti::Event{cti::LinkEvent{kind, cause, request, std::move(text)}});
}

void ComputingEnd::refuse(const cti::Request& request, cti::RefusalCause cause, Turn turn) {
  cti::Result result;
  result.id = request.id;
  result.outcome = cti::Outcome::refused;
  result.cause = cause;
  give(std::move(result), turn);
}

std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch) {
  return std::make_unique<ComputingEnd>(std::move(settings), std::move(naming), std::move(watch));
}

}  // namespace acdloop::ged188
