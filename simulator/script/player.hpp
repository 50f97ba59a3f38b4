// SPDX-License-Identifier: Apache-2.0
// Plays the hands and faults of one scenario against a running switch (`acdsim run`), and waits where the application
// under test has to act. Real or virtual time: it knows only the timer door. Judges nothing.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "drivers/cti/fact.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/time/time_point.hpp"
#include "scenarios/language/crowd.hpp"
#include "scenarios/language/scenario.hpp"
#include "simulator/script/people.hpp"

namespace acdloop::script {

struct PlayerDoors {
  std::function<TimePoint()> now;
  // Runs the function once at that time, or at this instant if it has passed; never from inside the call.
  std::function<void(TimePoint, std::function<void()>)> at;
  std::function<void(const scenarios::Withhold&)> withhold;
  std::function<void(const scenarios::Refuse&)> refuse = {};
  // Every link is gone and none comes up, until it is called with false.
  std::function<void(bool cut)> cut = {};
  std::function<void(Duration by)> step_clock = {};
  std::function<void(const std::string&)> log;    // one line, without a line break
  std::function<void(bool as_written)> finished;  // once; false: stopped early, the log says why
};

struct Patience {
  Duration ring = std::chrono::seconds{60};  // for a phone that an agent of the story is to answer
  std::optional<Duration> application;       // for the application's own steps; absent: without limit
};

class Player {
 public:
  // People, directory and everything behind the doors must live longer. `scenario` has been checked by its loader; a
  // name it does not know all the same stops the play with a line in the log.
  Player(scenarios::Scenario scenario, People& people, const cti::Directory& directory, PlayerDoors doors,
         Patience patience = {});
  ~Player();
  Player(const Player&) = delete;
  Player& operator=(const Player&) = delete;

  // Puts everybody at the usual desk and begins.
  void start();
  // To be called after every Reaction has been dispatched: a phone may ring, an agent may have logged on.
  void on_reaction();
  // Every fact that the people leave: those of a traffic act by them.
  void learn(const cti::Fact& fact);

  bool finished() const { return finished_; }
  // The step that is played or awaited, counted from zero; the number of steps when all is played.
  std::size_t step() const { return step_; }

 private:
  struct Session {
    cti::AgentId agent;
    cti::AcdGroupId group;
  };
  enum class Turn : std::uint8_t { next, wait, stop };

  void advance();
  Turn play(const scenarios::Step& step);
  Turn done(const Done& hand, const std::string& what);
  Turn await_ring(const cti::AgentId& agent);
  Turn await_application(bool reached, const std::string& what);
  Turn not_awaited(const std::string& what);
  Turn stop(const std::string& why);
  std::optional<cti::AgentState> state_of(const std::string& session) const;
  bool logged_on(const scenarios::LogIn& step) const;
  void wake_at(TimePoint when);
  void say(const std::string& text);
  void finish(bool as_written);
  void wake_crowd();
  void move_crowd();

  friend struct StepPlayer;

  scenarios::Scenario scenario_;
  People& people_;
  const cti::Directory& directory_;
  PlayerDoors doors_;
  Patience patience_;
  std::map<std::string, Session> sessions_;
  scenarios::Crowd crowd_;
  std::optional<TimePoint> crowd_wake_;  // the timer that is set for it
  std::size_t step_ = 0;
  TimePoint base_{};               // when the step before was done
  bool waiting_said_ = false;      // of this step
  std::optional<TimePoint> wake_;  // the timer that is set
  bool advancing_ = false;
  bool again_ = false;
  bool started_ = false;
  bool finished_ = false;
  bool stopped_ = false;         // early: nobody acts any more; after the last step, a traffic goes on
  std::shared_ptr<bool> alive_;  // timers outlive the player
};

}  // namespace acdloop::script
