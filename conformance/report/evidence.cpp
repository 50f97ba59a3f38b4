// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/evidence.hpp"

#include <algorithm>

#include "conformance/report/text.hpp"
#include "drivers/capture/readable.hpp"

namespace acdloop::report {
namespace {

using capture::readable;

void add_line(std::string& out, std::string_view label, std::string_view text) {
  if (text.empty()) return;
  out += "    ";
  out += label;
  out.append(label.size() < 10 ? 10 - label.size() : 1, ' ');
  out += readable(text);
  out += '\n';
}

// Who is judged and by what: a reader must see at once whether the switch or its tester is meant.
std::string judged(const verdict::Check& check) {
  if (check.subject.empty() || check.witnesses.empty()) return check.subject + check.witnesses;
  return check.subject + "; by " + check.witnesses;
}

void add_check(std::string& out, const verdict::Check& check, const verdict::ScenarioReport& report,
               const SentenceOf& sentence_of) {
  const std::string sentence = sentence_of ? sentence_of(check.requirement) : std::string{};
  out += "  " + readable(check.requirement);
  if (check.verdict != verdict::Verdict::fail) out += "  " + std::string{to_string(check.verdict)};
  if (!sentence.empty()) out += "  " + readable(sentence);
  out += '\n';
  add_line(out, "what", what_of(check));
  add_line(out, "expected", check.expected);
  add_line(out, "observed", check.observed);
  add_line(out, "judged", judged(check));
  add_line(out, "at", capture::seconds(check.at.time_since_epoch()));
  if (check.line > 0) {
    add_line(out, "asked in", place_of(check, report));
  } else {
    add_line(out, "scenario", place_of(check, report));
    add_line(out, "asked", "by no step: judged unasked, after a step or at the end");
  }
}

}  // namespace

bool is_trouble(const verdict::Check& check) { return check.verdict > verdict::Verdict::pass; }

std::string check_sentence(const verdict::Check& check) {
  return readable(what_of(check)) + ": expected " + readable(check.expected) + ", observed " + readable(check.observed);
}

std::string place_of(const verdict::Check& check, const verdict::ScenarioReport& report) {
  const std::string file = report.file.empty() ? report.id : report.file;
  return check.line > 0 ? file + ":" + std::to_string(check.line) : file;
}

std::string evidence(const verdict::ScenarioReport& report, const SentenceOf& sentence_of) {
  std::string out;
  if (!report.title.empty()) out += "  " + readable(report.title) + '\n';
  if (!report.reason.empty()) out += "  reason: " + readable(report.reason) + '\n';
  std::size_t printed = 0;
  std::size_t troubles = 0;
  for (const verdict::Check& check : report.checks) {
    if (!is_trouble(check)) continue;
    if (++troubles <= max_printed_checks) {
      add_check(out, check, report, sentence_of);
      ++printed;
    }
  }
  if (troubles > printed) out += "  and " + std::to_string(troubles - printed) + " more that did not pass\n";
  if (!report.chart.empty()) out += "  around the first failure\n";
  for (const std::string& line : report.chart) out += "    " + readable(line) + '\n';
  if (!report.repeat_command.empty()) out += "  again: " + readable(report.repeat_command) + '\n';
  return out;
}

}  // namespace acdloop::report
