// SPDX-License-Identifier: Apache-2.0
// Bytes to messages. Lines end in LF, a CR before it belongs to the end: one header of a real Asterisk ends in a bare
// LF. An empty line ends a message; empty messages are none. Used by both ends; knows no header.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/asterisk_ami/message.hpp"
#include "drivers/cti/end.hpp"

namespace acdloop::asterisk_ami {

struct Frame {
  Message message;
  std::string bytes;                    // as they came, for the capture
  std::optional<cti::WireFault> fault;  // then `message` has what was read of it: an ActionID may be there
  std::size_t fault_at = 0;             // where in the message the line begins that is wrong
  bool greeting = false;                // the one line that is no header; `message` has it as Greeting
};

// The switch's first line, without an empty line after it.
enum class Greeting : std::uint8_t { none, expected, possible };

class FrameReader {
 public:
  explicit FrameReader(Greeting greeting = Greeting::none) : greeting_(greeting) {}

  // Takes bytes from the front until a message is whole; nothing when they are used up.
  std::optional<Frame> next(std::span<const std::byte>& bytes);
  // The stream ended; a fault when it ended inside a message.
  std::optional<cti::WireFault> finish();

 private:
  std::optional<Frame> end_of_line();
  void spoil(const char* name, const char* text);

  bool is_greeting(std::string_view line);

  Greeting greeting_;
  std::string line_;
  bool line_too_long_ = false;
  Frame frame_;
  std::size_t lines_ = 0;
  std::size_t taken_ = 0;        // bytes of the message so far
  std::size_t line_begins_ = 0;  // among them
};

}  // namespace acdloop::asterisk_ami
