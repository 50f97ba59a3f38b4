// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/judging.hpp"

#include <gmock/gmock.h>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/runner/tests/fake_bench.hpp"

namespace acdloop::runner {
namespace {

using std::chrono::seconds;
using verdict::Check;
using verdict::Verdict;

struct JudgingTest : ::testing::Test {
  report::Stream stream;
  std::vector<std::string> troubles;
  Judging judging{stream, "switch", [this](const Check& check) { troubles.push_back(check.requirement); }};

  static Check check(Verdict verdict) {
    Check check;
    check.requirement = "AS-016";
    check.verdict = verdict;
    return check;
  }
};

TEST_F(JudgingTest, LeavesAWarningAPassUnlessItIsStrict) {
  Check soft = check(Verdict::pass);
  soft.warning = true;
  judging.note(soft);
  EXPECT_EQ(judging.checks().back().verdict, Verdict::pass);
  Judging strict{stream, "switch", [](const Check&) {}, true};
  strict.note(soft);
  EXPECT_EQ(strict.checks().back().verdict, Verdict::fail);
  strict.note(check(Verdict::pass));
  EXPECT_EQ(strict.checks().back().verdict, Verdict::pass);
}

TEST_F(JudgingTest, CompletesSubjectAndLine) {
  judging.at_line(7);
  judging.note(check(Verdict::pass));
  Check own = check(Verdict::pass);
  own.subject = "façade";
  own.line = 3;
  judging.note(own);
  judging.at_line(0);
  judging.note(std::vector{check(Verdict::pass)});
  ASSERT_EQ(3u, judging.checks().size());
  EXPECT_EQ("switch", judging.checks()[0].subject);
  EXPECT_EQ(7, judging.checks()[0].line);
  EXPECT_EQ("façade", judging.checks()[1].subject);
  EXPECT_EQ(3, judging.checks()[1].line);
  EXPECT_EQ(0, judging.checks()[2].line);
}

TEST_F(JudgingTest, TellsOfEveryTrouble) {
  judging.note(check(Verdict::pass));
  EXPECT_TRUE(troubles.empty());
  for (const Verdict verdict : {Verdict::inconclusive, Verdict::fail, Verdict::error}) judging.note(check(verdict));
  EXPECT_EQ(3u, troubles.size());
}

ApiCall answered(const std::string& method, tapi::Hresult result) {
  ApiCall call;
  call.seen.session = "s";
  call.seen.method = method;
  call.seen.answered = Interval::at(TimePoint{} + seconds{5});
  call.seen.hresult = result.value();
  call.over = true;
  return call;
}

TEST(ExpectedAnswer, IsSuccessUnlessTheStorySaysOtherwise) {
  EXPECT_EQ(Verdict::pass, judge_expected_answer(answered("put_State", tapi::S_OK_), std::nullopt).verdict);
  EXPECT_EQ(Verdict::fail, judge_expected_answer(answered("put_State", tapi::S_FALSE_), std::nullopt).verdict);
  EXPECT_EQ(Verdict::fail, judge_expected_answer(answered("put_State", tapi::TAPI_E_TIMEOUT_), std::nullopt).verdict);
  EXPECT_EQ(Verdict::pass,
            judge_expected_answer(answered("put_State", tapi::TAPI_E_TIMEOUT_), "TAPI_E_TIMEOUT").verdict);
  EXPECT_EQ(Verdict::fail, judge_expected_answer(answered("put_State", tapi::S_OK_), "TAPI_E_TIMEOUT").verdict);
}

TEST(ExpectedAnswer, TakesATwinForTheSameAnswer) {
  const Check check =
      judge_expected_answer(answered("CreateSession", tapi::LINEERR_INVALAGENTID_), "TAPI_E_CALLCENTER_INVALAGENTID");
  EXPECT_EQ(Verdict::pass, check.verdict);
  EXPECT_EQ("AS-070", check.requirement);
}

// Some wires refuse a log-on without a word about whose number was wrong.
TEST(ExpectedAnswer, OfARefusedLogOnMayBlameTheAgentsNumber) {
  const auto verdict = [](const std::string& method, tapi::Hresult code, const std::string& expected) {
    return judge_expected_answer(answered(method, code), expected).verdict;
  };
  EXPECT_EQ(Verdict::pass, verdict("CreateSession", tapi::LINEERR_INVALAGENTID_, "LINEERR_INVALPARAM"));
  EXPECT_EQ(Verdict::fail, verdict("put_State", tapi::LINEERR_INVALAGENTID_, "LINEERR_INVALPARAM"));
  EXPECT_EQ(Verdict::fail, verdict("CreateSession", tapi::LINEERR_INVALPARAM_, "LINEERR_INVALAGENTID"));
  EXPECT_EQ(Verdict::fail, verdict("CreateSession", tapi::LINEERR_INVALPASSWORD_, "LINEERR_INVALPARAM"));
}

TEST(ExpectedAnswer, ThatNeverCameIsAFailureInWords) {
  ApiCall call = answered("get_TotalCallTime", tapi::S_OK_);
  call.seen.answered.reset();  // S_OK still stands in the number, and means nothing
  call.over = false;
  const Check check = judge_expected_answer(call, std::nullopt);
  EXPECT_EQ(Verdict::fail, check.verdict);
  EXPECT_EQ("no answer", check.observed);
}

TEST(ExpectedAnswer, AnswersToARequirementOfTheCatalogue) {
  const auto of = [](const std::string& method, std::optional<std::string> error, std::optional<int> argument = {},
                     bool null_out = false) {
    ApiCall call = answered(method, tapi::S_OK_);
    call.seen.argument = argument;
    call.seen.null_out = null_out;
    const std::string requirement = judge_expected_answer(call, error).requirement;
    EXPECT_NE(nullptr, catalogue::find(requirement)) << requirement;
    return requirement;
  };
  EXPECT_EQ("AS-066", of("CreateSession", std::nullopt));
  EXPECT_EQ("AS-070", of("CreateSession", "LINEERR_INVALAGENTID"));
  EXPECT_EQ("AS-090a", of("get_TotalCallTime", "E_POINTER", {}, true));
  EXPECT_EQ("AS-091", of("get_TotalCallTime", std::nullopt));
  EXPECT_EQ("AS-092", of("get_TotalCallTime", "TAPI_E_TIMEOUT"));
  EXPECT_EQ("AS-057", of("put_State", std::nullopt, 1));
  EXPECT_EQ("AS-093", of("put_State", "TAPI_E_TIMEOUT", 1));
  EXPECT_EQ("AS-058", of("put_State", std::nullopt, 4));
  EXPECT_EQ("AS-059", of("put_State", "E_INVALIDARG", 7));
  EXPECT_EQ("AS-059", of("put_State", "E_INVALIDARG", -1));
}

TEST(AwaitedAnswer, IsJudgedByItsCodeAndToTheNanosecondByItsMoment) {
  ApiCall call = answered("get_TotalCallTime", tapi::TAPI_E_TIMEOUT_);
  call.seen.asked = Interval::at(TimePoint{});
  call.seen.answered = Interval::at(TimePoint{} + seconds{120});
  scenarios::ExpectAnswer expected;
  expected.error = "TAPI_E_TIMEOUT";
  expected.at = seconds{120};
  for (const Check& check : judge_awaited_answer(call, expected, "AS-097", TimePoint{}))
    EXPECT_EQ(Verdict::pass, check.verdict);
  call.seen.answered = Interval::at(TimePoint{} + seconds{120} + std::chrono::nanoseconds{1});
  auto checks = judge_awaited_answer(call, expected, "AS-097", TimePoint{});
  ASSERT_EQ(2u, checks.size());
  EXPECT_EQ(Verdict::pass, checks[0].verdict);
  EXPECT_EQ(Verdict::fail, checks[1].verdict);
  call.seen.answered.reset();
  checks = judge_awaited_answer(call, expected, "AS-097", TimePoint{});
  ASSERT_EQ(2u, checks.size());
  EXPECT_EQ(Verdict::fail, checks[0].verdict);
  EXPECT_EQ(Verdict::fail, checks[1].verdict);
  EXPECT_EQ("no answer", checks[1].observed);
}

TEST(ExpectedState, SaysBothStatesInWords) {
  const Check check = judge_expected_state("s", 2, 0, " within 1s", false, TimePoint{});
  EXPECT_EQ(Verdict::fail, check.verdict);
  EXPECT_EQ("busy", check.expected);
  EXPECT_EQ("not_ready", check.observed);
  EXPECT_EQ("State within 1s", check.what);
  EXPECT_EQ(Verdict::pass, judge_expected_state("s", 3, 3, "", false, TimePoint{}).verdict);
  EXPECT_EQ("state -1", judge_expected_state("s", 3, -1, "", false, TimePoint{}).observed);
  EXPECT_EQ("AS-104", judge_expected_state("s", 3, 3, "", true, TimePoint{}).requirement);
}

TEST(Never, FailsWhenTheStateShowed) {
  EXPECT_EQ(Verdict::fail, judge_never("s", 2, true, seconds{5}, TimePoint{}).verdict);
  EXPECT_EQ(Verdict::pass, judge_never("s", 2, false, seconds{5}, TimePoint{}).verdict);
}

TEST(JudgeUnheard, RepeatsTheWorstCheckInTheLightOfTheFilter) {
  EXPECT_TRUE(judge_unheard("s", {}, TimePoint{}).empty());
  Check good;
  good.what = "TotalTalkTime";
  good.verdict = Verdict::pass;
  Check bad = good;
  bad.what = "State";
  bad.observed = "ready";
  bad.verdict = Verdict::fail;
  const auto checks = judge_unheard("s", {good, bad, good}, TimePoint{});
  ASSERT_EQ(1u, checks.size());
  EXPECT_EQ("AS-089", checks.front().requirement);
  EXPECT_EQ("State while its application is told no events", checks.front().what);
  EXPECT_EQ("ready", checks.front().observed);
  EXPECT_EQ(Verdict::fail, checks.front().verdict);
}

}  // namespace
}  // namespace acdloop::runner
