// SPDX-License-Identifier: Apache-2.0
// A small call centre that makes up stories and keeps its own books, tenth of a second by tenth of a second, while
// they happen: what the oracle must find out afterwards from the facts alone. Shares nothing with the oracle.
#pragma once

#include <cstdint>
#include <list>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "conformance/oracle/configuration.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/cti/ids.hpp"

namespace acdloop::oracle::testing {

using Ticks = std::int64_t;  // tenths of a second
TimePoint at_tick(Ticks ticks);

// The books of one session.
struct Score {
  std::string name;
  cti::AgentSessionKey key;
  int calls = 0;
  Ticks talk = 0;
  Ticks call = 0;
  Ticks wrap = 0;
  std::vector<Ticks> times_to_answer;
  bool connected = false;
  bool offered = false;
  bool wrap_up = false;
  Ticks wrap_up_ends = -1;  // by the timer
  bool ended = false;
  bool open = false;  // something happened that an open reading decides: the books are one answer of several
};

class RandomFloor {
 public:
  explicit RandomFloor(std::uint32_t seed);

  // One thing happens, after a while.
  void step();
  Ticks now() const { return now_; }
  const std::vector<cti::Fact>& facts() const { return facts_; }
  const std::vector<Score>& scores() const { return scores_; }
  Configuration configuration() const;

 private:
  struct Talk {
    int number = 0;
    std::vector<std::string> members;  // addresses, "" for somebody outside
  };
  struct Waiting {
    std::string call;
    int talk = 0;
    std::string group;  // empty: rings a desk, past every queue
    Ticks since = 0;
    std::string rings_at;  // empty: in the queue
    Ticks rings_since = 0;
  };
  struct Leg {
    std::string call;
    int talk = 0;
    int score = -1;  // the session whose ACD call it is
    bool held = false;
  };
  struct Desk {
    std::string agent, address;
    std::optional<Leg> main, consult;
    bool rings = false;
  };

  void pass(Ticks ticks);
  void tick();
  bool act(int what);
  int pick(int below) { return static_cast<int>(rng_() % static_cast<std::uint32_t>(below)); }

  bool outside_call_to_group();
  bool outside_call_to_desk();
  bool deliver();
  bool answer();
  bool stop_ringing();
  bool caller_gives_up();
  bool agent_hangs_up();
  bool caller_hangs_up();
  bool hold_or_retrieve();
  bool hand_on();
  bool consult();
  bool end_consultation();
  bool transfer();
  bool confer();
  bool dial();
  bool press_key();
  bool ask_for_state();
  bool log_out();

  cti::Fact& fact(cti::FactKind kind, const std::string& call = {}, const Desk* desk = nullptr);
  int start_talk(std::vector<std::string> members);
  Talk& talk(int number);
  void leave(int number, const std::string& member);
  void hang_up_in(int number, const std::string& member);
  void end_leg(Desk& desk, std::optional<Leg>& leg, bool told);
  void join(int into, int gone);
  Desk* desk_at(const std::string& address);
  int live_score(const std::string& address, const std::string& group) const;
  Waiting* ringing_one();
  Desk* desk_where(bool (*wanted)(const Desk&));
  std::string next_call() { return "c" + std::to_string(++calls_); }

  std::mt19937 rng_;
  Ticks now_ = 0;
  int calls_ = 0;
  int talks_ = 0;
  bool told_of_far_ends_ = false;
  std::vector<Desk> desks_;
  std::vector<Score> scores_;
  std::list<Talk> talk_list_;
  std::list<Waiting> waiting_;
  std::vector<cti::Fact> facts_;
};

}  // namespace acdloop::oracle::testing
