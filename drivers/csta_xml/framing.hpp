// SPDX-License-Identifier: Apache-2.0
// The eight bytes before every CSTA XML message over TCP (ECMA-323, annex on TCP without SOAP): 00 00, the length of
// all of it, four digits of invoke id. Used by both ends. Knows nothing of XML.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/cti/end.hpp"

namespace acdloop::csta_xml {

inline constexpr std::size_t header_bytes = 8;
inline constexpr std::size_t max_document_bytes = 65535 - header_bytes;  // the length field has 16 bits
inline constexpr int event_invoke_id = 9999;                             // of whatever expects no answer
inline constexpr int last_invoke_id = 9998;

struct Frame {
  int invoke = 0;
  std::string document;
  std::optional<cti::WireFault> fault;
  bool fatal = false;  // the stream cannot be read on
};

// Cuts messages out of any split of the stream; holds at most one message.
class FrameReader {
 public:
  // The next whole message or fault; nothing when more bytes are needed. Takes what it reads off `bytes`.
  std::optional<Frame> next(std::span<const std::byte>& bytes);
  // The stream has ended: a fault when that was inside a message.
  std::optional<cti::WireFault> finish();

 private:
  Frame take_whole();
  std::string held_;
};

// Nothing when the document is too long for its length field.
std::optional<std::string> frame(int invoke, std::string_view document);

}  // namespace acdloop::csta_xml
