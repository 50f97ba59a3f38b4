// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/schema_values.hpp"

#include <limits>
#include <set>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/cause.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/cti/request.hpp"
#include "scenarios/language/scenario.hpp"
#include "scenarios/language/subjects.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

using Json = nlohmann::ordered_json;

constexpr const char* duration_pattern = R"(^[0-9]+(\.[0-9]+)?(ms|s|m|h)$)";
constexpr const char* some_time_pattern = R"(^(?=.*[1-9])[0-9]+(\.[0-9]+)?(ms|s|m|h)$)";

constexpr const char* spread_pattern =
    R"(^((exponential )?[0-9]+(\.[0-9]+)?(ms|s|m|h)|uniform [0-9]+(\.[0-9]+)?(ms|s|m|h)\.\.[0-9]+(\.[0-9]+)?(ms|s|m|h))$)";

Json matching(const char* pattern) { return {{"type", "string"}, {"pattern", pattern}}; }

Json integer(std::int64_t least, std::int64_t most) {
  return {{"type", "integer"}, {"minimum", least}, {"maximum", most}};
}

Json words(const std::vector<std::string>& words) { return {{"enum", words}}; }

Json list_of(Json items, bool may_be_empty) {
  Json list = {{"type", "array"}, {"items", std::move(items)}, {"uniqueItems", true}};
  if (!may_be_empty) list["minItems"] = 1;
  return list;
}

Json dialled() {
  Json number = matching("^[0-9*#]+$");
  number["maxLength"] = longest_number;
  return number;
}

Json any_of(Json one, Json other) { return {{"anyOf", {std::move(one), std::move(other)}}}; }

// The words of an enumeration that counts from zero.
template <class Enum>
Json all_words(int first, int count) {
  std::vector<std::string> all;
  for (int number = first; number < count; ++number) all.emplace_back(to_string(static_cast<Enum>(number)));
  return words(all);
}

Json requirement(const Vocabulary& vocabulary) {
  if (vocabulary.any_requirement) return {{"type", "string"}};
  return words({vocabulary.requirements.begin(), vocabulary.requirements.end()});
}

Json event_kinds() {
  std::vector<std::string> kinds;
  for (const FilterWord& row : filter_words()) kinds.emplace_back(row.word);
  Json list = {{"type", "array"}, {"items", words(kinds)}, {"minItems", 1}};
  return any_of({{"const", "none"}}, std::move(list));
}

Json error_names(const Vocabulary& vocabulary) {
  std::vector<std::string> names(vocabulary.errors.begin(), vocabulary.errors.end());
  std::erase(names, "S_OK");
  return words(names);
}

Json any_figure(const Vocabulary& vocabulary) {
  std::set<std::string, std::less<>> all = {"every"};
  for (const auto& [word, kind] : vocabulary.figures) all.insert(word);
  for (const Subject subject : {Subject::agent, Subject::queue, Subject::group}) {
    for (const SubjectFigure& row : figures_of(subject)) all.emplace(row.word);
  }
  return words({all.begin(), all.end()});
}

Json states() {
  std::vector<std::string> all;
  for (const std::string_view word : state_words()) all.emplace_back(word);
  return words(all);
}

Json title() {
  Json line = matching(R"(^[^\n]*[^ \n][^\n]*$)");
  line["maxLength"] = longest_title;
  return line;
}

Json single_value() {
  return any_of({{"type", {"number", "boolean"}}}, {{"type", "string"}, {"not", variable_schema()}});
}

}  // namespace

Json variable_schema() { return matching(R"(^\$[a-z][a-z0-9_-]*$)"); }

Json name_schema() {
  Json name = matching("^[a-z][a-z0-9_-]*$");
  name["maxLength"] = cti::max_id_length;
  return name;
}

Json figure_schema(FigureKind kind) {
  return kind == FigureKind::time ? matching(duration_pattern) : integer(0, std::numeric_limits<std::int32_t>::max());
}

Json value_schema(const KeyRow& row, const Vocabulary& vocabulary) {
  using Number = std::numeric_limits<std::int32_t>;
  using enum ValueType;
  switch (row.type) {
    case text:
      return title();
    case scenario_id:
      return matching(R"(^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)+$)");
    case requirements:
      return list_of(requirement(vocabulary), !row.required);
    case capabilities:
      return list_of(all_words<cti::Capability>(0, cti::capability_count), !row.required);
    case boolean:
      return {{"type", "boolean"}};
    case digits:
      return dialled();
    case pin:
      return any_of(dialled(), {{"type", "null"}});
    case duration:
      return matching(may_be_zero(row.owner, row.key) ? duration_pattern : some_time_pattern);
    case wrap_up:
      return any_of(words({"manual", "none"}), matching(some_time_pattern));
    case shift:
      return matching(R"(^[+-](?=.*[1-9])[0-9]+(\.[0-9]+)?(ms|s|m|h)$)");
    case date_time:
      return matching("^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$");
    case zone_rule:
      return matching("^[A-Za-z<][^ ]*[0-9]");
    case groups:
    case sessions:
      return list_of(name_schema(), true);
    case any_number:
    case desk_or_number:
      return any_of(name_schema(), dialled());
    case agent:
    case group:
    case destination:
    case session:
    case call:
    case answer:
    case old_listener:
    case new_session:
    case new_call:
    case new_answer:
    case listener:
    case new_traffic:
    case traffic:
      return name_schema();
    case rate:
      return matching("^[1-9][0-9]* per (second|minute|hour)$");
    case arrivals:
      return words({"poisson", "fixed"});
    case spread:
      return matching(spread_pattern);
    case state:
      return states();
    case whole_number:
      return integer(Number::min(), Number::max());
    case count:
      return integer(1, most_at_once);
    case priority:
      return integer(best_priority, last_priority);
    case filter:
      return event_kinds();
    case refusal_cause:
      return all_words<cti::RefusalCause>(1, cti::refusal_cause_count);
    case figure:
      return any_figure(vocabulary);
    case error_name:
      return error_names(vocabulary);
    case line_act:
      return all_words<LineAct>(0, static_cast<int>(LineAct::update) + 1);
    case request_kind:
      return all_words<cti::RequestKind>(0, cti::request_kind_count);
    case word_never:
      return {{"const", "never"}};
    case word_all:
      return {{"const", "all"}};
    case values:
      return {{"type", "object"}, {"propertyNames", name_schema()}, {"additionalProperties", single_value()}};
    case value_lists:
      return {{"type", "object"},
              {"propertyNames", name_schema()},
              {"additionalProperties", list_of(single_value(), false)}};
    case map:
    case named_maps:
    case steps:
    case overflow:
      break;  // schema.cpp
  }
  return {};
}

}  // namespace acdloop::scenarios
