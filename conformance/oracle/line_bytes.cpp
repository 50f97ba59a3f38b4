// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_bytes.hpp"

#include <bit>
#include <cstdio>
#include <utility>

namespace acdloop::oracle::line {
namespace {

std::optional<std::uint64_t> number_at(std::span<const std::byte> bytes, std::size_t offset, std::size_t width) {
  if (offset > bytes.size() || bytes.size() - offset < width) return std::nullopt;
  std::uint64_t number = 0;
  for (std::size_t index = width; index-- > 0;) {
    number = number << 8 | std::to_integer<std::uint64_t>(bytes[offset + index]);
  }
  return number;
}

// E7 of the functions, what they add to it, and the general rules of buffers.
constexpr std::pair<std::uint32_t, const char*> errors[] = {
    {0x80000011, "LINEERR_INVALADDRESSID"},  {0x8000002B, "LINEERR_INVALLINEHANDLE"},
    {0x80000032, "LINEERR_INVALPARAM"},      {0x80000035, "LINEERR_INVALPOINTER"},
    {0x80000044, "LINEERR_NOMEM"},           {0x80000047, "LINEERR_NOTREGISTERED"},
    {0x80000048, "LINEERR_OPERATIONFAILED"}, {0x80000049, "LINEERR_OPERATIONUNAVAIL"},
    {0x8000004B, "LINEERR_RESOURCEUNAVAIL"}, {0x8000004D, "LINEERR_STRUCTURETOOSMALL"},
    {0x80000050, "LINEERR_UNINITIALIZED"},   {0x80000057, "LINEERR_INVALAGENTID"},
    {0x80000058, "LINEERR_INVALAGENTGROUP"}, {0x80000059, "LINEERR_INVALPASSWORD"},
    {0x8000005A, "LINEERR_INVALAGENTSTATE"}, {0x8000005F, "LINEERR_INVALAGENTSESSIONSTATE"},
};

const char* name_of(std::int32_t result) {
  for (const auto& [value, name] : errors) {
    if (value == static_cast<std::uint32_t>(result)) return name;
  }
  return nullptr;
}

}  // namespace

std::optional<std::uint32_t> dword_at(std::span<const std::byte> bytes, std::size_t offset) {
  const auto number = number_at(bytes, offset, 4);
  if (!number) return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

std::optional<double> date_at(std::span<const std::byte> bytes, std::size_t offset) {
  const auto number = number_at(bytes, offset, 8);
  if (!number) return std::nullopt;
  return std::bit_cast<double>(*number);
}

std::optional<std::int64_t> currency_at(std::span<const std::byte> bytes, std::size_t offset) {
  const auto number = number_at(bytes, offset, 8);
  if (!number) return std::nullopt;
  return std::bit_cast<std::int64_t>(*number);
}

std::optional<Info> info_in(std::span<const std::byte> bytes) {
  if (bytes.size() < info_size) return std::nullopt;
  Info info;
  info.total = *dword_at(bytes, 0);
  info.needed = *dword_at(bytes, 4);
  info.used = *dword_at(bytes, 8);
  info.state = *dword_at(bytes, 12);
  info.next_state = *dword_at(bytes, 16);
  info.start = *date_at(bytes, 20);
  info.duration = *dword_at(bytes, 28);
  info.calls = *dword_at(bytes, 32);
  info.talk = *dword_at(bytes, 36);
  info.average_talk = *dword_at(bytes, 40);
  info.call = *dword_at(bytes, 44);
  info.average_call = *dword_at(bytes, 48);
  info.wrap_up = *dword_at(bytes, 52);
  info.average_wrap_up = *dword_at(bytes, 56);
  info.rate = *currency_at(bytes, 60);
  info.longest = *dword_at(bytes, 68);
  info.average_answer = *dword_at(bytes, 72);
  return info;
}

bool one_state_bit(std::uint32_t bits) { return std::has_single_bit(bits) && bits <= bit::released; }

std::optional<std::int32_t> state_of_bit(std::uint32_t bits) {
  if (!one_state_bit(bits)) return std::nullopt;
  if (bits == bit::released) return 4;
  return std::countr_zero(bits);
}

bool documented_error(std::int32_t result) { return name_of(result) != nullptr; }

std::string error_text(std::int32_t result) {
  if (result >= 0) return std::to_string(result);
  char number[16];
  std::snprintf(number, sizeof number, "0x%08X", static_cast<unsigned>(result));
  const char* name = name_of(result);
  return name == nullptr ? std::string{number} : std::string{name} + " (" + number + ")";
}

std::string hex(std::uint32_t value) {
  char number[16];
  std::snprintf(number, sizeof number, "0x%02X", static_cast<unsigned>(value));
  return number;
}

}  // namespace acdloop::oracle::line
