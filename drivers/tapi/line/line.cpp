// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line/line.hpp"

#include <algorithm>

namespace acdloop::tapi::line {

Buffer make_buffer(Dword total, std::size_t guard, std::byte guard_byte) {
  // Four bytes at least: dwTotalSize itself has to be somewhere.
  const std::size_t size = std::max<std::size_t>(total, 4);
  auto buffer = std::make_shared<std::vector<std::byte>>(size + guard, std::byte{0});
  std::fill(buffer->begin() + static_cast<std::ptrdiff_t>(size), buffer->end(), guard_byte);
  for (std::size_t index = 0; index < 4; ++index) (*buffer)[index] = static_cast<std::byte>(total >> (8 * index));
  return buffer;
}

}  // namespace acdloop::tapi::line
