// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/readings_options.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "conformance/cli/commands.hpp"
#include "scenarios/language/text_places.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::cli {
namespace {

constexpr scenarios::DocumentWords file_words{
    .what = "file of readings", .small = "list", .begin = "rounding: floor_total"};

// What is wrong, and what would be right.
struct Fault {
  bool in_key = false;
  std::string_view code;
  std::string message, why, help;
};

std::string nearest_or_all(std::string_view word, const std::vector<std::string>& candidates) {
  if (const auto nearest = scenarios::nearest_word(word, candidates)) return fmt::format("did you mean {}?", *nearest);
  return fmt::format("there is {}", fmt::join(candidates, ", "));
}

Fault unknown_key(std::string_view key) {
  std::vector<std::string> keys;
  for (const tapi::KeyRow& row : tapi::key_rows()) keys.emplace_back(row.word);
  return {true, "S101", fmt::format("there is no reading \"{}\"", scenarios::shown(std::string{key})),
          "a reading is one of the table in docs/readings.md", nearest_or_all(key, keys)};
}

std::optional<Fault> set_length(tapi::Readings& readings, const tapi::KeyRow& row, std::string_view value) {
  const auto length = scenarios::parse_duration(value);
  const std::string bounds = fmt::format("{} is a length from {} to {}", row.word, scenarios::duration_text(row.least),
                                         scenarios::duration_text(row.most));
  if (!length) {
    return Fault{false, "S111", fmt::format("\"{}\" is no length of time", scenarios::shown(std::string{value})),
                 bounds, "write it like 120s, 0.5s or 2m"};
  }
  if (*length < row.least || *length > row.most) {
    return Fault{false, "S112", fmt::format("{} cannot be {}", row.word, value), bounds, "choose one within"};
  }
  readings.*row.length = *length;
  return std::nullopt;
}

std::optional<Fault> set_choice(tapi::Readings& readings, const tapi::KeyRow& row, std::string_view value) {
  const int answer = tapi::answer_number(row, value);
  if (answer >= 0) {
    row.set(readings, static_cast<std::uint8_t>(answer));
    return std::nullopt;
  }
  std::vector<std::string> answers;
  for (const tapi::AnswerRow& known : row.answers) answers.emplace_back(known.word);
  Fault fault{false, "S119", fmt::format("{} cannot be \"{}\"", row.word, scenarios::shown(std::string{value})),
              fmt::format("it asks: {}", row.question), nearest_or_all(value, answers)};
  if (!row.later.empty()) fault.why += fmt::format(" Not yet: {}", row.later);
  return fault;
}

std::optional<Fault> try_to_hold(tapi::Readings& readings, std::string_view key, std::string_view value) {
  const tapi::KeyRow* row = tapi::find_key(key);
  if (row == nullptr) return unknown_key(key);
  return row->kind == tapi::KeyRow::Kind::duration ? set_length(readings, *row, value)
                                                   : set_choice(readings, *row, value);
}

// The error says which option was wrong, and how.
std::expected<void, std::string> hold_options(tapi::Readings& readings, const std::string& option,
                                              const std::vector<std::string>& given) {
  for (const std::string& one : given) {
    const std::size_t equals = one.find('=');
    if (equals == std::string::npos) {
      return std::unexpected(fmt::format("{} {}: write KEY=VALUE, for example rounding=floor_total", option, one));
    }
    const auto done = hold(readings, std::string_view{one}.substr(0, equals), std::string_view{one}.substr(equals + 1));
    if (!done) return std::unexpected(fmt::format("{} {}: {}", option, one, done.error()));
  }
  return {};
}

std::expected<void, std::string> within_our_powers(const tapi::Readings& subject,
                                                   const std::vector<std::string>& asked) {
  for (const std::string& one : asked) {
    const tapi::KeyRow& row = *tapi::find_key(one.substr(0, one.find('=')));
    if (tapi::can_behave(row, tapi::value_text(subject, row.key))) continue;
    return std::unexpected(fmt::format("--subject-reading {}: our own switch and façade cannot behave so", one));
  }
  return {};
}

}  // namespace

std::expected<void, std::string> hold(tapi::Readings& readings, std::string_view key, std::string_view value) {
  if (const auto fault = try_to_hold(readings, key, value)) {
    return std::unexpected(fmt::format("{} ({}); {}", fault->message, fault->why, fault->help));
  }
  return {};
}

std::vector<scenarios::Diagnostic> hold_all(tapi::Readings& readings, const scenarios::Settings& settings,
                                            const std::string& file) {
  std::vector<scenarios::Diagnostic> faults = settings.diagnostics;
  for (const scenarios::Entry& entry : settings.entries) {
    if (faults.size() > scenarios::max_diagnostics) break;
    const auto fault = try_to_hold(readings, entry.key.text, entry.value.text);
    if (!fault) continue;
    faults.push_back(scenarios::fault_at(fault->in_key ? entry.key : entry.value, file, std::string{fault->code},
                                         fault->message, fault->why, fault->help));
  }
  return faults;
}

void add_readings_options(CLI::App& command, ReadingsOptions& options) {
  command.add_option("--readings", options.file, "File of answers to what the documents leave open (docs/readings.md)");
  command.add_option("--reading", options.held, "KEY=VALUE: one such answer; wins over the file")
      ->allow_extra_args(false);
  command
      .add_option("--subject-reading", options.subject,
                  "KEY=VALUE: our own switch and façade behave so, whatever is held")
      ->allow_extra_args(false);
}

std::optional<ChosenReadings> choose_readings(const std::string& command, const ReadingsOptions& options,
                                              int& exit_code) {
  ChosenReadings chosen;
  if (!options.file.empty()) {
    const scenarios::Settings settings = scenarios::read_settings(options.file, file_words);
    const auto faults = hold_all(chosen.held, settings, options.file);
    for (const scenarios::Diagnostic& fault : faults) {
      std::fputs(scenarios::render_human(fault, settings.source).c_str(), stderr);
    }
    if (!faults.empty()) {
      complain(command, "the readings of " + options.file + " cannot be held; nothing was run");
      exit_code = exit_invalid;
      return std::nullopt;
    }
    chosen.options += " --readings " + options.file;
  }
  auto done = hold_options(chosen.held, "--reading", options.held);
  chosen.subject = chosen.held;
  if (done) done = hold_options(chosen.subject, "--subject-reading", options.subject);
  if (done) done = within_our_powers(chosen.subject, options.subject);
  if (!done) {
    complain(command, done.error());
    exit_code = exit_usage;
    return std::nullopt;
  }
  for (const std::string& one : options.held) chosen.options += " --reading " + one;
  for (const std::string& one : options.subject) chosen.options += " --subject-reading " + one;
  return chosen;
}

}  // namespace acdloop::cli
