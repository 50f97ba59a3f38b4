// SPDX-License-Identifier: Apache-2.0
// Prints the reference tables of the scenario language as Markdown, from the rows that drive the loader. Run by
// ci/check-docs, which holds docs/scenario-language.md against it. Loads no scenario.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/request.hpp"
#include "scenarios/language/diagnostic.hpp"
#include "scenarios/language/grammar.hpp"
#include "scenarios/language/subjects.hpp"

namespace {

using namespace acdloop;

void print_keys(std::string_view owner) {
  fmt::print("| key | value | | |\n|---|---|---|---|\n");
  for (const scenarios::KeyRow& row : scenarios::keys_of(owner)) {
    fmt::print("| `{}` | {} | {} | {} |\n", row.key, scenarios::described(row.type), row.required ? "required" : "",
               row.help);
  }
  fmt::print("\n");
}

void print_choices(std::string_view verb) {
  for (const scenarios::ChoiceRow& row : scenarios::choices()) {
    if (row.owner != verb) continue;
    std::string keys;
    for (const std::string_view key : row.keys) {
      if (!key.empty()) keys += fmt::format("{}`{}`", keys.empty() ? "" : ", ", key);
    }
    fmt::print("{} one of {}. {}\n\n", row.required ? "Exactly" : "At most", keys, row.help);
  }
}

void print_verb(const scenarios::VerbRow& row) {
  fmt::print("### {}\n\n{}\n\n", row.verb, row.help);
  print_keys(row.verb);
  print_choices(row.verb);
  if (!row.short_key.empty()) {
    fmt::print("`{0}: VALUE` is short for `{0}: {{ {1}: VALUE }}`.\n\n", row.verb, row.short_key);
  }
  if (row.takes_figures) fmt::print("The words of figures are keys too: `calls: 1`, `talk_time: 30.2s`.\n\n");
}

// What the kinds of verbs are called for people, in the order of the enumeration.
constexpr std::string_view kinds[] = {"through the API under test", "people at their phones", "faults", "judgement"};

void print_verbs() {
  fmt::print("| verb | kind | |\n|---|---|---|\n");
  for (const scenarios::VerbRow& row : scenarios::verbs()) {
    fmt::print("| [`{0}`](#{0}) | {1} | {2} |\n", row.verb, kinds[static_cast<std::size_t>(row.kind)], row.help);
  }
  fmt::print("\n");
  for (const scenarios::VerbRow& row : scenarios::verbs()) print_verb(row);
}

void print_words() {
  fmt::print("### Kinds of requests for `withhold`\n\n");
  std::string words;
  for (int index = 0; index < cti::request_kind_count; ++index) {
    words += fmt::format("{}`{}`", index ? ", " : "", cti::to_string(static_cast<cti::RequestKind>(index)));
  }
  fmt::print("{}\n\n### Words for `needs`\n\n", words);
  words.clear();
  for (int index = 0; index < cti::capability_count; ++index) {
    words += fmt::format("{}`{}`", index ? ", " : "", cti::to_string(static_cast<cti::Capability>(index)));
  }
  fmt::print("{}\n\n", words);
}

void print_list(std::string_view title, const std::vector<std::string>& listed) {
  std::string words;
  for (const std::string& word : listed) words += fmt::format("{}`{}`", words.empty() ? "" : ", ", word);
  fmt::print("### {}\n\n{}\n\n", title, words);
}

void print_further_words() {
  std::vector<std::string> words;
  for (int index = 1; index < cti::refusal_cause_count; ++index) {
    words.emplace_back(cti::to_string(static_cast<cti::RefusalCause>(index)));
  }
  print_list("Causes for `refuse`", words);
  words.clear();
  for (const scenarios::FilterWord& row : scenarios::filter_words()) words.emplace_back(row.word);
  print_list("Words for the `filter` of `listen`", words);
  for (const auto subject : {scenarios::Subject::agent, scenarios::Subject::queue, scenarios::Subject::group}) {
    words.clear();
    for (const scenarios::SubjectFigure& row : scenarios::figures_of(subject)) words.emplace_back(row.word);
    print_list(fmt::format("Figures of {} {}", subject == scenarios::Subject::agent ? "an" : "a", to_string(subject)),
               words);
  }
}

void print_codes() {
  fmt::print("### Faults that `acdcheck lint` finds\n\n| code | fault | |\n|---|---|---|\n");
  for (const scenarios::CodeRow& row : scenarios::lint_codes()) {
    fmt::print("| {} | {} | {} |\n", row.code, row.title, row.explanation);
  }
}

}  // namespace

int main() {
  fmt::print("### The file\n\n");
  print_keys("scenario");
  fmt::print("### A fragment\n\n");
  print_keys("fragment");
  fmt::print("### cast\n\n");
  print_keys("cast");
  fmt::print("### A group\n\n");
  print_keys("group");
  fmt::print("### The overflow of a group\n\n");
  print_keys("overflow");
  fmt::print("### An agent\n\n");
  print_keys("agent");
  fmt::print("### clock\n\n");
  print_keys("clock");
  fmt::print("### Verbs\n\n");
  print_verbs();
  print_words();
  print_further_words();
  print_codes();
  return std::fflush(stdout) == 0 ? 0 : 1;
}
