// SPDX-License-Identifier: Apache-2.0
// Checked reading from received bytes: never past the end, an error is a value. Used by binary codecs; knows no
// protocol.
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string_view>

namespace acdloop::bytes {

enum class Order : std::uint8_t { little, big };

// More was asked for than is left.
struct Shortage {
  std::size_t offset = 0;  // where the read began, from the start of the span
  std::size_t wanted = 0;
  std::size_t left = 0;
  friend bool operator==(const Shortage&, const Shortage&) = default;
};

// A failed read leaves the position where it was. Views point into the span that was given.
class Reader {
 public:
  explicit Reader(std::span<const std::byte> bytes) : bytes_(bytes) {}
  explicit Reader(std::string_view text) : bytes_(std::as_bytes(std::span(text.data(), text.size()))) {}

  std::expected<std::uint8_t, Shortage> u8();
  std::expected<std::uint16_t, Shortage> u16(Order order = Order::little);
  std::expected<std::uint32_t, Shortage> u32(Order order = Order::little);
  std::expected<std::span<const std::byte>, Shortage> view(std::size_t count);
  std::expected<std::string_view, Shortage> text(std::size_t count);
  std::expected<void, Shortage> skip(std::size_t count);

  std::size_t offset() const { return offset_; }
  std::size_t left() const { return bytes_.size() - offset_; }
  bool empty() const { return left() == 0; }

 private:
  std::expected<std::uint32_t, Shortage> number(std::size_t width, Order order);

  std::span<const std::byte> bytes_;
  std::size_t offset_ = 0;
};

}  // namespace acdloop::bytes
