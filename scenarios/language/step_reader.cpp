// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/language/readers.hpp"
#include "scenarios/language/references.hpp"
#include "scenarios/language/text_places.hpp"

namespace acdloop::scenarios {
namespace {

std::vector<std::string> verb_words() {
  std::vector<std::string> words;
  for (const VerbRow& row : verbs()) words.emplace_back(row.verb);
  return words;
}

// The one entry of a step's map; nothing if it is none.
const Entry* verb_entry(const Node& step, Context& context) {
  if (step.kind == Node::Kind::rejected) return nullptr;
  if (step.kind == Node::Kind::scalar && find_verb(step.text) != nullptr) {
    context.fault("S108", step, fmt::format("{} says nothing further", step.text), "a step is one verb with its keys",
                  fmt::format("write `- {}: {{ … }}`", step.text));
    return nullptr;
  }
  if (step.kind != Node::Kind::map) {
    context.fault("S108", step, "this is no step", "a step is one verb with its keys", "write `- verb: { … }`");
    return nullptr;
  }
  if (step.entries.size() == 1) return &step.entries.front();
  if (step.entries.size() > 1) {
    const Node& second = step.entries[1].key;
    context.fault(
        "S108", second, "a second key in one step", "a step is one verb; its keys stand in the braces behind it",
        find_verb(second.text) != nullptr ? "begin a new line with `- `" : "check the braces and the indentation");
  }
  return nullptr;
}

// `wait: 30s` as `wait: { for: 30s }`.
Node long_form(const VerbRow& verb, const Entry& entry) {
  Node map;
  map.kind = Node::Kind::map;
  map.mark = entry.value.mark;
  map.length = entry.value.length;
  Node key = entry.key;
  key.text = verb.short_key;
  map.entries.push_back({std::move(key), entry.value});
  return map;
}

void read_step(const Node& node, const Cast& cast, Context& context, std::vector<Step>& steps) {
  const Entry* entry = verb_entry(node, context);
  if (entry == nullptr) return;
  const VerbRow* verb = find_verb(entry->key.text);
  if (verb == nullptr) {
    const auto words = verb_words();
    context.fault("S107", entry->key, fmt::format("unknown verb \"{}\"", shown(entry->key.text)),
                  "a step is one of the verbs of the language", suggestion(entry->key.text, words));
    return;
  }
  if (entry->value.kind == Node::Kind::rejected) return;
  const bool is_short = entry->value.kind == Node::Kind::scalar && !verb->short_key.empty();
  if (!is_short && entry->value.kind != Node::Kind::map) {
    const Node& at = entry->value.kind == Node::Kind::null ? entry->key : entry->value;
    context.fault("S105", at, fmt::format("{} needs a map of keys", verb->verb),
                  fmt::format("{} says more in its keys", verb->verb),
                  verb->short_key.empty()
                      ? fmt::format("write `- {}: {{ … }}`", verb->verb)
                      : fmt::format("write `- {}: {}`", verb->verb, verb->verb == "wait" ? "30s" : "+1h"));
    return;
  }
  // Missing keys are missed at the verb: the map of a step may begin lines below it.
  Node map = is_short ? long_form(*verb, *entry) : entry->value;
  map.mark = entry->key.mark;
  map.length = entry->key.length;
  const Fields fields(verb->verb, map, context);
  Step step = read_verb(verb->verb, fields, cast, context);
  step.mark = entry->key.mark;
  steps.push_back(std::move(step));
}

void find_label(const Node& step, Labels& labels) {
  if (step.kind != Node::Kind::map || step.entries.size() != 1) return;
  const auto& [verb, value] = step.entries.front();
  for (const KeyRow& row : keys_of(verb.text)) {
    if (row.key != "as") continue;
    const LabelKind kind = label_kind(row.type);
    for (const Entry& entry : value.entries) {
      if (entry.key.text == "as") labels.emplace(entry.value.text, Label{kind, entry.value.mark});
    }
  }
}

}  // namespace

Labels find_labels(const Node& steps) {
  Labels labels;
  for (const Node& step : steps.items) find_label(step, labels);
  return labels;
}

std::vector<Step> read_steps(const Node& node, const Cast& cast, Context& context) {
  std::vector<Step> steps;
  if (node.items.empty()) context.fault("S118", node, "no step", "nothing would happen", "write `- verb: { … }`");
  if (node.items.size() > most_steps) {
    context.fault("S112", node, fmt::format("more than {} steps", most_steps), "none of them is read",
                  "split the story");
    return steps;
  }
  context.names.all_labels = find_labels(node);
  for (const Node& item : node.items) read_step(item, cast, context, steps);
  return steps;
}

}  // namespace acdloop::scenarios
