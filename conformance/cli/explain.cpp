// SPDX-License-Identifier: Apache-2.0
// acdcheck explain: what a requirement, a scenario, a code, a word or a planted defect means, in words.
#include <charconv>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "conformance/bench/loader.hpp"
#include "conformance/catalogue/runs.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/cli/explain.hpp"
#include "conformance/known/loader.hpp"
#include "drivers/registry/registry.hpp"
#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/methods.hpp"
#include "drivers/tapi/readings.hpp"
#include "scenarios/language/diagnostic.hpp"
#include "scenarios/language/words.hpp"
#include "simulator/defects/defect.hpp"

namespace acdloop::cli {
namespace {

// Which kinds of run judge it over this wire, and why others do not. Parts differ only in what cannot be seen at all.
void print_runs(const catalogue::Unit& unit, const cti::Protocol& wire) {
  std::string judged;
  std::string others;
  for (const catalogue::RunKind run : catalogue::all_runs) {
    const catalogue::Standing here = catalogue::standing(unit, run, wire.capabilities);
    if (!here.judged) {
      others += fmt::format("  no         {}, {}: {}\n", wire.id, catalogue::to_string(run), here.why);
      continue;
    }
    judged += (judged.empty() ? "" : ", ") + std::string{catalogue::to_string(run)};
    if (!here.why.empty()) judged += " (" + here.why + ")";
  }
  if (!judged.empty()) fmt::print("  judged     {}: {}\n", wire.id, judged);
  fmt::print("{}", others);
}

void print_parts(const catalogue::Requirement& row) {
  for (const catalogue::Unit& unit : catalogue::units()) {
    if (unit.row != &row || !unit.part) continue;
    fmt::print("  part       {} {}, {}{}\n", unit.id(), unit.name(), catalogue::to_string(unit.strength()),
               unit.observed() == catalogue::Observed::no ? fmt::format("; not observed: {}", unit.unseen()) : "");
  }
}

bool explain_requirement(const std::string& word) {
  const catalogue::Requirement* row = catalogue::find(word);
  if (!row) return false;
  fmt::print("{}  {}\n", row->id, row->sentence);
  fmt::print("  source     {}\n  level      {}, {} check\n  witnesses  {}\n", row->source,
             catalogue::to_string(row->level), catalogue::to_string(row->strength), row->witnesses);
  if (!row->reading.empty()) fmt::print("  reading    {} decides\n", row->reading);
  if (row->in_every_story) fmt::print("  stories    every one, unasked\n");
  print_parts(*row);
  fmt::print("  made by    {}\n  observed   {}{}\n", catalogue::to_string(row->maker),
             catalogue::to_string(row->observed),
             row->unseen.empty() ? "" : fmt::format("; not seen: {}", row->unseen));
  const catalogue::Unit& first = *catalogue::find_unit(row->parts.empty() ? row->id : row->parts.front().id);
  for (const cti::Protocol& wire : registry::protocols()) print_runs(first, wire);
  for (const defects::Defect& defect : defects::defects()) {
    if (catalogue::belongs_to(defect.requirement, word))
      fmt::print("  defect     {}: {}\n", defect.id, defect.sentence);
  }
  return true;
}

bool explain_defect(const std::string& word) {
  const defects::Defect* defect = defects::find_defect(word);
  if (!defect) return false;
  fmt::print("{}  {}\n", defect->id, defect->sentence);
  if (!defect->requirement.empty()) {
    fmt::print("  breaks     {}\n  on the side of the {}\n", defect->requirement, defects::to_string(defect->side));
    if (!defect->protocol.empty()) fmt::print("  over       {} alone\n", defect->protocol);
  }
  return true;
}

bool explain_code(const std::string& word) {
  for (const auto codes : {scenarios::lint_codes(), known::codes(), bench::codes()}) {
    for (const scenarios::CodeRow& row : codes) {
      if (row.code != word) continue;
      fmt::print("{}  {}\n  {}\n", row.code, row.title, row.explanation);
      return true;
    }
  }
  return false;
}

bool explain_hresult(const std::string& word) {
  const tapi::HresultRow* row = tapi::find_hresult(std::string_view{word});
  if (!row && (word.starts_with("0x") || word.starts_with("0X"))) {
    std::uint32_t value = 0;
    const char* const end = word.data() + word.size();
    const auto [stop, fault] = std::from_chars(word.data() + 2, end, value, 16);
    if (fault == std::errc{} && stop == end) row = tapi::find_hresult(tapi::Hresult{value});
  }
  if (!row) return false;
  fmt::print("{}\n  {}\n", tapi::to_string(row->code), row->meaning);
  if (row->twin) fmt::print("  may also arrive as {}\n", tapi::to_string(*row->twin));
  return true;
}

bool explain_reading(const std::string& word) {
  const tapi::KeyRow* row = tapi::find_key(word);
  if (!row) return false;
  fmt::print("{}  {}\n", row->word, row->question);
  fmt::print("  default    {}\n", tapi::value_text(tapi::Readings{}, row->key));
  if (!row->decides.empty()) fmt::print("  decides    {}\n", row->decides);
  if (!row->ours.empty()) fmt::print("  our own switch and façade, where it is open: {}\n", row->ours);
  for (const tapi::AnswerRow& answer : row->answers) fmt::print("  {:<17}{}\n", answer.word, answer.meaning);
  if (row->kind == tapi::KeyRow::Kind::duration) {
    fmt::print("  a length from {} to {}\n", scenarios::duration_text(row->least), scenarios::duration_text(row->most));
  }
  if (!row->cannot.empty()) fmt::print("  our own switch and façade cannot behave as: {}\n", row->cannot);
  if (!row->later.empty()) fmt::print("  not yet    {}\n", row->later);
  return true;
}

bool explain_method(const std::string& word) {
  const tapi::MethodRow* row = tapi::find_method(word);
  if (!row) return false;
  fmt::print("{}  {}{}\n", row->word.empty() ? row->name : row->word, "ITAgentSession::", row->name);
  if (!row->unit.empty()) fmt::print("  unit       {}\n", row->unit);
  return true;
}

int explain(const std::string& word, const std::string& suite) {
  // A word may be several things: wrap_up is a key and a state.
  bool known = false;
  for (const auto explain : {explain_requirement, explain_defect, explain_code, explain_hresult, explain_reading,
                             explain_method, explain_language}) {
    known = explain(word) || known;
  }
  if (known) return exit_ok;
  if (!suite.empty()) {
    if (const auto folder = suite_folder(suite); !folder) {
      complain("explain", folder.error());
      return exit_usage;
    }
  }
  if (const auto explained = explain_scenarios(word, suite)) return *explained;
  complain("explain",
           "knows no '" + word +
               "'; it explains requirement ids (AS-016, WIRE-1), scenario ids, lint codes (S104), error codes "
               "(TAPI_E_TIMEOUT, 0x80040044), readings (rounding), verbs, keys, figures, states and further words of "
               "scenarios (transfer, ring_limit, call_time, busy) and planted defects");
  return exit_usage;
}

}  // namespace

Chosen add_explain(CLI::App& program) {
  struct Options {
    std::string word;
    std::string suite;
  };
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("explain", "Say what an id, a code or a word means");
  command
      ->add_option("WORD", options->word,
                   "AS-016, a scenario id, S104, TAPI_E_TIMEOUT, rounding, a word of scenarios, a defect")
      ->required();
  command->add_option("--suite", options->suite, "Folder of the suite; default: scenarios/ here or above");
  return [options] { return explain(options->word, options->suite); };
}

}  // namespace acdloop::cli
