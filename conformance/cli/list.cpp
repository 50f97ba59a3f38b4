// SPDX-License-Identifier: Apache-2.0
// acdcheck list: one scenario a line, id first; those that a requirement, a topic, a wire or a length of time selects.
#include <algorithm>

#include <fmt/format.h>
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/cli/suite_run.hpp"
#include "scenarios/language/story.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::cli {
namespace {

struct Options {
  SuiteOptions suite;
  bool json = false;
  std::string requirement;
  std::string topic;
  std::string protocol;
  std::string at_most;
};

// What the options ask for, checked.
struct Filter {
  std::string requirement;
  std::string topic;
  std::vector<const cti::Protocol*> protocols;
  std::optional<Duration> at_most;
};

std::expected<Filter, std::string> filter_of(const Options& options) {
  Filter filter{options.requirement, options.topic, {}, {}};
  if (!filter.requirement.empty() && !catalogue::find(filter.requirement)) {
    return std::unexpected("--requirement: there is no requirement '" + filter.requirement +
                           "'; they are like AS-016 or WIRE-1");
  }
  if (!options.protocol.empty()) {
    auto named = protocols_named(options.protocol);
    if (!named) return std::unexpected(named.error());
    filter.protocols = std::move(*named);
  }
  if (options.at_most.empty()) return filter;
  const auto longest = scenarios::parse_duration(options.at_most);
  if (!longest) return std::unexpected("--at-most: '" + options.at_most + "' is no duration like 30s, 4.2s or 2m");
  filter.at_most = *longest;
  return filter;
}

std::string topic_of(const scenarios::Scenario& scenario) { return scenario.id.substr(0, scenario.id.rfind('/')); }

bool playable(const scenarios::Scenario& scenario, const cti::Protocol& protocol) {
  return std::ranges::all_of(scenario.needs,
                             [&](cti::Capability need) { return protocol.capabilities.supports(need); });
}

bool selects(const Filter& filter, const scenarios::Scenario& scenario) {
  const auto covers = [&](const std::string& id) { return catalogue::belongs_to(id, filter.requirement); };
  const catalogue::Requirement* wanted = catalogue::find(filter.requirement);
  if (wanted && !wanted->in_every_story && std::ranges::none_of(scenario.covers, covers)) return false;
  if (!filter.topic.empty() && topic_of(scenario) != filter.topic) return false;
  const auto plays = [&](const cti::Protocol* protocol) { return playable(scenario, *protocol); };
  if (!std::ranges::all_of(filter.protocols, plays)) return false;
  return !filter.at_most || scenarios::walk(scenario).length <= *filter.at_most;
}

void print_json(const scenarios::Scenario& scenario) {
  nlohmann::ordered_json line;
  line["id"] = scenario.id;
  line["title"] = scenario.title;
  line["file"] = scenario.file;
  line["covers"] = scenario.covers;
  line["needs"] = nlohmann::json::array();
  for (const cti::Capability need : scenario.needs) line["needs"].push_back(cti::to_string(need));
  line["takes"] = scenarios::duration_text(scenarios::walk(scenario).length);
  fmt::print("{}\n", line.dump());
}

int list(const Options& options) {
  const auto filter = filter_of(options);
  if (!filter) {
    complain("list", filter.error());
    return exit_usage;
  }
  int exit_code = exit_ok;
  auto scenarios = load_chosen("list", options.suite, exit_code);
  if (!scenarios) return exit_code;
  std::erase_if(*scenarios, [&](const scenarios::Scenario& one) { return !selects(*filter, one); });
  if (scenarios->empty()) return exit_nothing;
  std::size_t width = 0;
  for (const scenarios::Scenario& scenario : *scenarios) width = std::max(width, scenario.id.size());
  for (const scenarios::Scenario& scenario : *scenarios) {
    if (options.json) {
      print_json(scenario);
    } else {
      fmt::print("{:<{}}  {}\n", scenario.id, width, scenario.title);
    }
  }
  return exit_ok;
}

}  // namespace

Chosen add_list(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("list", "Name the scenarios of the suite, one a line");
  add_suite_options(*command, options->suite);
  command->add_option("--requirement", options->requirement, "Those that cover it, like AS-016 or a part, AS-016a");
  command->add_option("--topic", options->topic, "Those of a folder of the suite, like session");
  command->add_option("--protocol", options->protocol, "Those that every one of these wires can play, like system-oai");
  command->add_option("--at-most", options->at_most, "Those whose story is no longer, like 30s or 2m");
  command->add_flag("--json", options->json, "One JSON object a line");
  return [options] { return list(*options); };
}

}  // namespace acdloop::cli
