// SPDX-License-Identifier: Apache-2.0
// Open points of the TAPI text, one key each, with the default we hold: plain data, one set per run, printed in
// every report. The façade behaves by them, the oracle permits by them; neither asks the other.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "drivers/time/time_point.hpp"

namespace acdloop::tapi {

struct Readings {
  bool hold_in_talk = false;  // is hold time talk time?
  bool ring_in_call = false;  // is ringing call time?
  enum class Rounding : std::uint8_t { any, floor_total, floor_per_call };
  Rounding rounding = Rounding::any;  // any: the façade floors the total, the judge permits every rounding
  enum class ErrorStyle : std::uint8_t { either, raw, mapped };
  ErrorStyle error_style = ErrorStyle::either;  // LINEERR_ as it is, or its TAPI_E_ twin; either: the façade says raw
  Duration timeout = std::chrono::seconds{120};
  Duration settle = std::chrono::seconds{2};
};

// Key and value of every reading, in a fixed order, for report headers.
std::vector<std::pair<std::string, std::string>> describe(const Readings& readings);

}  // namespace acdloop::tapi
