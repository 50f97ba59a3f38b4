// SPDX-License-Identifier: Apache-2.0
// Baud rates and what termios calls them. Used by terminal.cpp and line_settings.cpp.
#pragma once

#include <termios.h>

#include <optional>

namespace acdloop::link {

std::optional<speed_t> line_speed(unsigned baud);

}  // namespace acdloop::link
