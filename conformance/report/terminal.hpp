// SPDX-License-Identifier: Apache-2.0
// May we colour, may we redraw a line? Decided once from what surrounds the process. Used by the composition root
// to set up the console.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace acdloop::report {

enum class ColourWhen : std::uint8_t { automatic, always, never };
// "auto", "always", "never".
std::optional<ColourWhen> colour_when_from(std::string_view word);

struct Surroundings {
  bool terminal = false;  // the descriptor is one
  bool dumb = false;      // TERM is "dumb" or not set
  bool no_color = false;  // NO_COLOR is set and not empty (no-color.org)
  bool ci = false;        // CI is set and neither empty nor "false"
};
Surroundings surroundings_of(int descriptor);

bool use_colour(ColourWhen when, const Surroundings& surroundings);
bool use_status_line(const Surroundings& surroundings);

}  // namespace acdloop::report
