// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/identities.hpp"

#include <charconv>
#include <cstdio>

#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

std::optional<std::uint32_t> number_in(std::string_view text, int base, std::size_t most_digits) {
  if (text.empty() || text.size() > most_digits) return std::nullopt;
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || end != text.data() + text.size() || value == none32) return std::nullopt;
  return value;
}

constexpr std::size_t most_decimal_digits = 9;
constexpr std::size_t most_hexadecimal_digits = 8;

}  // namespace

std::optional<std::uint32_t> call_number(const cti::CallId& call) {
  const auto number = number_in(call.value(), 16, most_hexadecimal_digits);
  // Only what reads back as it was written.
  return number && call_of(*number) == call ? number : std::nullopt;
}

cti::CallId call_of(std::uint32_t number) {
  if (number == none32) return {};
  char text[16];
  std::snprintf(text, sizeof text, "%X", number);
  return cti::CallId{text};
}

std::optional<std::uint32_t> skill_group_number(const cti::Naming& naming, const cti::AcdGroupId& group) {
  const std::string wire = naming.to_wire(group);
  const auto number = number_in(wire, 10, most_decimal_digits);
  // A leading zero would be lost.
  return number && std::to_string(*number) == wire ? number : std::nullopt;
}

std::optional<cti::AcdGroupId> group_of(const cti::Naming& naming, std::uint32_t number) {
  if (number == none32) return std::nullopt;
  return naming.group_from_wire(std::to_string(number));
}

std::uint32_t icm_agent_id(std::string_view wire_agent) {
  return number_in(wire_agent, 10, most_decimal_digits).value_or(0);
}

std::uint16_t device_type_of(const cti::DeviceId& device) {
  if (device.empty()) return none16;
  switch (device.category) {
    case cti::DeviceCategory::station:
      return device_type::agent_device;
    case cti::DeviceCategory::acd_group:
      return device_type::route_point;
    case cti::DeviceCategory::trunk:
      return device_type::trunk;
    case cti::DeviceCategory::external:
      return device_type::external;
    case cti::DeviceCategory::unknown:
    case cti::DeviceCategory::other:
      break;
  }
  return device_type::identifier;
}

cti::DeviceId device_of(const cti::Naming& naming, std::string_view wire, std::uint32_t type) {
  if (wire.empty()) return {};
  if (naming.is_group(wire)) return {naming.group_from_wire(wire).value(), cti::DeviceCategory::acd_group};
  const std::string id{wire};
  switch (type) {
    case device_type::agent_device:
      return {id, cti::DeviceCategory::station};
    case device_type::trunk:
      return {id, cti::DeviceCategory::trunk};
    case device_type::external:
      return {id, cti::DeviceCategory::external};
    case device_type::route_point:
    case device_type::queue:
      return {id, cti::DeviceCategory::acd_group};
    default:
      return {id, cti::DeviceCategory::unknown};
  }
}

}  // namespace acdloop::ged188
