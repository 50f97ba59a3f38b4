// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/alternatives.hpp"

#include <gtest/gtest.h>

namespace acdloop::verdict {
namespace {

Alternatives of(std::initializer_list<Permitted> all) {
  Alternatives alternatives;
  for (const Permitted& permitted : all) alternatives.add(permitted);
  return alternatives;
}

TEST(Alternatives, OneAnswerIsEnoughToPassAndAllMustFailToFail) {
  const Alternatives talk = of({Permitted::exactly({30, 31}), Permitted::exactly({60, 61})});
  EXPECT_EQ(talk.judge(31), Verdict::pass);
  EXPECT_EQ(talk.judge(60), Verdict::pass);
  EXPECT_EQ(talk.judge(45), Verdict::fail);  // between two answers is no answer
  EXPECT_EQ(talk.judge(62), Verdict::fail);
  EXPECT_EQ(talk.judge_upper(45), Verdict::pass);
  EXPECT_EQ(talk.judge_upper(62), Verdict::fail);
}

TEST(Alternatives, WeakEvidenceForOneAnswerIsInconclusiveUnlessAnotherPasses) {
  const Permitted weak{{5, 4}, {4, 6}};
  EXPECT_EQ(of({weak}).judge(5), Verdict::inconclusive);
  EXPECT_EQ(of({weak, Permitted::exactly({5, 5})}).judge(5), Verdict::pass);
  EXPECT_EQ(of({weak, Permitted::exactly({9, 9})}).judge(7), Verdict::fail);
}

TEST(Alternatives, TellWhichAnswersAgree) {
  const Alternatives talk =
      of({Permitted::exactly({30, 30}), Permitted::exactly({30, 31}), Permitted::exactly({60, 60})});
  EXPECT_EQ(talk.agreeing(30), (std::vector{true, true, false}));
  EXPECT_EQ(talk.agreeing(60), (std::vector{false, false, true}));
  EXPECT_EQ(talk.agreeing_upper(31), (std::vector{false, true, true}));
}

TEST(Alternatives, AreToldOnceAndWithoutGapsTogether) {
  EXPECT_EQ(of({Permitted::exactly({30, 30})}).text("s"), "30 s");
  EXPECT_EQ(of({Permitted::exactly({31, 31}), Permitted::exactly({30, 30}), Permitted::exactly({30, 32})}).text("s"),
            "30 s to 32 s");
  EXPECT_EQ(of({Permitted::exactly({60, 61}), Permitted::exactly({30, 30})}).text("s"), "30 s or 60 s to 61 s");
  EXPECT_EQ(of({Permitted::exactly({60, 61}), Permitted::exactly({30, 30})}).text_upper("s"), "at most 61 s");
}

}  // namespace
}  // namespace acdloop::verdict
