// SPDX-License-Identifier: Apache-2.0
#include "drivers/cti/request_window.hpp"

#include <gtest/gtest.h>

namespace acdloop::cti {
namespace {

struct Note {
  bool request = true;
  bool is_request() const { return request; }
};
using Window = RequestWindow<Note>;

Request numbered(std::uint64_t id) {
  Request request;
  request.id = RequestId{id};
  return request;
}

// What send() of an end does: the id under which the next request went out; 0 when none may.
std::uint32_t send_next(Window& window, std::size_t elsewhere = 0) {
  const auto request = window.next(elsewhere);
  return request ? window.issue({{}, *request}).value_or(0) : 0;
}

const LinkEvent& said(const Event& event) { return std::get<LinkEvent>(event.body); }

TEST(RequestWindow, SendsInTheOrderOfAskingWhileThereIsRoom) {
  Window window{1, 100, 2};
  for (std::uint64_t id = 1; id <= 3; ++id) EXPECT_TRUE(window.wait(numbered(id)));
  EXPECT_EQ(send_next(window), 1u);
  EXPECT_EQ(send_next(window), 2u);
  EXPECT_EQ(send_next(window), 0u) << "two are on their way";
  EXPECT_EQ(window.settle(1).request.id, RequestId{1});
  EXPECT_EQ(send_next(window, 1), 0u) << "a third is on its way elsewhere";
  EXPECT_EQ(send_next(window), 3u);
  EXPECT_EQ(window.find(3)->request.id, RequestId{3});
}

TEST(RequestWindow, TheEndsOwnQuestionsTakeNoRoom) {
  Window window{1, 100, 1};
  window.issue({{false}});
  window.wait(numbered(1));
  EXPECT_TRUE(window.owes([](const Note& note) { return !note.request; }));
  EXPECT_EQ(send_next(window), 2u);
  EXPECT_EQ(window.outstanding(), 1u);
}

TEST(RequestWindow, GivingUpMakesRoomAndKeepsTheId) {
  Window window{1, 100, 1};
  window.wait(numbered(1));
  window.wait(numbered(2));
  EXPECT_EQ(send_next(window), 1u);
  EXPECT_FALSE(window.wants_to_send());
  EXPECT_TRUE(window.abandon(RequestId{1}));
  EXPECT_TRUE(window.wants_to_send());
  EXPECT_EQ(send_next(window), 2u);
  EXPECT_FALSE(window.wants_to_send());
  const auto late = window.stale(1, "the answer");
  ASSERT_TRUE(late);
  EXPECT_EQ(said(*late).kind, LinkEventKind::late_reply);
  EXPECT_EQ(said(*late).request, RequestId{1});
  EXPECT_EQ(said(*late).text, "the answer");
  EXPECT_EQ(said(*window.stale(1, "")).kind, LinkEventKind::late_reply) << "a second copy too";
  EXPECT_EQ(window.outstanding(), 1u);
}

TEST(RequestWindow, WhatWasNeverSentIsGone) {
  Window window{1, 100, 1};
  window.wait(numbered(1));
  EXPECT_TRUE(window.abandon(RequestId{1}));
  EXPECT_EQ(send_next(window), 0u);
  EXPECT_FALSE(window.abandon(RequestId{1}));
}

TEST(RequestWindow, ASecondAnswerIsADuplicate) {
  Window window{1, 100, 8};
  window.wait(numbered(7));
  const std::uint32_t id = send_next(window);
  EXPECT_FALSE(window.stale(id, "")) << "it is waited for";
  window.settle(id);
  EXPECT_EQ(said(*window.stale(id, "")).kind, LinkEventKind::duplicate_message);
  EXPECT_EQ(said(*window.stale(id, "")).request, RequestId{7});
  EXPECT_FALSE(window.stale(99, "")) << "never owed: the end says so";
}

TEST(RequestWindow, AnOwedIdIsNotUsedAgainNorOneJustSettled) {
  Window window{2, 200, 8};
  window.wait(numbered(1));
  EXPECT_EQ(send_next(window), 2u);
  window.abandon(RequestId{1});
  for (int round = 0; round < 1000; ++round) {
    window.wait(numbered(5));
    const std::uint32_t id = send_next(window);
    EXPECT_GT(id, 2u);
    EXPECT_LE(id, 200u);
    window.settle(id);
  }
}

TEST(RequestWindow, IsBounded) {
  Window narrow{1, 100, 1000};
  std::uint64_t asked = 0;
  while (narrow.issue({{}, numbered(asked)})) ++asked;
  EXPECT_EQ(asked, 36u) << "64 of the hundred are kept for answers that come twice";
  Window wide{1, 0xffff'fffe, 1};
  while (wide.wait(numbered(++asked))) EXPECT_LT(asked, 10'000u);
}

TEST(RequestWindow, ALostLinkEndsWhateverIsWaitedFor) {
  Window window{1, 100, 2};
  for (std::uint64_t id = 1; id <= 3; ++id) window.wait(numbered(id));
  send_next(window);
  send_next(window);
  window.issue({{false}, numbered(9)});
  window.abandon(RequestId{1});
  EndOutput out;
  window.lose_all(out);
  ASSERT_EQ(out.results.size(), 2u);
  EXPECT_EQ(out.results[0].id, RequestId{2});
  EXPECT_EQ(out.results[1].id, RequestId{3});
  EXPECT_EQ(out.results[0].outcome, Outcome::unknown);
  EXPECT_EQ(out.results[0].cause, RefusalCause::association_lost);
  EXPECT_EQ(window.outstanding(), 0u);
  EXPECT_FALSE(window.stale(1, ""));
  window.wait(numbered(4));
  EXPECT_EQ(send_next(window), 4u) << "ids go on";
}

}  // namespace
}  // namespace acdloop::cti
