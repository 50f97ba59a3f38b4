// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/fields.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "scenarios/language/subjects.hpp"
#include "scenarios/language/text_places.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {

namespace {

// A sentence of the grammar as it stands beside a caret.
std::string phrase(std::string_view sentence) {
  std::string text(sentence);
  if (text.ends_with('.')) text.pop_back();
  if (!text.empty()) text[0] = static_cast<char>(text[0] | 0x20);
  return text;
}

}  // namespace

Fields::Fields(std::string_view owner, const Node& node, Context& context) : owner_(owner), node_(node) {
  const VerbRow* verb = find_verb(owner);
  for (const Entry& entry : node.entries) {
    if (context.is_full()) return;
    read(entry, verb != nullptr && verb->takes_figures, context);
  }
  check_required(context);
  check_words(context);
  // Beside whom the others could stand shows only then.
  if (check_choices(context)) check_companions(context);
}

const Node& Fields::at(std::string_view key) const {
  const auto found = at_.find(key);
  return found == at_.end() ? node_ : found->second->value;
}

const Node& Fields::key_at(std::string_view key) const {
  const auto found = at_.find(key);
  return found == at_.end() ? node_ : found->second->key;
}

void Fields::read(const Entry& entry, bool takes_figures, Context& context) {
  const std::string& key = entry.key.text;
  const auto rows = keys_of(owner_);
  const auto row = std::ranges::find(rows, key, &KeyRow::key);
  if (row != rows.end()) {
    at_.emplace(key, &entry);
    if (auto value = convert(*row, entry.value, context)) values_.emplace(key, std::move(*value));
    return;
  }
  const bool is_figure =
      context.vocabulary.figures.contains(key) || find_figure(Subject::agent, key) || find_figure(Subject::queue, key);
  if (takes_figures && is_figure) {
    figures_.push_back(&entry);
    return;
  }
  std::vector<std::string> candidates;
  for (const KeyRow& known : rows) candidates.emplace_back(known.key);
  const std::string listed = fmt::format("{}", fmt::join(candidates, ", "));
  if (takes_figures) {
    for (const auto& [word, kind] : context.vocabulary.figures) {
      if (kind != FigureKind::other) candidates.push_back(word);
    }
  }
  const auto nearest = nearest_word(key, candidates);
  if (nearest) meant_.insert(*nearest);
  context.fault("S101", entry.key, fmt::format("unknown key \"{}\" in {}", shown(key), owner_),
                fmt::format("{} knows {}{}", owner_, listed, takes_figures ? " and the words of figures" : ""),
                nearest ? fmt::format("did you mean {}?", *nearest) : "remove it");
}

void Fields::check_required(Context& context) const {
  for (const KeyRow& row : keys_of(owner_)) {
    if (!row.required || has_or_meant(row.key)) continue;
    context.fault("S103", node_, fmt::format("{} has no {}", owner_, row.key), phrase(row.help),
                  fmt::format("add {}:, {}", row.key, described(row.type)));
  }
}

bool Fields::check_choices(Context& context) const {
  bool complete = true;
  for (const ChoiceRow& choice : choices()) {
    if (choice.owner != owner_) continue;
    std::vector<std::string_view> names;
    std::vector<std::string_view> given;
    bool meant = false;
    for (std::string_view key : choice.keys) {
      if (key.empty()) continue;
      names.push_back(key);
      if (has(key)) given.push_back(key);
      meant = meant || meant_.contains(key);
    }
    if (given.empty() && choice.required) complete = false;
    if (given.empty() && choice.required && !meant) {
      context.fault("S109", node_, fmt::format("{} needs {}", owner_, fmt::join(names, " or ")), phrase(choice.help),
                    "write one of them");
    } else if (given.size() > 1) {
      context.fault("S109", key_at(given[1]), fmt::format("{} cannot have both {}", owner_, fmt::join(given, " and ")),
                    phrase(choice.help), "remove one of them");
    }
  }
  return complete;
}

void Fields::check_companions(Context& context) const {
  for (const CompanionRow& row : companions()) {
    if (row.owner != owner_ || !has(row.key)) continue;
    std::vector<std::string_view> names;
    for (const std::string_view key : row.beside) {
      if (!key.empty()) names.push_back(key);
    }
    if (std::ranges::any_of(names, [&](std::string_view key) { return has_or_meant(key); })) continue;
    const std::string beside = fmt::format("{}", fmt::join(names, " or "));
    context.fault("S109", key_at(row.key), fmt::format("{} stands only beside {}", row.key, beside), phrase(row.help),
                  fmt::format("remove {}:, or write it beside {}", row.key, beside));
  }
}

void Fields::check_words(Context& context) const {
  for (const WordRow& row : word_needs()) {
    if (row.owner != owner_ || get<std::string>(row.key) != row.word) continue;
    const bool any_given = std::ranges::any_of(row.needs, [&](std::string_view key) { return has_or_meant(key); });
    for (const std::string_view key : row.needs) {
      if (key.empty() || (row.any ? any_given : has_or_meant(key))) continue;
      context.fault("S103", node_, fmt::format("{} has no {}", owner_, key),
                    fmt::format("{}: {} needs it", row.key, row.word), fmt::format("write {}:", key));
      if (row.any) break;
    }
  }
}

}  // namespace acdloop::scenarios
