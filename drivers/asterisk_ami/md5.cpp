// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/md5.hpp"

#include <openssl/evp.h>

#include <array>
#include <cstdint>

namespace acdloop::asterisk_ami {

std::string md5_hex(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::array<std::uint8_t, EVP_MAX_MD_SIZE> bytes{};
  unsigned size = 0;
  if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, EVP_md5(), nullptr) != 1) return {};  // out of memory
  std::string hex;
  for (unsigned at = 0; at < size; ++at) {
    hex += digits[bytes[at] >> 4];
    hex += digits[bytes[at] & 0x0F];
  }
  return hex;
}

}  // namespace acdloop::asterisk_ami
