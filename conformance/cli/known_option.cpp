// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/known_option.hpp"

#include <cstdio>

#include <CLI/CLI.hpp>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/known/loader.hpp"
#include "drivers/time/calendar.hpp"

namespace acdloop::cli {
namespace {

known::Words words_with(const std::vector<std::string>& ids) {
  known::Words words;
  words.scenarios.insert(ids.begin(), ids.end());
  for (const catalogue::Unit& unit : catalogue::units()) words.requirements.emplace(unit.id());
  for (const catalogue::Requirement& row : catalogue::rows()) words.requirements.emplace(row.id);
  for (const cti::Protocol& protocol : registry::protocols()) words.protocols.emplace(protocol.id);
  for (const auto link : {self_test::LinkChoice::memory, self_test::LinkChoice::tcp, self_test::LinkChoice::pty}) {
    words.links.emplace(self_test::to_string(link));
  }
  return words;
}

known::Date this_day() {
  const CivilTime now = civil_time(Calendar::of_this_machine(TimePoint{}).at(TimePoint{}));
  return {std::chrono::year{now.year}, std::chrono::month{static_cast<unsigned>(now.month)},
          std::chrono::day{static_cast<unsigned>(now.day)}};
}

std::unique_ptr<KnownFailures> made_of(known::List list, std::string source, known::Date today) {
  auto failures = std::make_unique<KnownFailures>();
  failures->text = {list.file, std::move(source), known::to_string(today)};
  failures->list = std::move(list);
  failures->policy.emplace(failures->list, today);
  return failures;
}

}  // namespace

void add_known_options(CLI::App& command, KnownOptions& options) {
  CLI::Option* file = command.add_option("--known", options.file, "Expected failures: a list of them, with dates");
  command
      .add_option("--today", options.today, "The day the list is judged by, 2027-01-31; default: this machine's, UTC")
      ->needs(file);
}

std::optional<std::unique_ptr<KnownFailures>> choose_known(const std::string& command, const KnownOptions& options,
                                                           const std::vector<std::string>& ids, int& exit_code) {
  if (options.file.empty()) return nullptr;
  const auto day = options.today.empty() ? this_day() : known::date_of(options.today);
  if (!day) {
    complain(command, "--today " + options.today + ": a day is written as in 2027-01-31");
    exit_code = exit_usage;
    return std::nullopt;
  }
  known::Loaded loaded = known::load_file(options.file, words_with(ids));
  if (!loaded.list) {
    for (const scenarios::Diagnostic& diagnostic : loaded.diagnostics) {
      std::fputs(scenarios::render_human(diagnostic, loaded.source).c_str(), stderr);
    }
    complain(command, "the list of known failures is invalid; nothing was run");
    exit_code = exit_invalid;
    return std::nullopt;
  }
  return made_of(std::move(*loaded.list), std::move(loaded.source), *day);
}

std::expected<std::unique_ptr<KnownFailures>, std::string> known_of(const report::RunHeader& header) {
  if (header.known_file.empty()) return nullptr;
  known::Loaded loaded = known::load_text(header.known_text, header.known_file, words_with({}));
  const auto day = known::date_of(header.today);
  if (!loaded.list || !day) return std::unexpected("the streams hold a list of known failures that cannot be read");
  return made_of(std::move(*loaded.list), header.known_text, *day);
}

}  // namespace acdloop::cli
