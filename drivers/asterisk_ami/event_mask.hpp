// SPDX-License-Identifier: Apache-2.0
// Classes of events and rights of accounts, by the bits and names of manager.conf. Used by the switching end.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace acdloop::asterisk_ami {

using ClassMask = std::uint32_t;

inline constexpr ClassMask class_system = 1;
inline constexpr ClassMask class_call = 2;
inline constexpr ClassMask class_command = 16;
inline constexpr ClassMask class_agent = 32;
inline constexpr ClassMask class_user = 64;
inline constexpr ClassMask class_config = 128;
inline constexpr ClassMask class_reporting = 512;
inline constexpr ClassMask class_originate = 4096;
inline constexpr ClassMask every_class = 0x7FFF'FFFF;

// "agent": as Privilege prints it.
std::string_view class_name(ClassMask one);
// What EventMask or Events says: digits are bits, then a false word, a true word, a list of names; unknown names count
// nothing. Nothing for an empty text.
std::optional<ClassMask> mask_from(std::string_view text);

}  // namespace acdloop::asterisk_ami
