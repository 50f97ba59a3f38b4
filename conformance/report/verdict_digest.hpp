// SPDX-License-Identifier: Apache-2.0
// What protocols must agree on although their wires differ: the facts, and which requirement was judged with which
// verdict. What was expected takes no part: wires force it, as in which state a session begins. A fold over event
// stream lines, used by Stream; knows no wire.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace acdloop::report {

// Whether the instants of facts take part. Exact is right as long as no wire needs virtual time of its own; the
// order of the facts always takes part.
enum class FactTimes : std::uint8_t { exact, order_only };

class VerdictDigest {
 public:
  explicit VerdictDigest(FactTimes times = FactTimes::exact) : times_(times) {}

  // One line of the stream, without '\n'. Other classes than scenario, fact and check are ignored.
  void add(std::string_view line);

  struct Difference {
    std::string scenario;
    std::string protocol;        // the first one
    std::string record;          // what it has there; "(nothing)" when the other has more
    std::string other_protocol;  // the first that differs from it
    std::string other_record;
  };
  struct Comparison {
    std::string digest;  // 64 hex digits; of the first protocol when they differ
    int scenarios = 0;   // that every protocol ran (outcome other than skip, blocked, not run)
    std::optional<Difference> difference;
  };
  Comparison compare() const;

 private:
  struct Story {
    bool ran = false;
    std::vector<std::string> facts;    // in order
    std::set<std::string> judgements;  // each once: wires differ in how often a session comes to rest
    std::vector<std::string> records() const;
  };
  Story& story_of(std::string_view protocol, std::string_view scenario);
  using Stories = std::map<std::string, Story, std::less<>>;  // by scenario

  FactTimes times_;
  std::map<std::string, Stories, std::less<>> protocols_;
};

}  // namespace acdloop::report
