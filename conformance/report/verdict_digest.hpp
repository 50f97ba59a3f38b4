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
#include <utility>
#include <vector>

namespace acdloop::report {

// Whether the instants of facts take part; their order always does.
enum class FactTimes : std::uint8_t { exact, order_only };

class VerdictDigest {
 public:
  // A wire on which things happen at other moments than elsewhere, as where a switch ends wrap-up on whole seconds:
  // facts over it are held against the others' by their order, theirs against each other by their instants.
  void order_only(std::string protocol) { by_order_.insert(std::move(protocol)); }

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
    std::string digest;  // 64 hex digits, over what every protocol ran; of one of them when they differ
    int scenarios = 0;   // that every protocol ran (outcome other than skip, blocked, not run)
    std::optional<Difference> difference;  // in any scenario, between any two that ran it
  };
  Comparison compare() const;

 private:
  struct Story {
    bool ran = false;
    struct FactRecord {
      std::string at;
      std::string rest;
    };
    std::vector<FactRecord> facts;     // in order
    std::set<std::string> judgements;  // each once: wires differ in how often a session comes to rest
    std::vector<std::string> records(FactTimes times) const;
  };
  Story& story_of(std::string_view protocol, std::string_view scenario);
  using Stories = std::map<std::string, Story, std::less<>>;  // by scenario

  FactTimes times_of(std::string_view protocol) const;
  std::vector<std::string> who_ran(const std::string& scenario) const;
  std::optional<Difference> difference_in(const std::string& scenario, const std::vector<std::string>& ran) const;

  std::set<std::string, std::less<>> by_order_;
  std::map<std::string, Stories, std::less<>> protocols_;
};

}  // namespace acdloop::report
