// SPDX-License-Identifier: Apache-2.0
#include "drivers/time/stopwatch.hpp"

#include <chrono>

namespace acdloop {
namespace {

std::int64_t steady_now() { return Duration{std::chrono::steady_clock::now().time_since_epoch()}.count(); }

}  // namespace

Stopwatch::Stopwatch() : started_(steady_now()) {}

Duration Stopwatch::elapsed() const { return Duration{steady_now() - started_}; }

}  // namespace acdloop
