// SPDX-License-Identifier: Apache-2.0
// What `acdcheck explain` says of a story: every step of the suite has its sentence, and the states that the walk tells
// are those that the suite expects.
#include "scenarios/language/sentences.hpp"

#include <gmock/gmock.h>

#include <map>

#include "scenarios/language/story.hpp"
#include "scenarios/language/tests/vocabulary.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

using namespace std::chrono_literals;

const Cast& cast() {
  static const Cast built = [] {
    GroupSpec sales{cti::AcdGroupId("sales"), "237", {WrapUp::Kind::timed, 12s}, 20s};
    sales.overflow = Overflow{30s, cti::AcdGroupId("support")};
    AgentSpec ann{cti::AgentId("ann"), "2003", cti::Address("105"), {sales.name, cti::AcdGroupId("support")}};
    return Cast{{sales}, {ann}};
  }();
  return built;
}

template <class Verb>
std::string of(Verb verb) {
  Step step;
  step.verb = std::move(verb);
  return sentence(step);
}

TEST(Sentences, SayWhatAStepSays) {
  const cti::AgentId ann("ann");
  EXPECT_EQ(of(LogIn{ann, cti::AcdGroupId("sales"), "s", cti::Address("106"), {}, Pin{"4711"}, false, {}}),
            "ann logs in for sales at desk 106 with PIN 4711: session s");
  EXPECT_EQ(of(RequestState{"s", 1, {}, "TAPI_E_TIMEOUT"}),
            "session s asks to be ready; must fail with TAPI_E_TIMEOUT");
  EXPECT_EQ(of(RequestState{"s", 17, {}, {}}), "session s asks to be the number 17, which is no state");
  EXPECT_EQ(of(HangUp{{}, "c1"}), "the caller of c1 hangs up");
  EXPECT_EQ(of(Transfer{ann, {}}), "ann joins her two parties and leaves");
  EXPECT_EQ(of(Withhold{cti::RequestKind::log_on, 110s, 2, true}),
            "the next 2 log_on requests are carried out and answered only after 110s, twice");
  EXPECT_EQ(of(StepClock{-90s}), "the clock on the wall is set back by 90s");
  ExpectSession expect{"s", 3, {}, false, 1s};
  EXPECT_EQ(of(expect), "judged: session s must be wrap_up within 1s");
  expect.figures = {{"calls", {}, 1, {}}, {"talk_time", 30200ms, 0, {}}};
  EXPECT_EQ(of(expect), "judged: session s must be wrap_up within 1s, and calls is 1, talk_time is 30.2s");
  EXPECT_EQ(of(Never{"s", 2, 5s}), "judged: for 5s session s must never be busy");
}

TEST(Sentences, SayWhoPlays) {
  EXPECT_EQ(sentence(cast().groups[0]),
            "sales, dialled as 237: wrap-up ends by key or after 12s; a phone rings for at most 20s; a call that waits "
            "30s goes to support");
  EXPECT_EQ(sentence(cast().agents[0]), "ann, number 2003, at desk 105, for sales and support");
}

TEST(Sentences, KnowEveryStateAndNoOther) {
  for (std::int32_t state = 0; !state_word(state).empty(); ++state) EXPECT_FALSE(state_meaning(state).empty());
  EXPECT_TRUE(state_meaning(5).empty());
  EXPECT_TRUE(state_meaning(-1).empty());
}

std::vector<Scenario> suite() {
  std::vector<Scenario> stories;
  for (const auto& file : find_scenarios(suite_folder()).files) {
    Loaded loaded = load_file(file, test_vocabulary(), suite_folder());
    if (loaded.scenario) stories.push_back(std::move(*loaded.scenario));
  }
  return stories;
}

TEST(Sentences, TellEveryStepOfTheSuite) {
  std::size_t told = 0;
  for (const Scenario& scenario : suite()) {
    for (const Step& step : scenario.steps) {
      const std::string text = sentence(step);
      EXPECT_GT(text.size(), 8u) << scenario.id << ":" << step.mark.line;
      EXPECT_EQ(text.find("{}"), std::string::npos);
      EXPECT_FALSE(text.ends_with(": ") || text.ends_with('.')) << text;
      ++told;
    }
  }
  EXPECT_GT(told, 1000u);
}

// A withheld answer, a refusal, a lost link or an error makes of a story what a walk cannot know.
bool is_undisturbed(const Scenario& scenario) {
  return std::ranges::none_of(scenario.steps, [](const Step& step) {
    const auto* request = std::get_if<RequestState>(&step.verb);
    const auto* log_in = std::get_if<LogIn>(&step.verb);
    return std::holds_alternative<Withhold>(step.verb) || std::holds_alternative<Refuse>(step.verb) ||
           std::holds_alternative<Cut>(step.verb) || std::holds_alternative<LineRequest>(step.verb) ||
           (request && request->expected_error) || (log_in && log_in->expected_error);
  });
}

// The state that the walk tells of a session after a step, or `patience` later.
std::optional<std::int32_t> state_after(const Story& story, const std::string& session, std::size_t step,
                                        Duration patience) {
  std::optional<std::int32_t> state;
  for (const StateChange& change : story.states) {
    if (change.session != session) continue;
    if (change.step <= step || (patience.count() > 0 && change.at <= story.step_times[step] + patience))
      state = change.state;
  }
  return state;
}

TEST(Story, TellsTheStatesThatTheSuiteExpects) {
  std::size_t compared = 0;
  for (const Scenario& scenario : suite()) {
    if (!is_undisturbed(scenario)) continue;
    const Story story = walk(scenario);
    ASSERT_EQ(story.step_times.size(), scenario.steps.size());
    for (std::size_t index = 0; index < scenario.steps.size(); ++index) {
      const auto* expect = std::get_if<ExpectSession>(&scenario.steps[index].verb);
      if (expect == nullptr || !expect->state) continue;
      const bool now = state_after(story, expect->session, index, {}) == expect->state;
      const bool soon =
          state_after(story, expect->session, index, expect->within.value_or(Duration{})) == expect->state;
      EXPECT_TRUE(now || soon) << scenario.file << ":" << scenario.steps[index].mark.line << " expects "
                               << state_word(*expect->state);
      ++compared;
    }
  }
  EXPECT_GE(compared, 60u);
}

}  // namespace
}  // namespace acdloop::scenarios
