// SPDX-License-Identifier: Apache-2.0
// The requirements on ITAgentSession and ITAgentSessionEvent, and on the wire itself, as rows: what is demanded, which
// document says so, how hard a check may be, who makes what is judged and what this product can observe of it. Read by
// runner, coverage and reports. Judges nothing.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "drivers/cti/capability.hpp"

namespace acdloop::catalogue {

enum class Level : std::uint8_t { must, should, derived };  // the page says it; advises it; follows from what it says
enum class Strength : std::uint8_t { hard, soft, config };  // fails; warns; fails once a reading is fixed
std::string_view to_string(Level level);
std::string_view to_string(Strength strength);

// Who makes what is judged. On a bench everything above the wire is ours, and no evidence for a switch.
enum class Maker : std::uint8_t {
  reports,          // the switch, by what it does, reports and answers
  session_figures,  // a switch with its own figures for sessions; elsewhere the façade, which counts them
  agent_figures,    // the same for agents
  queue_figures,    // the same for queues
  facade,           // the implementation of the API alone
  line,             // the implementation of the API at its TAPI 2.2 boundary
};
std::string_view to_string(Maker maker);

// Where this product sees it.
enum class Observed : std::uint8_t { api, line, partly, no };  // partly: at the API, but for what `unseen` names
std::string_view to_string(Observed observed);

// What a wire must express for any story to lead there.
class Needs {
 public:
  constexpr Needs() = default;
  constexpr Needs(std::initializer_list<cti::Capability> needs) {
    for (const cti::Capability need : needs) list_[count_++] = need;
  }
  constexpr std::span<const cti::Capability> all() const { return {list_.data(), count_}; }

 private:
  std::array<cti::Capability, 3> list_{};
  std::size_t count_ = 0;
};

// One of the things that a row mixes. Judged by itself: checks, `covers:` and planted defects name it.
struct Part {
  std::string_view id;                    // "AS-072a"
  std::string_view name;                  // "figures"
  std::optional<Strength> strength = {};  // where it differs from the row's
  std::optional<Observed> observed = {};  // the same
  std::string_view unseen = {};           // the same
};

struct Requirement {
  std::string_view id;        // "AS-016"
  std::string_view sentence;  // ours
  std::string_view source;    // document and section or page
  Level level = Level::must;
  Strength strength = Strength::hard;
  std::string_view witnesses;  // what is held against what
  std::string_view reading;    // key of the reading that decides, empty if none does
  Maker maker = Maker::reports;
  Observed observed = Observed::api;
  std::string_view unseen = {};  // why it cannot be observed, or what of it cannot
  Needs needs = {};
  std::span<const Part> parts = {};  // empty, or two and more
  bool in_every_story = false;       // judged unasked wherever there is a wire; no story has to claim it

  constexpr Requirement made_by(Maker who) const { return with(&Requirement::maker, who); }
  constexpr Requirement needing(std::initializer_list<cti::Capability> list) const {
    return with(&Requirement::needs, Needs{list});
  }
  constexpr Requirement at_the_line() const {
    return with(&Requirement::observed, Observed::line).with(&Requirement::maker, Maker::line);
  }
  constexpr Requirement but_for(std::string_view what) const {
    return with(&Requirement::observed, Observed::partly).with(&Requirement::unseen, what);
  }
  constexpr Requirement never_seen(std::string_view why) const {
    return with(&Requirement::observed, Observed::no).with(&Requirement::unseen, why);
  }
  constexpr Requirement unasked() const { return with(&Requirement::in_every_story, true); }
  constexpr Requirement in_parts(std::span<const Part> list) const { return with(&Requirement::parts, list); }

 private:
  template <class Field>
  constexpr Requirement with(Field Requirement::*field, Field value) const {
    Requirement row = *this;
    row.*field = value;
    return row;
  }
};

// Every row, by id.
std::span<const Requirement> rows();
// The row of that id, or of the part of that id; null when there is neither.
const Requirement* find(std::string_view id);

// What is judged by itself: a row without parts, or a part. In the order of their ids.
struct Unit {
  const Requirement* row = nullptr;
  const Part* part = nullptr;  // null = the whole row
  std::string_view id() const { return part ? part->id : row->id; }
  std::string_view name() const { return part ? part->name : std::string_view{}; }
  Strength strength() const { return part && part->strength ? *part->strength : row->strength; }
  Observed observed() const { return part && part->observed ? *part->observed : row->observed; }
  std::string_view unseen() const { return part && part->observed ? part->unseen : row->unseen; }
};
std::span<const Unit> units();
const Unit* find_unit(std::string_view id);
// "AS-072a" is AS-072's, and each id its own.
bool belongs_to(std::string_view id, std::string_view row_or_part);

struct Topic {
  std::string_view first;  // the id of its first row
  std::string_view title;
};
std::span<const Topic> topics();
std::string_view topic_of(std::string_view id);

}  // namespace acdloop::catalogue
