// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/parts.hpp"

#include <array>

namespace acdloop::csta_xml {
namespace {

// In the order of the neutral enumerations.
constexpr std::array<std::string_view, 7> connection_words{"null", "initiated", "alerting", "connected",
                                                           "hold", "queued",    "fail"};
constexpr std::array<std::string_view, cti::agent_state_count> agent_words{"agentNull", "agentNotReady", "agentReady",
                                                                           "agentBusy", "agentWorkingAfterCall"};
constexpr std::array<std::string_view, cti::agent_state_count> requested_words{"loggedOff", "notReady", "ready", "",
                                                                               "workingAfterCall"};

template <class Enumeration, std::size_t count>
std::optional<Enumeration> find_word(const std::array<std::string_view, count>& words, std::string_view word) {
  for (std::size_t at = 0; at < count; ++at) {
    if (words[at] == word) return static_cast<Enumeration>(at);
  }
  return std::nullopt;
}

int nibble(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return -1;
}

}  // namespace

Element subject(std::string_view name, std::string_view wire_id) {
  Element element = make(name);
  if (wire_id.empty()) {
    element.with("notKnown");
  } else {
    element.with("deviceIdentifier", wire_id);
  }
  return element;
}

std::string subject_id(const Element* subject) {
  if (subject == nullptr || subject->children.empty()) return {};
  return std::string{subject->children.front().trimmed()};
}

Element connection(std::string_view name, std::string_view call, std::string_view wire_device) {
  Element element = make(name);
  element.with("callID", call).with("deviceID", wire_device);
  return element;
}

WireConnection read_connection(const Element* connection) {
  if (connection == nullptr) return {};
  return {std::string{connection->value("callID")}, std::string{connection->value("deviceID")}};
}

std::string_view word_of(cti::ConnectionState state) { return connection_words[static_cast<std::size_t>(state)]; }

std::optional<cti::ConnectionState> connection_state_from(std::string_view word) {
  return find_word<cti::ConnectionState>(connection_words, word);
}

std::string_view word_of(cti::AgentState state) { return agent_words[static_cast<std::size_t>(state)]; }

std::optional<cti::AgentState> agent_state_from(std::string_view word) {
  return find_word<cti::AgentState>(agent_words, word);
}

std::string_view requested_word(cti::AgentState state) { return requested_words[static_cast<std::size_t>(state)]; }

cti::DeviceId device_from(const cti::Naming& naming, std::string_view wire_id) {
  if (wire_id.empty()) return {};
  if (naming.is_group(wire_id)) return {naming.group_from_wire(wire_id).value(), cti::DeviceCategory::acd_group};
  return {std::string{wire_id}, cti::DeviceCategory::unknown};
}

std::string to_hex(std::string_view octets) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const char octet : octets) {
    out += digits[static_cast<unsigned char>(octet) >> 4];
    out += digits[static_cast<unsigned char>(octet) & 15];
  }
  return out;
}

std::optional<std::string> from_hex(std::string_view digits) {
  if (digits.size() % 2 != 0) return std::nullopt;
  std::string octets;
  for (std::size_t at = 0; at < digits.size(); at += 2) {
    const int high = nibble(digits[at]);
    const int low = nibble(digits[at + 1]);
    if (high < 0 || low < 0) return std::nullopt;
    octets += static_cast<char>(high << 4 | low);
  }
  return octets;
}

}  // namespace acdloop::csta_xml
