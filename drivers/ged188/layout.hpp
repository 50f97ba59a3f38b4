// SPDX-License-Identifier: Apache-2.0
// The shape of every message: fixed fields with their width and the version that brought them, and which floating
// fields may follow. One table for both ends, the dumps and the length checks. Holds no value and no behaviour.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace acdloop::ged188 {

enum class Sender : std::uint8_t { client, server, either };

struct FixedField {
  std::string_view name;  // "AgentState", as the guide writes it
  std::uint8_t width = 4;
};

enum class FloatKind : std::uint8_t { text, bytes, number };

struct FloatType {
  std::uint16_t tag = 0;
  std::string_view name;
  FloatKind kind = FloatKind::text;
  std::uint16_t size = 0;  // exactly for a number, at most otherwise (text: with its NUL)
  int since = 0;
};

struct Layout {
  std::uint32_t type = 0;
  std::string_view name;
  Sender sender = Sender::either;
  std::vector<FixedField> fields;
  std::size_t fixed_bytes = 0;
  std::vector<std::uint16_t> floats;    // allowed
  std::vector<std::uint16_t> required;  // of those

  // Its place in `fields`.
  std::optional<std::size_t> find(std::string_view field) const;
  bool allows(std::uint16_t tag) const;
};

// The shapes that a message may have in one version, the usual one first; empty: no such message. Several where guides
// contradict each other.
std::span<const Layout> layouts_of(std::uint32_t type, int version);
// "CALL_HELD_EVENT"; empty for a number that no guide assigns. Also of messages without a layout here.
std::string_view message_name(std::uint32_t type);
const FloatType* float_type(std::uint16_t tag);
// The 42 figures of QUERY_AGENT_STATISTICS_CONF in their order, without the words Session and Today.
std::span<const std::string_view> statistics_names();

}  // namespace acdloop::ged188
