// SPDX-License-Identifier: Apache-2.0
#include "drivers/bytes/writer.hpp"

namespace acdloop::bytes {
namespace {

char byte_of(std::uint32_t value, std::size_t index, std::size_t width, Order order) {
  const std::size_t place = order == Order::little ? index : width - 1 - index;
  return static_cast<char>(value >> (8 * place) & 0xFF);
}

void append(std::string& out, std::uint32_t value, std::size_t width, Order order) {
  for (std::size_t i = 0; i < width; ++i) out.push_back(byte_of(value, i, width, order));
}

}  // namespace

Writer& Writer::u8(std::uint8_t value) {
  append(out_, value, 1, Order::little);
  return *this;
}

Writer& Writer::u16(std::uint16_t value, Order order) {
  append(out_, value, 2, order);
  return *this;
}

Writer& Writer::u32(std::uint32_t value, Order order) {
  append(out_, value, 4, order);
  return *this;
}

Writer& Writer::bytes(std::span<const std::byte> value) {
  out_.append(reinterpret_cast<const char*>(value.data()), value.size());
  return *this;
}

Writer& Writer::text(std::string_view value) {
  out_.append(value);
  return *this;
}

bool Writer::patch(std::size_t offset, std::uint32_t value, std::size_t width, Order order) {
  if (offset > out_.size() || out_.size() - offset < width) return false;
  for (std::size_t i = 0; i < width; ++i) out_[offset + i] = byte_of(value, i, width, order);
  return true;
}

bool Writer::patch_u16(std::size_t offset, std::uint16_t value, Order order) { return patch(offset, value, 2, order); }

bool Writer::patch_u32(std::size_t offset, std::uint32_t value, Order order) { return patch(offset, value, 4, order); }

}  // namespace acdloop::bytes
