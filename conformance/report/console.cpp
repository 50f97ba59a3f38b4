// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/console.hpp"

#include <algorithm>
#include <array>

#include "conformance/report/evidence.hpp"
#include "conformance/report/text.hpp"
#include "drivers/capture/readable.hpp"

namespace acdloop::report {
namespace {

using capture::readable;

// What needs a person stands in capitals, so that it is seen without colour.
struct Mark {
  std::string_view word;
  std::string_view colour;  // SGR parameters
};
constexpr std::array<Mark, outcome_count> marks{{{"pass", "32"},
                                                 {"FAIL", "1;31"},
                                                 {"INCONCLUSIVE", "1;33"},
                                                 {"ERROR", "1;35"},
                                                 {"BLOCKED", "1;35"},
                                                 {"skip", "2"},
                                                 {"NOT RUN", "1;35"},
                                                 {"xfail", "2"},
                                                 {"UNEXPECTED PASS", "1;31"},
                                                 {"flaky", "1;33"}}};
constexpr std::size_t mark_width = 5;
constexpr std::size_t time_width = 10;  // "1234.567 s"
constexpr std::size_t status_width = 79;
constexpr std::size_t line_width = 100;

const Mark& mark_of(verdict::Outcome outcome) { return marks[static_cast<std::size_t>(outcome)]; }

bool needs_a_person(verdict::Outcome outcome) {
  using enum verdict::Outcome;
  return outcome != pass && outcome != skip && outcome != xfail && outcome != flaky;
}

// "14 checks", "1 of 14 checks failed, 2 inconclusive".
std::string checks_of(const verdict::ScenarioReport& report) {
  const auto count = [&report](verdict::Verdict wanted) {
    return static_cast<int>(std::ranges::count(report.checks, wanted, &verdict::Check::verdict));
  };
  const int all = static_cast<int>(report.checks.size());
  std::string text = counted(all, "check");
  if (const int failed = count(verdict::Verdict::fail)) text = std::to_string(failed) + " of " + text + " failed";
  if (const int open = count(verdict::Verdict::inconclusive)) text += ", " + std::to_string(open) + " inconclusive";
  if (const int broken = count(verdict::Verdict::error)) text += ", " + counted(broken, "error");
  return text;
}

// No wider than a narrow terminal: a status line that wraps cannot be redrawn.
std::string cut_to(std::string_view text, std::size_t columns) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t column = 0; column < columns && at < text.size(); ++column) {
    const std::size_t first = at;
    capture::next_code_point(text, at);
    out += text.substr(first, at - first);
  }
  return out;
}

// "TITLE: KEY VALUE, KEY VALUE, …" on as many lines as it takes.
std::string readings_lines(const std::string& title, const std::vector<std::pair<std::string, std::string>>& readings) {
  std::string text = title + ":";
  std::size_t width = text.size();
  for (std::size_t index = 0; index < readings.size(); ++index) {
    const std::string word =
        " " + readings[index].first + " " + readings[index].second + (index + 1 == readings.size() ? "" : ",");
    if (width + word.size() > line_width) {
      text += "\n ";
      width = 1;
    }
    text += word;
    width += word.size();
  }
  return text + '\n';
}

}  // namespace

Console::Console(TextSink& results, TextSink* status, ConsoleOptions options)
    : results_(results), status_(status), options_(std::move(options)) {
  if (options_.detail == Detail::quiet) status_ = nullptr;
}

void Console::run_started(const RunHeader& header) {
  selected_ = header.scenarios;
  clock_ = header.clock;
  longest_id_ = header.longest_id;
  if (options_.detail == Detail::quiet) return;
  say(header.program + ": " + counted(header.scenarios, "scenario") + " on " + listed(header.protocols) + " over " +
      header.link + ", " + header.clock + " clock, seed " + header.seed + '\n');
  if (!header.readings.empty()) say(readings_lines("readings", header.readings));
  if (!header.subject_readings.empty()) say(readings_lines("our own switch and façade", header.subject_readings));
}

void Console::scenario_started(std::string_view protocol, std::string_view id) {
  if (status_ == nullptr) return;
  const int troubled = tally_.scenarios() - tally_.of(verdict::Outcome::pass) - tally_.of(verdict::Outcome::skip) -
                       tally_.of(verdict::Outcome::xfail) - tally_.of(verdict::Outcome::flaky);
  std::string line = std::to_string(tally_.scenarios() + 1) + " of " + std::to_string(selected_);
  if (troubled > 0) line += ", " + std::to_string(troubled) + " not passed";
  line += "  " + readable(id) + "  " + readable(protocol);
  status_->write("\r\x1b[K" + cut_to(line, status_width));
  status_->flush();
  status_drawn_ = true;
}

void Console::scenario_ended(const verdict::ScenarioReport& report) {
  tally_.add(report);
  if (options_.detail == Detail::quiet) return;
  const bool verbose = options_.detail == Detail::verbose;
  std::string text;
  for (const verdict::Check& check : report.checks) {
    if (verbose) {
      text += "  " + std::string{to_string(check.verdict)} + "  " + readable(check.requirement) + "  " +
              check_sentence(check) + '\n';
    }
    if (check.warning) {
      text += "  warning  " + readable(check.requirement) + "  " + check_sentence(check) + "  (" +
              readable(place_of(check, report)) + ")\n";
    }
  }
  // What was not run has nothing to show beyond its line.
  const bool trouble = needs_a_person(report.outcome) && report.outcome != verdict::Outcome::not_run;
  if (trouble) text += evidence(report, options_.sentence_of);
  // On a terminal the status line says enough of what went well.
  if (status_ != nullptr && !verbose && text.empty() && report.outcome == verdict::Outcome::pass) return;
  say(scenario_line(report) + text);
}

void Console::run_ended(const End& end) {
  clear_status();
  if (options_.detail != Detail::quiet) {
    for (const auto& [protocol, readings] : end.readings) {
      say(readings_lines("readings observed on " + protocol, readings));
    }
  }
  std::string text;
  for (const std::string& note : end.notes) text += note + '\n';
  const auto& difference = end.verdicts.difference;
  if (end.digests.size() > 1 && difference) {
    text += "verdicts differ in " + difference->scenario + "\n  " + difference->protocol + ": " + difference->record +
            "\n  " + difference->other_protocol + ": " + difference->other_record + '\n';
  }
  for (const auto& [protocol, digest] : end.digests) text += "digest " + protocol + " " + digest + '\n';
  if (end.digests.size() > 1) {
    // Where they differ there is no common digest to print.
    text += "verdict digest " + (difference ? std::string{"differs"} : end.verdicts.digest) + " over " +
            counted(end.verdicts.scenarios, "scenario") + '\n';
  }
  say(text + tally_.sentence(clock_, end.wall) + '\n');
}

void Console::say(std::string_view text) {
  clear_status();
  results_.write(text);
  results_.flush();
}

void Console::clear_status() {
  if (!status_drawn_) return;
  status_->write("\r\x1b[K");
  status_->flush();
  status_drawn_ = false;
}

std::string Console::scenario_line(const verdict::ScenarioReport& report) const {
  const Mark& mark = mark_of(report.outcome);
  std::string line{mark.word};
  if (options_.colour) line = "\x1b[" + std::string{mark.colour} + "m" + line + "\x1b[0m";
  line.append(mark.word.size() < mark_width ? mark_width - mark.word.size() : 0, ' ');
  line += "  " + readable(report.id);
  line.append(report.id.size() < longest_id_ ? longest_id_ - report.id.size() : 0, ' ');
  line += "  " + readable(report.protocol);
  if (report.outcome == verdict::Outcome::skip || report.outcome == verdict::Outcome::not_run) {
    return line + "  " + (report.reason.empty() ? "no reason given" : readable(report.reason)) + '\n';
  }
  std::string time = capture::seconds(report.virtual_time);
  if (longest_id_ > 0) time.insert(0, time.size() < time_width ? time_width - time.size() : 0, ' ');
  line += "  " + time + "  " + checks_of(report);
  if (report.repetitions > 1) line += ", " + counted(report.repetitions, "time");
  if (report.outcome == verdict::Outcome::xfail) line += "  known: " + readable(report.reason);
  if (!report.flaky.empty()) line += "  listed as flaky: " + readable(report.flaky);
  return line + '\n';
}

}  // namespace acdloop::report
