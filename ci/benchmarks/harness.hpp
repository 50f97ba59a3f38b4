// SPDX-License-Identifier: Apache-2.0
// Rounds of a candidate and a baseline in turn, on one core, and the ratios between them. Used by every benchmark of
// this folder; knows nothing of what is measured.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace acdloop::benchmarks {

struct Spread {
  double median = 0;
  double least = 0;
  double most = 0;
};
Spread spread_of(std::vector<double> values);  // at least one value

// One line of the report. Costs are nanoseconds of processor time per operation of the unit.
struct Figure {
  std::string id;        // "codec.decode", stable
  std::string what;      // for people
  std::string unit;      // what one operation is: "message"
  std::string baseline;  // what the ratio is against
  Spread cost;
  Spread baseline_cost;
  // Speed of the candidate in parts of the baseline's: baseline cost / cost, round by round.
  Spread ratio;
  double goal = 0;   // least ratio aimed at; 0 = none
  std::string note;  // what was checked while measuring
};

// Carries out `operations` or more operations and returns how many there were.
using Work = std::function<std::uint64_t()>;

struct Pair {
  std::string id;
  std::string what;
  std::string unit;
  std::string baseline;
  double goal = 0;
  Work candidate;
  Work reference;
};

// Every round measures reference and candidate one after the other, the first of them changing with the round; one
// round before is not counted. Time is the processor time of this thread.
Figure measure(const Pair& pair, int rounds);

// So many passes as one piece of work; each pass says how many operations it was.
template <class Pass>
Work many(int passes, Pass pass) {
  return [passes, pass] {
    std::uint64_t operations = 0;
    for (int i = 0; i < passes; ++i) operations += pass();
    return operations;
  };
}

inline std::span<const std::byte> bytes_of(std::string_view text) {
  return {reinterpret_cast<const std::byte*>(text.data()), text.size()};
}

// Keeps the optimiser from dropping what nobody reads.
template <class T>
void keep(const T& value) {
  asm volatile("" : : "r"(&value) : "memory");
}

}  // namespace acdloop::benchmarks
