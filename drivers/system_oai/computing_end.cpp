// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/computing_end.hpp"

#include <algorithm>
#include <utility>

#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/request_text.hpp"

namespace acdloop::system_oai {

using Direction = cti::WireMessage::Direction;

namespace {
constexpr std::size_t most_waiting = 4096;
}

ComputingEnd::ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      watch_(std::move(watch)),
      reader_(settings_.framing) {}

void ComputingEnd::on_open(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  reader_.finish();
  next_seq_.reset();
  last_line_.clear();
  copies_.interrupt();
  phase_ = Phase::awaiting_resync;
  if (settings_.framing == Framing::serial_lines) {
    give_up_at_ = now + settings_.dialect.resync_retry;
    return send_line(Fields{"RR"}, turn);
  }
  give_up_at_ = now + settings_.dialect.keep_alive_every;
  const Login login{login_oai, settings_.password, settings_.application_name};
  out.send += frame_pdu(encode_login(login));
  // The recorded bytes are a login with an empty password.
  out.messages.push_back(
      {Direction::to_switch, frame_pdu(encode_login({login.type, "", login.application})), describe_login(login)});
}

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
  if (phase_ == Phase::awaiting_resync && settings_.framing == Framing::tcp) {
    say(cti::LinkEventKind::association_refused, "closed after the login without a word", turn,
        cti::RefusalCause::not_associated);
  } else {
    say(cti::LinkEventKind::link_down, "the link was closed", turn, cti::RefusalCause::association_lost);
  }
  fail_everything(turn);
}

std::optional<TimePoint> ComputingEnd::next_wake() const {
  if (room_freed_ && phase_ == Phase::up && !waiting_.empty()) return TimePoint{};
  std::optional<TimePoint> soonest;
  for (const auto& at : {keep_alive_at_, dead_at_, give_up_at_}) {
    if (at && (!soonest || *at < *soonest)) soonest = at;
  }
  return soonest;
}

void ComputingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (dead_at_ && now >= *dead_at_) return die("the keep-alive was not confirmed in time", turn);
  if (give_up_at_ && now >= *give_up_at_) {
    if (settings_.framing == Framing::tcp) return die("no RS and RD after the login", turn);
    give_up_at_ = now + settings_.dialect.resync_retry;
    send_line(Fields{"RR"}, turn);
  }
  if (keep_alive_at_ && now >= *keep_alive_at_) keep_alive(turn);
  pump(turn);
}

void ComputingEnd::submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  // Before the first association a request waits for it. On a link that was lost nobody can say when it would be sent.
  if (phase_ == Phase::closed && was_up_) return refuse(request, cti::RefusalCause::not_associated, turn);
  auto command = write_command(request, naming_);
  if (!command) return refuse(request, command.error(), turn);
  if (waiting_.size() >= most_waiting) return refuse(request, cti::RefusalCause::resource_limit, turn);
  waiting_.push_back({request, *std::move(command)});
  pump(turn);
}

void ComputingEnd::abandon(cti::RequestId id) {
  const auto unsent = std::ranges::find_if(waiting_, [&](const Waiting& one) { return one.request.id == id; });
  if (unsent != waiting_.end()) {
    waiting_.erase(unsent);
  } else if (ledger_.abandon(id)) {
    room_freed_ = true;
  }
}

void ComputingEnd::pump(Turn turn) {
  room_freed_ = false;
  const auto window = static_cast<std::size_t>(std::max(1, settings_.dialect.max_outstanding));
  while (phase_ == Phase::up && !waiting_.empty() && ledger_.outstanding() < window) {
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    OwedReply owed{Purpose::request, next.command[command::id], next.request, "", false};
    if (!send_command(std::move(next.command), std::move(owed), turn)) {
      refuse(next.request, cti::RefusalCause::resource_limit, turn);
    }
  }
}

std::optional<std::uint32_t> ComputingEnd::send_command(Fields command, OwedReply owed, Turn turn) {
  const auto invoke = ledger_.issue(std::move(owed));
  if (!invoke) return std::nullopt;
  command.set(command::invoke, std::to_string(*invoke));
  send_line(command, turn);
  return invoke;
}

void ComputingEnd::send_line(const Fields& line, Turn turn) {
  std::string text = encode(line);
  std::string bytes = frame_line(settings_.framing, Direction::to_switch, text);
  turn.out.send += bytes;
  turn.out.messages.push_back({Direction::to_switch, std::move(bytes), std::move(text)});
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
  turn.out.results.push_back(std::move(result));
}

std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch) {
  return std::make_unique<ComputingEnd>(std::move(settings), std::move(naming), std::move(watch));
}

}  // namespace acdloop::system_oai
