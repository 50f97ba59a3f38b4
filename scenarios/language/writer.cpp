// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/writer.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/language/step_writer.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

std::string wrap_up_text(const WrapUp& wrap_up) {
  switch (wrap_up.kind) {
    case WrapUp::Kind::none:
      return "none";
    case WrapUp::Kind::manual:
      return "manual";
    case WrapUp::Kind::timed:
      break;
  }
  return duration_text(wrap_up.limit);
}

std::string line_of(const GroupSpec& group) {
  WrittenMap map;
  map.quoted("pilot", group.pilot);
  map.plain("wrap_up", wrap_up_text(group.wrap_up));
  map.duration("ring_limit", group.ring_limit);
  if (group.priority != GroupSpec{}.priority) map.plain("priority", std::to_string(group.priority));
  if (group.overflow) {
    WrittenMap overflow;
    overflow.plain("after", duration_text(group.overflow->after));
    overflow.plain("to", group.overflow->to.value());
    map.plain("overflow", overflow.text());
  }
  map.duration("end_of_guide", group.end_of_guide);
  return fmt::format("    {}: {}\n", group.name.value(), map.text());
}

std::string line_of(const AgentSpec& agent) {
  WrittenMap map;
  map.quoted("id", agent.id);
  map.quoted("at", agent.at.value());
  std::vector<std::string> groups;
  for (const cti::AcdGroupId& group : agent.groups) groups.push_back(group.value());
  map.plain("groups", written_list(groups));
  if (!agent.configured) map.plain("configured", "false");
  if (agent.pin) map.quoted("pin", *agent.pin);
  return fmt::format("    {}: {}\n", agent.name.value(), map.text());
}

std::string needs_text(const Scenario& scenario) {
  std::vector<std::string> words;
  for (const cti::Capability need : scenario.needs) words.emplace_back(cti::to_string(need));
  return words.empty() ? "" : "needs: " + written_list(words) + "\n";
}

std::string clock_text(const ClockSpec& clock) {
  WrittenMap map;
  if (clock.starts) map.quoted("starts", fmt::format("{:%Y-%m-%d %H:%M:%S}", *clock.starts));
  if (!clock.zone.empty()) map.quoted("zone", clock.zone);
  return map.empty() ? "" : "clock: " + map.text() + "\n";
}

std::string comment_text(const std::string& comment) {
  std::string text = "# SPDX-License-Identifier: Apache-2.0\n";
  for (std::size_t begin = 0; begin < comment.size();) {
    const std::size_t end = std::min(comment.find('\n', begin), comment.size());
    text += "# " + comment.substr(begin, end - begin) + "\n";
    begin = end + 1;
  }
  return text;
}

}  // namespace

std::string to_yaml(const Scenario& scenario, const std::string& comment) {
  std::string text = comment_text(comment);
  text += fmt::format("id: {}\ntitle: {}\ncovers: {}\n", scenario.id, written_quotes(scenario.title),
                      written_list(scenario.covers));
  text += needs_text(scenario);
  if (scenario.virtual_only) text += "virtual_only: true\n";
  text += clock_text(scenario.clock);
  text += "cast:\n  groups:\n";
  for (const GroupSpec& group : scenario.cast.groups) text += line_of(group);
  text += "  agents:\n";
  for (const AgentSpec& agent : scenario.cast.agents) text += line_of(agent);
  text += "steps:\n";
  for (const Step& step : scenario.steps) text += "  - " + written_step(step) + "\n";
  return text;
}

}  // namespace acdloop::scenarios
