// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/interfaces.hpp"

#include <algorithm>

#include <cstdio>

namespace acdloop::asterisk_ami {
namespace {

constexpr std::string_view local = "Local/";

std::string hex_number(std::uint32_t number) {
  char text[9];
  std::snprintf(text, sizeof text, "%08x", number);
  return text;
}

// The address in "Tech/address@context/options".
std::string_view address_in(std::string_view dialled) {
  const std::size_t slash = dialled.find('/');
  if (slash == dialled.npos || slash == 0) return {};
  std::string_view address = dialled.substr(slash + 1);
  return address.substr(0, address.find_first_of("@/"));
}

}  // namespace

std::string interface_of(const Dialect& dialect, const std::string& device) {
  if (dialect.phones == Phones::local) return std::string{local} + device + "@" + dialect.local_context + "/n";
  return "PJSIP/" + device;
}

std::optional<std::string> device_of_interface(std::string_view interface) {
  const std::string_view address = address_in(interface);
  if (address.empty() || address.size() > cti::max_id_length) return std::nullopt;
  return std::string{address};
}

std::string channel_name(const Dialect& dialect, const std::string& device, std::uint32_t number) {
  if (dialect.phones == Phones::local) {
    return std::string{local} + device + "@" + dialect.local_context + "-" + hex_number(number) + ";1";
  }
  return "PJSIP/" + device + "-" + hex_number(number);
}

bool is_dial_plan_half(std::string_view channel) { return channel.starts_with(local) && channel.ends_with(";2"); }

std::string talking_half_of(std::string_view channel) {
  std::string half{channel};
  if (is_dial_plan_half(channel)) half.back() = '1';
  return half;
}

std::string device_of_channel(std::string_view channel) {
  const std::size_t dash = channel.rfind('-');
  const std::string_view address = dash == channel.npos ? std::string_view{} : address_in(channel.substr(0, dash));
  const std::string_view device = address.empty() ? channel : address;
  return std::string{device.substr(0, cti::max_id_length)};
}

}  // namespace acdloop::asterisk_ami
