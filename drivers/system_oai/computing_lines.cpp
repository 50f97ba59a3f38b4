// SPDX-License-Identifier: Apache-2.0
// Lines of the switch: sequence numbers, confirmations, events.
#include <iterator>
#include <utility>

#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/computing_end.hpp"
#include "drivers/system_oai/event_reader.hpp"
#include "drivers/system_oai/messages.hpp"
#include "drivers/system_oai/request_text.hpp"

namespace acdloop::system_oai {

using Direction = cti::WireMessage::Direction;

void ComputingEnd::take_frame(Frame& frame, Turn turn) {
  if (frame.fault) {
    violation(frame.fault->name, frame.fault->text, turn);
    if (frame.fatal) die("the byte stream cannot be read on", turn);
    return;
  }
  const bool tcp = settings_.framing == Framing::tcp;
  const std::string_view line = tcp ? without_terminator(frame.payload) : std::string_view{frame.payload};
  turn.out.messages.push_back({Direction::to_application, tcp ? frame_pdu(frame.payload) : frame.payload + "\r\n",
                               printable(line, max_line_bytes)});
  take_line(line, turn);
}

void ComputingEnd::take_line(std::string_view line, Turn turn) {
  if (line.empty()) return;
  const bool eight_bit = settings_.dialect.eight_bit_text && settings_.framing == Framing::tcp;
  const auto fields = tokenize(line, eight_bit);
  if (!fields) return violation(fields.error().name, fields.error().text, turn);
  const auto seq = to_number((*fields)[event::seq], 999);
  if (!seq || (*fields)[event::seq].size() != 3) {
    return violation("bad_sequence_number", printable(line, 40), turn);
  }
  const std::string& id = (*fields)[event::id];
  const bool restart = id == "RS" && *seq == 0;
  if (restart) next_seq_.reset();
  const bool fresh = take_sequence(*seq, line, turn);
  const EventLayout* layout = event_layout(id);
  if (layout == nullptr) return violation("unknown_event", printable(id, 16), turn);
  if (fields->size() < layout->least_fields) return violation("short_event", printable(line, 80), turn);
  if (id == "CF") return take_confirmation(*fields, turn);
  if (id == "RS") return take_resync(*fields, turn);
  if (id == "RD") return take_resync_end(*fields, turn);
  take_event(*fields, !fresh, turn);
}

bool ComputingEnd::take_sequence(std::uint32_t seq, std::string_view line, Turn turn) {
  const std::uint32_t expected = next_seq_.value_or(seq);
  if (seq != expected && (seq + 1) % 1000 == expected && line == last_line_) {
    say(cti::LinkEventKind::duplicate_message, std::string{line.substr(0, 80)}, turn);
    return false;
  }
  next_seq_ = (seq + 1) % 1000;
  last_line_ = line;
  if (seq == expected) return true;
  copies_.interrupt();
  say(cti::LinkEventKind::messages_lost, "expected " + padded(expected, 3) + ", got " + padded(seq, 3), turn);
  if (phase_ == Phase::monitoring) {
    start_monitors(turn);  // a confirmation or an RD may be among the lost
  } else {
    resync_watched(turn);
  }
  return true;
}

void ComputingEnd::take_event(const Fields& line, bool repeated, Turn turn) {
  const std::string& id = line[event::id];
  if (id == "PE") {
    say(cti::LinkEventKind::association_refused, "no free port: " + encode(line), turn,
        cti::RefusalCause::resource_limit);
    turn.out.close = true;
    return fail_everything(turn);
  }
  if (id == "ME") {
    return say(cti::LinkEventKind::monitor_ended, "monitor " + line[event::xref] + ", cause " + line[me::cause], turn);
  }
  std::vector<cti::Event> events = read_event(line, naming_);
  // The copy of TR for the party that is handed on names no second call: it must not stand for the others.
  if (id == "TR" && events.empty()) return;
  if (!repeated) {
    const CopyMerger::Verdict verdict = copies_.take(line);
    if (verdict == CopyMerger::Verdict::copy) return;
    if (verdict == CopyMerger::Verdict::repetition) {
      say(cti::LinkEventKind::duplicate_message, printable(encode(line), 80), turn);
    }
  }
  std::move(events.begin(), events.end(), std::back_inserter(turn.out.events));
}

void ComputingEnd::take_confirmation(const Fields& line, Turn turn) {
  copies_.interrupt();
  const auto invoke = to_number(line[confirmation::invoke], max_invoke_id);
  const OwedReply* owed = invoke ? ledger_.find(*invoke) : nullptr;
  if (owed == nullptr) {
    const SettledReply* settled = invoke ? ledger_.settled(*invoke) : nullptr;
    if (settled == nullptr) return violation("confirmation_not_owed", printable(encode(line), 80), turn);
    const auto kind = settled->late ? cti::LinkEventKind::late_reply : cti::LinkEventKind::duplicate_message;
    return say(kind, printable(encode(line), 80), turn, cti::RefusalCause::none, settled->request);
  }
  if (owed->command != line[confirmation::command]) {
    return violation("confirmation_of_another_command", printable(encode(line), 80), turn);
  }
  const OwedReply reply = *owed;
  if (reply.abandoned) {
    ledger_.settle(*invoke);
    return say(cti::LinkEventKind::late_reply, printable(encode(line), 80), turn, cti::RefusalCause::none,
               reply.request.id);
  }
  switch (reply.purpose) {
    case Purpose::keep_alive:
      ledger_.settle(*invoke);
      keep_alive_invoke_.reset();
      dead_at_.reset();
      return;
    case Purpose::monitor:
      ledger_.settle(*invoke);
      return monitor_answered(reply, *invoke, line, turn);
    case Purpose::resync:
      ledger_.settle(*invoke);
      if (line[confirmation::outcome] != "0") resync_step_done(*invoke, turn);
      return;
    case Purpose::request:
      break;
  }
  auto result = read_confirmation(line, reply.request, reply.command, naming_);
  if (!result) return violation("malformed_confirmation", printable(encode(line), 80), turn);
  ledger_.settle(*invoke);
  turn.out.results.push_back(*std::move(result));
  pump(turn);
}

}  // namespace acdloop::system_oai
