// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/suite.hpp"

#include <gmock/gmock.h>
#include <stdlib.h>

#include <fstream>

namespace acdloop::runner {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Matches, OneStarStaysWithinItsPart) {
  EXPECT_TRUE(matches("session/*", "session/a"));
  EXPECT_TRUE(matches("*/a", "session/a"));
  EXPECT_TRUE(matches("s*n/a", "session/a"));
  EXPECT_TRUE(matches("s*s*n/a", "session/a"));
  EXPECT_TRUE(matches("session*/a*", "session/a"));
  EXPECT_TRUE(matches("session/a", "session/a"));
  EXPECT_FALSE(matches("*", "session/a"));
  EXPECT_FALSE(matches("session/*", "session/a/b"));
  EXPECT_FALSE(matches("session/*", "session"));
  EXPECT_FALSE(matches("session/*b", "session/a"));
  EXPECT_FALSE(matches("session", "session/a"));
  EXPECT_FALSE(matches("session/a", "session"));
  EXPECT_FALSE(matches("Session/a", "session/a"));
  EXPECT_FALSE(matches("", "session/a"));
  EXPECT_FALSE(matches("session/?", "session/a"));
}

TEST(Matches, TwoStarsAreAnyNumberOfParts) {
  EXPECT_TRUE(matches("**", "a"));
  EXPECT_TRUE(matches("**", "a/b/c"));
  EXPECT_TRUE(matches("**/c", "a/b/c"));
  EXPECT_TRUE(matches("**/c", "c"));
  EXPECT_TRUE(matches("a/**", "a/b/c"));
  EXPECT_TRUE(matches("a/**/c", "a/c"));
  EXPECT_TRUE(matches("a/**/c", "a/b/b/c"));
  EXPECT_TRUE(matches("**/b/**", "a/b/c"));
  EXPECT_FALSE(matches("a/**/d", "a/b/c"));
  EXPECT_FALSE(matches("**/c", "a/b/c/d"));
  EXPECT_FALSE(matches("a/**b", "a/x/b"));  // within a part two stars are one
  EXPECT_TRUE(matches("a/**b", "a/xb"));
}

TEST(Matches, ManyStarsCostNoMoreThanALongLook) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(matches(pattern + "b", std::string(5000, 'a')));
  EXPECT_TRUE(matches(pattern, std::string(5000, 'a')));
}

class Suites : public ::testing::Test {
 protected:
  Suites() {
    std::string name = (fs::temp_directory_path() / "suite_test.XXXXXX").string();
    folder_ = fs::canonical(::mkdtemp(name.data()));
  }
  ~Suites() override { fs::remove_all(folder_); }

  fs::path add(const std::string& name) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path) << "id: x\n";
    return path;
  }
  std::vector<std::string> ids(const std::vector<std::string>& patterns, const fs::path& suite) {
    const auto chosen = choose(suite, patterns);
    if (!chosen) return {"error: " + chosen.error()};
    std::vector<std::string> ids;
    for (const Chosen& one : *chosen) ids.push_back(one.id);
    return ids;
  }

  fs::path folder_;
};

TEST_F(Suites, AreFoundByNameHereAboveOrBesideTheProgram) {
  fs::create_directories(folder_ / "project/scenarios/session");
  fs::create_directories(folder_ / "prefix/share/acdloop/scenarios");
  fs::create_directories(folder_ / "elsewhere");
  const fs::path program = folder_ / "prefix/bin/acdcheck";
  EXPECT_EQ(folder_ / "elsewhere", find_suite(folder_ / "elsewhere", folder_ / "project", program));
  EXPECT_EQ(folder_ / "project/scenarios", find_suite(std::nullopt, folder_ / "project", program));
  EXPECT_EQ(folder_ / "project/scenarios", find_suite(std::nullopt, folder_ / "project/scenarios/session", program));
  EXPECT_EQ(folder_ / "prefix/share/acdloop/scenarios", find_suite(std::nullopt, folder_ / "elsewhere", program));
}

TEST_F(Suites, ThatAreMissingSayWhereWasLooked) {
  const auto named = find_suite(folder_ / "absent", folder_, {});
  ASSERT_FALSE(named);
  EXPECT_THAT(named.error(), AllOf(HasSubstr("absent"), HasSubstr("there is no such folder")));
  const auto found = find_suite(std::nullopt, folder_, folder_ / "bin/acdcheck");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error(),
              AllOf(HasSubstr(folder_.string()), HasSubstr("share/acdloop/scenarios"), HasSubstr("--suite DIR")));
  add("file");
  EXPECT_FALSE(find_suite(folder_ / "file", folder_, {}));
}

TEST_F(Suites, AreChosenFromByIdFileAndFolderEachScenarioOnce) {
  const fs::path suite = folder_ / "scenarios";
  const fs::path b = add("scenarios/session/b.yaml");
  add("scenarios/session/a.yaml");
  add("scenarios/calls/c.yaml");
  add("scenarios/language/tests/bad/d.yaml");
  add("scenarios/README.md");
  EXPECT_THAT(ids({}, suite), ElementsAre("calls/c", "session/a", "session/b"));
  EXPECT_THAT(ids({"session/*"}, suite), ElementsAre("session/a", "session/b"));
  EXPECT_THAT(ids({b.string()}, suite), ElementsAre("session/b"));
  EXPECT_THAT(ids({(suite / "session").string()}, suite), ElementsAre("session/a", "session/b"));
  EXPECT_THAT(ids({(suite / "session/").string()}, suite), ElementsAre("session/a", "session/b"));
  EXPECT_THAT(ids({b.string(), "session/*", "**"}, suite), ElementsAre("session/b", "session/a", "calls/c"));
}

TEST_F(Suites, AskForThePlaceOfTheirOwnFilesOnly) {
  const fs::path suite = folder_ / "scenarios";
  const fs::path own = add("scenarios/session/a.yaml");
  const fs::path bad = add("scenarios/language/tests/bad/d.yaml");
  const fs::path foreign = add("elsewhere/e.yaml");
  const fs::path other_suite = add("other/scenarios/topic/f.yaml");
  const auto root_of = [&](const fs::path& pattern) { return choose(suite, {pattern.string()})->front().root; };
  EXPECT_EQ(suite, root_of(own));
  EXPECT_EQ(suite, root_of(own.parent_path()));
  EXPECT_EQ("", root_of(bad));
  EXPECT_EQ("", root_of(bad.parent_path()));
  EXPECT_EQ("", root_of(foreign));
  EXPECT_EQ("", root_of(foreign.parent_path()));
  EXPECT_EQ(folder_ / "other/scenarios", root_of(other_suite.parent_path()));
}

TEST_F(Suites, AreReachedThroughLinksToo) {
  add("scenarios/session/a.yaml");
  fs::create_directory_symlink(folder_ / "scenarios", folder_ / "link");
  const auto chosen = choose(folder_ / "link", {(folder_ / "scenarios/session/a.yaml").string()});
  ASSERT_TRUE(chosen);
  EXPECT_EQ("session/a", chosen->front().id);
  EXPECT_EQ(folder_ / "link", chosen->front().root);
}

TEST_F(Suites, NameEveryPatternThatMatchesNothingWithTheNearest) {
  const fs::path suite = folder_ / "scenarios";
  add("scenarios/session/wrap-up.yaml");
  add("scenarios/session/hold.yaml");
  const auto chosen = choose(suite, {"session/hold", "sesion/wrapup", "nonsense"});
  ASSERT_FALSE(chosen);
  EXPECT_THAT(chosen.error(), AllOf(HasSubstr("no scenario matches 'sesion/wrapup'; nearest: session/wrap-up"),
                                    HasSubstr("no scenario matches 'nonsense'")));
  EXPECT_THAT(chosen.error(), ::testing::Not(HasSubstr("'session/hold'")));
  EXPECT_THAT(choose(suite, {"session"}).error(), HasSubstr("did you mean 'session/**'?"));
  EXPECT_THAT(choose(suite, {"absent.yaml"}).error(), HasSubstr("there is no such file"));
  fs::create_directories(folder_ / "empty");
  EXPECT_THAT(choose(suite, {(folder_ / "empty").string()}).error(), HasSubstr("holds no scenario"));
  EXPECT_THAT(choose(folder_ / "empty", {"a"}).error(), HasSubstr("the suite is empty"));
  EXPECT_THAT(*choose(folder_ / "empty", {}), IsEmpty());
}

TEST_F(Suites, WithAFolderTooDeepToWalkAreRefused) {
  std::string deep = "scenarios";
  for (int i = 0; i < 20; ++i) deep += "/f";
  add(deep + "/a.yaml");
  const auto chosen = choose(folder_ / "scenarios", {});
  ASSERT_FALSE(chosen);
  EXPECT_THAT(chosen.error(), HasSubstr("the folder cannot be read"));
}

TEST_F(Suites, LoadApartWhatIsFaulty) {
  const fs::path suite = folder_ / "scenarios";
  add("scenarios/session/faulty.yaml");
  const LoadedSuite loaded = load(*choose(suite, {}));
  EXPECT_THAT(loaded.scenarios, IsEmpty());
  ASSERT_EQ(1u, loaded.faulty.size());
  EXPECT_FALSE(loaded.faulty.front().diagnostics.empty());
}

TEST_F(Suites, PlayNoFragmentButLookAtIt) {
  const fs::path suite = folder_ / "scenarios";
  add("scenarios/common/ann.yaml");
  std::ofstream(suite / "common/ann.yaml") << "fragment: Ann sells\nvars: { talk: 30.2s }\n";
  add("scenarios/session/short.yaml");
  std::ofstream(suite / "session/short.yaml")
      << "id: session/short\ntitle: t\ncovers: [AS-001]\ninclude: ../common/ann.yaml\ncast:\n"
         "  groups: { sales: { pilot: \"237\", wrap_up: manual } }\n"
         "  agents: { ann: { id: \"2003\", at: \"105\", groups: [sales] } }\n"
         "steps:\n  - log_in: { agent: ann, group: sales, as: s }\n  - expect: { session: s, calls: 0, after: $talk "
         "}\n";
  ASSERT_EQ(1u, choose(suite, {})->size());
  ASSERT_EQ(2u, choose(suite, {}, true)->size());
  const LoadedSuite all = load(*choose(suite, {}));
  ASSERT_EQ(1u, all.scenarios.size());
  ASSERT_EQ(1u, all.included.size());
  EXPECT_THAT(all.included.front(), HasSubstr("common/ann.yaml"));
  const LoadedSuite named = load(*choose(suite, {(suite / "common/ann.yaml").string()}));
  EXPECT_THAT(named.scenarios, IsEmpty());
  EXPECT_THAT(named.faulty, IsEmpty());
  EXPECT_THAT(named.missing, ElementsAre(HasSubstr("common/ann.yaml is a fragment")));
  // Another text of a fragment is another story.
  std::ofstream(suite / "common/ann.yaml") << "fragment: Ann sells\nvars: { talk: 40.2s }\n";
  EXPECT_NE(load(*choose(suite, {})).fingerprint, all.fingerprint);
}

TEST(Vocabulary, KnowsFiguresByTheirKind) {
  const scenarios::Vocabulary words = vocabulary();
  EXPECT_EQ(scenarios::FigureKind::time, words.figures.at("call_time"));
  EXPECT_EQ(scenarios::FigureKind::count, words.figures.at("calls"));
  EXPECT_EQ(scenarios::FigureKind::other, words.figures.at("state"));
  EXPECT_TRUE(words.errors.contains("TAPI_E_TIMEOUT"));
  EXPECT_TRUE(words.requirements.contains("AS-016"));
  EXPECT_FALSE(words.requirements.contains("AS-999"));
}

}  // namespace
}  // namespace acdloop::runner
