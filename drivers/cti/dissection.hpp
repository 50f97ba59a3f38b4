// SPDX-License-Identifier: Apache-2.0
// Captured bytes of a wire taken apart for people: its messages, their fields in the words of the wire's documents, the
// first byte that is wrong. Every protocol folder implements it over its own codec; `acdcheck decode` prints it.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/cti/end.hpp"

namespace acdloop::cti {

struct DissectedField {
  std::string name;   // as the document writes it
  std::string value;  // a number that stands for a word with that word: "3 (AVAILABLE)"
  friend bool operator==(const DissectedField&, const DissectedField&) = default;
};

struct DissectedFault {
  std::size_t at = 0;   // the first wrong byte, counted from the message's first
  std::string name;     // closed, as in WireFault
  std::string text;     // what is wrong
  std::string instead;  // what would be right
};

// One message, or the bytes that are none.
struct Dissected {
  std::size_t offset = 0;  // of its first byte in the stream
  std::size_t length = 0;  // how many bytes the stream spent on it, framing included
  std::string bytes;       // these, but at most max_dissected_bytes of them
  std::optional<WireMessage::Direction> direction;
  std::string title;  // "AGENT_STATE_EVENT"
  std::vector<DissectedField> fields;
  std::optional<DissectedFault> fault;
  bool last = false;  // the stream cannot be read on after it
};
inline constexpr std::size_t max_dissected_bytes = 128 * 1024;

// Takes one stream apart, the bytes of one side or of both one after the other. Holds one message at most.
class Dissector {
 public:
  using Sink = std::function<void(Dissected&&)>;
  virtual ~Dissector() = default;
  // Any split of the stream.
  virtual void take(std::span<const std::byte> bytes, const Sink& sink) = 0;
  // The stream is over: a message that had begun is one cut short.
  virtual void finish(const Sink& sink) = 0;
};

// The bytes that a frame reader took for the message it is at. Used by dissectors to say where in the stream they are.
class StreamPlace {
 public:
  // `before` as it was before the reader's call, `after` what the reader left of it.
  void advance(std::span<const std::byte> before, std::span<const std::byte> after);
  // Offset, length and bytes of the message; the next begins here.
  Dissected cut();
  bool empty() const { return length_ == 0; }

 private:
  std::size_t offset_ = 0;
  std::size_t length_ = 0;
  std::string bytes_;
};

}  // namespace acdloop::cti
