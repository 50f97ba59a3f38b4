// SPDX-License-Identifier: Apache-2.0
#include "drivers/cti/dissection.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::cti {

void StreamPlace::advance(std::span<const std::byte> before, std::span<const std::byte> after) {
  const std::span<const std::byte> taken = before.first(before.size() - after.size());
  length_ += taken.size();
  const std::size_t kept = std::min(taken.size(), max_dissected_bytes - bytes_.size());
  bytes_.append(reinterpret_cast<const char*>(taken.data()), kept);
}

Dissected StreamPlace::cut() {
  Dissected message;
  message.offset = std::exchange(offset_, offset_ + length_);
  message.length = std::exchange(length_, 0);
  message.bytes = std::exchange(bytes_, {});
  return message;
}

}  // namespace acdloop::cti
