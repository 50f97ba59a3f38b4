// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/computing_end.hpp"

#include <algorithm>
#include <utility>

#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {

using Direction = cti::WireMessage::Direction;

namespace {
constexpr std::size_t most_passwords = 100'000;
}  // namespace

ComputingEnd::ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      watch_(std::move(watch)),
      events_(naming_),
      window_(1, none32 - 1, settings_.dialect.max_outstanding) {}

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
  if (auto begun = reader_.finish()) turn.out.violation({begun->name, begun->text});
  if (phase_ == Phase::opening) {
    turn.out.say(cti::LinkEventKind::association_refused, "closed before OPEN_CONF", cti::RefusalCause::not_associated);
  } else {
    turn.out.say(cti::LinkEventKind::link_down, "the link was closed", cti::RefusalCause::association_lost);
  }
  fail_everything(turn);
}

std::optional<TimePoint> ComputingEnd::next_wake() const {
  if (phase_ == Phase::up && window_.wants_to_send()) return TimePoint{};
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
  if (phase_ == Phase::closed && was_up_) return out.refuse(request.id, cti::RefusalCause::not_associated);
  if (!window_.wait(request)) return out.refuse(request.id, cti::RefusalCause::resource_limit);
  pump(turn);
}

void ComputingEnd::abandon(cti::RequestId id) {
  const auto has_id = [id](const cti::Request& request) { return request.id == id; };
  was_ready_.erase(id);
  refused_.erase(id);
  const bool in_a_log_off = std::erase_if(becoming_not_ready_, has_id) + std::erase_if(becoming_ready_, has_id) != 0;
  if (in_a_log_off) window_.free_room();
  window_.abandon(id);
}

void ComputingEnd::pump(Turn turn) {
  while (phase_ == Phase::up) {
    const auto request = window_.next(becoming_not_ready_.size() + becoming_ready_.size());
    if (!request) return;
    if (request->kind == cti::RequestKind::log_off) {
      begin_log_off(*request, turn);
      continue;
    }
    if (request->kind == cti::RequestKind::log_on && request->agent && passwords_.size() < most_passwords) {
      passwords_.erase(*request->agent);
      if (request->pin) passwords_[*request->agent] = *request->pin;  // log-off asks for it again
    }
    auto message = write_request(context(), *request, request->pin);
    if (message) {
      send(*std::move(message), Step::whole, *request, turn);
    } else {
      turn.out.refuse(request->id, message.error());
    }
  }
}

void ComputingEnd::send(Message message, Step step, const cti::Request& request, Turn turn) {
  const Note note{step, message.type()};
  const auto invoke = window_.issue({note, request});
  if (invoke) return write(message.set("InvokeID", *invoke), turn);
  if (note.is_request()) turn.out.refuse(request.id, cti::RefusalCause::resource_limit);
}

// The server needs to hear nothing more while it hears this.
void ComputingEnd::write(const Message& message, Turn turn) {
  const int version = settings_.dialect.version;
  turn.out.send += encode(message, version);
  turn.out.messages.push_back({Direction::to_switch, encode_without_secrets(message, version), describe(message)});
  if (heartbeat_at_ && heartbeats_owed_ == 0) heartbeat_at_ = turn.now + settings_.dialect.heartbeat_every;
}

std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch) {
  return std::make_unique<ComputingEnd>(std::move(settings), std::move(naming), std::move(watch));
}

}  // namespace acdloop::ged188
