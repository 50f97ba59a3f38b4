// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/framing.hpp"

#include <algorithm>
#include <utility>

#include "drivers/bytes/writer.hpp"

namespace acdloop::system_oai {
namespace {

Frame faulty(std::string name, std::string text, bool fatal) {
  return {{}, cti::WireFault{std::move(name), std::move(text)}, fatal};
}

std::string_view as_text(std::span<const std::byte> bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

std::optional<Frame> FrameReader::next(std::span<const std::byte>& bytes) {
  if (dead_) {
    bytes = {};
    return std::nullopt;
  }
  return framing_ == Framing::tcp ? next_pdu(bytes) : next_line(bytes);
}

std::optional<Frame> FrameReader::next_pdu(std::span<const std::byte>& bytes) {
  while (header_bytes_ < 4) {
    if (bytes.empty()) return std::nullopt;
    length_ |= static_cast<std::uint32_t>(bytes.front()) << (8 * header_bytes_);
    ++header_bytes_;
    bytes = bytes.subspan(1);
  }
  if (length_ > max_pdu_bytes) {
    dead_ = true;
    bytes = {};
    return faulty("oversized_pdu", "length field says " + std::to_string(length_) + " bytes", true);
  }
  const std::size_t wanted = std::min<std::size_t>(length_ - partial_.size(), bytes.size());
  partial_ += as_text(bytes.first(wanted));
  bytes = bytes.subspan(wanted);
  if (partial_.size() < length_) return std::nullopt;
  const bool empty = length_ == 0;
  length_ = 0;
  header_bytes_ = 0;
  if (empty) return faulty("empty_pdu", "length field says 0 bytes", false);
  return Frame{std::exchange(partial_, {}), std::nullopt, false};
}

std::optional<Frame> FrameReader::next_line(std::span<const std::byte>& bytes) {
  while (!bytes.empty()) {
    const std::string_view text = as_text(bytes);
    const std::size_t end = text.find_first_of("\r\n");
    const std::string_view piece = text.substr(0, end);
    bytes = bytes.subspan(end == text.npos ? text.size() : end + 1);
    if (!skipping_ && partial_.size() + piece.size() > max_line_bytes) {
      partial_.clear();
      partial_.shrink_to_fit();
      skipping_ = end == text.npos;
      return faulty("oversized_line", "line of more than " + std::to_string(max_line_bytes) + " bytes", false);
    }
    if (!skipping_) partial_ += piece;
    if (end == text.npos) return std::nullopt;
    if (std::exchange(skipping_, false) || partial_.empty()) continue;
    return Frame{std::exchange(partial_, {}), std::nullopt, false};
  }
  return std::nullopt;
}

std::optional<cti::WireFault> FrameReader::finish() {
  const bool begun = !dead_ && (header_bytes_ > 0 || !partial_.empty());
  const std::string held = std::to_string(partial_.size() + static_cast<std::size_t>(header_bytes_));
  *this = FrameReader{framing_};
  if (!begun) return std::nullopt;
  return cti::WireFault{"truncated_pdu", "the stream ended " + held + " bytes into a message"};
}

std::string frame_pdu(std::string_view payload) {
  std::string framed;
  framed.reserve(payload.size() + 4);
  bytes::Writer{framed}.u32(static_cast<std::uint32_t>(payload.size())).text(payload);
  return framed;
}

std::string frame_line(Framing framing, cti::WireMessage::Direction direction, std::string_view line) {
  const std::string_view end = direction == cti::WireMessage::Direction::to_switch ? "\r" : "\r\n";
  std::string framed;
  framed.reserve(4 + line.size() + end.size());
  bytes::Writer writer{framed};
  if (framing == Framing::tcp) writer.u32(static_cast<std::uint32_t>(line.size() + end.size()));
  writer.text(line).text(end);
  return framed;
}

std::string_view without_terminator(std::string_view payload) {
  if (payload.ends_with('\n')) payload.remove_suffix(1);
  if (payload.ends_with('\r')) payload.remove_suffix(1);
  return payload;
}

}  // namespace acdloop::system_oai
