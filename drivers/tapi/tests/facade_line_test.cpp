// SPDX-License-Identifier: Apache-2.0
// The façade seen from its line: what the proxy half answers a raw caller, and what the client half makes of messages.
#include <algorithm>

#include "drivers/tapi/line/pass_through_line.hpp"
#include "drivers/tapi/tests/fake_switch.hpp"

namespace acdloop::tapi {
namespace {

using line::Buffer;
using line::Dword;

class FacadeLine : public FacadeBench {
 protected:
  FacadeLine() {
    raw = *door().line().open({}, [this](const line::Message& message) { got.push_back(message); });
    settle();
    got.clear();
  }
  ~FacadeLine() override { door().line().close(raw); }

  LineDoor& door() { return facade->line_door(); }
  // The result of the request with that id; nothing while it is out.
  std::optional<std::int32_t> result_of(std::int32_t id) {
    settle();
    for (const line::Message& message : got) {
      if (message.message == line::message::reply && message.p1 == static_cast<Dword>(id)) {
        return static_cast<std::int32_t>(message.p2);
      }
    }
    return std::nullopt;
  }
  std::vector<std::vector<Dword>> statuses() const {
    std::vector<std::vector<Dword>> all;
    for (const line::Message& message : got) {
      if (message.message == line::message::agent_session_status) all.push_back({message.p1, message.p2, message.p3});
    }
    return all;
  }
  line::HAgent hagent_of(const cti::AgentId& agent) {
    const auto handle = std::make_shared<Dword>(0);
    EXPECT_EQ(result_of(door().line().create_agent(raw, agent.value(), std::nullopt, handle)), 0);
    return *handle;
  }
  std::vector<line::AgentSessionEntry> list_of(const cti::AgentId& agent) {
    const Buffer buffer = line::make_buffer(1000, 8);
    EXPECT_EQ(result_of(door().line().get_agent_session_list(raw, hagent_of(agent), buffer)), 0);
    return line::read_agent_session_list(*buffer)->entries;
  }

  line::HLine raw = 0;
  std::vector<line::Message> got;
};

TEST_F(FacadeLine, EveryOtherApplicationIsToldOfEverySessionAndState) {
  wire.say(logged_on(sales));
  wire.say(wrap_up_or_not_ready());
  wire.say(ready());
  call_until(agent_wrap_up);
  say(70, logged_off(sales));
  EXPECT_EQ(statuses(),
            (std::vector<std::vector<Dword>>{{1, 1, 0}, {1, 2, 1}, {1, 2, 2}, {1, 2, 4}, {1, 2, 8}, {1, 2, 0x10}}));
}

TEST_F(FacadeLine, AnInfoHasAllFiguresOfOneMomentAndTouchesNothingBehindIt) {
  const auto s = session();
  call_until(agent_wrap_up);
  say(77, ready());
  run_until(80);
  const Buffer buffer = line::make_buffer(76, 16);
  const std::int32_t id = door().line().get_agent_session_info(raw, 1, buffer);
  settle();
  ASSERT_EQ(wire.sent.size(), 1u) << "one question to the switch for all of them";
  wire.grant(wire.sent[0]);
  EXPECT_EQ(result_of(id), 0);
  const auto info = line::read_agent_session_info(*buffer);
  ASSERT_TRUE(info);
  line::AgentSessionInfo expected;
  expected.sizes = {76, 76, 76};
  expected.state = 2;
  expected.start_time = 46048.375;
  expected.duration = 80;
  expected.calls = 1;
  expected.talk_time = expected.average_talk_time = 43;
  expected.call_time = expected.average_call_time = 60;
  expected.wrap_up_time = expected.average_wrap_up_time = 17;
  expected.call_rate = 450'000;
  expected.longest_time_to_answer = expected.average_time_to_answer = 7;
  EXPECT_EQ(*info, expected);
  for (std::size_t index = 76; index < buffer->size(); ++index) EXPECT_EQ((*buffer)[index], std::byte{0xA5});
}

TEST_F(FacadeLine, AHandleThatIsNobodysIsAnErrorAndNeverAnothersData) {
  const auto s = session();
  for (const Dword handle : {0u, 2u, 0x00A60001u, 0xFFFFFFFFu}) {
    const Buffer buffer = line::make_buffer(76);
    const auto before = *buffer;
    EXPECT_EQ(result_of(door().line().get_agent_session_info(raw, handle, buffer)), line::error::inval_param);
    EXPECT_EQ(*buffer, before);
    EXPECT_EQ(result_of(door().line().set_agent_session_state(raw, handle, 1, 0)), line::error::inval_param);
    EXPECT_EQ(result_of(door().line().get_agent_session_list(raw, handle, line::make_buffer(100))),
              line::error::inval_param);
  }
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeLine, AnEndedSessionsHandleGivesItsOwnFinalFiguresWhileSomebodyHoldsIt) {
  auto s = session();
  say(30, logged_off(sales));
  last_notification = {};
  run_until(90);
  const Buffer buffer = line::make_buffer(76);
  EXPECT_EQ(result_of(door().line().get_agent_session_info(raw, 1, buffer)), 0);
  EXPECT_EQ(line::read_agent_session_info(*buffer)->duration, 30u);
  EXPECT_EQ(line::read_agent_session_info(*buffer)->state, line::session_state::ended);
  s.reset();
  EXPECT_EQ(result_of(door().line().get_agent_session_info(raw, 1, buffer)), line::error::inval_param);
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeLine, StateZeroLeavesTheStateAloneWhateverComesNext) {
  const auto s = session();
  for (const Dword next : {0u, 1u, 2u, 0x10u}) {
    EXPECT_EQ(result_of(door().line().set_agent_session_state(raw, 1, 0, next)), 0);
  }
  EXPECT_EQ(result_of(door().line().set_agent_session_state(raw, 1, 0, 3)), line::error::inval_agent_state);
  EXPECT_EQ(result_of(door().line().set_agent_session_state(raw, 1, 3, 0)), line::error::inval_agent_state);
  EXPECT_EQ(result_of(door().line().set_agent_session_state(raw, 1, 0x20, 0)), line::error::inval_agent_state);
  EXPECT_EQ(result_of(door().line().set_agent_session_state(raw, 1, 0x40, 0)), line::error::inval_agent_state);
  EXPECT_EQ(state_of(*s), SessionState::ready);
  EXPECT_TRUE(wire.sent.empty());
}

TEST_F(FacadeLine, AStateSetByARawCallerIsAskedOfTheSwitch) {
  const auto s = session();
  const std::int32_t id = door().line().set_agent_session_state(raw, 1, line::session_state::not_ready, 0);
  settle();
  ASSERT_EQ(wire.sent.size(), 1u);
  EXPECT_EQ(wire.sent[0].state, cti::AgentState::not_ready);
  wire.refuse(wire.sent[0], cti::RefusalCause::state_incompatible);
  EXPECT_EQ(result_of(id), line::error::inval_agent_state);
}

TEST_F(FacadeLine, TheListHasEachLiveSessionOfTheAgentOnceWithItsOwnHandle) {
  EXPECT_TRUE(list_of(ann).empty());
  wire.say(logged_on(sales));
  wire.say(logged_on(service));
  const auto entries = list_of(ann);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_NE(entries[0].session, entries[1].session);
  EXPECT_EQ(entries[0].agent, entries[1].agent);
  EXPECT_EQ(entries[0].group, door().group_id(sales));
  EXPECT_EQ(entries[1].group, door().group_id(service));
  EXPECT_EQ(entries[0].working_address, door().address_id(desk));
  wire.say(logged_off(sales));
  EXPECT_EQ(list_of(ann).size(), 1u);
}

TEST_F(FacadeLine, ASecondProxyForTheseTypesIsRefused) {
  for (const Dword type : {0x09u, 0x0Cu, 0x0Du, 0x0Eu, 0x0Fu}) {
    EXPECT_EQ(door().line().open({type}, {}).error(), line::error::not_registered);
  }
}

TEST_F(FacadeLine, AProxyThatClosesAnswersWhatIsPendingAndThenNobodyAnswers) {
  const auto s = session();
  std::int32_t values[3] = {-1, -1, -1};
  Outcome outcomes[3];
  for (int index = 0; index < 3; ++index) s->get_number_of_calls(&values[index], into(outcomes[index]));
  EXPECT_EQ(door().proxy_pending(), 3u);
  run_until(5);
  door().close_proxy();
  for (const Outcome& outcome : outcomes) {
    EXPECT_EQ(outcome.code, LINEERR_OPERATIONFAILED_);
    EXPECT_EQ(outcome.at, at_seconds(5));
  }
  EXPECT_EQ(door().proxy_pending(), 0u);
  Outcome unserved;
  s->get_number_of_calls(&values[0], into(unserved));
  EXPECT_EQ(unserved.completions, 0);
  settle();
  EXPECT_EQ(unserved.code, LINEERR_OPERATIONUNAVAIL_);
  wire.grant(wire.sent[0]);
  EXPECT_EQ(outcomes[0].completions, 1);
  EXPECT_EQ(door().open_proxy(), 0);
  Outcome served;
  s->get_number_of_calls(&values[0], into(served));
  wire.grant(wire.sent.back());
  EXPECT_EQ(served.code, S_OK_);
  EXPECT_EQ(values[0], 0);
}

TEST_F(FacadeLine, ReleasedIsEndedAndAStatisticsUpdateIsNoEvent) {
  const auto s = session();
  const line::HLine second = *door().line().open({0x03}, {});
  events.clear();
  EXPECT_EQ(door().line().proxy_message(second, line::message::agent_session_status, 1, 4, 0), 0);
  settle();
  EXPECT_TRUE(events.empty());
  door().line().proxy_message(second, line::message::agent_session_status, 1, 2, line::session_state::released);
  door().line().proxy_message(second, line::message::agent_session_status, 1, 2, line::session_state::ready);
  settle();
  EXPECT_EQ(events, std::vector{5});
  EXPECT_EQ(state_of(*s), SessionState::session_ended);
}

TEST_F(FacadeLine, NonsenseFromAProxyChangesNothing) {
  const auto s = session();
  const line::HLine second = *door().line().open({0x03}, {});
  events.clear();
  for (const Dword state : {0u, 3u, 0x40u, 0xFFFFFFFFu}) {
    door().line().proxy_message(second, line::message::agent_session_status, 1, 2, state);
  }
  door().line().proxy_message(second, line::message::agent_session_status, 99, 3, 2);
  door().line().proxy_message(second, line::message::agent_session_status, 1, 0xFFFFFFF8u, 2);
  settle();
  EXPECT_TRUE(events.empty());
  EXPECT_EQ(state_of(*s), SessionState::ready);
}

TEST_F(FacadeLine, AFailedStructureIsAFailedMethod) {
  // A proxy that succeeds without having filled anything.
  class Lazy final : public line::PassThroughLine {
   public:
    using PassThroughLine::PassThroughLine;
    std::int32_t proxy_response(line::HLine l, const line::ProxyRequestPtr& request, std::int32_t result) override {
      const auto empty = line::embedded(request->block);
      std::fill(empty.begin(), empty.end(), std::byte{0});
      return inner().proxy_response(l, request, result);
    }
  };
  door().line().close(raw);
  application.reset();
  facade.reset();
  LineSeams seams;
  seams.on_proxy = [](std::unique_ptr<line::Line> inner) { return std::make_unique<Lazy>(std::move(inner)); };
  facade = std::make_unique<Facade>(wire, clock.door(), Readings{}, Site{}, Limits{}, seams);
  application = facade->open_application();
  application->put_event_filter(TE_AGENTSESSION);
  application->advise([this](const Notification& n) { last_notification = n; });
  const auto s = session();
  std::int32_t calls = -1;
  Outcome outcome;
  s->get_number_of_calls(&calls, into(outcome));
  wire.grant(wire.sent.back());
  EXPECT_EQ(outcome.code, LINEERR_OPERATIONFAILED_);
  EXPECT_EQ(calls, -1);
}

TEST_F(FacadeLine, AThousandTimeoutsLeaveNothingPendingAnywhereAndEachRequestIsAnsweredOnce) {
  application.reset();
  facade.reset();
  int responses = 0;
  int accepted = 0;
  LineSeams seams;
  seams.observer = [&](const line::Observation& seen) {
    if (seen.kind != line::Observation::Kind::responded) return;
    ++responses;
    if (seen.code == 0) ++accepted;
  };
  facade = std::make_unique<Facade>(wire, clock.door(), Readings{}, Site{}, Limits{}, seams);
  application = facade->open_application();
  application->put_event_filter(TE_AGENTSESSION);
  application->advise([this](const Notification& n) { last_notification = n; });
  const auto s = session();
  for (int round = 0; round < 1000; ++round) {
    std::int32_t calls = -1;
    Outcome outcome;
    s->get_number_of_calls(&calls, into(outcome));
    run_until(120.0 * (round + 1));
    ASSERT_EQ(outcome.code, TAPI_E_TIMEOUT_);
  }
  EXPECT_EQ(door().proxy_pending(), 0u);
  EXPECT_EQ(responses, 1000);
  EXPECT_EQ(accepted, 1000);
}

}  // namespace
}  // namespace acdloop::tapi
