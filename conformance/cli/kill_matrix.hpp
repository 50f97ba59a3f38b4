// SPDX-License-Identifier: Apache-2.0
// Which planted defect is caught by which scenario, as a value: filled by mutation.hpp, told by `acdcheck mutate`,
// read by whoever asks what the suite proves. Plays nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "simulator/defects/defect.hpp"

namespace acdloop::cli {

enum class TrialResult : std::uint8_t {
  caught,            // a check of the defect's own requirement failed where it passes without the defect
  survived_rightly,  // it breaks nothing, and nothing changed
  uncaught,          // something changed, and no check of its own requirement failed
  no_difference,     // its event stream equals the healthy one: it plants nothing
  false_alarm,       // it breaks nothing, and a scenario failed
  broke,             // the worker process that tried it did not live to tell
};
std::string_view to_string(TrialResult result);  // "caught", "survived", "uncaught", …

// One scenario that caught a defect, with the first failing check of the defect's requirement.
struct Kill {
  std::string scenario;
  std::string protocol;
  std::string requirement;  // of the check: the defect's own, or the part of it that was judged
  std::string what;         // "TotalCallTime of s"
  std::string expected;
  std::string observed;
  int line = 0;  // of the step that asked, 0 = unasked
  friend bool operator==(const Kill&, const Kill&) = default;
};

struct DefectRow {
  std::string id;
  std::string sentence;
  std::string requirement;  // empty for the one that breaks nothing
  defects::Side side = defects::Side::switch_side;
  TrialResult result = TrialResult::uncaught;
  std::string reason;  // of a false alarm or a break
  std::vector<Kill> kills;
  // Wrong, or the suite's hole: anything but caught and survived_rightly.
  bool is_trouble() const { return result != TrialResult::caught && result != TrialResult::survived_rightly; }
  bool plants() const { return !requirement.empty(); }
};

struct ScenarioRow {
  std::string id;
  std::vector<std::string> catches;  // defects that it catches on any protocol
  std::vector<std::string> alone;    // those of them that no other scenario catches
};

struct Score {
  int planted = 0;
  int caught = 0;
  // Defects of one requirement that the same scenarios catch prove the same thing and count once here.
  int distinct = 0;
  int distinct_caught = 0;
};

struct KillMatrix {
  std::vector<DefectRow> defects;      // in the order tried
  std::vector<std::string> scenarios;  // ids in selection order, each once

  Score score() const;
  // The first defect of the same requirement that the same scenarios catch; empty for the first of them.
  std::string same_as(const DefectRow& row) const;
  // A row for every scenario, in selection order.
  std::vector<ScenarioRow> by_scenario() const;
  // Caught defects of this requirement exist.
  bool proves(std::string_view requirement) const;
  bool sound() const;
};

// One document; `digests` and versions are the caller's business. Ends with a newline.
std::string to_json(const KillMatrix& matrix);

}  // namespace acdloop::cli
