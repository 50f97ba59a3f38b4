// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/switching_end.hpp"

#include <algorithm>
#include <utility>

#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {

using Direction = cti::WireMessage::Direction;

SwitchingEnd::SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory,
                           ClockOfDay clock_of_day)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      directory_(directory),
      clock_of_day_(std::move(clock_of_day)),
      reader_(settings_.framing),
      monitors_(settings_.dialect.max_monitors, settings_.dialect.cross_reference_digits),
      modes_(calls_) {}

void SwitchingEnd::on_open(TimePoint now, cti::EndOutput& out) {
  forget_port();
  open_ = true;
  calls_.load(directory_);
  modes_.load(directory_);
  if (settings_.framing == Framing::serial_lines) {
    associated_ = true;  // a serial line has no login; the switch speaks first, at power-up
    power_up({now, out});
  } else {
    command_deadline_ = now + settings_.dialect.login_patience;
  }
}

void SwitchingEnd::on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) {
  while (open_ && !closing_) {
    auto frame = reader_.next(bytes);
    if (!frame) return;
    take_frame(*frame, {now, out});
  }
}

void SwitchingEnd::on_closed(TimePoint now, cti::EndOutput& out) {
  if (!closing_) {
    if (auto begun = reader_.finish()) fault(begun->name, begun->text, {now, out});
  }
  forget_port();
}

std::optional<TimePoint> SwitchingEnd::next_wake() const {
  if (held_reply_) return held_since_;
  return command_deadline_;
}

void SwitchingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  release_held_reply({now, out});
  if (!command_deadline_ || now < *command_deadline_) return;
  if (associated_) return power_up({now, out});
  fault("no_login", "nobody logged in within the time for it", {now, out});
  close(out);
}

void SwitchingEnd::close(cti::EndOutput& out) {
  closing_ = true;
  command_deadline_.reset();
  out.close = true;
}

void SwitchingEnd::forget_port() {
  reader_.finish();
  monitors_.clear();
  owed_.clear();
  held_reply_.reset();
  command_deadline_.reset();
  last_global_resync_.reset();
  open_ = associated_ = closing_ = false;
  seq_ = 0;
}

void SwitchingEnd::take_frame(Frame& frame, Turn turn) {
  if (frame.fault) {
    turn.out.faults.push_back(*std::move(frame.fault));
    if (frame.fatal) close(turn.out);
    return;
  }
  if (!associated_) return take_login(frame.payload, turn);
  const bool tcp = settings_.framing == Framing::tcp;
  const std::string_view line = tcp ? without_terminator(frame.payload) : std::string_view{frame.payload};
  turn.out.messages.push_back(
      {Direction::to_switch, tcp ? frame_pdu(frame.payload) : frame.payload + "\r", printable(line, max_line_bytes)});
  take_line(line, turn);
}

void SwitchingEnd::take_login(const std::string& payload, Turn turn) {
  const auto login = decode_login(payload);
  const bool text = payload.starts_with('_') || payload.starts_with("RR") || payload.starts_with("RT");
  // The bytes of a login are recorded without its password.
  std::string shown = payload.size() <= 256 ? payload : payload.substr(0, 256);
  if (login && !login->password.empty()) shown = encode_login({login->type, "", login->application});
  turn.out.messages.push_back(
      {Direction::to_switch, frame_pdu(shown), login && !text ? describe_login(*login) : printable(payload)});
  std::string why;
  if (text) {
    fault("command_before_login", printable(without_terminator(payload), 40), turn);
  } else if (!login) {
    why = "not a login message";
  } else if (login->type == login_smdr) {
    why = "type 0x84 asks for call records, which this switch does not offer";
  } else if (login->type != login_oai) {
    why = "unknown type byte";
  } else if (login->password != settings_.password) {
    why = "wrong password";
  } else {
    associated_ = true;
    return power_up(turn);
  }
  if (!why.empty()) fault("login_rejected", why, turn);
  close(turn.out);  // without a word: no document describes a rejection
}

void SwitchingEnd::take_line(std::string_view line, Turn turn) {
  if (line.empty()) return;
  const bool eight_bit = settings_.dialect.eight_bit_text && settings_.framing == Framing::tcp;
  const auto fields = tokenize(line, eight_bit);
  if (!fields) return fault(fields.error().name, fields.error().text, turn);
  run(*fields, turn);
}

void SwitchingEnd::power_up(Turn turn) {
  monitors_.clear();
  last_global_resync_.reset();
  last_reply_.reset();
  say_resync("0", turn);
  send(Fields{"", "RD", "0", ""}, turn);
  command_deadline_ = turn.now + settings_.dialect.command_timer;
}

// RS restarts the sequence numbers; RD is the caller's.
void SwitchingEnd::say_resync(std::string_view code, Turn turn) {
  const Dialect& dialect = settings_.dialect;
  const std::string clock = clock_of_day_ ? clock_of_day_(turn.now) : std::string{","};
  const std::size_t comma = std::min(clock.find(','), clock.size());
  Fields line{"", "RS", code, clock.substr(0, comma), comma < clock.size() ? clock.substr(comma + 1) : ""};
  line.set(rs::protocol, dialect.protocol_version);
  line.set(rs::software, dialect.software_version);
  line.set(rs::premium, std::to_string(dialect.premium_features));
  line.set(rs::node, std::to_string(dialect.node));
  line.set(rs::networking, std::to_string(dialect.networking));
  line.set(rs::country, std::to_string(dialect.country));
  line.set(rs::tcp, settings_.framing == Framing::tcp ? "1" : "0");
  seq_ = 0;
  send(std::move(line), turn);
}

void SwitchingEnd::send(Fields line, Turn turn) {
  line.set(event::seq, padded(seq_, 3));
  seq_ = (seq_ + 1) % 1000;
  std::string text = encode(line);
  std::string bytes = frame_line(settings_.framing, Direction::to_application, text);
  turn.out.send += bytes;
  turn.out.messages.push_back({Direction::to_application, std::move(bytes), std::move(text)});
}

void SwitchingEnd::send_all(std::vector<Fields> lines, Turn turn) {
  for (Fields& line : lines) send(std::move(line), turn);
}

void SwitchingEnd::fault(std::string name, std::string text, Turn turn) {
  turn.out.faults.push_back({std::move(name), std::move(text)});
}

std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory, ClockOfDay clock_of_day) {
  return std::make_unique<SwitchingEnd>(std::move(settings), std::move(naming), directory, std::move(clock_of_day));
}

}  // namespace acdloop::system_oai
