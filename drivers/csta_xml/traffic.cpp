// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/traffic.hpp"

#include <optional>
#include <utility>

#include "drivers/bytes/dump.hpp"

namespace acdloop::csta_xml {
namespace {

bool is_secret(const Element& element) { return element.name == "password" || element.name == "agentPassword"; }

bool has_secret(const Element& element) {
  if (is_secret(element)) return true;
  for (const Element& child : element.children) {
    if (has_secret(child)) return true;
  }
  return false;
}

void blank_secrets(Element& element) {
  if (is_secret(element)) {
    element.text.clear();
    element.children.clear();
  }
  for (Element& child : element.children) blank_secrets(child);
}

// "0005 SetAgentState": the digits and the document from its root on.
std::string readable(int invoke, std::string_view document) {
  const std::string digits = std::to_string(invoke);
  const std::size_t root = document.starts_with("<?xml") ? document.find("?>") : std::string_view::npos;
  if (root != std::string_view::npos) document.remove_prefix(root + 2);
  return std::string(4 - digits.size(), '0') + digits + ' ' + bytes::printable(document, max_document_bytes);
}

void note(cti::WireMessage::Direction direction, int invoke, std::string bytes, cti::EndOutput& out) {
  std::string text = readable(invoke, std::string_view{bytes}.substr(header_bytes));
  out.messages.push_back({direction, std::move(bytes), std::move(text)});
}

// The message as it may be shown: with its passwords blanked.
std::optional<std::string> shown(int invoke, const Element& root) {
  if (!has_secret(root)) return std::nullopt;
  Element copy = root;
  blank_secrets(copy);
  return frame(invoke, write_document(copy));
}

}  // namespace

bool send_document(cti::WireMessage::Direction direction, int invoke, const Element& root, cti::EndOutput& out) {
  std::optional<std::string> message = frame(invoke, write_document(root));
  if (!message) return false;
  out.send += *message;
  std::optional<std::string> recorded = shown(invoke, root);
  note(direction, invoke, recorded ? *std::move(recorded) : *std::move(message), out);
  return true;
}

void note_received(cti::WireMessage::Direction direction, const Frame& received, const Element* root,
                   cti::EndOutput& out) {
  std::optional<std::string> message;
  if (root != nullptr) message = shown(received.invoke, *root);
  if (!message) message = frame(received.invoke, received.document);
  if (message) note(direction, received.invoke, *std::move(message), out);
}

}  // namespace acdloop::csta_xml
