// SPDX-License-Identifier: Apache-2.0
// What a story gets from the files that it includes. What is wrong with them is shown by the bad examples.
#include "scenarios/language/include.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include "scenarios/language/tests/vocabulary.hpp"
#include "scenarios/language/words.hpp"

namespace acdloop::scenarios {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

// A suite of its own, gone when the test is over.
class Include : public testing::Test {
 protected:
  Include() : root_(fs::path(testing::TempDir()) / ("suite-" + std::to_string(::getpid()))) {
    fs::remove_all(root_);
    write("common/sales.yaml",
          "# a comment may come first\nfragment: Ann sells\nvars: { pilot: \"237\", wrap: manual, rest: 5s }\n"
          "cast:\n  groups: { sales: { pilot: $pilot, wrap_up: $wrap } }\n"
          "  agents: { ann: { id: \"2003\", at: \"105\", groups: [sales] } }\n"
          "steps:\n  - log_in: { agent: ann, group: sales, as: s }\n");
    write("common/bob.yaml",
          "fragment: Bob sells too\ninclude: sales.yaml\nvars: { wrap: 12.2s }\n"
          "cast:\n  agents: { bob: { id: \"2004\", at: \"106\", groups: [sales] } }\n"
          "clock: { zone: \"EST5\" }\n"
          "steps:\n  - log_in: { agent: bob, group: sales, as: t }\n");
  }
  ~Include() override { fs::remove_all(root_); }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << text;
  }
  Loaded load(const std::string& name) const { return load_file(root_ / name, test_vocabulary()); }

  fs::path root_;
};

std::string story(const std::string& include, const std::string& more = "") {
  return "id: calls/one\ntitle: t\ncovers: [AS-001]\ninclude: " + include + "\n" + more +
         "steps:\n  - expect: { session: s, calls: 0 }\n";
}

std::string faults(const Loaded& loaded) {
  std::string text;
  for (const Diagnostic& diagnostic : loaded.diagnostics) text += render_human(diagnostic, loaded.source);
  return text;
}

TEST_F(Include, GivesCastDefaultsAndFirstSteps) {
  write("calls/one.yaml",
        story("../common/bob.yaml", "cast:\n  agents: { eve: { id: \"2005\", at: \"107\", groups: [sales] } }\n"));
  const Loaded loaded = load("calls/one.yaml");
  ASSERT_TRUE(loaded.scenario) << faults(loaded);
  const Scenario& scenario = *loaded.scenario;
  std::vector<std::string> agents;
  for (const AgentSpec& agent : scenario.cast.agents) agents.push_back(agent.name.value());
  EXPECT_THAT(agents, ElementsAre("ann", "bob", "eve"));
  // The variable of the nearest file counts.
  EXPECT_EQ(scenario.cast.groups[0].wrap_up.limit, std::chrono::milliseconds{12200});
  EXPECT_EQ(scenario.clock.zone, "EST5");
  ASSERT_THAT(scenario.steps, SizeIs(3));
  EXPECT_EQ(std::get<LogIn>(scenario.steps[0].verb).agent.value(), "ann");
  EXPECT_EQ(std::get<LogIn>(scenario.steps[1].verb).agent.value(), "bob");
  // Reports name lines of the story itself: where the steps were included.
  EXPECT_EQ(scenario.steps[0].mark, (Mark{4, 10}));
  EXPECT_EQ(scenario.steps[1].mark, (Mark{4, 10}));
  EXPECT_EQ(scenario.steps[2].mark.file, 0);
  ASSERT_THAT(loaded.files, SizeIs(3));
  EXPECT_EQ(loaded.files[1].name, (root_ / "common/bob.yaml").generic_string());
}

TEST_F(Include, LetsTheStoryGiveAVariableItselfOrVaryIt) {
  write("calls/one.yaml",
        story("[../common/sales.yaml]", "vars: { pilot: \"999\" }\nmatrix: { wrap: [none, 9.2s] }\n"));
  const Loaded loaded = load("calls/one.yaml");
  ASSERT_TRUE(loaded.scenario) << faults(loaded);
  ASSERT_THAT(loaded.further, SizeIs(1));
  EXPECT_EQ(loaded.scenario->id, "calls/one[wrap=none]");
  EXPECT_EQ(loaded.further[0].cast.groups[0].pilot, "999");
  EXPECT_EQ(loaded.further[0].cast.groups[0].wrap_up.kind, WrapUp::Kind::timed);
}

TEST_F(Include, EndsWhereTheIdOrTheCallerSaysItBegins) {
  write("calls/one.yaml", story("../common/sales.yaml"));
  EXPECT_TRUE(load("calls/one.yaml").scenario);
  EXPECT_TRUE(load_file(root_ / "calls/one.yaml", test_vocabulary(), root_).scenario);
  const Loaded narrow = load_file(root_ / "calls/one.yaml", test_vocabulary(), root_ / "calls");
  EXPECT_THAT(faults(narrow), HasSubstr("[S602]: ../common/sales.yaml is not in the suite"));
  // A file that does not lie where its id says has its own folder alone.
  write("elsewhere/one.yaml", story("../common/sales.yaml"));
  EXPECT_THAT(faults(load("elsewhere/one.yaml")), HasSubstr("[S602]"));
  // Links are followed before anybody looks where a file lies.
  write("calls/one.yaml", story("linked.yaml"));
  fs::create_symlink("/etc/hosts", root_ / "calls/linked.yaml");
  EXPECT_THAT(faults(load("calls/one.yaml")), HasSubstr("[S602]: linked.yaml is not in the suite"));
}

TEST_F(Include, TellsFragmentsFromStories) {
  write("calls/one.yaml", story("../common/sales.yaml"));
  const Found found = find_scenarios(root_);
  EXPECT_THAT(found.files, ElementsAre(root_ / "calls/one.yaml"));
  EXPECT_THAT(found.fragments, ElementsAre(root_ / "common/bob.yaml", root_ / "common/sales.yaml"));
  const Loaded fragment = load("common/bob.yaml");
  EXPECT_TRUE(fragment.is_fragment);
  EXPECT_FALSE(fragment.scenario);
  EXPECT_EQ(faults(fragment), "");
  EXPECT_FALSE(load("calls/one.yaml").is_fragment);
  EXPECT_TRUE(is_fragment("\xEF\xBB\xBF---\n\n# x\nfragment: y\n"));
  EXPECT_FALSE(is_fragment("id: a/b\nfragment: y\n"));
  EXPECT_FALSE(is_fragment(""));
}

TEST_F(Include, SaysInEveryFormWhichFileIncludedTheFaultyOne) {
  write("common/faulty.yaml", "fragment: One key too many\ncolour: red\n");
  write("common/between.yaml", "fragment: In between\ninclude: faulty.yaml\n");
  write("calls/one.yaml", story("../common/between.yaml"));
  const Loaded loaded = load("calls/one.yaml");
  ASSERT_THAT(loaded.diagnostics, SizeIs(1));
  const std::string root = root_.generic_string();
  EXPECT_THAT(faults(loaded), HasSubstr("  --> " + root + "/common/faulty.yaml:2:1\n  included by " + root +
                                        "/common/between.yaml:2:10\n  included by " + root +
                                        "/calls/one.yaml:4:10\n"
                                        "    2 | colour: red\n"));
  EXPECT_THAT(render_gcc(loaded.diagnostics[0]), HasSubstr(root + "/common/faulty.yaml:2:1: error: unknown key"));
  EXPECT_THAT(
      render_json(loaded.diagnostics[0]),
      HasSubstr("\"included_by\":[\"" + root + "/common/between.yaml:2:10\",\"" + root + "/calls/one.yaml:4:10\"]"));
}

TEST_F(Include, IsNotReadByATextThatLiesNowhere) {
  const Loaded loaded = load_text(story("common/sales.yaml"), "story.yaml", test_vocabulary());
  EXPECT_THAT(faults(loaded), HasSubstr("[S601]: common/sales.yaml cannot be included here"));
}

TEST_F(Include, TakesSixteenFilesAndNotOneMore) {
  std::string all;
  for (std::size_t number = 0; number <= most_includes; ++number) {
    const std::string name = "v" + std::to_string(number);
    write("calls/" + name + ".yaml", "fragment: One variable\nvars: { " + name + ": 1s }\n");
    if (number < most_includes) all += (all.empty() ? "" : ", ") + name + ".yaml";
  }
  const std::string cast =
      "cast:\n  groups: { sales: { pilot: \"237\", wrap_up: manual } }\n"
      "  agents: { ann: { id: \"2003\", at: \"105\", groups: [sales] } }\n";
  const std::string steps =
      "steps:\n  - log_in: { agent: ann, group: sales, as: s }\n  - expect: { session: s, calls: 0 }\n";
  const std::string head = "id: calls/one\ntitle: t\ncovers: [AS-001]\n";
  write("calls/one.yaml", head + "include: [" + all + "]\n" + cast + steps);
  EXPECT_TRUE(load("calls/one.yaml").scenario) << faults(load("calls/one.yaml"));
  write("calls/one.yaml", head + "include: [" + all + ", v16.yaml]\n" + cast + steps);
  EXPECT_THAT(faults(load("calls/one.yaml")), HasSubstr("[S605]: too many includes"));
}

}  // namespace
}  // namespace acdloop::scenarios
