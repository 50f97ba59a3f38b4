// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/schema.hpp"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/request.hpp"
#include "scenarios/language/grammar.hpp"
#include "scenarios/language/schema_values.hpp"
#include "scenarios/language/subjects.hpp"

namespace acdloop::scenarios {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view cast_maps[] = {"scenario", "fragment", "cast", "clock", "group", "overflow", "agent"};

Json required_any(const std::vector<std::string>& keys) {
  Json any = Json::array();
  for (const std::string& key : keys) any.push_back({{"required", {key}}});
  return {{"anyOf", std::move(any)}};
}

template <class Keys>
std::vector<std::string> names_of(const Keys& keys) {
  std::vector<std::string> names;
  for (const std::string_view key : keys) {
    if (!key.empty()) names.emplace_back(key);
  }
  return names;
}

class Schema {
 public:
  explicit Schema(const Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  Json document() {
    Json schema = {{"$schema", "http://json-schema.org/draft-07/schema#"},
                   {"title", "A scenario of acdloop"},
                   {"if", {{"required", {"fragment"}}}},
                   {"then", {{"$ref", "#/definitions/fragment"}}},
                   {"else", {{"$ref", "#/definitions/scenario"}}}};
    Json& definitions = schema["definitions"];
    for (const std::string_view owner : cast_maps) definitions[std::string{owner}] = map_of(owner);
    definitions["step"] = step();
    for (const VerbRow& verb : verbs()) definitions[std::string{verb.verb}] = verb_value(verb);
    return schema;
  }

 private:
  Json map_of(std::string_view owner) {
    Json map = {{"type", "object"}, {"additionalProperties", false}};
    Json required = Json::array();
    Json& properties = map["properties"];
    properties = Json::object();
    for (const KeyRow& row : keys_of(owner)) {
      properties[std::string{row.key}] = value_of(row);
      if (row.required && !may_be_included(row)) required.push_back(row.key);
    }
    if (!required.empty()) map["required"] = std::move(required);
    if (owner == "scenario") map["allOf"].push_back(complete_without_include());
    add_choices(owner, map);
    add_companions(owner, map);
    add_words(owner, map);
    return map;
  }

  // What a scenario cannot do without, but an included file can give.
  static bool may_be_included(const KeyRow& row) {
    return row.owner == "cast" || (row.owner == "scenario" && (row.key == "cast" || row.key == "steps"));
  }

  static Json complete_without_include() {
    Json cast = {{"required", Json::array()}};
    for (const KeyRow& row : keys_of("cast")) {
      if (row.required) cast["required"].push_back(row.key);
    }
    return {{"if", {{"not", {{"required", {"include"}}}}}},
            {"then", {{"required", {"cast", "steps"}}, {"properties", {{"cast", std::move(cast)}}}}}};
  }

  Json value_of(const KeyRow& row) const {
    Json value;
    if (row.type == ValueType::map) {
      value["$ref"] = "#/definitions/" + std::string{row.key};
    } else if (row.type == ValueType::overflow) {
      value["$ref"] = "#/definitions/overflow";
    } else if (row.type == ValueType::steps) {
      value = {
          {"type", "array"}, {"minItems", 1}, {"maxItems", most_steps}, {"items", {{"$ref", "#/definitions/step"}}}};
    } else if (row.type == ValueType::named_maps) {
      value = {
          {"type", "object"},
          {"minProperties", 1},
          {"maxProperties", most_members},
          {"propertyNames", name_schema()},
          {"additionalProperties", {{"$ref", row.key == "groups" ? "#/definitions/group" : "#/definitions/agent"}}}};
    } else {
      value = value_schema(row, vocabulary_);
      if (row.owner != "scenario" && row.owner != "fragment")
        value = {{"anyOf", {std::move(value), variable_schema()}}};
    }
    const std::string help = std::string{row.help} + " Written as " + std::string{described(row.type)} + ".";
    // Draft 7 reads nothing that stands beside a $ref.
    if (value.contains("$ref")) return {{"allOf", {std::move(value)}}, {"description", help}};
    value["description"] = help;
    return value;
  }

  static void add_choices(std::string_view owner, Json& map) {
    for (const ChoiceRow& row : choices()) {
      if (row.owner != owner) continue;
      const auto names = names_of(row.keys);
      if (row.required) map["allOf"].push_back(required_any(names));
      for (std::size_t first = 0; first < names.size(); ++first) {
        for (std::size_t second = first + 1; second < names.size(); ++second) {
          map["allOf"].push_back({{"not", {{"required", {names[first], names[second]}}}}});
        }
      }
    }
  }

  static void add_companions(std::string_view owner, Json& map) {
    for (const CompanionRow& row : companions()) {
      if (row.owner == owner) map["dependencies"][std::string{row.key}] = required_any(names_of(row.beside));
    }
  }

  static void add_words(std::string_view owner, Json& map) {
    for (const WordRow& row : word_needs()) {
      if (row.owner != owner) continue;
      const auto names = names_of(row.needs);
      const Json is_word = {{"properties", {{row.key, {{"const", row.word}}}}}, {"required", {row.key}}};
      map["allOf"].push_back({{"if", is_word}, {"then", row.any ? required_any(names) : Json{{"required", names}}}});
    }
  }

  // Figures belong to the object that the step names.
  std::vector<std::string> figure_words(Subject subject) const {
    std::vector<std::string> words;
    for (const SubjectFigure& row : figures_of(subject)) words.emplace_back(row.word);
    if (subject != Subject::session) return words;
    for (const auto& [word, kind] : vocabulary_.figures) words.push_back(word);
    return words;
  }

  FigureKind kind_of(Subject subject, const std::string& word) const {
    if (subject != Subject::session) return find_figure(subject, word)->kind;
    return vocabulary_.figures.find(word)->second;
  }

  void add_figure_keys(Json& map) const {
    std::map<std::string, std::vector<std::string>> owners;
    for (const Subject subject : {Subject::session, Subject::agent, Subject::queue}) {
      for (const std::string& word : figure_words(subject)) {
        const FigureKind kind = kind_of(subject, word);
        if (kind == FigureKind::other) continue;
        owners[word].emplace_back(to_string(subject));
        map["properties"][word] = {{"anyOf", {figure_schema(kind), variable_schema()}}};
      }
    }
    std::vector<std::string> says_something = {"answer", "state", "figures", "sessions"};
    for (const auto& [word, subjects] : owners) {
      map["dependencies"][word] = required_any(subjects);
      says_something.push_back(word);
    }
    map["allOf"].push_back(required_any(says_something));
  }

  void add_figures_asked(Json& map) const {
    for (const Subject subject : {Subject::session, Subject::agent, Subject::queue, Subject::group}) {
      auto words = figure_words(subject);
      words.emplace_back("every");
      const Json word = {{"anyOf", {{{"enum", words}}, variable_schema()}}};
      const Json asked = {{"properties", {{"figure", word}}}};
      map["allOf"].push_back({{"if", {{"required", {to_string(subject)}}}}, {"then", asked}});
    }
  }

  Json verb_value(const VerbRow& verb) {
    Json map = map_of(verb.verb);
    if (verb.takes_figures) add_figure_keys(map);
    if (std::ranges::any_of(keys_of(verb.verb), [](const KeyRow& row) { return row.type == ValueType::figure; })) {
      add_figures_asked(map);
    }
    if (verb.short_key.empty()) return map;
    const auto rows = keys_of(verb.verb);
    const auto row = std::ranges::find(rows, verb.short_key, &KeyRow::key);
    // The short form is the map with this one key; a word that needs more does not stand alone.
    Json alone = value_of(*row);
    Json needy = Json::array();
    for (const WordRow& word : word_needs()) {
      if (word.owner == verb.verb && word.key == verb.short_key) needy.push_back(word.word);
    }
    if (!needy.empty()) alone = {{"allOf", {alone, {{"not", {{"enum", needy}}}}}}};
    return {{"if", {{"type", "object"}}}, {"then", std::move(map)}, {"else", std::move(alone)}};
  }

  static Json step() {
    Json properties = Json::object();
    for (const VerbRow& verb : verbs()) {
      const Json reference = {{"$ref", "#/definitions/" + std::string{verb.verb}}};
      properties[std::string{verb.verb}] = {{"allOf", {reference}}, {"description", verb.help}};
    }
    return {{"type", "object"},
            {"minProperties", 1},
            {"maxProperties", 1},
            {"additionalProperties", false},
            {"properties", std::move(properties)}};
  }

  const Vocabulary& vocabulary_;
};

}  // namespace

std::string schema_text(const Vocabulary& vocabulary) { return Schema(vocabulary).document().dump(2) + "\n"; }

}  // namespace acdloop::scenarios
