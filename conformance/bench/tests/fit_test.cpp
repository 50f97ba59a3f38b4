// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/fit.hpp"

#include "conformance/bench/announcement.hpp"
#include "conformance/bench/tests/bench_text.hpp"

namespace acdloop::bench {
namespace {

using test::bench_of;
using test::changed;
using test::good;
using test::story;
using ::testing::HasSubstr;

const std::string head = R"(id: bench/story
title: A story
covers: [AS-054]
cast:
  groups: { sales: { pilot: "237", wrap_up: 6s } }
  agents: { ann: { id: "2003", at: "105", groups: [sales] } }
steps:
  - log_in: { agent: ann, group: sales, as: s }
  - request: { session: s, state: ready }
)";
const std::string call = R"(  - call: { as: c1, to: sales, from: "6025551212" }
  - answer: { agent: ann, after: 1.2s }
  - hang_up: { caller: c1, after: 2.3s }
)";
const std::string end = "  - expect: { session: s, state: ready, within: 8s }\n";

std::string with(std::string text, const std::string& from, const std::string& to) {
  EXPECT_NE(text.find(from), text.npos) << from;
  return text.replace(text.find(from), from.size(), to);
}

TEST(Fit, ASharedStoryGetsTheBenchsQueueAgentAndPhone) {
  const auto fitted = fit(story(head + call + end), bench_of());
  ASSERT_TRUE(fitted) << fitted.error();
  EXPECT_EQ(fitted->cast.groups[0].name.value(), "acdloop");
  EXPECT_EQ(fitted->cast.groups[0].pilot, "800");
  EXPECT_EQ(fitted->cast.agents[0].name.value(), "ann");
  EXPECT_EQ(fitted->cast.agents[0].id, "2001");
  EXPECT_EQ(fitted->cast.agents[0].at.value(), "1001");
  EXPECT_EQ(std::get<scenarios::LogIn>(fitted->steps[0].verb).group.value(), "acdloop");
  EXPECT_EQ(std::get<scenarios::PlaceCall>(fitted->steps[2].verb).to_group->value(), "acdloop");
}

void unfit(const std::string& text, const std::string& why, const std::string& bench = good) {
  const auto fitted = fit(story(text), bench_of(bench));
  ASSERT_FALSE(fitted);
  EXPECT_THAT(fitted.error(), HasSubstr(why));
}

TEST(Fit, SaysWhatTheBenchLacks) {
  const std::string text = head + call + end;
  unfit(with(text, "wrap_up: 6s", "wrap_up: 7s"), "needs a wrap-up of 7s, and queue acdloop has 6s");
  unfit(with(text, "wrap_up: 6s", "wrap_up: none"), "needs a wrap-up of none");
  unfit(with(text, "steps:", "virtual_only: true\nsteps:"), "virtual clock");
  unfit(with(text, "AS-054", "AS-097"), "AS-097 is not judged: façade only");
  unfit(text, "nobody's hand on this bench lifts a phone", changed("  answer_extension: answer\n", ""));
  unfit(text, "nobody's hand on this bench calls in", good + "hands: { call: nobody }\n");
  unfit(text, "lays a receiver down", good + "hands: { hang_up: nobody }\n");
  unfit(text, "longer than 2s", good + "longest: 2s\n");
  unfit(head + call + "  - cut: {}\n  - restore: {}\n" + end, "only the emulated switch plays");
}

TEST(Fit, APhoneThatAnswersByItselfFitsStoriesOfThatTimeAlone) {
  const std::string itself = good + "hands: { answer: itself, answers_after: 1.2s }\n";
  EXPECT_TRUE(fit(story(head + call + end), bench_of(itself)));
  unfit(with(head + call + end, "after: 1.2s", "after: 1.3s"), "answers after 1.3s, and phones here after 1.2s",
        itself);
}

TEST(Fit, AWrapUpOfEachStorysOwnFitsAll) {
  const std::string chosen = changed("wrap_up: 6s", "wrap_up: chosen");
  EXPECT_TRUE(fit(story(with(head + call + end, "wrap_up: 6s", "wrap_up: none")), bench_of(chosen)));
}

TEST(Announcement, NamesAllThatIsTouchedAndSaysSoOfNothingElse) {
  const BenchFile bench = bench_of();
  const Carried carried =
      carry({story(head + call + end), story(with(head + end, "bench/story", "bench/other"))}, bench);
  EXPECT_TRUE(carried.cannot.empty());
  const std::string text = announcement(bench, carried);
  for (const char* said : {"tcp:192.0.2.10:5038", "acdloop, which is called by 800", "2001 at 1001", "2002 at 1002",
                           "nothing else is changed, dialled or hung up", "carries    2 of 2 scenarios"}) {
    EXPECT_THAT(text, HasSubstr(said));
  }
  EXPECT_THAT(text, ::testing::Not(HasSubstr("s3cret")));
  EXPECT_THAT(judged_there(bench), HasSubstr("not judged: façade only"));
}

}  // namespace
}  // namespace acdloop::bench
