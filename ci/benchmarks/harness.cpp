// SPDX-License-Identifier: Apache-2.0
#include "ci/benchmarks/harness.hpp"

#include <algorithm>
#include <ctime>
#include <stdexcept>

namespace acdloop::benchmarks {
namespace {

double processor_nanoseconds() {
  timespec at{};
  if (clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at) != 0) throw std::runtime_error("no processor clock for this thread");
  return static_cast<double>(at.tv_sec) * 1e9 + static_cast<double>(at.tv_nsec);
}

double cost_of(const Work& work) {
  const double began = processor_nanoseconds();
  const std::uint64_t operations = work();
  const double spent = processor_nanoseconds() - began;
  if (operations == 0 || spent <= 0) throw std::runtime_error("nothing was measured");
  return spent / static_cast<double>(operations);
}

}  // namespace

Spread spread_of(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  const double median = values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
  return {median, values.front(), values.back()};
}

Figure measure(const Pair& pair, int rounds) {
  std::vector<double> costs;
  std::vector<double> baseline_costs;
  std::vector<double> ratios;
  for (int round = 0; round <= rounds; ++round) {
    double cost = 0;
    double baseline = 0;
    if (round % 2 == 0) {
      baseline = cost_of(pair.reference);
      cost = cost_of(pair.candidate);
    } else {
      cost = cost_of(pair.candidate);
      baseline = cost_of(pair.reference);
    }
    if (round == 0) continue;  // caches and memory are warm now
    costs.push_back(cost);
    baseline_costs.push_back(baseline);
    ratios.push_back(baseline / cost);
  }
  Figure figure{pair.id, pair.what, pair.unit, pair.baseline, {}, {}, {}, pair.goal, {}};
  figure.cost = spread_of(std::move(costs));
  figure.baseline_cost = spread_of(std::move(baseline_costs));
  figure.ratio = spread_of(std::move(ratios));
  return figure;
}

}  // namespace acdloop::benchmarks
