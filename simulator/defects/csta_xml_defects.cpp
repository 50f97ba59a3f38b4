// SPDX-License-Identifier: Apache-2.0
// A switch that breaks CSTA XML: documents, lengths, invoke ids.
#include <utility>

#include "drivers/csta_xml/framing.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/wire_seam.hpp"

namespace acdloop::defects {
namespace {

using namespace csta_xml;

constexpr std::string_view protocol = "csta-xml";

std::size_t length_in(std::string_view message) {
  return static_cast<std::size_t>(static_cast<unsigned char>(message[2])) << 8 | static_cast<unsigned char>(message[3]);
}

std::size_t first_message(std::string_view bytes) { return bytes.size() < header_bytes ? 0 : length_in(bytes); }

bool is(std::string_view message, std::string_view root) {
  const std::string_view document = message.substr(header_bytes);
  return document.find("<" + std::string{root} + " ") != document.npos;
}

Defect spoiled(std::string_view id, std::string_view requirement, std::string_view sentence,
               std::function<SpoilMessage()> make) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::wire, .protocol = protocol};
  defect.on_switching_end = spoiling_messages(&first_message, std::move(make));
  return defect;
}

// The element that was opened last is closed under another name.
SpoilMessage ill_formed() {
  return [every = Every{3}](std::string_view message) mutable {
    std::string document{message.substr(header_bytes)};
    const std::size_t closing = document.rfind("</");
    if (!is(message, "AgentNotReadyEvent") || closing == document.npos || !every.now()) return std::string{message};
    document.insert(closing + 2, 1, 'x');
    return frame(event_invoke_id, document).value_or(std::string{message});
  };
}

SpoilMessage wrong_length() {
  return [every = Every{3}](std::string_view message) mutable {
    std::string spoiled{message};
    if (!is(message, "AgentNotReadyEvent") || !every.now()) return spoiled;
    const std::size_t length = length_in(message) - 1;
    spoiled[2] = static_cast<char>(length >> 8);
    spoiled[3] = static_cast<char>(length & 0xff);
    return spoiled;
  };
}

SpoilMessage wrong_invoke_id() {
  return [every = Every{3}](std::string_view message) mutable {
    if (!is(message, "GetAgentStateResponse") || !every.now()) return std::string{message};
    return frame(last_invoke_id, message.substr(header_bytes)).value_or(std::string{message});
  };
}

}  // namespace

std::vector<Defect> csta_xml_defects() {
  return {spoiled("csta-xml-ill-formed", "WIRE-1", "Every third AgentNotReadyEvent closes an element that is not open.",
                  &ill_formed),
          spoiled("csta-xml-wrong-length", "WIRE-1",
                  "The length before every third AgentNotReadyEvent is one byte too small.", &wrong_length),
          spoiled("csta-xml-wrong-invoke-id", "WIRE-2",
                  "Every third GetAgentStateResponse bears an invoke id that nobody used.", &wrong_invoke_id)};
}

}  // namespace acdloop::defects
