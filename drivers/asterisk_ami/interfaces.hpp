// SPDX-License-Identifier: Apache-2.0
// How a queue calls a member's phone, and what channels of that phone are named. Used by both ends.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/asterisk_ami/dialect.hpp"
#include "drivers/cti/ids.hpp"

namespace acdloop::asterisk_ami {

// "PJSIP/105", "Local/105@agents/n".
std::string interface_of(const Dialect& dialect, const std::string& device);
// The other way; nothing for what no queue could dial: no technology, or no address.
std::optional<std::string> device_of_interface(std::string_view interface);

// "PJSIP/105-0000002a", "Local/105@agents-0000002a;1".
std::string channel_name(const Dialect& dialect, const std::string& device, std::uint32_t number);
// Of the two halves of a Local channel the one that runs in the dial plan: "Local/105@agents-0000002a;2". The other one
// talks to whoever called.
bool is_dial_plan_half(std::string_view channel);
std::string talking_half_of(std::string_view channel);  // of any other channel: itself
// The device behind a channel's name; the whole name when it has no such form.
std::string device_of_channel(std::string_view channel);

}  // namespace acdloop::asterisk_ami
