// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>

#include <fmt/format.h>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/cli/explain.hpp"
#include "scenarios/language/sentences.hpp"
#include "scenarios/language/story.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::cli {
namespace {

// "4.2 s" is read more easily in a column than "4.2s" or "4.200 s".
std::string at(Duration time) { return fmt::format("{:.1f} s", std::chrono::duration<double>(time).count()); }

Duration patience_of(const scenarios::Scenario& scenario) {
  Duration patience{};
  for (const scenarios::Step& step : scenario.steps) {
    if (const auto* expect = std::get_if<scenarios::ExpectSession>(&step.verb)) {
      patience += expect->within.value_or(Duration{});
    }
  }
  return patience;
}

void print_head(const scenarios::Scenario& scenario, const scenarios::Story& story) {
  fmt::print("{}  {}\n", scenario.id, scenario.title);
  fmt::print("  file       {}\n", scenario.file);
  const Duration patience = patience_of(scenario);
  fmt::print("  takes      {} of real time on a bench", at(story.length));
  if (patience.count() > 0) fmt::print(", and up to {} more where a state may take its time", at(patience));
  fmt::print("\n");
  if (scenario.virtual_only) fmt::print("  played     on the virtual clock alone: no real clock could hit its edge\n");
  for (const std::string& id : scenario.covers) {
    const catalogue::Unit* unit = catalogue::find_unit(id);
    const catalogue::Requirement* row = catalogue::find(id);
    const std::string part = unit && unit->part ? fmt::format(" ({})", unit->name()) : std::string{};
    fmt::print("  covers     {}  {}{}\n", id, row ? row->sentence : "", part);
  }
  for (const cti::Capability need : scenario.needs) fmt::print("  needs      {}\n", cti::to_string(need));
  for (const scenarios::GroupSpec& group : scenario.cast.groups) fmt::print("  group      {}\n", sentence(group));
  for (const scenarios::AgentSpec& agent : scenario.cast.agents) fmt::print("  agent      {}\n", sentence(agent));
}

// What the walk through the story makes of a traffic; the run itself is what the switch makes of it.
void print_traffic(const scenarios::Story& story, const std::string& name) {
  const auto traffic = std::ranges::find(story.traffics, name, &scenarios::TrafficTold::name);
  if (traffic == story.traffics.end()) return;
  fmt::print("{:>28}{} calls, {} answered, {} given up; the longest wait for an answer {}\n", "", traffic->calls,
             traffic->answered, traffic->given_up, at(traffic->longest_wait));
}

void print_steps(const scenarios::Scenario& scenario, const scenarios::Story& story) {
  fmt::print("  story\n");
  for (std::size_t index = 0; index < scenario.steps.size(); ++index) {
    const scenarios::Step& step = scenario.steps[index];
    fmt::print("    line {:>3} {:>12}  {}\n", step.mark.line, at(story.step_times[index]), sentence(step));
    if (const auto* traffic = std::get_if<scenarios::Traffic>(&step.verb)) print_traffic(story, traffic->as);
  }
}

constexpr std::size_t most_states = 40;  // of one session

// One line a session; the time before a state is when it begins.
void print_states(const scenarios::Story& story) {
  std::vector<std::string> sessions;
  std::size_t width = 0;
  for (const scenarios::StateChange& change : story.states) {
    if (std::ranges::find(sessions, change.session) == sessions.end()) sessions.push_back(change.session);
    width = std::max(width, change.session.size());
  }
  if (!sessions.empty()) fmt::print("  states\n");
  for (const std::string& session : sessions) {
    std::string line = fmt::format("    {:<{}}", session, width);
    std::size_t told = 0;
    for (const scenarios::StateChange& change : story.states) {
      if (change.session != session || ++told > most_states) continue;
      line += fmt::format("  {} {}", at(change.at), scenarios::state_word(change.state));
    }
    if (told > most_states) line += fmt::format("  and {} more", told - most_states);
    fmt::print("{}\n", line);
  }
}

}  // namespace

std::optional<int> explain_scenarios(const std::string& word, const std::string& suite) {
  const auto root = suite_folder(suite);
  const auto chosen = runner::choose(root.value_or(std::filesystem::path{}), {word});
  if (!chosen || chosen->empty()) return std::nullopt;
  const runner::LoadedSuite loaded = runner::load(*chosen);
  for (const scenarios::Loaded& faulty : loaded.faulty) {
    for (const scenarios::Diagnostic& diagnostic : faulty.diagnostics) {
      std::fputs(scenarios::render_human(diagnostic, faulty.source).c_str(), stderr);
    }
  }
  for (const scenarios::Scenario& scenario : loaded.scenarios) {
    const scenarios::Story story = scenarios::walk(scenario);
    print_head(scenario, story);
    print_steps(scenario, story);
    print_states(story);
  }
  for (const std::string& missing : loaded.missing) complain("explain", missing);
  if (!loaded.missing.empty()) return exit_usage;
  return loaded.faulty.empty() ? exit_ok : exit_invalid;
}

}  // namespace acdloop::cli
