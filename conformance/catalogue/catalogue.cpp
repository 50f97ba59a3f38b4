// SPDX-License-Identifier: Apache-2.0
#include "conformance/catalogue/catalogue.hpp"

#include <algorithm>
#include <vector>

#include "conformance/catalogue/tables.hpp"

namespace acdloop::catalogue {
namespace {

constexpr std::size_t row_id_length = 6;  // "AS-016", "WIRE-1"; a part has a letter more

constexpr Topic topic_rows[] = {
    {"AS-001", "Calls"},
    {"AS-010", "Talk time"},
    {"AS-016", "Call time"},
    {"AS-023", "Wrap-up time"},
    {"AS-029", "Averages"},
    {"AS-034", "Time to answer"},
    {"AS-039", "Call rate"},
    {"AS-042", "Start and duration"},
    {"AS-048", "States"},
    {"AS-066", "Creation and identity"},
    {"AS-074", "Events"},
    {"AS-085", "Event filter"},
    {"AS-090", "Errors"},
    {"AS-097", "Timeout"},
    {"AS-108", "Proxy requests and structures"},
    {"AS-117", "Agents, groups and queues"},
    {"AS-126", "Lifetime"},
    {"WIRE-1", "The wire itself"},
};

}  // namespace

std::string_view to_string(Level level) {
  switch (level) {
    case Level::must:
      return "MUST";
    case Level::should:
      return "SHOULD";
    case Level::derived:
      return "derived";
  }
  return "?";
}

std::string_view to_string(Strength strength) {
  switch (strength) {
    case Strength::hard:
      return "hard";
    case Strength::soft:
      return "soft";
    case Strength::config:
      return "config";
  }
  return "?";
}

std::string_view to_string(Maker maker) {
  switch (maker) {
    case Maker::reports:
      return "switch, by what it reports";
    case Maker::session_figures:
      return "switch with session figures, else façade";
    case Maker::agent_figures:
      return "switch with agent figures, else façade";
    case Maker::queue_figures:
      return "switch with queue figures, else façade";
    case Maker::facade:
      return "façade";
    case Maker::line:
      return "façade, at its TAPI 2.2 boundary";
  }
  return "?";
}

std::string_view to_string(Observed observed) {
  switch (observed) {
    case Observed::api:
      return "at the API";
    case Observed::line:
      return "at the TAPI 2.2 boundary";
    case Observed::partly:
      return "at the API, in part";
    case Observed::no:
      return "no";
  }
  return "?";
}

std::span<const Requirement> rows() {
  static const std::vector<Requirement> all = [] {
    std::vector<Requirement> joined;
    for (const auto part : {figure_rows(), state_rows(), error_rows(), wire_rows()})
      joined.insert(joined.end(), part.begin(), part.end());
    return joined;
  }();
  return all;
}

const Requirement* find(std::string_view id) {
  const auto all = rows();
  const std::string_view wanted = id.substr(0, row_id_length);
  const auto row = std::lower_bound(all.begin(), all.end(), wanted,
                                    [](const Requirement& r, std::string_view key) { return r.id < key; });
  if (row == all.end() || row->id != wanted) return nullptr;
  const bool is_part = std::any_of(row->parts.begin(), row->parts.end(), [&](const Part& p) { return p.id == id; });
  return id == wanted || is_part ? &*row : nullptr;
}

std::span<const Unit> units() {
  static const std::vector<Unit> all = [] {
    std::vector<Unit> list;
    for (const Requirement& row : rows()) {
      if (row.parts.empty()) list.push_back({&row, nullptr});
      for (const Part& part : row.parts) list.push_back({&row, &part});
    }
    return list;
  }();
  return all;
}

const Unit* find_unit(std::string_view id) {
  const auto all = units();
  const auto unit = std::find_if(all.begin(), all.end(), [&](const Unit& one) { return one.id() == id; });
  return unit == all.end() ? nullptr : &*unit;
}

bool belongs_to(std::string_view id, std::string_view row_or_part) {
  return id == row_or_part || (row_or_part.size() == row_id_length && id.substr(0, row_id_length) == row_or_part);
}

std::span<const Topic> topics() { return topic_rows; }

std::string_view topic_of(std::string_view id) {
  std::string_view title;
  for (const Topic& topic : topic_rows) {
    if (topic.first <= id.substr(0, row_id_length)) title = topic.title;
  }
  return title;
}

}  // namespace acdloop::catalogue
