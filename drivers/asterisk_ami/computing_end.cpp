// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/computing_end.hpp"

#include <limits>
#include <utility>

#include "drivers/asterisk_ami/request_actions.hpp"

namespace acdloop::asterisk_ami {

using Direction = cti::WireMessage::Direction;

namespace {
constexpr std::uint32_t last_id = std::numeric_limits<std::uint32_t>::max();
}

ComputingEnd::ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      watch_(std::move(watch)),
      events_(naming_, watch_),
      window_(1, last_id, settings_.dialect.max_outstanding) {}

void ComputingEnd::on_open(TimePoint now, cti::EndOutput& out) {
  reader_ = FrameReader{settings_.awaits_greeting ? Greeting::expected : Greeting::possible};
  events_.clear();
  phase_ = Phase::greeting;
  give_up_at_ = now + settings_.dialect.login_patience;
  if (!settings_.awaits_greeting) begin_login({now, out});
}

void ComputingEnd::on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) {
  while (phase_ != Phase::closed) {
    auto frame = reader_.next(bytes);
    if (!frame) return;
    take(*frame, {now, out});
  }
}

void ComputingEnd::on_closed(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (phase_ == Phase::closed) return;
  if (const auto begun = reader_.finish()) out.violation(*begun);
  out.say(cti::LinkEventKind::link_down, "the link was closed", cti::RefusalCause::association_lost);
  fail_everything(turn);
}

std::optional<TimePoint> ComputingEnd::next_wake() const {
  if (phase_ == Phase::up && window_.wants_to_send()) return TimePoint{};
  std::optional<TimePoint> soonest;
  for (const auto& at : {keep_alive_at_, dead_at_, give_up_at_}) {
    if (at && (!soonest || *at < *soonest)) soonest = at;
  }
  return soonest;
}

void ComputingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (dead_at_ && now >= *dead_at_) return die("the Ping was not answered in time", turn);
  if (give_up_at_ && now >= *give_up_at_) return die("no greeting and login within the time for it", turn);
  if (keep_alive_at_ && now >= *keep_alive_at_) keep_alive(turn);
  pump(turn);
}

void ComputingEnd::submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) {
  // Before the first association a request waits for it. On a link that was lost nobody can say when it would be sent.
  if (phase_ == Phase::closed && was_up_) return out.refuse(request.id, cti::RefusalCause::not_associated);
  if (!window_.wait(request)) return out.refuse(request.id, cti::RefusalCause::resource_limit);
  pump({now, out});
}

void ComputingEnd::abandon(cti::RequestId id) { window_.abandon(id); }

void ComputingEnd::pump(Turn turn) {
  while (phase_ == Phase::up) {
    const auto request = window_.next();
    if (!request) return;
    const auto action = write_action(*request, {settings_.dialect, naming_, events_.calls(), watch_});
    if (!action) {
      turn.out.refuse(request->id, action.error());
    } else if (!send_action(*action, {{Purpose::request, std::string{action->name()}}, *request}, turn)) {
      turn.out.refuse(request->id, cti::RefusalCause::resource_limit);
    }
  }
}

bool ComputingEnd::send_action(const Message& action, Window::Owed owed, Turn turn) {
  const cti::RequestId asked = owed.request.id;
  const auto id = window_.issue(std::move(owed));
  if (!id) return false;
  answers_[*id].result.id = asked;
  Message named;
  for (const auto& [name, value] : action.headers()) {
    named.add(name, value);
    if (named.headers().size() == 1) named.add("ActionID", std::to_string(*id));
  }
  send(named, turn);
  return true;
}

void ComputingEnd::send(const Message& message, Turn turn) {
  turn.out.send += encode(message);
  turn.out.messages.push_back({Direction::to_switch, encode(without_secrets(message)), describe(message)});
}

std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch) {
  return std::make_unique<ComputingEnd>(std::move(settings), std::move(naming), std::move(watch));
}

}  // namespace acdloop::asterisk_ami
