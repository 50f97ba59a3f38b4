// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/framing.hpp"

#include <algorithm>
#include <utility>

#include "drivers/bytes/reader.hpp"
#include "drivers/ged188/dialect.hpp"

namespace acdloop::ged188 {

bool FrameReader::fill(std::span<const std::byte>& bytes, std::size_t wanted) {
  if (partial_.size() >= wanted) return true;
  const std::size_t count = std::min(wanted - partial_.size(), bytes.size());
  partial_.append(reinterpret_cast<const char*>(bytes.data()), count);
  bytes = bytes.subspan(count);
  return partial_.size() == wanted;
}

std::optional<Frame> FrameReader::next(std::span<const std::byte>& bytes) {
  if (dead_ || !fill(bytes, header_bytes)) return std::nullopt;
  bytes::Reader header{partial_};
  const std::uint32_t length = *header.u32(bytes::Order::big);
  Frame frame;
  frame.type = *header.u32(bytes::Order::big);
  if (length > max_body_bytes) {
    dead_ = true;
    frame.fault = cti::WireFault{"oversized_message", "a length of " + std::to_string(length) + " is announced, " +
                                                          std::to_string(max_body_bytes) + " is the most"};
    return frame;
  }
  if (!fill(bytes, header_bytes + length)) return std::nullopt;
  frame.body = partial_.substr(header_bytes);
  partial_.clear();
  return frame;
}

std::optional<cti::WireFault> FrameReader::finish() {
  const bool begun = !partial_.empty() && !dead_;
  const std::size_t count = partial_.size();
  partial_.clear();
  dead_ = false;
  if (!begun) return std::nullopt;
  return cti::WireFault{"truncated_message", "the connection ended after " + std::to_string(count) + " bytes of one"};
}

}  // namespace acdloop::ged188
