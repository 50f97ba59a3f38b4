// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/framing.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

#include "drivers/bytes/dump.hpp"

namespace acdloop::asterisk_ami {
namespace {

constexpr std::size_t most_bytes_shown = 64 * 1024;  // of one message, in the capture

}  // namespace

std::optional<Frame> FrameReader::next(std::span<const std::byte>& bytes) {
  while (!bytes.empty()) {
    const std::string_view text{reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    const std::size_t end = text.find('\n');
    const std::string_view piece = text.substr(0, end == text.npos ? end : end + 1);
    bytes = bytes.subspan(piece.size());
    // A line of exactly the limit has its CR and LF beyond it.
    const std::size_t room = max_line_bytes + 2 - line_.size();
    line_too_long_ = line_too_long_ || piece.size() > room;
    line_ += piece.substr(0, room);
    taken_ += piece.size();
    if (frame_.bytes.size() < most_bytes_shown) frame_.bytes += piece;
    if (end == text.npos) return std::nullopt;
    auto frame = end_of_line();
    line_begins_ = taken_;
    if (frame) return frame;
  }
  return std::nullopt;
}

std::optional<Frame> FrameReader::end_of_line() {
  std::string line = std::exchange(line_, {});
  const bool too_long = std::exchange(line_too_long_, false);
  if (line.ends_with('\n')) line.pop_back();
  if (line.ends_with('\r')) line.pop_back();
  if (too_long || line.size() > max_line_bytes) {
    greeting_ = Greeting::none;
    ++lines_;
    spoil("line_too_long", "a line of more than 1024 bytes");
    return std::nullopt;
  }
  if (is_greeting(line)) {
    Frame frame = std::exchange(frame_, {});
    taken_ = 0;
    frame.message.add("Greeting", line);
    frame.greeting = true;
    return frame;
  }
  if (line.empty()) {
    Frame frame = std::exchange(frame_, {});
    taken_ = 0;
    if (std::exchange(lines_, 0) == 0) return std::nullopt;
    return frame;
  }
  if (++lines_ > max_headers) {
    spoil("too_many_headers", "a message of more than 128 headers");
  } else if (auto header = split_header(line)) {
    frame_.message.add(header->first, header->second);
  } else {
    spoil("not_a_header", bytes::printable(line, 40).c_str());
  }
  return std::nullopt;
}

bool FrameReader::is_greeting(std::string_view line) {
  const Greeting greeting = std::exchange(greeting_, Greeting::none);
  return greeting == Greeting::expected ||
         (greeting == Greeting::possible && line.starts_with("Asterisk Call Manager/"));
}

void FrameReader::spoil(const char* name, const char* text) {
  if (frame_.fault) return;
  frame_.fault = cti::WireFault{name, text};
  frame_.fault_at = line_begins_;
}

std::optional<cti::WireFault> FrameReader::finish() {
  const bool begun = !line_.empty() || lines_ > 0;
  const std::string held = std::to_string(frame_.bytes.size());
  *this = FrameReader{};
  if (!begun) return std::nullopt;
  return cti::WireFault{"truncated_message", "the stream ended " + held + " bytes into a message"};
}

}  // namespace acdloop::asterisk_ami
