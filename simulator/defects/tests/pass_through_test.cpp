// SPDX-License-Identifier: Apache-2.0
// The base of every planted defect changes nothing: each call reaches the inner part with the same arguments, and what
// that gives comes back.
#include "simulator/defects/pass_through.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace acdloop::defects {
namespace {

using namespace std::chrono_literals;
using testing::_;
using testing::Field;
using testing::Ref;
using testing::Return;
using testing::ReturnRef;
using testing::StrictMock;

constexpr TimePoint noon{12h};
const cti::Address desk{"105"};
const cti::AgentId ann{"ann"};
const cti::AcdGroupId sales{"sales"};
const cti::DeviceId trunk{"97061", cti::DeviceCategory::trunk};

class MockDirectory : public cti::Directory {
 public:
  using Sessions = std::vector<std::pair<cti::AcdGroupId, cti::AgentState>>;
  using Calls = std::vector<std::pair<cti::CallInfo, cti::ConnectionState>>;
  MOCK_METHOD(bool, has_agent, (const cti::AgentId&), (const, override));
  MOCK_METHOD(bool, has_group, (const cti::AcdGroupId&), (const, override));
  MOCK_METHOD(bool, has_station, (const cti::Address&), (const, override));
  MOCK_METHOD(bool, is_member, (const cti::AgentId&, const cti::AcdGroupId&), (const, override));
  MOCK_METHOD(std::string, agent_name, (const cti::AgentId&), (const, override));
  MOCK_METHOD(std::vector<cti::AcdGroupId>, groups, (), (const, override));
  MOCK_METHOD(std::vector<cti::Address>, stations, (), (const, override));
  MOCK_METHOD(std::vector<cti::DeviceId>, trunks, (), (const, override));
  MOCK_METHOD(std::vector<cti::AgentId>, agents, (), (const, override));
  MOCK_METHOD(std::optional<cti::AgentId>, agent_at, (const cti::Address&), (const, override));
  MOCK_METHOD(std::optional<cti::Address>, address_of, (const cti::AgentId&), (const, override));
  MOCK_METHOD(Sessions, sessions_of, (const cti::AgentId&), (const, override));
  MOCK_METHOD(Calls, calls_at, (const cti::DeviceId&), (const, override));
};

class MockSwitch : public acd::PhoneSystem {
 public:
  MOCK_METHOD(cti::Reaction, submit, (const cti::Request&, const cti::Origin&, TimePoint), (override));
  MOCK_METHOD(std::optional<TimePoint>, next_deadline, (), (const, override));
  MOCK_METHOD(cti::Reaction, on_deadline, (TimePoint), (override));
  MOCK_METHOD(const cti::Directory&, directory, (), (const, override));
  MOCK_METHOD(acd::Placed, place_call, (const acd::IncomingCall&, TimePoint), (override));
  MOCK_METHOD(acd::Placed, dial, (const cti::Address&, const std::string&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, lift, (const cti::Address&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, hold, (const cti::Address&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, retrieve, (const cti::Address&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, hang_up, (const cti::Address&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, hang_up_line, (const cti::DeviceId&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, press_wrap_up_key, (const cti::Address&, TimePoint), (override));
  MOCK_METHOD(acd::Placed, consult, (const cti::Address&, const std::string&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, transfer, (const cti::Address&, TimePoint), (override));
  MOCK_METHOD(acd::Placed, transfer_to, (const cti::Address&, const std::string&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, conference, (const cti::Address&, TimePoint), (override));
  MOCK_METHOD(cti::Reaction, force_log_off, (const cti::AgentId&, const std::optional<cti::AcdGroupId>&, TimePoint),
              (override));
  MOCK_METHOD(cti::Reaction, remove_group, (const cti::AcdGroupId&, TimePoint), (override));
};

// Tells one reaction from another.
cti::Reaction reaction(const char* call) {
  cti::Reaction made;
  made.signals.push_back({cti::PhoneSignal::Kind::rings, trunk, cti::CallId{call}});
  made.events.push_back({cti::LinkEvent{}});
  made.results.emplace_back(cti::Origin{3, cti::RequestId{4}}, cti::Result{});
  return made;
}
void expect_is(const cti::Reaction& given, const char* call) {
  ASSERT_EQ(given.signals.size(), 1u);
  EXPECT_EQ(given.signals[0].call, cti::CallId{call});
  EXPECT_EQ(given.events.size(), 1u);
  EXPECT_EQ(given.results.size(), 1u);
}

// Also counts that distort() sees every reaction.
class CountingSwitch final : public PassThroughSwitch {
 public:
  using PassThroughSwitch::PassThroughSwitch;
  int distorted = 0;

 private:
  void distort(cti::Reaction&, TimePoint now) override {
    EXPECT_EQ(now, noon);
    ++distorted;
  }
};

TEST(PassThroughSwitch, ForwardsEveryCallAndShowsEveryReactionToDistort) {
  auto owned = std::make_unique<StrictMock<MockSwitch>>();
  MockSwitch& inner = *owned;
  CountingSwitch outer(std::move(owned));
  cti::Request request;
  request.kind = cti::RequestKind::log_off;
  request.agent = ann;
  const cti::Origin origin{3, cti::RequestId{4}};

  EXPECT_CALL(inner, submit(request, origin, noon)).WillOnce(Return(reaction("1")));
  expect_is(outer.submit(request, origin, noon), "1");
  EXPECT_CALL(inner, on_deadline(noon)).WillOnce(Return(reaction("2")));
  expect_is(outer.on_deadline(noon), "2");
  EXPECT_CALL(inner, place_call(Field(&acd::IncomingCall::from, "6025551212"), noon))
      .WillOnce(Return(acd::Placed{cti::CallId{"3"}, trunk, reaction("3")}));
  const acd::Placed placed = outer.place_call({"6025551212", trunk}, noon);
  EXPECT_EQ(placed.call, cti::CallId{"3"});
  EXPECT_EQ(placed.line, trunk);
  expect_is(placed.reaction, "3");
  EXPECT_CALL(inner, dial(desk, "106", noon)).WillOnce(Return(acd::Placed{cti::CallId{"4"}, trunk, reaction("4")}));
  expect_is(outer.dial(desk, "106", noon).reaction, "4");
  EXPECT_CALL(inner, lift(desk, noon)).WillOnce(Return(reaction("5")));
  expect_is(outer.lift(desk, noon), "5");
  EXPECT_CALL(inner, hold(desk, noon)).WillOnce(Return(reaction("6")));
  expect_is(outer.hold(desk, noon), "6");
  EXPECT_CALL(inner, retrieve(desk, noon)).WillOnce(Return(reaction("7")));
  expect_is(outer.retrieve(desk, noon), "7");
  EXPECT_CALL(inner, hang_up(desk, noon)).WillOnce(Return(reaction("8")));
  expect_is(outer.hang_up(desk, noon), "8");
  EXPECT_CALL(inner, hang_up_line(trunk, noon)).WillOnce(Return(reaction("9")));
  expect_is(outer.hang_up_line(trunk, noon), "9");
  EXPECT_CALL(inner, press_wrap_up_key(desk, noon)).WillOnce(Return(reaction("10")));
  expect_is(outer.press_wrap_up_key(desk, noon), "10");
  EXPECT_CALL(inner, consult(desk, "106", noon))
      .WillOnce(Return(acd::Placed{cti::CallId{"11"}, trunk, reaction("11")}));
  expect_is(outer.consult(desk, "106", noon).reaction, "11");
  EXPECT_CALL(inner, transfer(desk, noon)).WillOnce(Return(reaction("12")));
  expect_is(outer.transfer(desk, noon), "12");
  EXPECT_CALL(inner, transfer_to(desk, "237", noon))
      .WillOnce(Return(acd::Placed{cti::CallId{"13"}, trunk, reaction("13")}));
  expect_is(outer.transfer_to(desk, "237", noon).reaction, "13");
  EXPECT_CALL(inner, conference(desk, noon)).WillOnce(Return(reaction("14")));
  expect_is(outer.conference(desk, noon), "14");
  const std::optional sales{cti::AcdGroupId{"sales"}};
  EXPECT_CALL(inner, force_log_off(ann, sales, noon)).WillOnce(Return(reaction("15")));
  expect_is(outer.force_log_off(ann, sales, noon), "15");
  EXPECT_CALL(inner, remove_group(*sales, noon)).WillOnce(Return(reaction("16")));
  expect_is(outer.remove_group(*sales, noon), "16");
  EXPECT_EQ(outer.distorted, 16);

  EXPECT_CALL(inner, next_deadline()).WillOnce(Return(noon)).WillOnce(Return(std::nullopt));
  EXPECT_EQ(outer.next_deadline(), noon);
  EXPECT_EQ(outer.next_deadline(), std::nullopt);
  const MockDirectory directory;
  EXPECT_CALL(inner, directory()).WillOnce(ReturnRef(directory));
  EXPECT_EQ(&outer.directory(), &directory);
}

TEST(PassThroughDirectory, ForwardsEveryQuestion) {
  const StrictMock<MockDirectory> inner;
  const PassThroughDirectory outer(inner);
  EXPECT_CALL(inner, has_agent(ann)).WillOnce(Return(true)).WillOnce(Return(false));
  EXPECT_TRUE(outer.has_agent(ann));
  EXPECT_FALSE(outer.has_agent(ann));
  EXPECT_CALL(inner, has_group(sales)).WillOnce(Return(true));
  EXPECT_TRUE(outer.has_group(sales));
  EXPECT_CALL(inner, has_station(desk)).WillOnce(Return(true));
  EXPECT_TRUE(outer.has_station(desk));
  EXPECT_CALL(inner, is_member(ann, sales)).WillOnce(Return(true));
  EXPECT_TRUE(outer.is_member(ann, sales));
  EXPECT_CALL(inner, agent_name(ann)).WillOnce(Return("Ann"));
  EXPECT_EQ(outer.agent_name(ann), "Ann");
  EXPECT_CALL(inner, groups()).WillOnce(Return(std::vector{sales}));
  EXPECT_EQ(outer.groups(), std::vector{sales});
  EXPECT_CALL(inner, stations()).WillOnce(Return(std::vector{desk}));
  EXPECT_EQ(outer.stations(), std::vector{desk});
  EXPECT_CALL(inner, trunks()).WillOnce(Return(std::vector{trunk}));
  EXPECT_EQ(outer.trunks(), std::vector{trunk});
  EXPECT_CALL(inner, agents()).WillOnce(Return(std::vector{ann}));
  EXPECT_EQ(outer.agents(), std::vector{ann});
  EXPECT_CALL(inner, agent_at(desk)).WillOnce(Return(ann));
  EXPECT_EQ(outer.agent_at(desk), ann);
  EXPECT_CALL(inner, address_of(ann)).WillOnce(Return(desk));
  EXPECT_EQ(outer.address_of(ann), desk);
  const MockDirectory::Sessions sessions{{sales, cti::AgentState::busy}};
  EXPECT_CALL(inner, sessions_of(ann)).WillOnce(Return(sessions));
  EXPECT_EQ(outer.sessions_of(ann), sessions);
  EXPECT_CALL(inner, calls_at(trunk)).WillOnce(Return(MockDirectory::Calls(2)));
  EXPECT_EQ(outer.calls_at(trunk).size(), 2u);
}

template <class End>
class MockEnd : public End {
 public:
  MOCK_METHOD(void, on_open, (TimePoint, cti::EndOutput&), (override));
  MOCK_METHOD(void, on_closed, (TimePoint, cti::EndOutput&), (override));
  MOCK_METHOD(void, on_wake, (TimePoint, cti::EndOutput&), (override));
  MOCK_METHOD(std::optional<TimePoint>, next_wake, (), (const, override));
  MOCK_METHOD(void, on_bytes, (std::span<const std::byte>, TimePoint, cti::EndOutput&), (override));
};
class MockSwitchingEnd : public MockEnd<cti::SwitchingEnd> {
 public:
  MOCK_METHOD(void, confirm, (const cti::Result&, TimePoint, cti::EndOutput&), (override));
  MOCK_METHOD(void, report, (const cti::Event&, TimePoint, cti::EndOutput&), (override));
};
class MockComputingEnd : public MockEnd<cti::ComputingEnd> {
 public:
  MOCK_METHOD(void, submit, (const cti::Request&, TimePoint, cti::EndOutput&), (override));
  MOCK_METHOD(void, abandon, (cti::RequestId), (override));
  MOCK_METHOD(bool, associated, (), (const, override));
};

const std::byte three[3] = {std::byte{1}, std::byte{2}, std::byte{3}};
MATCHER(AreTheThree, "") { return arg.data() == three && arg.size() == 3; }

// What both kinds of end have.
template <class Mock, class Outer>
void expect_common_calls_forwarded(Mock& inner, Outer& outer, cti::EndOutput& out) {
  EXPECT_CALL(inner, on_open(noon, Ref(out)));
  outer.on_open(noon, out);
  EXPECT_CALL(inner, on_bytes(AreTheThree(), noon, Ref(out)));
  outer.on_bytes(three, noon, out);
  EXPECT_CALL(inner, on_closed(noon, Ref(out)));
  outer.on_closed(noon, out);
  EXPECT_CALL(inner, on_wake(noon, Ref(out)));
  outer.on_wake(noon, out);
  EXPECT_CALL(inner, next_wake()).WillOnce(Return(noon)).WillOnce(Return(std::nullopt));
  EXPECT_EQ(outer.next_wake(), noon);
  EXPECT_EQ(outer.next_wake(), std::nullopt);
}

TEST(PassThroughSwitchingEnd, ForwardsEveryCall) {
  auto owned = std::make_unique<StrictMock<MockSwitchingEnd>>();
  MockSwitchingEnd& inner = *owned;
  PassThroughSwitchingEnd outer(std::move(owned));
  cti::EndOutput out;
  expect_common_calls_forwarded(inner, outer, out);
  const cti::Result result;
  EXPECT_CALL(inner, confirm(Ref(result), noon, Ref(out)));
  outer.confirm(result, noon, out);
  const cti::Event event;
  EXPECT_CALL(inner, report(Ref(event), noon, Ref(out)));
  outer.report(event, noon, out);
}

class CountingComputingEnd final : public PassThroughComputingEnd {
 public:
  using PassThroughComputingEnd::PassThroughComputingEnd;
  int distorted = 0;

 private:
  void distort(TimePoint, cti::EndOutput&) override { ++distorted; }
};

TEST(PassThroughComputingEnd, ForwardsEveryCallAndShowsEveryOutputToDistort) {
  auto owned = std::make_unique<StrictMock<MockComputingEnd>>();
  MockComputingEnd& inner = *owned;
  CountingComputingEnd outer(std::move(owned));
  cti::EndOutput out;
  expect_common_calls_forwarded(inner, outer, out);
  const cti::Request request;
  EXPECT_CALL(inner, submit(Ref(request), noon, Ref(out)));
  outer.submit(request, noon, out);
  EXPECT_EQ(outer.distorted, 5);
  EXPECT_CALL(inner, abandon(cti::RequestId{9}));
  outer.abandon(cti::RequestId{9});
  EXPECT_CALL(inner, associated()).WillOnce(Return(true)).WillOnce(Return(false));
  EXPECT_TRUE(outer.associated());
  EXPECT_FALSE(outer.associated());
}

class MockSession : public tapi::AgentSession {
 public:
  MOCK_METHOD(void, get_agent, (std::shared_ptr<tapi::Agent>*, tapi::Completion), (override));
  MOCK_METHOD(void, get_address, (std::shared_ptr<const tapi::AddressObject>*, tapi::Completion), (override));
  MOCK_METHOD(void, get_acd_group, (std::shared_ptr<tapi::AcdGroup>*, tapi::Completion), (override));
  MOCK_METHOD(void, put_state, (std::int32_t, tapi::Completion), (override));
  MOCK_METHOD(void, get_state, (tapi::SessionState*, tapi::Completion), (override));
  MOCK_METHOD(void, get_session_start_time, (tapi::OleDate*, tapi::Completion), (override));
  MOCK_METHOD(void, get_acd_call_rate, (tapi::Currency*, tapi::Completion), (override));
  MOCK_METHOD(void, get_figure, (tapi::Method, std::int32_t*, tapi::Completion), (override));
};

TEST(PassThroughSession, ForwardsEveryMethodWithItsOutParameterAndItsCompletion) {
  auto inner = std::make_shared<StrictMock<MockSession>>();
  PassThroughSession outer(inner);
  int completed = 0;
  const tapi::Completion done = [&](tapi::Hresult result) { completed += result == tapi::E_POINTER_ ? 1 : 0; };
  const auto complete = [](auto, const tapi::Completion& completion) { completion(tapi::E_POINTER_); };
  std::shared_ptr<tapi::Agent> agent;
  EXPECT_CALL(*inner, get_agent(&agent, _)).WillOnce(complete);
  outer.get_agent(&agent, done);
  std::shared_ptr<const tapi::AddressObject> address;
  EXPECT_CALL(*inner, get_address(&address, _)).WillOnce(complete);
  outer.get_address(&address, done);
  std::shared_ptr<tapi::AcdGroup> group;
  EXPECT_CALL(*inner, get_acd_group(&group, _)).WillOnce(complete);
  outer.get_acd_group(&group, done);
  EXPECT_CALL(*inner, put_state(17, _)).WillOnce(complete);
  outer.put_state(17, done);
  tapi::SessionState state{};
  EXPECT_CALL(*inner, get_state(&state, _)).WillOnce(complete);
  outer.get_state(&state, done);
  tapi::OleDate date;
  EXPECT_CALL(*inner, get_session_start_time(&date, _)).WillOnce(complete);
  outer.get_session_start_time(&date, done);
  tapi::Currency rate;
  EXPECT_CALL(*inner, get_acd_call_rate(&rate, _)).WillOnce(complete);
  outer.get_acd_call_rate(&rate, done);
  std::int32_t figure = 0;
  EXPECT_CALL(*inner, get_figure(tapi::Method::get_TotalWrapUpTime, &figure, _))
      .WillOnce([](tapi::Method, std::int32_t*, const tapi::Completion& completion) { completion(tapi::E_POINTER_); });
  outer.get_figure(tapi::Method::get_TotalWrapUpTime, &figure, done);
  EXPECT_EQ(completed, 8);
}

}  // namespace
}  // namespace acdloop::defects
