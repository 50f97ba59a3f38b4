// SPDX-License-Identifier: Apache-2.0
// On which kind of run a requirement can be judged, and on which wire: computed from who makes what is judged, what
// can be observed, and what the wire can express. Read by coverage; knows no run and no wire.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "conformance/catalogue/catalogue.hpp"

namespace acdloop::catalogue {

enum class RunKind : std::uint8_t { self_test, emulate, bench, sandwich, re_judge };
inline constexpr std::array all_runs = {RunKind::self_test, RunKind::emulate, RunKind::bench, RunKind::sandwich,
                                        RunKind::re_judge};
std::string_view to_string(RunKind run);

// `why` says why not, or on what condition.
struct Standing {
  bool judged = false;
  std::string why;
};
Standing standing(const Unit& unit, RunKind run, const cti::Capabilities& wire);

// Whether a story over this wire can lead there at all; `why` quotes the wire.
Standing reachable(const Requirement& row, const cti::Capabilities& wire);

}  // namespace acdloop::catalogue
