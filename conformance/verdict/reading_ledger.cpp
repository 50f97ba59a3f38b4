// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/reading_ledger.hpp"

#include <algorithm>

namespace acdloop::verdict {

std::optional<ReadingLedger::Contradiction> ReadingLedger::add(const std::string& key,
                                                               const std::vector<std::string>& answers, int checks,
                                                               const std::string& from) {
  const auto [found, is_new] = rows_.try_emplace(key, Row{answers, from, checks, false});
  Row& row = found->second;
  if (is_new || row.broken) return std::nullopt;
  std::vector<std::string> common;
  std::ranges::copy_if(row.answers, std::back_inserter(common),
                       [&](const std::string& answer) { return std::ranges::find(answers, answer) != answers.end(); });
  if (common.empty()) {
    row.broken = true;
    return Contradiction{key, row.answers, row.from, answers};
  }
  if (common.size() < row.answers.size()) {
    row.answers = std::move(common);
    row.from = from;
  }
  row.checks += checks;
  return std::nullopt;
}

std::vector<ReadingObserved> ReadingLedger::observed() const {
  std::vector<ReadingObserved> all;
  for (const auto& [key, row] : rows_) {
    if (!row.broken) all.push_back({key, row.answers, row.checks});
  }
  return all;
}

std::string text_of_answers(std::span<const std::string> answers) {
  std::string text;
  for (const std::string& answer : answers) text += (text.empty() ? "" : " or ") + answer;
  return text;
}

Check check_of(const ReadingLedger::Contradiction& contradiction, std::string_view requirement,
               const std::string& question) {
  Check check;
  check.requirement = requirement;
  check.what = "inconsistent reading: " + contradiction.key;
  check.witnesses = "what was observed, against what was observed before (" + question + ")";
  check.expected = text_of_answers(contradiction.before) + ", as in " + contradiction.before_from;
  check.observed = text_of_answers(contradiction.now);
  check.verdict = Verdict::fail;
  return check;
}

}  // namespace acdloop::verdict
