// SPDX-License-Identifier: Apache-2.0
// Every state of an agent session times everything that can happen to it.
#include <ostream>

#include "simulator/acd/agent_session.hpp"
#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

using enum AgentState;
using enum RefusalCause;

enum class Input { log_on, log_off, ask_ready, ask_not_ready, ask_wrap_up, key, call_and_lift, caller_gone };
constexpr const char* input_names[] = {"log_on",      "log_off", "ask_ready",     "ask_not_ready",
                                       "ask_wrap_up", "key",     "call_and_lift", "caller_gone"};

struct Row {
  AgentState from;
  Input input;
  RefusalCause cause;
  AgentState to;
  Lines agent_events;
};

void PrintTo(const Row& row, std::ostream* out) {
  *out << to_string(row.from) << " + " << input_names[static_cast<int>(row.input)];
}

struct Story : Centre {
  Placed placed;

  void bring_to(AgentState state) {
    if (state == null) return;
    ASSERT_EQ(log_on(ann, desk105, sales), none);
    if (state == not_ready) return;
    ASSERT_EQ(set(ann, ready, sales), none);
    if (state == ready) return;
    placed = call(sales);
    lift(desk105);
    if (state == wrap_up) hang_up(placed);
  }

  RefusalCause give(Input input) {
    last = {};
    switch (input) {
      case Input::log_on:
        return log_on(ann, desk105, sales);
      case Input::log_off:
        return log_off(ann, sales);
      case Input::ask_ready:
        return set(ann, ready, sales);
      case Input::ask_not_ready:
        return set(ann, not_ready, sales);
      case Input::ask_wrap_up:
        return set(ann, wrap_up, sales);
      case Input::key:
        return key(desk105), none;
      case Input::call_and_lift: {
        call(sales);
        return lift(desk105), none;
      }
      case Input::caller_gone:
        if (!placed.call.empty()) hang_up(placed);
        return none;
    }
    return none;
  }
  Lines agent_events() const {
    Lines lines;
    for (const std::string& line : events()) {
      if (line.starts_with("agent_")) lines.push_back(line.substr(0, line.find(' ')));
    }
    return lines;
  }
};

class SessionTable : public testing::TestWithParam<Row> {};

TEST_P(SessionTable, NextStateAndEvents) {
  const Row& row = GetParam();
  Story story;
  story.bring_to(row.from);
  ASSERT_EQ(story.state(ann, sales), row.from);
  EXPECT_EQ(story.give(row.input), row.cause);
  EXPECT_EQ(story.state(ann, sales), row.to);
  EXPECT_EQ(story.agent_events(), row.agent_events);
}

const Lines nothing;

INSTANTIATE_TEST_SUITE_P(All, SessionTable,
                         testing::Values(Row{null, Input::log_on, none, not_ready, {"agent_logged_on"}},
                                         Row{null, Input::log_off, not_logged_on, null, nothing},
                                         Row{null, Input::ask_ready, not_logged_on, null, nothing},
                                         Row{null, Input::ask_not_ready, not_logged_on, null, nothing},
                                         Row{null, Input::ask_wrap_up, not_logged_on, null, nothing},
                                         Row{null, Input::key, none, null, nothing},  //
                                         Row{null, Input::call_and_lift, none, null, nothing},

                                         Row{not_ready, Input::log_on, already_logged_on_here, not_ready, nothing},
                                         Row{not_ready, Input::log_off, none, null, {"agent_logged_off"}},
                                         Row{not_ready, Input::ask_ready, none, ready, {"agent_ready"}},
                                         Row{not_ready, Input::ask_not_ready, none, not_ready, nothing},
                                         Row{not_ready, Input::ask_wrap_up, state_incompatible, not_ready, nothing},
                                         Row{not_ready, Input::key, none, not_ready, nothing},
                                         Row{not_ready, Input::call_and_lift, none, not_ready, nothing},

                                         Row{ready, Input::log_on, already_logged_on_here, ready, nothing},
                                         Row{ready, Input::log_off, none, null, {"agent_logged_off"}},
                                         Row{ready, Input::ask_ready, none, ready, nothing},
                                         Row{ready, Input::ask_not_ready, none, not_ready, {"agent_not_ready"}},
                                         Row{ready, Input::ask_wrap_up, state_incompatible, ready, nothing},
                                         Row{ready, Input::key, none, ready, nothing},
                                         Row{ready, Input::call_and_lift, none, busy, {"agent_busy"}},

                                         Row{busy, Input::log_on, already_logged_on_here, busy, nothing},
                                         Row{busy, Input::log_off, none, null, {"agent_logged_off"}},
                                         Row{busy, Input::ask_ready, state_incompatible, busy, nothing},
                                         Row{busy, Input::ask_not_ready, state_incompatible, busy, nothing},
                                         Row{busy, Input::ask_wrap_up, state_incompatible, busy, nothing},
                                         Row{busy, Input::key, none, busy, nothing},
                                         Row{busy, Input::call_and_lift, none, busy, nothing},
                                         Row{busy, Input::caller_gone, none, wrap_up, {"agent_wrap_up"}},

                                         Row{wrap_up, Input::log_on, already_logged_on_here, wrap_up, nothing},
                                         Row{wrap_up, Input::log_off, none, null, {"agent_logged_off"}},
                                         Row{wrap_up, Input::ask_ready, none, ready, {"agent_ready"}},
                                         Row{wrap_up, Input::ask_not_ready, none, not_ready, {"agent_not_ready"}},
                                         Row{wrap_up, Input::ask_wrap_up, none, wrap_up, nothing},
                                         Row{wrap_up, Input::key, none, ready, {"agent_ready"}},
                                         Row{wrap_up, Input::call_and_lift, none, wrap_up, nothing}),
                         [](const auto& info) {
                           return std::string{to_string(info.param.from)} + "_" +
                                  input_names[static_cast<int>(info.param.input)];
                         });

TEST(SessionTransitions, AreTheTwelvePublishedOnes) {
  int legal = 0;
  for (const AgentState from : {null, not_ready, ready, busy, wrap_up}) {
    for (const AgentState to : {null, not_ready, ready, busy, wrap_up}) legal += is_legal(from, to);
  }
  EXPECT_EQ(legal, 12);
  EXPECT_FALSE(is_legal(not_ready, busy));
  EXPECT_FALSE(is_legal(not_ready, wrap_up));
  EXPECT_FALSE(is_legal(ready, wrap_up));
  EXPECT_FALSE(is_legal(wrap_up, busy));
}

TEST(SessionTransitionsDeathTest, AnIllegalOneIsOurOwnDefect) {
  AgentSession session({ann, sales, desk105}, 1, not_ready, at(0));
  EXPECT_DEATH(session.enter(busy), "is_legal");
}

}  // namespace
}  // namespace acdloop::acd::test
