// SPDX-License-Identifier: Apache-2.0
#include "drivers/bytes/reader.hpp"

namespace acdloop::bytes {

std::expected<std::uint32_t, Shortage> Reader::number(std::size_t width, Order order) {
  const auto raw = view(width);
  if (!raw) return std::unexpected(raw.error());
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const std::size_t place = order == Order::little ? i : width - 1 - i;
    value |= std::to_integer<std::uint32_t>((*raw)[i]) << (8 * place);
  }
  return value;
}

std::expected<std::uint8_t, Shortage> Reader::u8() {
  const auto value = number(1, Order::little);
  if (!value) return std::unexpected(value.error());
  return static_cast<std::uint8_t>(*value);
}

std::expected<std::uint16_t, Shortage> Reader::u16(Order order) {
  const auto value = number(2, order);
  if (!value) return std::unexpected(value.error());
  return static_cast<std::uint16_t>(*value);
}

std::expected<std::uint32_t, Shortage> Reader::u32(Order order) { return number(4, order); }

std::expected<std::span<const std::byte>, Shortage> Reader::view(std::size_t count) {
  if (count > left()) return std::unexpected(Shortage{offset_, count, left()});
  const auto found = bytes_.subspan(offset_, count);
  offset_ += count;
  return found;
}

std::expected<std::string_view, Shortage> Reader::text(std::size_t count) {
  const auto raw = view(count);
  if (!raw) return std::unexpected(raw.error());
  return std::string_view(reinterpret_cast<const char*>(raw->data()), raw->size());
}

std::expected<void, Shortage> Reader::skip(std::size_t count) {
  const auto raw = view(count);
  if (!raw) return std::unexpected(raw.error());
  return {};
}

}  // namespace acdloop::bytes
