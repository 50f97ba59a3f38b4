// SPDX-License-Identifier: Apache-2.0
// Cuts the byte stream into messages: four bytes of length, four of type, then the body ("CTI Server Message Reference
// Guide", "Message header"). Used by both ends. Never holds more than one message, whatever a length claims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "drivers/cti/end.hpp"

namespace acdloop::ged188 {

struct Frame {
  std::uint32_t type = 0;
  std::string body;
  std::optional<cti::WireFault> fault;  // the stream cannot be read on: close
};

class FrameReader {
 public:
  // Takes bytes from the front of `bytes` up to the end of the next message; empty when all were taken and none is
  // complete. After a fault (oversized_message) nothing more is read.
  std::optional<Frame> next(std::span<const std::byte>& bytes);
  // Forgets everything; a fault truncated_message if one had begun.
  std::optional<cti::WireFault> finish();

 private:
  bool fill(std::span<const std::byte>& bytes, std::size_t wanted);

  std::string partial_;  // header, then body
  bool dead_ = false;
};

}  // namespace acdloop::ged188
