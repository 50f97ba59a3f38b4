// SPDX-License-Identifier: Apache-2.0
// A switch that breaks System OAI: lengths, invoke ids, sequence numbers, text.
#include <utility>

#include "drivers/bytes/reader.hpp"
#include "drivers/bytes/writer.hpp"
#include "drivers/system_oai/codec.hpp"
#include "drivers/system_oai/framing.hpp"
#include "drivers/system_oai/messages.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/wire_seam.hpp"

namespace acdloop::defects {
namespace {

using namespace system_oai;

constexpr std::string_view protocol = "system-oai";
constexpr std::size_t length_bytes = 4;
constexpr auto to_application = cti::WireMessage::Direction::to_application;

// No line holds a NUL, and every length has one.
Framing framing_of(std::string_view message) {
  return message.substr(0, length_bytes).find('\0') == message.npos ? Framing::serial_lines : Framing::tcp;
}

std::size_t first_message(std::string_view bytes) {
  if (framing_of(bytes) == Framing::serial_lines) return bytes.find('\n') + 1;
  return length_bytes + bytes::Reader{bytes}.u32().value_or(0);
}

std::string_view line_of(std::string_view message) {
  if (framing_of(message) == Framing::tcp) message.remove_prefix(length_bytes);
  return without_terminator(message);
}

// The message with its fields changed.
template <class Change>
std::string changed(std::string_view message, Change change) {
  auto line = tokenize(line_of(message), true);
  if (!line) return std::string{message};
  change(*line);
  return frame_line(framing_of(message), to_application, encode(*line));
}

bool is(std::string_view message, std::string_view id) {
  const auto line = tokenize(line_of(message), true);
  return line && (*line)[event::id] == id;
}

bool confirms(std::string_view message, std::string_view command) {
  const auto line = tokenize(line_of(message), true);
  return line && (*line)[event::id] == "CF" && (*line)[confirmation::command] == command;
}

Defect spoiled(std::string_view id, std::string_view requirement, std::string_view sentence,
               std::function<SpoilMessage()> make) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::wire, .protocol = protocol};
  defect.on_switching_end = spoiling_messages(&first_message, std::move(make));
  return defect;
}

SpoilMessage wrong_length() {
  return [every = Every{3}](std::string_view message) mutable {
    std::string spoiled{message};
    if (!is(message, "NRY") || !every.now()) return spoiled;
    if (framing_of(message) == Framing::serial_lines) {
      spoiled.erase(spoiled.size() - 2);  // its line end
    } else {
      bytes::Writer{spoiled}.patch_u32(0, static_cast<std::uint32_t>(message.size() - length_bytes + 1));
    }
    return spoiled;
  };
}

SpoilMessage wrong_invoke_id() {
  return [every = Every{3}](std::string_view message) mutable {
    if (!confirms(message, "_QA") || !every.now()) return std::string{message};
    return changed(message, [](Fields& line) { line.set(confirmation::invoke, std::to_string(max_invoke_id)); });
  };
}

SpoilMessage sequence_gap() {
  return [every = Every{4}](std::string_view message) mutable {
    return is(message, "XC") && every.now() ? std::string{} : std::string{message};
  };
}

SpoilMessage control_byte() {
  return [every = Every{2}](std::string_view message) mutable {
    if (!is(message, "ES") || !every.now()) return std::string{message};
    return changed(message, [](Fields& line) { line.set(es::called, line[es::called] + "\a"); });
  };
}

}  // namespace

std::vector<Defect> system_oai_defects() {
  return {spoiled("system-oai-wrong-length", "WIRE-1",
                  "The length before every third NRY counts one byte too many; on a serial line its end is missing.",
                  &wrong_length),
          spoiled("system-oai-control-byte", "WIRE-1", "Every second ES holds a control byte in the number called.",
                  &control_byte),
          spoiled("system-oai-wrong-invoke-id", "WIRE-2",
                  "Every third confirmation of _QA bears an invoke id that nobody used.", &wrong_invoke_id),
          spoiled("system-oai-lost-event", "WIRE-3",
                  "Every fourth XC is numbered and never sent: the sequence numbers have a gap.", &sequence_gap)};
}

}  // namespace acdloop::defects
