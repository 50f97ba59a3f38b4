// SPDX-License-Identifier: Apache-2.0
// What `vars:` and `matrix:` make of a file. What is wrong with them is shown by the bad examples.
#include <gmock/gmock.h>

#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::SizeIs;

Loaded load(const std::string& variables, const std::string& steps) {
  return load_text("id: a/b\ntitle: Costs $5\ncovers: [AS-001]\n" + variables +
                       "cast:\n  groups: { sales: { pilot: $pilot, wrap_up: $wrap } }\n"
                       "  agents: { ann: { id: \"2003\", at: \"105\", groups: [sales] } }\n"
                       "steps:\n  - log_in: { agent: ann, group: sales, as: s }\n" +
                       steps,
                   "story.yaml", test_vocabulary());
}

std::vector<std::string> ids(const Loaded& loaded) {
  std::vector<std::string> ids;
  if (loaded.scenario) ids.push_back(loaded.scenario->id);
  for (const Scenario& scenario : loaded.further) ids.push_back(scenario.id);
  return ids;
}

std::string faults(const Loaded& loaded) {
  std::string text;
  for (const Diagnostic& diagnostic : loaded.diagnostics) text += render_human(diagnostic, loaded.source);
  return text;
}

TEST(Variables, StandForTheirValues) {
  const Loaded loaded = load("vars: { pilot: \"0237\", wrap: 12.2s, calls: 0 }\n",
                             "  - expect: { session: s, calls: $calls, after: $wrap }\n");
  ASSERT_TRUE(loaded.scenario) << faults(loaded);
  EXPECT_THAT(ids(loaded), ElementsAre("a/b"));
  EXPECT_EQ(loaded.scenario->instance, "");
  EXPECT_EQ(loaded.scenario->title, "Costs $5");
  EXPECT_EQ(loaded.scenario->cast.groups[0].pilot, "0237");
  EXPECT_EQ(loaded.scenario->cast.groups[0].wrap_up.limit, 12200ms);
  EXPECT_EQ(loaded.scenario->steps[1].after, 12200ms);
}

TEST(Variables, OfAMatrixMakeOneInstanceForEachCombination) {
  const Loaded loaded = load("vars: { pilot: \"237\" }\nmatrix: { wrap: [none, 12.2s], pause: [1.2s, 3.4s] }\n",
                             "  - expect: { session: s, calls: 0, after: $pause }\n");
  ASSERT_TRUE(loaded.scenario) << faults(loaded);
  EXPECT_THAT(ids(loaded), ElementsAre("a/b[wrap=none,pause=1.2s]", "a/b[wrap=none,pause=3.4s]",
                                       "a/b[wrap=12.2s,pause=1.2s]", "a/b[wrap=12.2s,pause=3.4s]"));
  EXPECT_EQ(loaded.scenario->cast.groups[0].wrap_up.kind, WrapUp::Kind::none);
  EXPECT_EQ(loaded.further[2].cast.groups[0].wrap_up.limit, 12200ms);
  EXPECT_EQ(loaded.further[0].steps[1].after, 3400ms);
  // Steps are where they are written, in every instance.
  EXPECT_EQ(loaded.further[2].steps[1].mark, loaded.scenario->steps[1].mark);
}

TEST(Variables, InQuotesAreText) {
  const Loaded loaded = load("vars: { pilot: \"237\", wrap: none }\n", "  - expect: { session: \"$s\", calls: 0 }\n");
  EXPECT_THAT(faults(loaded), testing::HasSubstr("unknown session \"$s\""));
}

TEST(Variables, AnInstanceIsFoundByItsName) {
  const Loaded many =
      load("vars: { pilot: \"237\" }\nmatrix: { wrap: [none, manual] }\n", "  - expect: { session: s, calls: 0 }\n");
  EXPECT_EQ(find_instance(many, "wrap=manual"), &many.further[0]);
  EXPECT_EQ(find_instance(many, "wrap=none"), &*many.scenario);
  EXPECT_EQ(find_instance(many, ""), nullptr);
  EXPECT_EQ(find_instance(many, "wrap=12s"), nullptr);
  const Loaded one = load("vars: { pilot: \"237\", wrap: none }\n", "  - expect: { session: s, calls: 0 }\n");
  EXPECT_EQ(find_instance(one, ""), &*one.scenario);
  EXPECT_EQ(find_instance(one, "wrap=none"), nullptr);
  using Parts = std::pair<std::string, std::string>;
  EXPECT_EQ(split_instance("a/b.yaml[wrap=none]"), Parts("a/b.yaml", "wrap=none"));
  EXPECT_EQ(split_instance("a/b.yaml"), Parts("a/b.yaml", ""));
  EXPECT_EQ(split_instance("a]"), Parts("a]", ""));
}

TEST(Variables, AreBoundedTogetherWithTheFile) {
  // Many values, varied often: refused, not copied.
  std::string steps;
  for (int index = 0; index < 1900; ++index) steps += "  - wait: $pause\n";
  std::string pauses = "1s";
  for (int index = 2; index <= 60; ++index) pauses += ", " + std::to_string(index) + "s";
  const Loaded loaded = load("vars: { pilot: \"237\", wrap: none }\nmatrix: { pause: [" + pauses + "] }\n",
                             steps + "  - expect: { session: s, calls: 0 }\n");
  ASSERT_THAT(loaded.diagnostics, SizeIs(testing::Ge(1u)));
  EXPECT_FALSE(loaded.scenario);
  EXPECT_THAT(faults(loaded), testing::HasSubstr("a matrix of more than "));
}

}  // namespace
}  // namespace acdloop::scenarios
