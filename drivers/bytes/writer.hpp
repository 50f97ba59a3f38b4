// SPDX-License-Identifier: Apache-2.0
// Appends numbers and bytes to a growing string, the form in which links send. Used by binary codecs; knows no
// protocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "drivers/bytes/reader.hpp"

namespace acdloop::bytes {

class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  Writer& u8(std::uint8_t value);
  Writer& u16(std::uint16_t value, Order order = Order::little);
  Writer& u32(std::uint32_t value, Order order = Order::little);
  Writer& bytes(std::span<const std::byte> value);
  Writer& text(std::string_view value);
  // Overwrites a u16 or u32 written before, as for a length known only at the end. False if it does not lie inside.
  bool patch_u16(std::size_t offset, std::uint16_t value, Order order = Order::little);
  bool patch_u32(std::size_t offset, std::uint32_t value, Order order = Order::little);

  std::size_t size() const { return out_.size(); }

 private:
  bool patch(std::size_t offset, std::uint32_t value, std::size_t width, Order order);

  std::string& out_;
};

}  // namespace acdloop::bytes
