// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/dissector.hpp"

#include <algorithm>
#include <utility>

#include "drivers/system_oai/line_words.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

constexpr std::size_t telling_bytes = 4;

bool begins_a_line(std::string_view start) {
  return std::ranges::all_of(start, [](char c) { return (c >= 0x20 && c < 0x7f) || c == '\r' || c == '\n'; });
}

std::size_t width_of(const Fields& line, std::size_t field) {
  return line[field].size() + (line.barred(field) ? 2 : 0);
}

// Where the field begins in its line; one that is missing would begin at the end.
std::size_t place_of(const Fields& line, std::size_t field) {
  std::size_t at = 0;
  for (std::size_t before = 0; before < std::min(field, line.size()); ++before) {
    const bool last = before + 1 == line.size();
    at += width_of(line, before) + (last ? 0 : 1);
  }
  return at;
}

// What would have been right in place of a fault of framing or codec.
std::string_view instead_of(std::string_view fault) {
  constexpr std::pair<std::string_view, std::string_view> rows[] = {
      {"oversized_pdu", "four bytes of length, little endian, of at most 64 KiB"},
      {"empty_pdu", "a length of at least one byte"},
      {"oversized_line", "a CR within 64 KiB"},
      {"truncated_pdu", "as many bytes as the length says, or a line end"},
      {"nul_byte", "printable ASCII"},
      {"control_byte", "printable ASCII"},
      {"eight_bit_byte", "printable ASCII"},
      {"malformed_text", "bars around a whole field, as in ,|Jones, Bob|,"},
  };
  for (const auto& [name, text] : rows) {
    if (name == fault) return text;
  }
  return {};
}

void show(const Fields& line, const std::vector<std::string>& names, cti::Dissected& message) {
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::string value = line.barred(at) ? '|' + line[at] + '|' : line[at];
    if (const std::string_view word = word_of(names[at], line[at]); !word.empty())
      value.append(" (").append(word) += ')';
    message.fields.push_back({names[at], std::move(value)});
  }
}

}  // namespace

void Dissector::take(std::span<const std::byte> bytes, const Sink& sink) {
  if (framing_) return FramedDissector::take(bytes, sink);
  undecided_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  if (undecided_.size() < telling_bytes) return;
  const bool text = begins_a_line(std::string_view{undecided_}.substr(0, telling_bytes));
  decide(text ? Framing::serial_lines : Framing::tcp, sink);
}

void Dissector::finish(const Sink& sink) {
  if (!framing_) decide(Framing::tcp, sink);
  FramedDissector::finish(sink);
}

void Dissector::decide(Framing framing, const Sink& sink) {
  framing_ = framing;
  reader_ = FrameReader{framing};
  const std::string held = std::exchange(undecided_, {});
  FramedDissector::take(std::as_bytes(std::span{held}), sink);
}

std::string Dissector::instead_of_fault(const std::string& name) const { return std::string{instead_of(name)}; }

// On a serial line: what is left of the line before, and empty lines.
void Dissector::trim(cti::Dissected& message) const {
  if (framing_ != Framing::serial_lines) return;
  const std::size_t ends = std::min(message.bytes.find_first_not_of("\r\n"), message.bytes.size());
  message.offset += ends;
  message.length -= ends;
  message.bytes.erase(0, ends);
}

void Dissector::dissect(const Frame& frame, cti::Dissected& message) {
  if (frame.fault) {
    message.fault = {0, frame.fault->name, frame.fault->text, std::string{instead_of(frame.fault->name)}};
    return;
  }
  const bool tcp = framing_ == Framing::tcp;
  const std::string_view line = tcp ? without_terminator(frame.payload) : std::string_view{frame.payload};
  if (tcp && !line.empty() && static_cast<unsigned char>(line[0]) >= 0x80) return dissect_login(frame.payload, message);
  const auto fields = tokenize(line, false);
  if (!fields) {
    const CodecFault& fault = fields.error();
    message.fault = {header() + fault.at, fault.name, fault.text, std::string{instead_of(fault.name)}};
    return;
  }
  const std::string& first = (*fields)[0];
  const bool command = first.starts_with('_') || first == "RR" || first == "RT";
  const Direction direction = command ? Direction::to_switch : Direction::to_application;
  const bool number = to_number(first, 999).has_value();
  if (!command && !number && !sent_) {
    message.fault = {header(), "neither_event_nor_command", "'" + printable(first, 16) + "'",
                     "an event's three digits, or a command's underscore"};
    return;
  }
  message.direction = direction;
  command ? dissect_command(*fields, message) : dissect_event(*fields, message);
  if (sent_ && *sent_ != direction && !message.fault) {
    message.fault = {header(), "wrong_direction",
                     command ? "a command from the switch" : "an event from the application",
                     command ? "an event or a confirmation" : "a command"};
  }
}

void Dissector::dissect_login(const std::string& payload, cti::Dissected& message) {
  message.direction = Direction::to_switch;
  message.title = "login";
  const auto login = decode_login(payload);
  if (!login) {
    message.fault = {header() + 1, "login_rejected", "no login message",
                     "a password, NUL, the application's name, NUL and nothing more"};
    return;
  }
  const bool calls = login->type == login_smdr;
  const bool known = calls || login->type == login_oai;
  const std::string type = std::to_string(login->type);
  message.fields.push_back({"Type", type + (calls ? " (call records)" : known ? " (System OAI)" : "")});
  message.fields.push_back({"Password", login->password.empty() ? "" : "***"});
  message.fields.push_back({"Application_Name", printable(login->application)});
  if (!known) message.fault = {header(), "login_rejected", "type " + type, "135 for System OAI, 132 for call records"};
  if (sent_ == Direction::to_application && !message.fault) {
    message.fault = {header(), "wrong_direction", "a login from the switch", "an event or a confirmation"};
  }
}

void Dissector::dissect_event(const Fields& line, cti::Dissected& message) {
  const std::string& id = line[event::id];
  message.title = id;
  if (const std::string_view words = title_of(id); !words.empty()) message.title.append(", ").append(words);
  show(line, names_of_event(line), message);
  const auto wrong = [&](std::size_t field, std::string name, std::string text, std::string instead) {
    if (message.fault) return;
    message.fault = {header() + place_of(line, field), std::move(name), std::move(text), std::move(instead)};
  };
  const auto seq = to_number(line[event::seq], 999);
  if (!seq || line[event::seq].size() != 3) {
    wrong(event::seq, "bad_sequence_number", "'" + line[event::seq] + "'", "three digits, 000 to 999");
  } else {
    const bool restart = id == "RS" && *seq == 0;
    if (next_seq_ && *next_seq_ != *seq && !restart) {
      wrong(event::seq, "sequence_gap", line[event::seq] + " does not follow", padded(*next_seq_, 3));
    }
    next_seq_ = (*seq + 1) % 1000;
  }
  const EventLayout* layout = event_layout(id);
  if (layout == nullptr) return wrong(event::id, "unknown_event", "'" + id + "'", "an event of the manual, or CF");
  if (line.size() < layout->least_fields && !message.fault) {
    message.fault = {header() + place_of(line, line.size()), "short_event", std::to_string(line.size()) + " fields",
                     "at least " + std::to_string(layout->least_fields) + " fields"};
  }
  if (id != "CF") return;
  if (!to_number(line[confirmation::invoke], max_invoke_id)) {
    wrong(confirmation::invoke, "malformed_confirmation", "'" + line[confirmation::invoke] + "' is no invoke id",
          "the command's own, 1 to 65534");
  }
  if (!to_number(line[confirmation::outcome], 99)) {
    wrong(confirmation::outcome, "malformed_confirmation", "'" + line[confirmation::outcome] + "' is no outcome",
          "a number, 0 for success");
  }
}

void Dissector::dissect_command(const Fields& line, cti::Dissected& message) {
  const std::string& id = line[command::id];
  message.title = id;
  if (const std::string_view words = title_of(id); !words.empty()) message.title.append(", ").append(words);
  show(line, names_of_command(line), message);
  if (command_support(id) == CommandSupport::unknown) {
    message.fault = {header(), "unknown_command", "'" + id + "'", "a command of the manual"};
  } else if (id.starts_with('_') && !to_number(line[command::invoke], max_invoke_id)) {
    message.fault = {header() + place_of(line, command::invoke), "bad_invoke_id", "'" + line[command::invoke] + "'",
                     "a number, 1 to 65534"};
  }
}

}  // namespace acdloop::system_oai
