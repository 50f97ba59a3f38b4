// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/retell.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>
#include <ranges>

#include "conformance/report/digest.hpp"

namespace acdloop::report {
namespace {

using Json = nlohmann::json;
using verdict::Outcome;
using verdict::Verdict;

constexpr std::array verdicts{Verdict::none, Verdict::pass, Verdict::inconclusive, Verdict::fail, Verdict::error};
constexpr std::array outcomes{Outcome::pass, Outcome::fail,    Outcome::inconclusive, Outcome::error, Outcome::blocked,
                              Outcome::skip, Outcome::not_run, Outcome::xfail,        Outcome::xpass, Outcome::flaky};

template <class Enum, std::size_t Size>
std::optional<Enum> named(const std::array<Enum, Size>& all, std::string_view word) {
  const auto found = std::ranges::find(all, word, [](Enum one) { return to_string(one); });
  return found == all.end() ? std::nullopt : std::optional{*found};
}

// A record's field, empty or 0 when it is of another kind: whoever wrote it wrote all of them.
std::string text_of(const Json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_string() ? found->get<std::string>() : std::string{};
}
std::int64_t number_of(const Json& record, const char* key) {
  const auto found = record.find(key);
  return found != record.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}
int whole_of(const std::string& text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  return fault == std::errc{} && end == text.data() + text.size() ? number : 0;
}

class Teller {
 public:
  std::expected<void, std::string> take(std::string_view line) {
    const std::string_view record_class = class_of(line);
    if (record_class.empty()) return std::unexpected("is no record of an event stream");
    if (record_class != "scenario" && record_class != "check" && record_class != "env" && record_class != "reading") {
      return {};
    }
    const Json record = Json::parse(line, nullptr, false);
    if (!record.is_object()) return std::unexpected("is no JSON object");
    if (record_class == "check") return take_check(record);
    if (record_class == "env") return take_note(record);
    if (record_class == "reading") return take_reading(record);
    return take_phase(record);
  }

  std::expected<Retold, std::string> finish() {
    if (!ended_) return std::unexpected("the scenario has no end");
    report_.repetitions = std::max(repetitions_.all, 1);
    if (repetitions_.differing > 0) {
      if (const auto told = tell_unstable(); !told) return std::unexpected(told.error());
    }
    return Retold{std::move(report_), place_};
  }

 private:
  using Taken = std::expected<void, std::string>;

  Taken take_phase(const Json& record) {
    if (text_of(record, "phase") == "start") {
      if (!report_.id.empty()) return std::unexpected("begins a second scenario");
      report_.id = text_of(record, "id");
      report_.title = text_of(record, "title");
      report_.protocol = text_of(record, "protocol");
      return {};
    }
    const auto outcome = named(outcomes, text_of(record, "outcome"));
    if (!outcome || report_.id.empty()) return std::unexpected("ends no scenario");
    report_.outcome = *outcome;
    report_.reason = text_of(record, "reason");
    report_.virtual_time = Duration{number_of(record, "at")};
    ended_ = true;
    return {};
  }

  Taken take_check(const Json& record) {
    const auto verdict = named(verdicts, text_of(record, "verdict"));
    if (!verdict) return std::unexpected("has no verdict");
    verdict::Check check;
    check.requirement = text_of(record, "requirement");
    check.session = text_of(record, "session");
    check.what = text_of(record, "what");
    check.witnesses = text_of(record, "witnesses");
    check.subject = text_of(record, "subject");
    check.expected = text_of(record, "expected");
    check.observed = text_of(record, "observed");
    check.verdict = *verdict;
    const auto warning = record.find("warning");
    check.warning = warning != record.end() && *warning == true;
    check.at = TimePoint{} + Duration{number_of(record, "at")};
    check.line = static_cast<int>(number_of(record, "line"));
    report_.checks.push_back(std::move(check));
    return {};
  }

  Taken take_reading(const Json& record) {
    verdict::ReadingObserved reading;
    reading.key = text_of(record, "key");
    reading.checks = static_cast<int>(number_of(record, "checks"));
    const std::string answers = text_of(record, "answers");
    for (const auto answer : answers | std::views::split(' ')) {
      reading.answers.emplace_back(std::string_view{answer});
    }
    report_.readings.push_back(std::move(reading));
    return {};
  }

  Taken take_note(const Json& record) {
    const std::string name = text_of(record, "name");
    std::string value = text_of(record, "value");
    if (name == "place") place_ = whole_of(value);
    if (name == "file")
      report_.file = std::move(value);
    else if (name == "link")
      report_.link = std::move(value);
    else if (name == "again")
      report_.repeat_command = std::move(value);
    else if (name == "chart")
      report_.chart.push_back(std::move(value));
    else if (name == "repetitions")
      repetitions_.all = whole_of(value);
    else if (name == "differing")
      repetitions_.differing = whole_of(value);
    else if (name == "differing seed")
      repetitions_.seed = std::move(value);
    else if (name == "differing record")
      repetitions_.lines += value + '\n';
    return {};
  }

  Taken tell_unstable() {
    auto other = retell(repetitions_.lines);
    if (!other) return std::unexpected(other.error());
    const Outcome first = report_.outcome;
    const Outcome then = other->report.outcome;
    std::string reason = "unstable: " + std::to_string(repetitions_.differing) + " of " +
                         std::to_string(repetitions_.all) + " repetitions went otherwise than the first; ";
    if (first == then) {
      reason += "both ended in " + std::string{to_string(first)} + ", with other records";
    } else {
      reason += "it ended in " + std::string{to_string(first)} + ", with seed " + repetitions_.seed + " in " +
                std::string{to_string(then)};
    }
    // The evidence of whichever has some.
    if (first == Outcome::pass || first == then) {
      report_.checks = std::move(other->report.checks);
      report_.chart = std::move(other->report.chart);
      report_.repeat_command = std::move(other->report.repeat_command);
    }
    report_.outcome = Outcome::fail;
    report_.reason = std::move(reason);
    return {};
  }

  verdict::ScenarioReport report_;
  Repetitions repetitions_;
  int place_ = 0;
  bool ended_ = false;
};

std::string_view unquoted(std::string_view raw) {
  return raw.size() >= 2 && raw.front() == '"' ? raw.substr(1, raw.size() - 2) : std::string_view{};
}

}  // namespace

std::string_view scenario_of(std::string_view line) { return unquoted(raw_field(line, "scenario")); }
std::string_view protocol_of(std::string_view line) { return unquoted(raw_field(line, "protocol")); }

void note_report(Stream& stream, const verdict::ScenarioReport& report, int place, const Repetitions& repetitions) {
  const auto note = [&](std::string_view name, const std::string& value) {
    stream.note(report.protocol, report.id, name, value);
  };
  if (place > 0) note("place", std::to_string(place));
  note("file", report.file);
  note("link", report.link);
  note("again", report.repeat_command);
  for (const std::string& line : report.chart) note("chart", line);
  if (repetitions.all <= 1) return;
  note("repetitions", std::to_string(repetitions.all));
  if (repetitions.differing == 0) return;
  note("differing", std::to_string(repetitions.differing));
  note("differing seed", repetitions.seed);
  for (const auto line : repetitions.lines | std::views::split('\n')) {
    if (!line.empty()) note("differing record", std::string{std::string_view{line}});
  }
}

void tell_untold(Stream& stream, const verdict::ScenarioReport& report, const std::vector<std::string>& covers,
                 int place) {
  stream.scenario_started(TimePoint{}, report.protocol, report.id, report.title, covers);
  stream.scenario_ended(TimePoint{}, report.outcome, report.reason);
  note_report(stream, report, place);
}

std::expected<Retold, std::string> retell(std::string_view lines) {
  Teller teller;
  while (!lines.empty()) {
    const std::size_t length = std::min(lines.find('\n'), lines.size());
    if (const auto taken = teller.take(lines.substr(0, length)); !taken) return std::unexpected(taken.error());
    lines.remove_prefix(std::min(length + 1, lines.size()));
  }
  return teller.finish();
}

}  // namespace acdloop::report
