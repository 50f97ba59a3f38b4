// SPDX-License-Identifier: Apache-2.0
// Cuts the byte stream into payloads: a 32-bit little-endian length before each on TCP (live captures published in
// open-source clients), lines ended by CR or CR LF on RS-232 (System OAI Specifications Manual, "Syntax").
// Used by both ends. Never holds more than one payload, whatever a length field claims.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "drivers/cti/end.hpp"
#include "drivers/system_oai/dialect.hpp"

namespace acdloop::system_oai {

struct Frame {
  std::string payload;  // TCP: with its CR or CR LF; serial: without
  std::optional<cti::WireFault> fault;
  bool fatal = false;  // the stream cannot be read on: close
};

class FrameReader {
 public:
  explicit FrameReader(Framing framing) : framing_(framing) {}

  // Takes bytes from the front of `bytes` up to the end of the next frame. Empty when all were taken and no frame
  // is complete. Faults: oversized_pdu (fatal), empty_pdu, oversized_line (once; skipped up to the next line end).
  std::optional<Frame> next(std::span<const std::byte>& bytes);

  // Forgets everything; a fault truncated_pdu if a frame had begun.
  std::optional<cti::WireFault> finish();

 private:
  std::optional<Frame> next_pdu(std::span<const std::byte>& bytes);
  std::optional<Frame> next_line(std::span<const std::byte>& bytes);

  Framing framing_;
  std::string partial_;
  std::uint32_t length_ = 0;
  int header_bytes_ = 0;
  bool skipping_ = false;
  bool dead_ = false;
};

// The line with its terminator and, on TCP, its length before it. Lines to the switch end in CR, from it in CR LF.
std::string frame_line(Framing framing, cti::WireMessage::Direction direction, std::string_view line);
// Any payload with its length.
std::string frame_pdu(std::string_view payload);
// A TCP payload without its terminator.
std::string_view without_terminator(std::string_view payload);

}  // namespace acdloop::system_oai
