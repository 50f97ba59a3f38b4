// SPDX-License-Identifier: Apache-2.0
// The people of a story's traffics: what they do next, by what they saw. They see facts alone, each at his own phone.
// Whoever plays the story moves their hands when it is time (the runner, acdsim); the walk through a story asks the
// same crowd what would come. Has no clock and does nothing itself.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "drivers/cti/fact.hpp"
#include "scenarios/language/scenario.hpp"
#include "scenarios/language/traffic.hpp"

namespace acdloop::scenarios {

class Crowd {
 public:
  using Hand = std::variant<PlaceCall, Answer, HangUp, Finish>;

  // The story's calls are drawn in its name: its id.
  explicit Crowd(std::string story) : story_(std::move(story)) {}
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  // Its first call may come from now on.
  void begin(const Traffic& traffic, TimePoint now);
  // Facts in the order in which they happen, of everybody.
  void learn(const cti::Fact& fact);

  // When somebody acts; nothing while everybody waits for something to happen.
  std::optional<TimePoint> next() const;
  // What one of them does, if it is time: to be done at once, then ask again.
  std::optional<Hand> take(TimePoint now);

  bool idle() const { return traffics_.empty(); }
  // Nobody calls any more, and all work is done. True for a traffic that never began.
  bool over(const std::string& traffic) const;
  // How it went so far.
  struct Count {
    std::size_t calls = 0;  // that are planned
    std::size_t answered = 0;
    std::size_t given_up = 0;
    std::size_t open = 0;  // calls that are not over, and work after calls
  };
  Count count(const std::string& traffic) const;

 private:
  enum class Doing : std::uint8_t { calls, gives_up, answers, hangs_up, finishes };
  struct Appointment {
    Doing doing = Doing::calls;
    std::size_t call = 0;
    cti::AgentId agent;  // who answers or finishes
  };
  using Diary = std::multimap<TimePoint, Appointment>;  // at one time, in the order in which it was written down
  using Page = std::optional<Diary::iterator>;
  struct Caller {
    PlannedCall plan;
    cti::AcdGroupId to;
    Count* of = nullptr;
    bool over = false;
    bool talked = false;
    Page gives_up;
    Page next;  // her phone's answer, or the end of the talk
  };
  struct Work {
    Diary::iterator page;
    Count* of;
  };

  void write(Page& page, TimePoint at, Appointment what);
  void strike(Page& page);
  void leave_work(const cti::AgentId& agent);
  void at_agent(Caller& caller, std::size_t number, const cti::Fact& fact);
  void end(Caller& caller);
  Hand hand_of(const Appointment& what);

  std::string story_;
  std::vector<Caller> callers_;
  std::map<std::string, std::size_t> by_name_;
  std::map<std::string, Count> traffics_;
  std::map<cti::AgentId, Work> working_;
  Diary diary_;
};

}  // namespace acdloop::scenarios
