// SPDX-License-Identifier: Apache-2.0
// The one digest of AMI's login. Used by both ends.
#pragma once

#include <string>
#include <string_view>

namespace acdloop::asterisk_ami {

// 32 lower-case hex digits.
std::string md5_hex(std::string_view text);

}  // namespace acdloop::asterisk_ami
