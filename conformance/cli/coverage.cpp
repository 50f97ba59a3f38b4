// SPDX-License-Identifier: Apache-2.0
// acdcheck coverage: which requirement is judged by which scenario and has been seen to fail on a planted defect, and
// the same the other way round. Seen means seen now: the suite and every planted defect are played over memory links.
#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/cli/commands.hpp"
#include "conformance/cli/coverage_report.hpp"
#include "conformance/cli/mutation.hpp"
#include "conformance/report/file.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  SuiteOptions suite;
  std::string json;
  bool claimed = false;
  int workers = 1;
};

Plant plant_of(const defects::Defect& defect) {
  Plant plant;
  plant.id = defect.id;
  plant.requirement = defect.requirement;
  plant.side = defects::to_string(defect.side);
  plant.result = "not tried";
  return plant;
}

Plant plant_of(const DefectRow& row) {
  Plant plant;
  plant.id = row.id;
  plant.requirement = row.requirement;
  plant.side = defects::to_string(row.side);
  plant.result = to_string(row.result);
  for (const Kill& kill : row.kills) plant.caught_by.push_back(kill.scenario);
  plant.sound = !row.is_trouble();
  return plant;
}

struct Played {
  std::vector<verdict::ScenarioReport> healthy;
  std::vector<Plant> plants;
};

// What was cut short proves nothing: an interrupt leaves no table.
Played play_all(const std::vector<scenarios::Scenario>& scenarios, int workers, int& exit_code) {
  Played played;
  const auto protocols = *protocols_named("all");
  const RunPlan plan{scenarios, protocols, self_test::LinkChoice::memory};
  const Mutation mutation(plan);
  played.healthy = mutation.healthy().reports;
  exit_code = mutation.healthy().exit_code();
  std::vector<const defects::Defect*> planted;
  for (const defects::Defect& defect : defects::defects()) planted.push_back(&defect);
  for (const DefectRow& row : mutation.try_all(planted, workers).defects) played.plants.push_back(plant_of(row));
  return played;
}

std::vector<Claim> claims_of(const std::vector<scenarios::Scenario>& scenarios) {
  std::vector<Claim> claims;
  for (const scenarios::Scenario& scenario : scenarios) claims.push_back({scenario.id, scenario.covers});
  return claims;
}

std::vector<Wire> wires_built() {
  std::vector<Wire> wires;
  for (const cti::Protocol& protocol : registry::protocols()) {
    wires.push_back({protocol.id, &protocol.capabilities});
  }
  return wires;
}

// False when the JSON did not get where it was to go.
bool tell(const Options& options, const CoverageTable& table, std::span<const Wire> wires) {
  if (options.json == "-") {
    fmt::print("{}", coverage_json(table, wires));
    return true;
  }
  fmt::print("{}", coverage_text(table));
  if (options.json.empty()) return true;
  const auto written = report::write_whole(options.json, coverage_json(table, wires));
  if (!written) complain("coverage", written.error());
  return written.has_value();
}

int coverage(const Options& options) {
  std::string why;
  if (!options.json.empty() && options.json != "-" && !report::can_write(options.json, why)) {
    complain("coverage", why);
    return exit_usage;
  }
  int exit_code = exit_ok;
  const auto scenarios = load_chosen("coverage", options.suite, exit_code);
  if (!scenarios) return exit_code;

  Played played;
  int healthy_code = exit_ok;
  if (options.claimed) {
    for (const defects::Defect& defect : defects::defects()) played.plants.push_back(plant_of(defect));
  } else {
    watch_for_interrupts();
    played = play_all(*scenarios, options.workers, healthy_code);
    if (const int signal = interrupted_by()) {
      complain("coverage", "interrupted: what was cut short proves nothing");
      return 128 + signal;
    }
    if (healthy_code != exit_ok) {
      complain("coverage", "the suite does not pass without a planted defect; see acdcheck run");
    }
  }
  const std::vector<Wire> wires = wires_built();
  const CoverageTable table = fold_coverage(claims_of(*scenarios), played.healthy, std::move(played.plants), wires);
  if (!tell(options, table, wires)) return exit_broken;
  if (options.claimed) return exit_ok;
  if (healthy_code != exit_ok) return healthy_code;
  return table.complete() ? exit_ok : exit_failed;
}

}  // namespace

Chosen add_coverage(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "coverage", "Hold requirements against scenarios, verdicts and planted defects, by playing all of them");
  add_suite_options(*command, options->suite);
  command->add_option("--json", options->json,
                      "Write everything, the catalogue included, to this file, or - for stdout");
  command->add_option("-j,--jobs", options->workers, "Play over so many worker processes")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->add_flag("--claimed", options->claimed,
                    "Play nothing: what scenarios and planted defects say of themselves");
  return [options] { return coverage(*options); };
}

}  // namespace acdloop::cli
