// SPDX-License-Identifier: Apache-2.0
// Which answers to open questions a whole run agrees with, and where it contradicts itself. Used by runner and
// acdcheck. Knows questions and answers as words only.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/verdict/verdict.hpp"

namespace acdloop::verdict {

class ReadingLedger {
 public:
  // Two answers to one question. Told once a key; what comes later for it is not looked at.
  struct Contradiction {
    std::string key;
    std::vector<std::string> before;
    std::string before_from;  // the first that left only `before`, as `from` said
    std::vector<std::string> now;
  };
  // `from`: whose evidence it is, for people.
  std::optional<Contradiction> add(const std::string& key, const std::vector<std::string>& answers, int checks,
                                   const std::string& from);
  // What all agree with, sorted by key; keys that contradict themselves are left out.
  std::vector<ReadingObserved> observed() const;

 private:
  struct Row {
    std::vector<std::string> answers;
    std::string from;
    int checks = 0;
    bool broken = false;
  };
  std::map<std::string, Row> rows_;
};

// "floor_total or floor_per_call".
std::string text_of_answers(std::span<const std::string> answers);
// The failing check that a contradiction is.
Check check_of(const ReadingLedger::Contradiction& contradiction, std::string_view requirement,
               const std::string& question);

}  // namespace acdloop::verdict
