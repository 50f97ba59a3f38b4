// SPDX-License-Identifier: Apache-2.0
// Totals, averages and maxima in whole seconds: every number that some rounding of the true lengths may give. Inner
// part of the oracle.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "conformance/oracle/truth.hpp"
#include "conformance/verdict/range.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::oracle {

using Rounding = tapi::Readings::Rounding;

// The sum is rounded, whichever way, and not each part.
bool rounds_totals(Rounding rounding);

verdict::Permitted permitted_total(std::span<const Length> parts, Rounding rounding);
// Over as many calls as there are parts; 0 for none.
verdict::Permitted permitted_average(std::span<const Length> parts, Rounding rounding);
verdict::Permitted permitted_maximum(std::span<const Length> parts, Rounding rounding);
verdict::Permitted permitted_length(const Length& length, Rounding rounding);
// By how much a total may grow when these parts are added to what was there before.
verdict::Permitted permitted_growth(std::span<const Length> before, std::span<const Length> added, Rounding rounding);
// What an average may be beside a reported total and count (count > 0).
verdict::Range average_beside(std::int64_t total, std::int64_t count, Rounding rounding);
// Calls per hour x 10 000 over a session of this length, at least a second long: the duration may be taken in whole
// seconds either way, and the rate in whole calls per hour either way.
verdict::Permitted permitted_rate(std::int64_t calls, const Length& duration);

// One member of every call.
std::vector<Length> parts_of(std::span<const CallTruth> calls, Length CallTruth::*member);

}  // namespace acdloop::oracle
