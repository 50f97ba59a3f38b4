// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/announcement.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "conformance/bench/fit.hpp"
#include "conformance/catalogue/runs.hpp"

namespace acdloop::bench {
namespace {

constexpr std::size_t most_named = 3;  // scenarios, or requirements, behind one reason

std::string duration_in_words(Duration length) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(length).count();
  if (seconds < 60) return fmt::format("{} s", seconds);
  if (seconds < 3600) return fmt::format("{} min {} s", seconds / 60, seconds % 60);
  return fmt::format("{} h {} min", seconds / 3600, seconds / 60 % 60);
}

// Reasons with what they stop, the commonest first.
std::string told_by_reason(const std::vector<std::pair<std::string, std::string>>& what_and_why,
                           std::string_view indent) {
  std::map<std::string, std::vector<std::string>> by_reason;
  for (const auto& [what, why] : what_and_why) by_reason[why].push_back(what);
  std::vector<std::pair<std::string, std::vector<std::string>>> rows{by_reason.begin(), by_reason.end()};
  std::ranges::stable_sort(rows, [](const auto& a, const auto& b) { return a.second.size() > b.second.size(); });
  std::string text;
  for (const auto& [why, names] : rows) {
    text += fmt::format("{}{:>4}  {}\n{}      ", indent, names.size(), why, indent);
    for (std::size_t index = 0; index < std::min(names.size(), most_named); ++index) {
      text += (index ? ", " : "") + names[index];
    }
    text += names.size() > most_named ? ", …\n" : "\n";
  }
  return text;
}

}  // namespace

Carried carry(const std::vector<scenarios::Scenario>& selected, const BenchFile& bench) {
  Carried carried;
  for (const scenarios::Scenario& scenario : selected) {
    auto fitted = fit(scenario, bench);
    if (fitted) {
      carried.takes += takes(*fitted);
      carried.scenarios.push_back(*std::move(fitted));
    } else {
      carried.cannot.emplace(scenario.id, fitted.error());
      carried.scenarios.push_back(scenario);
    }
  }
  return carried;
}

std::string announcement(const BenchFile& bench, const Carried& carried) {
  std::string text = fmt::format("bench {}: {} on {}\n", bench.name, bench.protocol.id, link::to_string(bench.link));
  for (const QueueEntry& queue : bench.queues) {
    text += fmt::format("  queue      {}, which is called by {}\n", queue.name, queue.number);
  }
  for (const PhoneEntry& agent : bench.agents) {
    text += fmt::format("  agent      {} at {}: logged on there, made ready and not ready, logged off\n", agent.id,
                        agent.at);
  }
  if (bench.hands.call == Hand::wire) text += "  calls      we place them, as somebody outside\n";
  if (bench.hands.answer == Hand::wire) text += "  phones     we lift them\n";
  if (bench.hands.answer == Hand::itself) text += "  phones     lift themselves\n";
  if (bench.hands.hang_up == Hand::wire) text += "  receivers  we lay them down, of our own calls alone\n";
  text += "  nothing else is changed, dialled or hung up\n";
  const std::size_t fit = carried.scenarios.size() - carried.cannot.size();
  text += fmt::format("  carries    {} of {} scenarios, {} of real time and a few seconds for each\n", fit,
                      carried.scenarios.size(), duration_in_words(carried.takes));
  if (carried.cannot.empty()) return text;
  return text + "  carries not\n" + told_by_reason({carried.cannot.begin(), carried.cannot.end()}, "    ");
}

std::string judged_there(const BenchFile& bench) {
  std::vector<std::pair<std::string, std::string>> others;
  std::size_t judged = 0;
  for (const catalogue::Unit& unit : catalogue::units()) {
    if (unit.observed() == catalogue::Observed::no) continue;
    const auto standing = catalogue::standing(unit, catalogue::RunKind::bench, bench.protocol.capabilities);
    if (standing.judged) {
      ++judged;
    } else {
      others.emplace_back(unit.id(), standing.why);
    }
  }
  return fmt::format("on this bench {} of {} demands are judged; the others are not:\n", judged,
                     judged + others.size()) +
         told_by_reason(others, "  ");
}

}  // namespace acdloop::bench
