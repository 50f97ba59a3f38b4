// SPDX-License-Identifier: Apache-2.0
// Measures and writes figures as JSON to standard output; ci/bench makes the table. Ends with 0 when everything was
// measured, however slow, and 1 when something could not be.
#include <cstdio>
#include <exception>
#include <functional>
#include <string>

#include <nlohmann/json.hpp>

#include "ci/benchmarks/benchmarks.hpp"

namespace {

using acdloop::benchmarks::Figure;
using acdloop::benchmarks::Spread;

nlohmann::ordered_json json_of(const Spread& spread) {
  return {{"median", spread.median}, {"least", spread.least}, {"most", spread.most}};
}

nlohmann::ordered_json json_of(const Figure& figure) {
  nlohmann::ordered_json json{{"id", figure.id},
                              {"what", figure.what},
                              {"unit", figure.unit},
                              {"baseline", figure.baseline},
                              {"cost_ns", json_of(figure.cost)},
                              {"baseline_cost_ns", json_of(figure.baseline_cost)},
                              {"ratio", json_of(figure.ratio)}};
  if (figure.goal > 0) json["goal"] = figure.goal;
  if (!figure.note.empty()) json["note"] = figure.note;
  return json;
}

}  // namespace

// acdloop_bench ROUNDS SCENARIO [GROUP…]
int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: acdloop_bench ROUNDS SCENARIO [engine|rearm|codec|wires|timeouts|loader ...]\n", stderr);
    return 2;
  }
  const int rounds = std::atoi(arguments[1]);
  if (rounds < 1 || rounds > 1000) {
    std::fputs("acdloop_bench: rounds are 1 to 1000\n", stderr);
    return 2;
  }
  const std::filesystem::path scenario = arguments[2];
  namespace bench = acdloop::benchmarks;
  const std::vector<std::pair<std::string, std::function<std::vector<Figure>()>>> groups{
      {"engine", [&] { return bench::engine_figures(rounds); }},
      {"rearm", [&] { return bench::rearm_figures(rounds); }},
      {"codec", [&] { return bench::codec_figures(rounds); }},
      {"wires", [&] { return bench::wire_figures(rounds); }},
      {"timeouts", [&] { return bench::timeout_figures(rounds); }},
      {"loader", [&] { return bench::loader_figures(rounds, scenario); }},
  };
  const std::vector<std::string> wanted(arguments + 3, arguments + count);
  nlohmann::ordered_json figures = nlohmann::ordered_json::array();
  bool failed = false;
  for (const auto& [name, run] : groups) {
    if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), name) == wanted.end()) continue;
    try {
      for (const Figure& figure : run()) figures.push_back(json_of(figure));
    } catch (const std::exception& error) {
      std::fprintf(stderr, "acdloop_bench: %s\n", error.what());
      failed = true;
    }
  }
  std::printf("%s\n", figures.dump(2).c_str());
  return failed ? 1 : 0;
}
