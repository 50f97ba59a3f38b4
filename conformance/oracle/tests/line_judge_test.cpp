// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_judge.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <map>

namespace acdloop::oracle {
namespace {

using Kind = ObservedLine::Kind;
using verdict::Verdict;

constexpr std::uint32_t proxy = 1, client = 2, other = 3;
constexpr std::int32_t failed = static_cast<std::int32_t>(0x80000048);
constexpr std::int32_t unavail = static_cast<std::int32_t>(0x80000049);

void put(std::vector<std::byte>& bytes, std::size_t offset, std::uint64_t value, std::size_t width = 4) {
  if (bytes.size() < offset + width) bytes.resize(offset + width);
  for (std::size_t index = 0; index < width; ++index)
    bytes[offset + index] = static_cast<std::byte>(value >> (8 * index));
}

// A whole line played by hand: a proxy for everything, a client, another application.
class LineJudgeTest : public testing::Test {
 protected:
  LineJudgeTest() {
    open(proxy, {0x09, 0x0C, 0x0D, 0x0E, 0x0F});
    open(client, {});
    open(other, {});
    verdicts();
  }
  void see(ObservedLine seen) {
    seen.at = now;
    judge.see(seen);
  }
  void open(std::uint32_t line, std::vector<std::uint32_t> types, std::int32_t code = 0) {
    ObservedLine seen;
    seen.kind = Kind::opened;
    seen.line = line;
    seen.types = std::move(types);
    seen.code = code;
    see(seen);
  }
  ObservedLine ask(std::uint32_t function, std::int32_t id, std::uint32_t handle = 17) {
    ObservedLine seen;
    seen.kind = Kind::asked;
    seen.line = client;
    seen.function = function;
    seen.code = id;
    seen.handle = handle;
    seen.total = 76;
    see(seen);
    return seen;
  }
  void request(std::uint64_t number, std::uint32_t type, std::uint32_t handle = 17, std::uint32_t to = proxy) {
    ObservedLine seen;
    seen.kind = Kind::told;
    seen.line = to;
    seen.message = 24;
    seen.request = number;
    put(seen.bytes, 24, type);
    put(seen.bytes, 28, handle);
    put(seen.bytes, 32, 0, 8);
    see(seen);
  }
  void respond(std::uint64_t number, std::int32_t result, std::int32_t code = 0) {
    ObservedLine seen;
    seen.kind = Kind::responded;
    seen.line = proxy;
    seen.request = number;
    seen.result = result;
    seen.code = code;
    see(seen);
  }
  void tell(std::uint32_t to, std::uint32_t message, std::uint32_t p1, std::uint32_t p2, std::uint32_t p3 = 0) {
    ObservedLine seen;
    seen.kind = Kind::told;
    seen.line = to;
    seen.message = message;
    seen.p1 = p1;
    seen.p2 = p2;
    seen.p3 = p3;
    see(seen);
  }
  void announce(std::uint32_t p1, std::uint32_t p2, std::uint32_t p3) {
    ObservedLine seen;
    seen.kind = Kind::announced;
    seen.line = proxy;
    seen.message = 27;
    seen.p1 = p1;
    seen.p2 = p2;
    seen.p3 = p3;
    see(seen);
  }
  void reply(std::int32_t id, std::int32_t result) {
    tell(client, 12, static_cast<std::uint32_t>(id), static_cast<std::uint32_t>(result));
  }
  // A session of that handle is announced, so that requests for it are no strangers'.
  void known(std::uint32_t handle) {
    announce(handle, 1, 0);
    tell(client, 27, handle, 1);
    tell(other, 27, handle, 1);
  }
  void fill(std::vector<std::byte> bytes, std::uint32_t total = 76, std::uint32_t function = 0x0F) {
    ObservedLine seen;
    seen.kind = Kind::filled;
    seen.line = client;
    seen.function = function;
    seen.handle = 17;
    seen.total = total;
    seen.before.resize(bytes.size());
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(total, bytes.size())),
                bytes.size() - std::min<std::size_t>(total, bytes.size()),
                seen.before.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(total, bytes.size())));
    seen.bytes = std::move(bytes);
    see(seen);
  }
  // 2 calls in 100 s: talk 40, call 50, wrap-up 10, longest 9, mean 5; READY; begun with the run.
  static std::vector<std::byte> info() {
    std::vector<std::byte> bytes(76);
    for (const std::size_t offset : {0u, 4u, 8u}) put(bytes, offset, 76);
    put(bytes, 12, 2);
    put(bytes, 20, std::bit_cast<std::uint64_t>(46048.375), 8);
    put(bytes, 28, 100);
    put(bytes, 32, 2);
    put(bytes, 36, 40);
    put(bytes, 40, 20);
    put(bytes, 44, 50);
    put(bytes, 48, 25);
    put(bytes, 52, 10);
    put(bytes, 56, 5);
    put(bytes, 60, 720'000, 8);
    put(bytes, 68, 9);
    put(bytes, 72, 5);
    return bytes;
  }

  // The worst verdict of each requirement since the last time.
  std::map<std::string, Verdict> verdicts(bool at_end = false) {
    std::map<std::string, Verdict> worst;
    for (const verdict::Check& check : judge.judge(now, at_end)) {
      Verdict& so_far = worst[check.requirement];
      so_far = worse(so_far, check.warning ? Verdict::inconclusive : check.verdict);
    }
    return worst;
  }

  TimePoint now{};
  bool facts_allow = true;
  LineJudge judge{tapi::Readings{},
                  [](TimePoint at) { return 46048.375 + static_cast<double>(nanoseconds_of(at)) / 86400e9; },
                  [this](const std::string&, std::int32_t, TimePoint) { return facts_allow; }};
};

using Map = std::map<std::string, Verdict>;

TEST_F(LineJudgeTest, ARequestThatGoesAsItShouldKeepsEveryRule) {
  known(17);
  verdicts();
  ask(0x0F, 1);
  request(100, 0x0F);
  respond(100, 0);
  reply(1, 0);
  fill(info());
  EXPECT_EQ(verdicts(true), (Map{{"AS-039", Verdict::pass},
                                 {"AS-044", Verdict::pass},
                                 {"AS-064", Verdict::pass},
                                 {"AS-108", Verdict::pass},
                                 {"AS-109", Verdict::pass},
                                 {"AS-110", Verdict::pass},
                                 {"AS-113", Verdict::pass},
                                 {"AS-115", Verdict::pass}}));
}

TEST_F(LineJudgeTest, ASecondAnswerOrAPositiveOneFails) {
  known(17);
  ask(0x0F, 1);
  request(100, 0x0F);
  respond(100, 0);
  respond(100, 0, failed);
  EXPECT_EQ(verdicts()["AS-108"], Verdict::fail);
  request(101, 0x0F);
  respond(101, 1, failed);
  EXPECT_EQ(verdicts()["AS-108"], Verdict::fail);
}

TEST_F(LineJudgeTest, AnotherTypeOrOtherArgumentsThanTheCallersFail) {
  known(17);
  ask(0x0E, 1);
  request(100, 0x02);
  EXPECT_EQ(verdicts()["AS-109"], Verdict::fail);
  ask(0x0F, 2);
  request(101, 0x0F, 18);
  EXPECT_EQ(verdicts()["AS-109"], Verdict::fail);
  request(102, 0x0F);
  EXPECT_EQ(verdicts()["AS-109"], Verdict::fail) << "nobody asked";
}

TEST_F(LineJudgeTest, AnIdThatIsZeroOrOutstandingFails) {
  ask(0x0F, 1);
  EXPECT_EQ(verdicts()["AS-110"], Verdict::pass);
  ask(0x0F, 1);
  EXPECT_EQ(verdicts()["AS-110"], Verdict::fail);
  ask(0x0F, 0);
  EXPECT_EQ(verdicts()["AS-110"], Verdict::fail);
}

TEST_F(LineJudgeTest, AReplyWithAnotherResultOrForNobodyFails) {
  ask(0x0F, 1);
  request(100, 0x0F);
  respond(100, failed);
  reply(1, 0);
  EXPECT_EQ(verdicts()["AS-110"], Verdict::fail);
  reply(1, 0);
  EXPECT_EQ(verdicts()["AS-110"], Verdict::fail) << "a second one";
  ask(0x0F, 2);
  request(101, 0x0F);
  reply(2, 0);
  EXPECT_EQ(verdicts()["AS-110"], Verdict::fail) << "the proxy has not answered";
}

TEST_F(LineJudgeTest, ASecondRegistrationHasToBeRefusedAndToChangeNothing) {
  known(17);
  open(0, {0x0F}, static_cast<std::int32_t>(0x80000047));
  ask(0x0F, 1);
  request(100, 0x0F);
  EXPECT_EQ(verdicts()["AS-111"], Verdict::pass);
  ask(0x0F, 2);
  request(101, 0x0F, 17, 9);
  EXPECT_EQ(verdicts()["AS-111"], Verdict::fail);
  open(9, {0x0F});
  EXPECT_EQ(verdicts()["AS-111"], Verdict::fail);
  open(0, {0x0F}, failed);
  EXPECT_EQ(verdicts()["AS-111"], Verdict::fail) << "another error";
}

TEST_F(LineJudgeTest, WhatIsPendingAtAProxyThatClosesIsOwedAnErrorAtOnce) {
  ObservedLine closed;
  closed.kind = Kind::closed;
  closed.line = proxy;
  for (const int how : {0, 1, 2}) {
    open(proxy, {0x0F});
    verdicts();
    known(17);
    ask(0x0F, 10 + how);
    request(200 + static_cast<std::uint64_t>(how), 0x0F);
    see(closed);
    if (how == 0) reply(10, failed);
    if (how == 1) reply(11, 0);
    if (how == 2) now += std::chrono::seconds{6};
    EXPECT_EQ(verdicts()["AS-112"], how == 0 ? Verdict::pass : Verdict::fail) << how;
  }
}

TEST_F(LineJudgeTest, WithoutAProxyACallFailsPromptly) {
  known(17);
  ObservedLine closed;
  closed.kind = Kind::closed;
  closed.line = proxy;
  see(closed);
  ask(0x0F, unavail);
  EXPECT_EQ(verdicts()["AS-094"], Verdict::pass);
  ask(0x0F, failed);
  EXPECT_EQ(verdicts()["AS-094"], Verdict::inconclusive) << "a warning: another code";
  ask(0x0F, -7);
  EXPECT_EQ(verdicts()["AS-094"], Verdict::fail);
  ask(0x0F, 5);
  reply(5, 0);
  EXPECT_EQ(verdicts()["AS-094"], Verdict::fail);
  ask(0x0F, 6);
  EXPECT_FALSE(verdicts().contains("AS-094"));
  now += std::chrono::seconds{6};
  EXPECT_EQ(verdicts()["AS-094"], Verdict::fail);
}

TEST_F(LineJudgeTest, AHandleThatNoSessionHasIsOwedADocumentedError) {
  known(17);
  ask(0x0F, 1, 0);
  request(100, 0x0F, 0);
  respond(100, static_cast<std::int32_t>(0x80000032));
  reply(1, static_cast<std::int32_t>(0x80000032));
  EXPECT_EQ(verdicts()["AS-095"], Verdict::pass);
  ask(0x0F, 2, 0xFFFFFFFF);
  request(101, 0x0F, 0xFFFFFFFF);
  respond(101, 0);
  reply(2, 0);
  EXPECT_EQ(verdicts()["AS-095"], Verdict::fail);
}

TEST_F(LineJudgeTest, StateZeroMustSucceedAndChangeNothing) {
  known(17);
  for (const int how : {0, 1, 2}) {
    ObservedLine seen = ask(0x0E, 1 + how);
    request(100 + static_cast<std::uint64_t>(how), 0x0E);
    if (how == 1) announce(17, 2, 1);
    respond(100 + static_cast<std::uint64_t>(how), how == 2 ? failed : 0);
    reply(1 + how, how == 2 ? failed : 0);
    EXPECT_EQ(verdicts()["AS-063"], how == 0 ? Verdict::pass : Verdict::fail) << how;
  }
}

TEST_F(LineJudgeTest, AMessageReachesAllOthersAndNotItsSender) {
  announce(17, 1, 0);
  tell(client, 27, 17, 1);
  EXPECT_EQ(verdicts()["AS-084b"], Verdict::fail) << "the other was not told";
  announce(17, 2, 2);
  tell(client, 27, 17, 2, 2);
  tell(other, 27, 17, 2, 2);
  EXPECT_EQ(verdicts()["AS-084b"], Verdict::pass);
  tell(proxy, 27, 17, 2, 2);
  EXPECT_EQ(verdicts()["AS-084a"], Verdict::fail) << "an echo";
  announce(17, 2, 4);
  tell(client, 27, 17, 2, 8);
  tell(other, 27, 17, 2, 4);
  EXPECT_EQ(verdicts()["AS-084a"], Verdict::fail) << "something else";
}

TEST_F(LineJudgeTest, StatusParametersAreOfTheMessagesOwnFamilies) {
  struct Case {
    std::uint32_t p1, p2, p3;
    Verdict verdict;
  };
  for (const Case& c : {Case{17, 1, 0, Verdict::pass}, Case{17, 2, 8, Verdict::pass}, Case{17, 2, 0x20, Verdict::pass},
                        Case{17, 4, 0, Verdict::pass}, Case{17, 2, 0x40, Verdict::fail}, Case{17, 2, 0, Verdict::fail},
                        Case{17, 2, 6, Verdict::fail}, Case{17, 1, 2, Verdict::fail}, Case{17, 8, 0, Verdict::fail},
                        Case{17, 0, 0, Verdict::fail}, Case{0, 2, 1, Verdict::fail}}) {
    announce(c.p1, c.p2, c.p3);
    EXPECT_EQ(verdicts()["AS-083"], c.verdict) << c.p1 << ' ' << c.p2 << ' ' << c.p3;
  }
}

TEST_F(LineJudgeTest, TheStateToldLastIsHeldAgainstTheFactsAndReleasedIsEnded) {
  ObservedLine created;
  created.kind = Kind::filled;
  created.function = 0x0C;
  created.handle = 17;
  see(created);
  judge.name_created("s");
  announce(17, 2, 4);
  judge.state_seen("s", 2, now);
  EXPECT_EQ(verdicts()["AS-083"], Verdict::pass);
  facts_allow = false;
  judge.state_seen("s", 2, now);
  EXPECT_EQ(verdicts()["AS-083"], Verdict::fail);
  facts_allow = true;
  announce(17, 2, 0x20);
  judge.state_seen("s", 4, now);
  EXPECT_EQ(verdicts()["AS-065"], Verdict::pass);
  judge.state_seen("s", 1, now);
  EXPECT_EQ(verdicts()["AS-065"], Verdict::inconclusive) << "a warning";
}

TEST_F(LineJudgeTest, EachSessionHasAHandleOfItsOwn) {
  announce(17, 1, 0);
  announce(18, 1, 0);
  EXPECT_EQ(verdicts()["AS-071"], Verdict::pass);
  announce(17, 1, 0);
  EXPECT_EQ(verdicts()["AS-071"], Verdict::fail);
  ObservedLine created;
  created.kind = Kind::filled;
  created.function = 0x0C;
  created.handle = 17;
  see(created);
  judge.name_created("s");
  EXPECT_EQ(verdicts()["AS-071"], Verdict::pass);
  judge.name_created("t");
  EXPECT_EQ(verdicts()["AS-071"], Verdict::fail);
}

TEST_F(LineJudgeTest, EachSpoiltFieldFailsItsOwnRequirement) {
  struct Case {
    std::size_t offset;
    std::uint64_t value;
    std::size_t width;
    const char* requirement;
  };
  for (const Case& c :
       {Case{4, 75, 4, "AS-113"}, Case{8, 75, 4, "AS-113"}, Case{8, 77, 4, "AS-113"}, Case{12, 1 | 2, 4, "AS-064"},
        Case{12, 0, 4, "AS-064"}, Case{12, 3, 4, "AS-064"},
        Case{20, std::bit_cast<std::uint64_t>(1'769'418'000.0), 8, "AS-044"}, Case{20, 1'769'418'000, 8, "AS-044"},
        Case{60, 72, 8, "AS-039"}, Case{60, 0, 8, "AS-039"}, Case{36, 80, 4, "AS-115"}, Case{52, 51, 4, "AS-115"},
        Case{44, 103, 4, "AS-115"}, Case{40, 22, 4, "AS-115"}, Case{48, 23, 4, "AS-115"}, Case{56, 7, 4, "AS-115"},
        Case{72, 10, 4, "AS-115"}}) {
    std::vector<std::byte> bytes = info();
    put(bytes, c.offset, c.value, c.width);
    fill(bytes);
    const Map worst = verdicts();
    ASSERT_TRUE(worst.contains(c.requirement)) << c.offset;
    for (const auto& [requirement, verdict] : worst) {
      EXPECT_EQ(verdict, requirement == c.requirement ? Verdict::fail : Verdict::pass)
          << requirement << " with " << c.value << " at " << c.offset;
    }
  }
}

TEST_F(LineJudgeTest, NaturalAlignmentIsNamedAsSuchAndNothingElseIsReadFromIt) {
  std::vector<std::byte> bytes = info();
  bytes.insert(bytes.begin() + 20, 4, std::byte{0});
  bytes.resize(76);
  fill(bytes);
  EXPECT_EQ(verdicts(), (Map{{"AS-113", Verdict::fail}}));
}

TEST_F(LineJudgeTest, TheStructuresStateIsHeldAgainstGetStateOfTheSameMoment) {
  ObservedLine created;
  created.kind = Kind::filled;
  created.function = 0x0C;
  created.handle = 17;
  see(created);
  judge.name_created("s");
  fill(info());
  judge.state_seen("s", 1, now);
  EXPECT_EQ(verdicts()["AS-064"], Verdict::pass);
  judge.state_seen("s", 2, now);
  EXPECT_EQ(verdicts()["AS-064"], Verdict::fail);
  now += std::chrono::seconds{1};
  judge.state_seen("s", 2, now);
  EXPECT_FALSE(verdicts().contains("AS-064")) << "another moment";
}

TEST_F(LineJudgeTest, MemoryBehindTheSizeIsWatchedAndASmallSizeRefused) {
  std::vector<std::byte> bytes = info();
  bytes.resize(80, std::byte{0xA5});
  fill(bytes);
  EXPECT_EQ(verdicts()["AS-114b"], Verdict::pass);
  ObservedLine seen;
  seen.kind = Kind::filled;
  seen.function = 0x0F;
  seen.total = 76;
  seen.before = bytes;
  seen.bytes = bytes;
  seen.bytes[77] = std::byte{0};
  see(seen);
  EXPECT_EQ(verdicts()["AS-114b"], Verdict::fail);
  seen.kind = Kind::asked;
  seen.line = client;
  seen.bytes = seen.before;
  seen.total = 75;
  seen.code = static_cast<std::int32_t>(0x8000004D);
  see(seen);
  EXPECT_EQ(verdicts()["AS-114a"], Verdict::pass);
  seen.code = failed;
  see(seen);
  EXPECT_EQ(verdicts()["AS-114a"], Verdict::fail);
}

TEST_F(LineJudgeTest, AListHasItsEntriesInsideAndEachHandleOnce) {
  const auto list = [](std::uint32_t count, std::uint32_t size, std::uint32_t offset, std::uint32_t second) {
    std::vector<std::byte> bytes(80);
    for (const std::size_t at : {0u, 4u, 8u}) put(bytes, at, 80);
    put(bytes, 12, count);
    put(bytes, 16, size);
    put(bytes, 20, offset);
    put(bytes, 24, 17);
    put(bytes, 52, second);
    return bytes;
  };
  fill(list(2, 56, 24, 18), 80, 0x0D);
  EXPECT_EQ(verdicts(), (Map{{"AS-071", Verdict::pass}, {"AS-116", Verdict::pass}}));
  fill(list(2, 24, 56, 18), 80, 0x0D);
  EXPECT_EQ(verdicts()["AS-116"], Verdict::fail) << "offset and size swapped";
  fill(list(2, 56, 25, 18), 80, 0x0D);
  EXPECT_EQ(verdicts()["AS-116"], Verdict::fail) << "past dwUsedSize";
  fill(list(2, 56, 24, 17), 80, 0x0D);
  EXPECT_EQ(verdicts()["AS-071"], Verdict::fail);
  fill(list(0, 0, 0, 0), 80, 0x0D);
  EXPECT_EQ(verdicts()["AS-116"], Verdict::pass);
}

TEST_F(LineJudgeTest, ALateAnswerIsAcceptedOnceAndAForgottenOneIsAWarning) {
  ask(0x0F, 1);
  request(100, 0x0F);
  ask(0x0F, 2);
  request(101, 0x0F);
  now += std::chrono::seconds{120};
  respond(100, failed);
  EXPECT_EQ(verdicts()["AS-103"], Verdict::pass);
  now += std::chrono::seconds{6};
  EXPECT_EQ(verdicts(true)["AS-103"], Verdict::inconclusive);
}

TEST_F(LineJudgeTest, AStatisticsUpdateIsNoEventAndANullGetterNoRequest) {
  judge.update_seen("s", 0, 1, 1);
  judge.null_getter_seen("s", 0);
  EXPECT_EQ(verdicts(), (Map{{"AS-081", Verdict::pass}, {"AS-090b", Verdict::pass}}));
  judge.update_seen("s", 1, 1, 1);
  judge.null_getter_seen("s", 1);
  EXPECT_EQ(verdicts(), (Map{{"AS-081", Verdict::fail}, {"AS-090b", Verdict::inconclusive}}));
}

}  // namespace
}  // namespace acdloop::oracle
