// SPDX-License-Identifier: Apache-2.0
#include "conformance/known/known.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "conformance/report/evidence.hpp"

namespace acdloop::known {
namespace {

using verdict::Outcome;
using verdict::ScenarioReport;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || text.starts_with('-')) return std::nullopt;
  return value;
}

std::string lines_of(const Entry& entry) {
  return entry.first_line == entry.last_line ? fmt::format("line {}", entry.first_line)
                                             : fmt::format("lines {} to {}", entry.first_line, entry.last_line);
}

std::string place_of(const ScenarioReport& report) {
  return report.id + " on " + report.protocol + " over " + report.link;
}

bool speaks_of(const Entry& entry, const ScenarioReport& report) {
  return entry.scenario == report.id && (entry.protocol.empty() || entry.protocol == report.protocol) &&
         (entry.link.empty() || entry.link == report.link);
}

// Whether the scenario came to its checks, so that a list can be held against them.
bool judged(const ScenarioReport& report) {
  return report.outcome == Outcome::pass || report.outcome == Outcome::fail || report.outcome == Outcome::inconclusive;
}

// As it can stand between double quotes in YAML.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char one : text) {
    if (one == '"' || one == '\\') out += '\\';
    out += one;
  }
  return out + '"';
}

}  // namespace

std::optional<Date> date_of(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  const Date date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                  std::chrono::day{static_cast<unsigned>(*day)}};
  return date.ok() ? std::optional{date} : std::nullopt;
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

bool message_matches(std::string_view pattern, std::string_view text) {
  // Goes back to the last '*' only: as many steps as pattern times text, however many stars there are.
  std::size_t at = 0;
  std::size_t taken = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_taken = 0;
  while (taken < text.size()) {
    if (at < pattern.size() && pattern[at] == '*') {
      star = at++;
      star_taken = taken;
    } else if (at < pattern.size() && pattern[at] == text[taken]) {
      ++at;
      ++taken;
    } else if (star != std::string_view::npos) {
      at = star + 1;
      taken = ++star_taken;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', at) == std::string_view::npos;
}

Policy::Policy(const List& list, Date today) : list_(list), today_(today) {
  for (std::size_t index = 0; index < list_.entries.size(); ++index) {
    const Entry& entry = list_.entries[index];
    if (!expired(entry)) continue;
    find(index,
         fmt::format("{} expired on {} and excuses nothing any more; delete {}, or look into it and change expires",
                     entry.scenario, to_string(entry.expires), lines_of(entry)));
  }
}

bool Policy::expired(const Entry& entry) const { return entry.expires < today_; }

void Policy::find(std::size_t entry, std::string text) {
  found_.push_back({entry, fmt::format("{}:{}: {}", list_.file, list_.entries[entry].first_line, text)});
}

std::optional<std::size_t> Policy::entry_for(const verdict::Check& check,
                                             std::span<const std::size_t> candidates) const {
  for (const std::size_t index : candidates) {
    const Entry& entry = list_.entries[index];
    if (entry.requirement == check.requirement && entry.line == check.line &&
        message_matches(entry.message, report::check_sentence(check))) {
      return index;
    }
  }
  return std::nullopt;
}

std::string Policy::repair(const Entry& entry, const ScenarioReport& report,
                           const std::vector<const verdict::Check*>& unexcused) const {
  const auto moved = std::ranges::find_if(
      unexcused, [&](const verdict::Check* check) { return check->requirement == entry.requirement; });
  if (moved == unexcused.end()) {
    return fmt::format("{} does not fail so any more; delete {}", place_of(report), lines_of(entry));
  }
  const verdict::Check& check = **moved;
  std::string text = fmt::format("{} fails otherwise now; delete {}, or", place_of(report), lines_of(entry));
  std::string_view joint = " ";
  if (check.line != entry.line) {
    text += fmt::format("{}change line {} to `line: {}`", joint, entry.line_at,
                        check.line > 0 ? std::to_string(check.line) : "unasked");
    joint = " and ";
  }
  const std::string message = report::check_sentence(check);
  if (!message_matches(entry.message, message)) {
    text += fmt::format("{}change line {} to `message: {}`", joint, entry.message_at, quoted(message));
  }
  return text;
}

void Policy::apply(ScenarioReport& report) {
  std::vector<std::size_t> candidates;
  for (std::size_t index = 0; index < list_.entries.size(); ++index) {
    const Entry& entry = list_.entries[index];
    if (!speaks_of(entry, report) || expired(entry)) continue;
    candidates.push_back(index);
    if (entry.flaky && report.flaky.empty()) report.flaky = entry.reason;
  }
  if (candidates.empty() || !judged(report)) return;

  std::vector<int> excused(list_.entries.size(), 0);
  std::vector<const verdict::Check*> unexcused;
  bool known = false;
  for (const verdict::Check& check : report.checks) {
    if (check.verdict != verdict::Verdict::fail) continue;
    const auto index = entry_for(check, candidates);
    if (index) ++excused[*index];
    if (index)
      known = known || !list_.entries[*index].flaky;
    else
      unexcused.push_back(&check);
  }
  bool too_many = false;
  std::string reasons;
  std::string unmet;
  for (const std::size_t index : candidates) {
    const Entry& entry = list_.entries[index];
    if (excused[index] > most_excused) {
      too_many = true;
      find(index, fmt::format("speaks of {} failed checks of {}, more than {}; say more of the message in line {}",
                              excused[index], place_of(report), most_excused, entry.message_at));
    } else if (excused[index] > 0 && !entry.flaky && reasons.find(entry.reason) == std::string::npos) {
      reasons += (reasons.empty() ? "" : "; ") + entry.reason;
    } else if (excused[index] == 0 && !entry.flaky) {
      find(index, repair(entry, report, unexcused));
      if (unmet.empty())
        unmet = fmt::format("{}:{} says that it fails: {}", list_.file, entry.first_line, entry.reason);
    }
  }
  if (report.outcome == Outcome::pass && !unmet.empty()) {
    report.outcome = Outcome::xpass;
    report.reason = unmet;
    return;
  }
  // A failure for another reason than its checks (it went otherwise when repeated) is what only `flaky:` excuses.
  const bool excusable = report.outcome == Outcome::fail && unexcused.empty() && !too_many &&
                         std::ranges::any_of(excused, [](int count) { return count > 0; });
  if (!excusable || (known && !report.reason.empty())) return;
  report.outcome = known ? Outcome::xfail : Outcome::flaky;
  if (known) report.reason = reasons;
}

std::vector<std::string> Policy::findings() const {
  std::vector<Finding> sorted = found_;
  std::ranges::stable_sort(sorted, {}, &Finding::entry);
  std::vector<std::string> texts;
  for (Finding& finding : sorted) texts.push_back(std::move(finding.text));
  return texts;
}

}  // namespace acdloop::known
