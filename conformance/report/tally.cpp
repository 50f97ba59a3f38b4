// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/tally.hpp"

#include <algorithm>

#include "conformance/report/text.hpp"

namespace acdloop::report {
namespace {

void note(std::vector<std::string>& names, const std::string& name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

struct Phrase {
  verdict::Outcome outcome;
  std::string_view words;
};
// What did not pass, worst first.
constexpr std::array<Phrase, 9> phrases{{{verdict::Outcome::fail, "failed"},
                                         {verdict::Outcome::xpass, "passed unexpectedly"},
                                         {verdict::Outcome::error, "broke (error)"},
                                         {verdict::Outcome::blocked, "blocked"},
                                         {verdict::Outcome::not_run, "not run"},
                                         {verdict::Outcome::inconclusive, "inconclusive"},
                                         {verdict::Outcome::xfail, "failed as expected"},
                                         {verdict::Outcome::flaky, "failed as listed under flaky"},
                                         {verdict::Outcome::skip, "skipped"}}};

}  // namespace

void Tally::add(const verdict::ScenarioReport& report) {
  ++scenarios_;
  ++outcomes_[static_cast<std::size_t>(report.outcome)];
  listed_flaky_ += report.flaky.empty() ? 0 : 1;
  checks_ += static_cast<int>(report.checks.size());
  for (const verdict::Check& check : report.checks) {
    requirements_.insert(check.requirement);
    warnings_ += check.warning ? 1 : 0;
  }
  note(protocols_, report.protocol);
  note(links_, report.link);
  virtual_time_ += report.virtual_time;
}

std::string Tally::sentence(std::string_view clock, std::optional<Duration> wall) const {
  if (scenarios_ == 0) return "Nothing ran: no scenario was selected.";
  const int skipped = of(verdict::Outcome::skip);
  const bool nothing = skipped + of(verdict::Outcome::not_run) + of(verdict::Outcome::flaky) == scenarios_;
  std::string text = nothing ? "Nothing ran: " : "";
  text += std::to_string(of(verdict::Outcome::pass)) + " of " + counted(scenarios_, "scenario") + " passed on " +
          listed(protocols_) + " over " + listed(links_) + " in " + std::string{clock} + " time";
  for (const Phrase& phrase : phrases) {
    if (of(phrase.outcome) == 0) continue;
    text += ", " + std::to_string(of(phrase.outcome)) + " ";
    text += phrase.words;
  }
  // A list of excuses must not grow unseen.
  if (const int passed = listed_flaky_ - of(verdict::Outcome::flaky); passed > 0) {
    text += ", " + std::to_string(passed) + " listed as flaky did not fail";
  }
  text += ": " + counted(checks_, "check");
  if (warnings_ > 0) text += " (" + counted(warnings_, "warning") + ")";
  text += ", " + counted(requirements(), "requirement") + ", ";
  // On the real clock both are the same time.
  if (clock == "virtual" || !wall) text += spoken(virtual_time_) + " of telephone time";
  if (wall) text += (clock == "virtual" ? " in " : "in ") + spoken(*wall);
  return text + ".";
}

}  // namespace acdloop::report
