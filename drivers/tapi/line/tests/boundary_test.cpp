// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <deque>

#include "drivers/tapi/line/boundary.hpp"
#include "drivers/tapi/line/observed_line.hpp"

namespace acdloop::tapi::line {
namespace {

constexpr Dword create_agent = 0x09, create_session = 0x0C, list = 0x0D, set_state = 0x0E, info = 0x0F;
const std::vector<Dword> all_types{create_agent, create_session, list, set_state, info};

// Two applications and a proxy on one line; messages run when the test says so.
class BoundaryTest : public testing::Test {
 protected:
  Callback into(std::vector<Message>& inbox) {
    return [&inbox](const Message& message) { inbox.push_back(message); };
  }
  void run() {
    while (!posted.empty()) {
      const auto handler = std::move(posted.front());
      posted.pop_front();
      handler();
    }
  }
  void open_all() {
    client = *line.open({}, into(client_got));
    other = *line.open({}, into(other_got));
    proxy = *line.open(all_types, into(proxy_got));
    run();
    client_got.clear();
    other_got.clear();
    proxy_got.clear();
  }
  ProxyRequestPtr request(std::size_t index = 0) {
    run();
    return index < proxy_got.size() ? proxy_got[index].request : nullptr;
  }

  std::deque<std::function<void()>> posted;
  LineBoundary line{[this](std::function<void()> handler) { posted.push_back(std::move(handler)); }};
  HLine client = 0, other = 0, proxy = 0;
  std::vector<Message> client_got, other_got, proxy_got;
};

TEST_F(BoundaryTest, ARequestTravelsToTheProxyAndItsAnswerBack) {
  open_all();
  const Buffer buffer = make_buffer(76, 8);
  const std::int32_t id = line.get_agent_session_info(client, 17, buffer);
  ASSERT_GT(id, 0);
  EXPECT_TRUE(proxy_got.empty()) << "never from inside the call";
  run();
  ASSERT_EQ(proxy_got.size(), 1u);
  EXPECT_EQ(proxy_got[0].message, 24u);
  EXPECT_TRUE(client_got.empty());
  const ProxyRequestPtr asked = request();
  EXPECT_EQ(std::get<GetAgentSessionInfoArm>(**read_request(asked->block)).session, 17u);
  AgentSessionInfo filled;
  filled.calls = 7;
  ASSERT_TRUE(write_agent_session_info(filled, embedded(asked->block)));
  EXPECT_EQ(line.proxy_response(proxy, asked, 0), 0);
  EXPECT_TRUE(client_got.empty()) << "never from inside the call";
  run();
  ASSERT_EQ(client_got.size(), 1u);
  EXPECT_EQ(client_got[0].message, 12u);
  EXPECT_EQ(client_got[0].p1, static_cast<Dword>(id));
  EXPECT_EQ(client_got[0].p2, 0u);
  EXPECT_EQ(client_got[0].device, client);
  EXPECT_EQ(read_agent_session_info(*buffer)->calls, 7u);
  EXPECT_TRUE(other_got.empty());
  EXPECT_EQ(line.pending(), 0u);
}

TEST_F(BoundaryTest, AnErrorTravelsBackAndLeavesTheMemoryAlone) {
  open_all();
  const Buffer buffer = make_buffer(76, 8);
  const auto before = *buffer;
  line.get_agent_session_info(client, 17, buffer);
  ASSERT_TRUE(write_agent_session_info(AgentSessionInfo{}, embedded(request()->block)));
  EXPECT_EQ(line.proxy_response(proxy, request(), error::operation_failed), 0);
  run();
  EXPECT_EQ(static_cast<std::int32_t>(client_got.at(0).p2), error::operation_failed);
  EXPECT_EQ(*buffer, before);
}

TEST_F(BoundaryTest, ARequestIsAnsweredExactlyOnceAndWithZeroOrAnError) {
  open_all();
  line.set_agent_session_state(client, 17, 1, 0);
  EXPECT_EQ(line.proxy_response(proxy, request(), 1), error::inval_param) << "a positive result is none";
  EXPECT_EQ(line.proxy_response(client, request(), 0), error::not_registered);
  EXPECT_EQ(line.proxy_response(proxy, nullptr, 0), error::inval_pointer);
  EXPECT_EQ(line.proxy_response(99, request(), 0), error::inval_line_handle);
  EXPECT_EQ(line.proxy_response(proxy, request(), 0), 0);
  EXPECT_EQ(line.proxy_response(proxy, request(), 0), error::inval_param);
  run();
  EXPECT_EQ(client_got.size(), 1u);
}

TEST_F(BoundaryTest, IdsArePositiveAndUniqueAmongThoseOutstanding) {
  open_all();
  std::set<std::int32_t> ids;
  for (int index = 0; index < 100; ++index) {
    const std::int32_t id = line.set_agent_session_state(index % 2 == 0 ? client : other, 17, 1, 0);
    EXPECT_GT(id, 0);
    EXPECT_TRUE(ids.insert(id).second);
  }
  run();
  for (const Message& message : std::vector<Message>(proxy_got)) {
    EXPECT_EQ(line.proxy_response(proxy, message.request, 0), 0);
  }
  run();
  EXPECT_EQ(client_got.size(), 50u);
  for (const Message& message : client_got) EXPECT_EQ(ids.erase(static_cast<std::int32_t>(message.p1)), 1u);
  for (const Message& message : other_got) EXPECT_EQ(ids.erase(static_cast<std::int32_t>(message.p1)), 1u);
  EXPECT_TRUE(ids.empty());
}

TEST_F(BoundaryTest, ASecondRegistrationOfATypeIsRefusedAndChangesNothing) {
  open_all();
  std::vector<Message> intruder_got;
  EXPECT_EQ(line.open({0x10, info}, into(intruder_got)).error(), error::not_registered);
  EXPECT_TRUE(line.open({0x10}, into(intruder_got))) << "the free type was not taken by the refused one";
  line.get_agent_session_info(client, 17, make_buffer(76));
  run();
  EXPECT_EQ(proxy_got.size(), 2u);  // LINE_PROXYSTATUS of 0x10, LINE_PROXYREQUEST
  EXPECT_TRUE(intruder_got.empty());
}

TEST_F(BoundaryTest, TypesThatAreNoneAreRefused) {
  EXPECT_EQ(line.open({0}, {}).error(), error::inval_param);
  EXPECT_EQ(line.open({0x15}, {}).error(), error::inval_param);
  EXPECT_EQ(line.open({0xFFFFFFFF}, {}).error(), error::inval_param);
}

TEST_F(BoundaryTest, WithoutAProxyForTheTypeTheCallFailsAtOnce) {
  open_all();
  EXPECT_EQ(line.close(proxy), 0);
  EXPECT_EQ(line.get_agent_session_info(client, 17, make_buffer(76)), error::operation_unavail);
  EXPECT_EQ(line.set_agent_session_state(client, 17, 1, 0), error::operation_unavail);
  EXPECT_EQ(line.pending(), 0u);
}

TEST_F(BoundaryTest, WhatIsPendingAtAProxyThatClosesIsAnsweredWithAnError) {
  open_all();
  std::vector<std::int32_t> ids;
  for (int index = 0; index < 3; ++index) ids.push_back(line.set_agent_session_state(client, 17, 1, 0));
  const ProxyRequestPtr late = request();
  EXPECT_EQ(line.close(proxy), 0);
  EXPECT_EQ(line.close(proxy), error::inval_line_handle);
  run();
  std::vector<std::int32_t> replied;
  for (const Message& message : client_got) {
    if (message.message != 12) continue;
    EXPECT_EQ(static_cast<std::int32_t>(message.p2), error::operation_failed);
    replied.push_back(static_cast<std::int32_t>(message.p1));
  }
  EXPECT_EQ(replied, ids);
  EXPECT_EQ(line.proxy_response(proxy, late, 0), error::inval_line_handle);
  EXPECT_EQ(line.pending(), 0u);
}

TEST_F(BoundaryTest, AClientThatClosedHearsNothingAndItsMemoryIsNotTouched) {
  open_all();
  const Buffer buffer = make_buffer(76);
  const auto before = *buffer;
  line.get_agent_session_info(client, 17, buffer);
  ASSERT_TRUE(write_agent_session_info(AgentSessionInfo{}, embedded(request()->block)));
  EXPECT_EQ(line.close(client), 0);
  EXPECT_EQ(line.proxy_response(proxy, request(), 0), 0);
  run();
  EXPECT_TRUE(client_got.empty());
  EXPECT_EQ(*buffer, before);
  EXPECT_EQ(line.pending(), 0u);
}

TEST_F(BoundaryTest, AMessageReachesEverybodyButItsSender) {
  open_all();
  EXPECT_EQ(line.proxy_message(proxy, 27, 17, 2, 4), 0);
  EXPECT_TRUE(client_got.empty());
  run();
  for (const auto* got : {&client_got, &other_got}) {
    ASSERT_EQ(got->size(), 1u);
    EXPECT_EQ((*got)[0].message, 27u);
    EXPECT_EQ((*got)[0].p1, 17u);
    EXPECT_EQ((*got)[0].p2, 2u);
    EXPECT_EQ((*got)[0].p3, 4u);
  }
  EXPECT_TRUE(proxy_got.empty());
  EXPECT_EQ(line.proxy_message(client, 27, 17, 2, 4), error::not_registered);
  EXPECT_EQ(line.proxy_message(99, 27, 17, 2, 4), error::inval_line_handle);
  EXPECT_EQ(line.proxy_message(proxy, 12, 1, 0, 0), error::inval_param) << "LINE_REPLY is not a proxy's to send";
}

TEST_F(BoundaryTest, ProxyStatusTellsWhichTypesOpenAndClose) {
  client = *line.open({}, into(client_got));
  proxy = *line.open({create_session, info}, into(proxy_got));
  std::vector<Dword> rest{0x09, 0x0A, 0x0B, 0x0D, 0x0E, 0x10, 0x11, 0x12, 0x13, 0x14};
  const HLine second = *line.open(rest, into(other_got));
  run();
  ASSERT_EQ(client_got.size(), 2 + rest.size() + 1);
  EXPECT_EQ(client_got[0].message, 31u);
  EXPECT_EQ(client_got[0].p1, 1u);
  EXPECT_EQ(client_got[0].p2, create_session);
  EXPECT_EQ(client_got.back().p1, 4u) << "all open for ACD";
  EXPECT_EQ(client_got.back().p2, 0u);
  client_got.clear();
  line.close(second);
  run();
  EXPECT_EQ(client_got.size(), rest.size());
  for (const Message& message : client_got) EXPECT_EQ(message.p1, 2u);
}

TEST_F(BoundaryTest, WildStructuresAreRefusedAtOnce) {
  open_all();
  for (const Dword total : {0u, 4u, 12u, 75u}) {
    const Buffer small = make_buffer(total, 100);
    const auto before = *small;
    EXPECT_EQ(line.get_agent_session_info(client, 17, small), error::structure_too_small) << total;
    EXPECT_EQ(*small, before);
  }
  EXPECT_EQ(line.get_agent_session_list(client, 5, make_buffer(23)), error::structure_too_small);
  const Buffer liar = make_buffer(76);
  (*liar)[3] = std::byte{0x7F};
  EXPECT_EQ(line.get_agent_session_info(client, 17, liar), error::inval_param);
  EXPECT_EQ(line.get_agent_session_info(client, 17, nullptr), error::inval_pointer);
  EXPECT_EQ(line.get_agent_session_info(client, 17, std::make_shared<std::vector<std::byte>>(3)), error::inval_pointer);
  EXPECT_EQ(line.get_agent_session_info(client, 17, make_buffer(LineBoundary::max_structure + 1)), error::no_mem);
  EXPECT_EQ(line.get_agent_session_info(99, 17, make_buffer(76)), error::inval_line_handle);
  EXPECT_EQ(line.create_agent(client, "2003", std::nullopt, nullptr), error::inval_pointer);
  EXPECT_EQ(line.create_agent(client, std::string(257, '2'), std::nullopt, std::make_shared<Dword>(0)),
            error::inval_param);
  EXPECT_EQ(line.pending(), 0u);
}

TEST_F(BoundaryTest, AProxyThatFillsTooMuchDoesNotReachBeyondTheCallersSize) {
  open_all();
  const Buffer buffer = make_buffer(76, 16);
  line.get_agent_session_info(client, 17, buffer);
  std::vector<std::byte>& block = request()->block;
  block.assign(4000, std::byte{0xEE});
  EXPECT_EQ(line.proxy_response(proxy, request(), 0), 0);
  EXPECT_EQ((*buffer)[0], std::byte{76}) << "dwTotalSize stays the caller's";
  for (std::size_t index = 76; index < buffer->size(); ++index) EXPECT_EQ((*buffer)[index], std::byte{0xA5});
  for (const std::size_t size : {0u, 20u, 32u, 36u}) {
    line.get_agent_session_info(client, 17, make_buffer(76, 16));
    run();
    proxy_got.back().request->block.resize(size);
    EXPECT_EQ(line.proxy_response(proxy, proxy_got.back().request, 0), 0);
  }
}

TEST_F(BoundaryTest, PendingRequestsAreBounded) {
  open_all();
  for (std::size_t index = 0; index < LineBoundary::max_pending; ++index) {
    ASSERT_GT(line.set_agent_session_state(client, 17, 1, 0), 0);
  }
  EXPECT_EQ(line.set_agent_session_state(client, 17, 1, 0), error::no_mem);
}

TEST_F(BoundaryTest, WhatIsPostedWhenTheBoundaryGoesIsDropped) {
  std::deque<std::function<void()>> queue;
  int told = 0;
  {
    LineBoundary short_lived{[&queue](std::function<void()> handler) { queue.push_back(std::move(handler)); }};
    const HLine sender = *short_lived.open({info}, {});
    ASSERT_TRUE(short_lived.open({}, [&told](const Message&) { ++told; }));
    short_lived.proxy_message(sender, 27, 17, 2, 4);
  }
  for (const auto& handler : queue) handler();
  EXPECT_EQ(told, 0);
}

TEST(ObservedLine, TellsEveryCallMessageAndFilledStructureAndChangesNothing) {
  std::deque<std::function<void()>> queue;
  const auto run = [&queue] {
    while (!queue.empty()) {
      const auto handler = std::move(queue.front());
      queue.pop_front();
      handler();
    }
  };
  std::vector<Observation> seen;
  const auto line = observe(
      std::make_unique<LineBoundary>([&queue](std::function<void()> handler) { queue.push_back(std::move(handler)); }),
      [&seen](const Observation& observation) { seen.push_back(observation); });
  ProxyRequestPtr asked;
  const HLine proxy = *line->open({info}, [&asked](const Message& message) { asked = message.request; });
  const HLine client = *line->open({}, {});
  EXPECT_FALSE(line->open({info}, {}));
  const std::int32_t id = line->get_agent_session_info(client, 17, make_buffer(76, 4));
  run();
  ASSERT_TRUE(asked);
  AgentSessionInfo filled;
  filled.calls = 9;
  ASSERT_TRUE(write_agent_session_info(filled, embedded(asked->block)));
  EXPECT_EQ(line->proxy_response(proxy, asked, 0), 0);
  EXPECT_EQ(line->proxy_response(proxy, asked, 0), error::inval_param);
  run();
  line->proxy_message(proxy, 27, 17, 1, 0);
  run();
  line->close(client);
  using Kind = Observation::Kind;
  std::vector<Kind> kinds;
  for (const Observation& observation : seen) kinds.push_back(observation.kind);
  EXPECT_EQ(kinds, (std::vector{Kind::opened, Kind::opened, Kind::opened, Kind::asked, Kind::told, Kind::responded,
                                Kind::responded, Kind::told, Kind::filled, Kind::announced, Kind::told, Kind::closed}));
  EXPECT_EQ(seen[2].code, error::not_registered);
  EXPECT_EQ(seen[3].code, id);
  EXPECT_EQ(seen[3].total, 76u);
  EXPECT_EQ(seen[4].bytes.size(), 108u);
  EXPECT_EQ(seen[6].code, error::inval_param);
  EXPECT_EQ(seen[8].bytes.size(), 80u) << "with its guard";
  EXPECT_EQ(read_agent_session_info(seen[8].bytes)->calls, 9u);
}

}  // namespace
}  // namespace acdloop::tapi::line
