// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/framing.hpp"

#include <algorithm>

#include "drivers/bytes/dump.hpp"

namespace acdloop::csta_xml {
namespace {

std::size_t length_in(std::string_view header) {
  return static_cast<std::size_t>(static_cast<unsigned char>(header[2])) << 8 | static_cast<unsigned char>(header[3]);
}

std::optional<int> invoke_in(std::string_view header) {
  int number = 0;
  for (const char digit : header.substr(4, 4)) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = 10 * number + (digit - '0');
  }
  return number;
}

Frame fatal_frame(std::string name, std::string_view header) {
  Frame frame;
  frame.fault = cti::WireFault{std::move(name), "header " + bytes::hex(header)};
  frame.fatal = true;
  return frame;
}

}  // namespace

std::optional<Frame> FrameReader::next(std::span<const std::byte>& bytes) {
  const auto fill = [&](std::size_t wanted) {
    const std::size_t count = std::min(bytes.size(), wanted - std::min(wanted, held_.size()));
    held_.append(reinterpret_cast<const char*>(bytes.data()), count);
    bytes = bytes.subspan(count);
    return held_.size() >= wanted;
  };
  // What is no CSTA XML is known as soon as its first bytes are: the rest may never come.
  while (held_.size() < header_bytes) {
    if (!fill(held_.size() + 1)) return std::nullopt;
    if (held_.size() <= 2 && held_.back() != '\0') return fatal_frame("not_plain_csta_xml", held_);
    if (held_.size() == 4 && length_in(held_) < header_bytes) return fatal_frame("short_frame", held_);
  }
  if (!fill(length_in(held_))) return std::nullopt;
  return take_whole();
}

Frame FrameReader::take_whole() {
  Frame frame;
  if (const auto invoke = invoke_in(held_)) {
    frame.invoke = *invoke;
  } else {
    frame.fault = cti::WireFault{"malformed_invoke_id", bytes::hex(std::string_view{held_}.substr(4, 4))};
  }
  if (!frame.fault && held_.size() == header_bytes) frame.fault = cti::WireFault{"empty_document", "no byte of XML"};
  frame.document = held_.substr(header_bytes);
  held_.clear();
  return frame;
}

std::optional<cti::WireFault> FrameReader::finish() {
  if (held_.empty()) return std::nullopt;
  const std::size_t held = held_.size();
  held_.clear();
  return cti::WireFault{"truncated_frame", std::to_string(held) + " bytes of a message, then the end"};
}

std::optional<std::string> frame(int invoke, std::string_view document) {
  if (document.size() > max_document_bytes) return std::nullopt;
  const std::size_t length = header_bytes + document.size();
  std::string out{'\0', '\0', static_cast<char>(length >> 8), static_cast<char>(length & 0xff)};
  const std::string digits = std::to_string(invoke % 10000);
  out.append(4 - digits.size(), '0').append(digits).append(document);
  return out;
}

}  // namespace acdloop::csta_xml
