// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "conformance/cli/coverage_report.hpp"

namespace acdloop::cli {
namespace {

template <class Names>
std::string joined(const Names& names) {
  std::string text;
  for (const auto& name : names) text += (text.empty() ? "" : ", ") + std::string{name};
  return text;
}

std::string count_of(std::size_t count, std::string_view thing) {
  return fmt::format("{} {}{}", count, thing, count == 1 ? "" : "s");
}

std::string line_of(const UnitCoverage& row, bool played) {
  const std::size_t scenarios = played ? row.judged_by.size() : row.claimed_by.size();
  std::string planted;
  for (const Plant* plant : row.planted) {
    planted += fmt::format("{}{}", planted.empty() ? "" : ", ", plant->id);
    if (played) planted += fmt::format(" ({})", plant->caught_by.size());
  }
  std::string text = fmt::format("{:<8} {:<6} {:<12} {:<14}", row.unit->id(), to_string(row.unit->strength()),
                                 row.judged_by.empty() ? "-" : to_string(row.verdict),
                                 scenarios ? count_of(scenarios, "scenario") : "-");
  if (row.gap == Gap::none || (row.gap == Gap::not_failed_yet && !planted.empty())) {
    text += " " + planted;
  } else {
    text += fmt::format(" {}{}", to_string(row.gap), row.why.empty() ? "" : ": " + row.why);
  }
  return text + "\n";
}

class Text {
 public:
  explicit Text(const CoverageTable& table) : table_(table) {}

  std::string make() && {
    requirements();
    parts();
    scenarios();
    plants();
    unobserved();
    missing();
    summary();
    return std::move(text_);
  }

 private:
  void title(std::string_view words) { text_ += fmt::format("\n== {}\n", words); }

  void requirements() {
    text_ += table_.played
                 ? "== requirement, strength, last verdict, judged by, seen to fail on (in so many scenarios)\n"
                 : "== requirement, strength, claimed by, planted defects; nothing was played\n";
    for (const UnitCoverage& row : table_.units) text_ += line_of(row, table_.played);
  }

  void parts() {
    title("requirements in parts, each judged by itself");
    for (const catalogue::Requirement& row : catalogue::rows()) {
      std::string names;
      for (const catalogue::Part& part : row.parts) {
        names += fmt::format("{}{} {}", names.empty() ? "" : "; ", part.id.back(), part.name);
      }
      if (!names.empty()) text_ += fmt::format("{}  {}\n", row.id, names);
    }
    if (table_.checks_without_part.empty()) return;
    title("checks that name no part of them, and so prove nothing");
    for (const auto& [id, scenarios] : table_.checks_without_part)
      text_ += fmt::format("{}  {}\n", id, joined(scenarios));
  }

  void scenarios() {
    if (!table_.played) return;
    title("scenario, requirements judged, planted defects caught, caught by nobody else");
    std::size_t width = 0;
    for (const ScenarioCoverage& row : table_.scenarios) width = std::max(width, row.id.size());
    for (const ScenarioCoverage& row : table_.scenarios) {
      text_ += fmt::format("{:<{}}  {:>3}  {:>3}  {}\n", row.id, width, row.judges.size(), row.catches.size(),
                           joined(row.catches_alone));
    }
    list("scenarios that catch nothing",
         [](const ScenarioCoverage& row) { return row.catches.empty() ? row.id : std::string{}; });
    list("claimed under covers: and never judged", [](const ScenarioCoverage& row) {
      return row.claims_in_vain.empty() ? std::string{} : row.id + "  " + joined(row.claims_in_vain);
    });
  }

  template <class Line>
  void list(std::string_view words, Line line) {
    std::string lines;
    for (const ScenarioCoverage& row : table_.scenarios) {
      if (const std::string one = line(row); !one.empty()) lines += one + "\n";
    }
    if (lines.empty()) return;
    title(words);
    text_ += lines;
  }

  void plants() {
    if (!table_.plants_without_requirement.empty()) {
      title("planted defects that name no requirement, or a requirement in parts");
      for (const Plant* plant : table_.plants_without_requirement) {
        text_ += fmt::format("{}  {}\n", plant->id, plant->requirement);
      }
    }
    if (table_.unsound_plants.empty()) return;
    title("planted defects that the suite does not catch");
    for (const Plant* plant : table_.unsound_plants) {
      text_ += fmt::format("{}  {}  {}\n", plant->id, plant->requirement, plant->result);
    }
  }

  void unobserved() {
    std::string lines;
    for (const UnitCoverage& row : table_.units) {
      if (row.gap == Gap::not_observed || row.gap == Gap::no_wire) {
        lines += fmt::format("{:<8} {}: {}\n", row.unit->id(), to_string(row.gap), row.why);
      } else if (!row.unit->unseen().empty()) {
        lines += fmt::format("{:<8} observed but for {}\n", row.unit->id(), row.unit->unseen());
      }
    }
    if (lines.empty()) return;
    title("not observed, and why");
    text_ += lines;
  }

  void missing() {
    const auto rows = table_.missing();
    if (rows.empty()) return;
    title(table_.played ? "missing: demanded, observable, and never seen to fail on a planted defect"
                        : "missing: demanded, observable, and without a scenario or a planted defect that claims it");
    for (const UnitCoverage* row : rows) {
      if (row->gap == Gap::not_failed_yet) continue;
      const std::string_view part = row->unit->name();
      text_ +=
          fmt::format("{:<8} {:<6} {}: {}{}\n", row->unit->id(), to_string(row->unit->strength()), to_string(row->gap),
                      row->unit->row->sentence, part.empty() ? "" : fmt::format(" ({})", part));
    }
  }

  void summary() {
    std::size_t demanded = 0;
    std::size_t proved = 0;
    std::size_t judged = 0;
    for (const UnitCoverage& row : table_.units) {
      demanded += row.counts ? 1 : 0;
      judged += row.counts && !row.judged_by.empty() ? 1 : 0;
      proved += row.counts && row.gap == Gap::none ? 1 : 0;
    }
    if (!table_.played) {
      text_ += fmt::format("\nNothing was played: {} scenarios and {} planted defects claim what stands above.\n",
                           table_.scenarios.size(), table_.plants.size());
      return;
    }
    text_ += fmt::format(
        "\n{} of {} demands that can be observed are judged, {} were seen to fail on a defect planted for them{}.\n",
        judged, demanded, proved, table_.complete() ? "" : "; see above for what is missing");
  }

  const CoverageTable& table_;
  std::string text_;
};

}  // namespace

std::string coverage_text(const CoverageTable& table) { return Text(table).make(); }

}  // namespace acdloop::cli
