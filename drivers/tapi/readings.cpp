// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/readings.hpp"

namespace acdloop::tapi {
namespace {

std::string word(bool value) { return value ? "true" : "false"; }

std::string word(Readings::Rounding rounding) {
  switch (rounding) {
    case Readings::Rounding::any:
      return "any";
    case Readings::Rounding::floor_total:
      return "floor_total";
    case Readings::Rounding::floor_per_call:
      return "floor_per_call";
  }
  return "?";
}

std::string word(Readings::ErrorStyle style) {
  switch (style) {
    case Readings::ErrorStyle::either:
      return "either";
    case Readings::ErrorStyle::raw:
      return "raw";
    case Readings::ErrorStyle::mapped:
      return "mapped";
  }
  return "?";
}

// "120 s", "0.25 s": whole nanoseconds, no trailing zeros.
std::string word(Duration duration) {
  constexpr std::int64_t second = 1'000'000'000;
  const std::int64_t nanoseconds = duration.count();
  std::string text = std::to_string(nanoseconds / second);
  std::string fraction = std::to_string(nanoseconds % second + second).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (!fraction.empty()) text += "." + fraction;
  return text + " s";
}

}  // namespace

std::vector<std::pair<std::string, std::string>> describe(const Readings& readings) {
  return {
      {"hold_in_talk", word(readings.hold_in_talk)}, {"ring_in_call", word(readings.ring_in_call)},
      {"rounding", word(readings.rounding)},         {"error_style", word(readings.error_style)},
      {"timeout", word(readings.timeout)},           {"settle", word(readings.settle)},
  };
}

}  // namespace acdloop::tapi
