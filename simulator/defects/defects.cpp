// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <iterator>

#include "simulator/defects/families.hpp"

namespace acdloop::defects {
namespace {

std::vector<Defect> all_defects() {
  std::vector<Defect> all;
  all.push_back({.id = "none", .sentence = "Breaks nothing; whatever it is said to break is a mistake of the suite."});
  for (std::vector<Defect> family : {
           switch_defects(),  wire_defects(),    any_wire_defects(), system_oai_defects(), csta_xml_defects(),
           ged188_defects(),  facade_defects(),  figure_defects(),   statistics_defects(), start_defects(),
           state_defects(),   event_defects(),   answer_defects(),   filter_defects(),     link_defects(),
           refusal_defects(), reading_defects(), floor_defects(),    creation_defects(),   agent_defects(),
           queue_defects(),   line_defects(),
       }) {
    std::move(family.begin(), family.end(), std::back_inserter(all));
  }
  std::sort(all.begin(), all.end(), [](const Defect& a, const Defect& b) { return a.id < b.id; });
  return all;
}

}  // namespace

std::string_view to_string(Side side) {
  switch (side) {
    case Side::switch_side:
      return "switch";
    case Side::wire:
      return "wire";
    case Side::facade:
      return "façade";
  }
  return "?";
}

Defect afresh(const Defect& defect) {
  Defect planted = defect;
  if (planted.together) planted.together(planted);
  return planted;
}

std::span<const Defect> defects() {
  static const std::vector<Defect> all = all_defects();
  return all;
}

const Defect* find_defect(std::string_view id) {
  for (const Defect& defect : defects()) {
    if (defect.id == id) return &defect;
  }
  return nullptr;
}

}  // namespace acdloop::defects
