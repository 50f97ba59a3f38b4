// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "conformance/cli/explain.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/registry/registry.hpp"
#include "scenarios/language/grammar.hpp"
#include "scenarios/language/sentences.hpp"
#include "scenarios/language/subjects.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::cli {
namespace {

using namespace scenarios;

constexpr std::string_view kinds[] = {"done through the API under test", "done by people at their phones",
                                      "breaks something on purpose", "judges"};

void print_key(std::string_view name, const KeyRow& row) {
  fmt::print("    {:<18}{}{}\n    {:<18}{}\n", name, described(row.type), row.required ? ", required" : "", "",
             row.help);
}

bool explain_verb(const std::string& word) {
  const VerbRow* verb = find_verb(word);
  if (verb == nullptr) return false;
  fmt::print("{}  a verb: {}\n  kind       {}\n  keys\n", verb->verb, verb->help,
             kinds[static_cast<std::size_t>(verb->kind)]);
  for (const KeyRow& row : keys_of(verb->verb)) print_key(row.key, row);
  if (verb->takes_figures)
    fmt::print("    {:<18}a duration or a number: the words of figures are keys too\n", "FIGURE");
  for (const ChoiceRow& choice : choices()) {
    if (choice.owner != verb->verb) continue;
    std::vector<std::string_view> names;
    std::ranges::copy_if(choice.keys, std::back_inserter(names), [](std::string_view key) { return !key.empty(); });
    fmt::print("  {} one of {}: {}\n", choice.required ? "exactly" : "at most", fmt::join(names, ", "), choice.help);
  }
  if (!verb->short_key.empty()) {
    fmt::print("  short form `{0}: VALUE` for `{0}: {{ {1}: VALUE }}`\n", verb->verb, verb->short_key);
  }
  return true;
}

bool explain_key(const std::string& word) {
  bool found = false;
  for (const KeyRow& row : keys()) {
    if (row.key != word) continue;
    if (!found) fmt::print("{}  a key\n", word);
    found = true;
    print_key(fmt::format("{}", row.owner), row);
  }
  return found;
}

bool explain_state(const std::string& word) {
  const auto number = state_number(word);
  if (!number) return false;
  fmt::print("{}  a state of a session, number {}: {}\n", word, *number, state_meaning(*number));
  return true;
}

std::string_view written(FigureKind kind) {
  switch (kind) {
    case FigureKind::time:
      return "written as a duration";
    case FigureKind::count:
      return "written as a whole number";
    case FigureKind::other:
      break;
  }
  return "can be queried, not written";
}

bool explain_figure(const std::string& word) {
  bool found = false;
  for (const Subject subject : {Subject::agent, Subject::queue, Subject::group}) {
    const SubjectFigure* row = find_figure(subject, word);
    if (row == nullptr) continue;
    found = true;
    fmt::print("{}  a figure of a{} {}: {}\n", word, subject == Subject::agent ? "n" : "", to_string(subject),
               written(row->kind));
  }
  return found;
}

// Who can express it, and the reason of those who cannot: the reason of a skip.
bool explain_need(const std::string& word) {
  const auto need = cti::capability_from(word);
  if (!need) return false;
  fmt::print("{}  what a story may need of a wire\n", word);
  for (const cti::Protocol& wire : registry::protocols()) {
    const cti::CapabilityEntry& entry = wire.capabilities.of(*need);
    constexpr std::string_view supports[] = {"no", "inferred", "yes"};
    fmt::print("  {:<16} {}{}{}\n", wire.id, supports[static_cast<std::size_t>(entry.support)],
               entry.reason.empty() ? "" : ": ", entry.reason);
  }
  return true;
}

bool explain_request(const std::string& word) {
  if (!cti::request_kind_from(word)) return false;
  fmt::print("{}  a kind of request to the switch, for withhold: and refuse:\n", word);
  return true;
}

bool explain_cause(const std::string& word) {
  if (!cti::refusal_cause_from(word)) return false;
  fmt::print("{}  a cause a switch may refuse a request with, for refuse:\n", word);
  return true;
}

bool explain_event_kind(const std::string& word) {
  const auto rows = filter_words();
  const auto row = std::ranges::find(rows, std::string_view{word}, &FilterWord::word);
  if (row == rows.end()) return false;
  fmt::print("{}  a kind of TAPI events for the filter of listen:, bit 0x{:x}\n", word, row->bit);
  return true;
}

}  // namespace

bool explain_language(const std::string& word) {
  bool known = false;
  for (const auto explain : {explain_verb, explain_key, explain_state, explain_figure, explain_need, explain_request,
                             explain_cause, explain_event_kind}) {
    known = explain(word) || known;
  }
  return known;
}

}  // namespace acdloop::cli
