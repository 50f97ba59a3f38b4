// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/terminal.hpp"

#include <unistd.h>

#include <cstdlib>

namespace acdloop::report {
namespace {

std::string_view variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view{} : std::string_view{value};
}

}  // namespace

std::optional<ColourWhen> colour_when_from(std::string_view word) {
  if (word == "auto") return ColourWhen::automatic;
  if (word == "always") return ColourWhen::always;
  if (word == "never") return ColourWhen::never;
  return std::nullopt;
}

Surroundings surroundings_of(int descriptor) {
  Surroundings found;
  found.terminal = ::isatty(descriptor) == 1;
  found.dumb = variable("TERM").empty() || variable("TERM") == "dumb";
  found.no_color = !variable("NO_COLOR").empty();
  found.ci = !variable("CI").empty() && variable("CI") != "false";
  return found;
}

bool use_colour(ColourWhen when, const Surroundings& surroundings) {
  // A word on the command line is newer than what stands in the environment.
  if (when != ColourWhen::automatic) return when == ColourWhen::always;
  return surroundings.terminal && !surroundings.dumb && !surroundings.no_color && !surroundings.ci;
}

bool use_status_line(const Surroundings& surroundings) {
  return surroundings.terminal && !surroundings.dumb && !surroundings.ci;
}

}  // namespace acdloop::report
