// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/dissector.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "drivers/bytes/dump.hpp"
#include "drivers/csta_xml/dialect.hpp"
#include "drivers/csta_xml/error_codes.hpp"
#include "drivers/csta_xml/event_reader.hpp"

namespace acdloop::csta_xml {
namespace {

constexpr std::size_t invoke_at = 4;
constexpr std::size_t most_value = 256;  // of one leaf, for people

// Both sides send these.
constexpr std::array<std::string_view, 4> of_either{"SystemStatus", "SystemStatusResponse", "RequestSystemStatus",
                                                    "RequestSystemStatusResponse"};

using Direction = cti::WireMessage::Direction;

std::optional<Direction> direction_of(std::string_view name) {
  if (std::ranges::find(of_either, name) != of_either.end()) return std::nullopt;
  const bool answers = name.ends_with("Response") || name.ends_with("Event") || name == "CSTAErrorCode" ||
                       name == "ApplicationSessionTerminated";
  return answers ? Direction::to_application : Direction::to_switch;
}

void show(const Element& element, const std::string& path, std::vector<cti::DissectedField>& fields) {
  for (const Element& child : element.children) {
    const std::string name = path.empty() ? child.name : path + "/" + child.name;
    for (const auto& [attribute, value] : child.attributes) {
      fields.push_back({name + "@" + attribute, bytes::printable(value, most_value)});
    }
    const bool secret = child.name == "password" || child.name == "agentPassword";
    if (secret) {
      fields.push_back({name, child.text.empty() && child.children.empty() ? "" : "***"});
    } else if (child.children.empty()) {
      fields.push_back({name, bytes::printable(child.trimmed(), most_value)});
    } else {
      show(child, name, fields);
    }
  }
}

std::string instead_of(std::string_view fault) {
  constexpr std::pair<std::string_view, std::string_view> rows[] = {
      {"not_plain_csta_xml", "00 00, which begin every header"},
      {"short_frame", "a length of at least 8: the header is counted"},
      {"malformed_invoke_id", "four digits"},
      {"empty_document", "one XML document"},
      {"truncated_frame", "as many bytes as the length says, header included"},
      {"ill_formed_xml", "one well-formed XML document"},
      {"wrong_encoding", "UTF-8"},
      {"document_type", "no document type"},
      {"unknown_event", "an event of ECMA-323"},
      {"malformed_event", "the elements that this event must have"},
      {"unknown_value", "a value of ECMA-323"},
      {"unknown_error", "an error class and value of ECMA-323"},
      {"foreign_namespace", "a namespace of ECMA-323 or ECMA-354"},
      {"event_with_invoke_id", "9999"},
      {"request_with_event_invoke_id", "0000 to 9998"},
  };
  for (const auto& [name, text] : rows) {
    if (name == fault) return std::string{text};
  }
  return "less of it";  // a bound of ours
}

cti::DissectedFault fault_at(std::size_t at, const cti::WireFault& fault) {
  return {at, fault.name, fault.text, instead_of(fault.name)};
}

std::size_t framing_fault_at(const cti::WireFault& fault, std::size_t length) {
  if (fault.name == "short_frame") return 2;
  if (fault.name == "not_plain_csta_xml") return length < 2 ? 0 : length - 1;
  return fault.name == "malformed_invoke_id" ? invoke_at : header_bytes;
}

// Where the root's name stands in the message.
std::size_t root_at(std::string_view document, std::string_view name) {
  for (std::size_t at = document.find('<'); at != std::string_view::npos; at = document.find('<', at + 1)) {
    const std::string_view tag = document.substr(at + 1, document.find_first_of(" \t\r\n/>", at + 1) - at - 1);
    if (tag == name || (tag.ends_with(name) && tag[tag.size() - name.size() - 1] == ':')) return header_bytes + at + 1;
  }
  return header_bytes;
}

}  // namespace

std::string Dissector::instead_of_fault(const std::string& name) const { return instead_of(name); }

void Dissector::dissect(const Frame& frame, cti::Dissected& message) {
  if (frame.fault) {
    message.fault = fault_at(framing_fault_at(*frame.fault, message.length), *frame.fault);
    return;
  }
  const std::string digits = std::to_string(frame.invoke);
  message.fields.push_back({"invoke id", std::string(4 - digits.size(), '0') + digits});
  const auto root = read_document(frame.document);
  if (!root) {
    message.fault = fault_at(header_bytes + root.error().at, root.error());
    return;
  }
  message.title = root->name;
  message.fields.push_back({"namespace", bytes::printable(root->space, most_value)});
  show(*root, "", message.fields);
  judge(frame, *root, message);
}

void Dissector::judge(const Frame& frame, const Element& root, cti::Dissected& message) const {
  const std::size_t name_at = root_at(frame.document, root.name);
  const auto wrong = [&](std::size_t at, const cti::WireFault& fault) {
    if (!message.fault) message.fault = fault_at(at, fault);
  };
  const auto direction = direction_of(root.name);
  if (direction) message.direction = direction;
  if (sent_ && direction && sent_ != direction) {
    const bool request = direction == Direction::to_switch;
    message.fault = {name_at, "wrong_direction", root.name + (request ? " from the switch" : " from the application"),
                     request ? "a response or an event" : "a request"};
  }
  if (!is_csta_namespace(root.space) && root.space != session_namespace) {
    wrong(name_at, {"foreign_namespace", "'" + root.space.substr(0, 80) + "'"});
  }
  if (root.name.ends_with("Event")) {
    if (frame.invoke != event_invoke_id) wrong(invoke_at, {"event_with_invoke_id", std::to_string(frame.invoke)});
    const cti::Naming names;
    const std::set<std::string, std::less<>> stations;
    if (const EventReading reading = read_event(root, {names, stations}); reading.fault) wrong(name_at, *reading.fault);
  } else if (root.name == "CSTAErrorCode" && !read_error(root)) {
    wrong(name_at, {"unknown_error", root.children.empty() ? "no error class" : root.children.front().name});
  } else if (direction == Direction::to_switch && frame.invoke == event_invoke_id) {
    wrong(invoke_at, {"request_with_event_invoke_id", "9999"});
  }
}

}  // namespace acdloop::csta_xml
