// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_tally.hpp"

namespace acdloop::oracle {
namespace {

constexpr std::size_t most_breaches = 3;
constexpr std::string_view witnesses = "what passed the line beneath the API";

}  // namespace

void LineTally::note(std::string_view requirement, std::string_view what, std::string_view expected, bool kept,
                     std::string observed, std::string session) {
  add(requirement, what, expected, kept, std::move(observed), std::move(session), false);
}

void LineTally::advise(std::string_view requirement, std::string_view what, std::string_view expected, bool kept,
                       std::string observed, std::string session) {
  add(requirement, what, expected, kept, std::move(observed), std::move(session), true);
}

void LineTally::add(std::string_view requirement, std::string_view what, std::string_view expected, bool kept,
                    std::string observed, std::string session, bool soft) {
  Row& row = rows_[{std::string{requirement}, std::string{what}}];
  row.expected = expected;
  row.soft = soft;
  if (kept) {
    ++row.kept;
    return;
  }
  ++row.broken;
  if (row.breaches.size() < most_breaches) row.breaches.push_back({std::move(observed), std::move(session)});
}

std::vector<verdict::Check> LineTally::take(TimePoint at) {
  std::vector<verdict::Check> checks;
  for (const auto& [key, row] : rows_) {
    verdict::Check check;
    check.requirement = key.first;
    check.what = key.second;
    check.witnesses = witnesses;
    check.expected = row.expected;
    check.at = at;
    if (row.broken == 0) {
      check.observed = "so it was";
      check.verdict = verdict::Verdict::pass;
      checks.push_back(check);
    }
    for (const Breach& breach : row.breaches) {
      check.observed = breach.observed;
      check.session = breach.session;
      check.verdict = row.soft ? verdict::Verdict::pass : verdict::Verdict::fail;
      check.warning = row.soft;
      checks.push_back(check);
    }
  }
  rows_.clear();
  return checks;
}

}  // namespace acdloop::oracle
