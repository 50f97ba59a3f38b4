// SPDX-License-Identifier: Apache-2.0
// Known failures: what a list of them says, and what it makes of the reports of a run. An entry is bound to one check,
// runs out on a day, and is wrong itself as soon as it excuses nothing. Used by `acdcheck run` and `acdcheck report`.
// Reads no file and no clock.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict/verdict.hpp"

namespace acdloop::known {

using Date = std::chrono::year_month_day;
// "2027-01-31", nothing for anything else.
std::optional<Date> date_of(std::string_view text);
std::string to_string(Date date);

// One check that is expected to fail (or, in the list `flaky:`, one that fails now and then).
struct Entry {
  std::string scenario;
  std::string requirement;
  int line = 0;          // of the step that asks, as failures print it; 0: no step asks
  std::string message;   // as failures print it, "*" stands for any text
  std::string protocol;  // empty: any
  std::string link;      // empty: any
  Date expires{};        // the last day on which it counts
  std::string reason;
  bool flaky = false;

  // In the file, counted from one.
  int first_line = 0;
  int last_line = 0;
  int line_at = 0;     // of the key `line`
  int message_at = 0;  // of the key `message`
};

struct List {
  std::string file;
  std::vector<Entry> entries;  // in the order of the file
};

// "*" stands for any text.
bool message_matches(std::string_view pattern, std::string_view text);

// An entry that excuses more checks of one report than this excuses nothing.
inline constexpr int most_excused = 20;

class Policy {
 public:
  // The list outlives this. `today` decides what has expired.
  Policy(const List& list, Date today);

  // Once for each report of the run, in selection order. A failure of which every failed check is known becomes xfail,
  // one of which every failed check is listed as flaky becomes flaky, a pass that should have failed becomes xpass.
  void apply(verdict::ScenarioReport& report);

  // What is wrong with the list itself, each with the lines to delete or to change; empty when nothing is. Not empty
  // ends a run with 1.
  std::vector<std::string> findings() const;

 private:
  // Index of the entry that speaks of a failed check.
  std::optional<std::size_t> entry_for(const verdict::Check& check, std::span<const std::size_t> candidates) const;
  bool expired(const Entry& entry) const;
  void find(std::size_t entry, std::string text);
  std::string repair(const Entry& entry, const verdict::ScenarioReport& report,
                     const std::vector<const verdict::Check*>& unexcused) const;

  const List& list_;
  Date today_;
  struct Finding {
    std::size_t entry;
    std::string text;
  };
  std::vector<Finding> found_;
};

}  // namespace acdloop::known
