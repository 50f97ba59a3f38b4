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
    turn.out.violation({frame.fault->name, frame.fault->text});
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
  if (!fields) return turn.out.violation({fields.error().name, fields.error().text});
  const auto seq = to_number((*fields)[event::seq], 999);
  if (!seq || (*fields)[event::seq].size() != 3) {
    return turn.out.violation({"bad_sequence_number", printable(line, 40)});
  }
  const std::string& id = (*fields)[event::id];
  const bool restart = id == "RS" && *seq == 0;
  if (restart) next_seq_.reset();
  const bool fresh = take_sequence(*seq, line, turn);
  const EventLayout* layout = event_layout(id);
  if (layout == nullptr) return turn.out.violation({"unknown_event", printable(id, 16)});
  if (fields->size() < layout->least_fields) return turn.out.violation({"short_event", printable(line, 80)});
  if (id == "CF") return take_confirmation(*fields, turn);
  if (id == "RS") return take_resync(*fields, turn);
  if (id == "RD") return take_resync_end(*fields, turn);
  take_event(*fields, !fresh, turn);
}

bool ComputingEnd::take_sequence(std::uint32_t seq, std::string_view line, Turn turn) {
  const std::uint32_t expected = next_seq_.value_or(seq);
  if (seq != expected && (seq + 1) % 1000 == expected && line == last_line_) {
    turn.out.say(cti::LinkEventKind::duplicate_message, std::string{line.substr(0, 80)});
    return false;
  }
  next_seq_ = (seq + 1) % 1000;
  last_line_ = line;
  if (seq == expected) return true;
  copies_.interrupt();
  turn.out.say(cti::LinkEventKind::messages_lost, "expected " + padded(expected, 3) + ", got " + padded(seq, 3));
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
    turn.out.say(cti::LinkEventKind::association_refused, "no free port: " + encode(line),
                 cti::RefusalCause::resource_limit);
    turn.out.close = true;
    return fail_everything(turn);
  }
  if (id == "ME") {
    return turn.out.say(cti::LinkEventKind::monitor_ended,
                        "monitor " + line[event::xref] + ", cause " + line[me::cause]);
  }
  std::vector<cti::Event> events = read_event(line, naming_);
  // The copy of TR for the party that is handed on names no second call: it must not stand for the others.
  if (id == "TR" && events.empty()) return;
  if (!repeated) {
    const CopyMerger::Verdict verdict = copies_.take(line);
    if (verdict == CopyMerger::Verdict::copy) return;
    if (verdict == CopyMerger::Verdict::repetition) {
      turn.out.say(cti::LinkEventKind::duplicate_message, printable(encode(line), 80));
    }
  }
  std::move(events.begin(), events.end(), std::back_inserter(turn.out.events));
}

void ComputingEnd::take_confirmation(const Fields& line, Turn turn) {
  copies_.interrupt();
  const auto invoke = to_number(line[confirmation::invoke], max_invoke_id);
  const Window::Owed* found = invoke ? window_.find(*invoke) : nullptr;
  if (found != nullptr && found->note.command != line[confirmation::command]) {
    return turn.out.violation({"confirmation_of_another_command", printable(encode(line), 80)});
  }
  if (auto stale = invoke ? window_.stale(*invoke, printable(encode(line), 80)) : std::nullopt) {
    return turn.out.events.push_back(*std::move(stale));
  }
  if (found == nullptr) return turn.out.violation({"confirmation_not_owed", printable(encode(line), 80)});
  const Note note = found->note;
  switch (note.purpose) {
    case Purpose::keep_alive:
      window_.settle(*invoke);
      keep_alive_invoke_.reset();
      dead_at_.reset();
      return;
    case Purpose::monitor:
      window_.settle(*invoke);
      return monitor_answered(note, *invoke, line, turn);
    case Purpose::resync:
      window_.settle(*invoke);
      if (line[confirmation::outcome] != "0") resync_step_done(*invoke, turn);
      return;
    case Purpose::request:
      break;
  }
  auto result = read_confirmation(line, found->request, note.command, naming_);
  if (!result) return turn.out.violation({"malformed_confirmation", printable(encode(line), 80)});
  window_.settle(*invoke);
  turn.out.results.push_back(*std::move(result));
  pump(turn);
}

}  // namespace acdloop::system_oai
