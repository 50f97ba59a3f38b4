// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/shrink.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include "conformance/walks/names_used.hpp"

namespace acdloop::walks {
namespace {

using scenarios::Scenario;
using scenarios::Step;

class Shrinker {
 public:
  Shrinker(Scenario scenario, const StillFails& still_fails, int max_tries)
      : best_(std::move(scenario)), still_fails_(still_fails), max_tries_(max_tries) {}

  Shrunk run() {
    // Each pass makes room for the others: until none of them finds anything.
    bool smaller = true;
    while (smaller && !spent()) {
      smaller = drop_names();
      smaller = drop_runs() || smaller;
      smaller = join_waits() || smaller;
      smaller = shorten() || smaller;
      smaller = drop_cast() || smaller;
    }
    return {std::move(best_), tries_, spent()};
  }

 private:
  bool spent() const { return tries_ >= max_tries_; }

  bool accept(Scenario candidate) {
    if (spent()) return false;
    ++tries_;
    if (!still_fails_(candidate)) return false;
    best_ = std::move(candidate);
    return true;
  }

  // Everything that speaks of one session, call or agent goes at once.
  bool drop_names() {
    bool any = false;
    for (const std::string& name : names_in(best_.steps)) {
      Scenario candidate = best_;
      std::erase_if(candidate.steps, [&](const Step& step) { return names_used(step).contains(name); });
      if (candidate.steps.size() < best_.steps.size()) any = accept(std::move(candidate)) || any;
    }
    return any;
  }

  // Runs of neighbouring steps, long ones first (Zeller's ddmin without its complements).
  bool drop_runs() {
    bool any = false;
    for (std::size_t length = best_.steps.size() / 2; length > 0; length /= 2) {
      for (std::size_t begin = 0; begin + length <= best_.steps.size() && !spent();) {
        Scenario candidate = best_;
        const auto first = candidate.steps.begin() + static_cast<std::ptrdiff_t>(begin);
        candidate.steps.erase(first, first + static_cast<std::ptrdiff_t>(length));
        if (accept(std::move(candidate))) {
          any = true;
        } else {
          begin += length;
        }
      }
    }
    return any;
  }

  // A wait before a step becomes the step's own `after`, as people write it.
  bool join_waits() {
    bool any = false;
    for (std::size_t index = 0; index + 1 < best_.steps.size();) {
      const bool waits = std::holds_alternative<scenarios::Wait>(best_.steps[index].verb);
      if (waits) {
        Scenario candidate = best_;
        candidate.steps[index + 1].after += candidate.steps[index].after;
        candidate.steps.erase(candidate.steps.begin() + static_cast<std::ptrdiff_t>(index));
        if (accept(std::move(candidate))) {
          any = true;
          continue;
        }
      }
      ++index;
    }
    return any;
  }

  bool shorten() {
    bool any = false;
    for (std::size_t index = 0; index < best_.steps.size(); ++index) {
      for (const Duration shorter : {Duration{0}, Duration{std::chrono::milliseconds{1200}},
                                     best_.steps[index].after / 2, rounded(best_.steps[index].after)}) {
        if (shorter >= best_.steps[index].after) continue;
        Scenario candidate = best_;
        candidate.steps[index].after = shorter;
        if (accept(std::move(candidate))) {
          any = true;
          break;
        }
      }
    }
    return any;
  }

  // Down to 0.2 s beyond a whole second: easy to read, off the rounding edges.
  static Duration rounded(Duration after) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(after);
    return seconds + std::chrono::milliseconds{200};
  }

  bool drop_cast() {
    bool any = false;
    for (std::size_t index = best_.cast.agents.size(); index-- > 0;) {
      Scenario candidate = best_;
      candidate.cast.agents.erase(candidate.cast.agents.begin() + static_cast<std::ptrdiff_t>(index));
      any = accept(std::move(candidate)) || any;
    }
    for (std::size_t index = best_.cast.groups.size(); index-- > 0;) {
      Scenario candidate = best_;
      const cti::AcdGroupId gone = candidate.cast.groups[index].name;
      candidate.cast.groups.erase(candidate.cast.groups.begin() + static_cast<std::ptrdiff_t>(index));
      for (scenarios::AgentSpec& agent : candidate.cast.agents) std::erase(agent.groups, gone);
      any = accept(std::move(candidate)) || any;
    }
    return drop_habits() || any;
  }

  // What a group does beside what the failure needs.
  bool drop_habits() {
    bool any = false;
    for (std::size_t index = 0; index < best_.cast.groups.size(); ++index) {
      const auto without = [&](auto change) {
        Scenario candidate = best_;
        change(candidate.cast.groups[index]);
        any = accept(std::move(candidate)) || any;
      };
      const scenarios::GroupSpec& group = best_.cast.groups[index];
      if (group.ring_limit) without([](scenarios::GroupSpec& one) { one.ring_limit.reset(); });
      if (group.overflow) without([](scenarios::GroupSpec& one) { one.overflow.reset(); });
      if (group.end_of_guide) without([](scenarios::GroupSpec& one) { one.end_of_guide.reset(); });
      if (group.priority != scenarios::GroupSpec{}.priority)
        without([](scenarios::GroupSpec& one) { one.priority = scenarios::GroupSpec{}.priority; });
    }
    return any;
  }

  Scenario best_;
  const StillFails& still_fails_;
  int max_tries_;
  int tries_ = 0;
};

}  // namespace

Shrunk shrink(Scenario failing, const StillFails& still_fails, int max_tries) {
  return Shrinker(std::move(failing), still_fails, max_tries).run();
}

}  // namespace acdloop::walks
