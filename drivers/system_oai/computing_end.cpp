// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/computing_end.hpp"

#include <utility>

#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/request_text.hpp"

namespace acdloop::system_oai {

using Direction = cti::WireMessage::Direction;

ComputingEnd::ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      watch_(std::move(watch)),
      reader_(settings_.framing),
      window_(2, max_invoke_id, settings_.dialect.max_outstanding) {}  // _RR,1 means RR

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
  if (auto begun = reader_.finish()) turn.out.violation({begun->name, begun->text});
  if (phase_ == Phase::awaiting_resync && settings_.framing == Framing::tcp) {
    turn.out.say(cti::LinkEventKind::association_refused, "closed after the login without a word",
                 cti::RefusalCause::not_associated);
  } else {
    turn.out.say(cti::LinkEventKind::link_down, "the link was closed", cti::RefusalCause::association_lost);
  }
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
  if (phase_ == Phase::closed && was_up_) return out.refuse(request.id, cti::RefusalCause::not_associated);
  if (!window_.wait(request)) return out.refuse(request.id, cti::RefusalCause::resource_limit);
  pump(turn);
}

void ComputingEnd::abandon(cti::RequestId id) { window_.abandon(id); }

void ComputingEnd::pump(Turn turn) {
  while (phase_ == Phase::up) {
    const auto request = window_.next();
    if (!request) return;
    auto command = write_command(*request, naming_);
    if (!command) {
      turn.out.refuse(request->id, command.error());
      continue;
    }
    const Note note{Purpose::request, (*command)[command::id]};
    if (!send_command(*std::move(command), {note, *request}, turn)) {
      turn.out.refuse(request->id, cti::RefusalCause::resource_limit);
    }
  }
}

std::optional<std::uint32_t> ComputingEnd::send_command(Fields command, Window::Owed owed, Turn turn) {
  const auto invoke = window_.issue(std::move(owed));
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

std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch) {
  return std::make_unique<ComputingEnd>(std::move(settings), std::move(naming), std::move(watch));
}

}  // namespace acdloop::system_oai
