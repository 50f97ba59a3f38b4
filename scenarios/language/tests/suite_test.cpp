// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <set>

#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

std::string everything_said(const Loaded& loaded) {
  std::string said;
  for (const Diagnostic& diagnostic : loaded.diagnostics) said += render_human(diagnostic, loaded.source);
  return said;
}

class SuiteFile : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(SuiteFile, LoadsWithoutAWord) {
  const Loaded loaded = load_file(GetParam(), test_vocabulary(), suite_folder());
  EXPECT_EQ(everything_said(loaded), "");
  ASSERT_TRUE(loaded.scenario);
  EXPECT_FALSE(loaded.scenario->needs.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Suite, SuiteFile, testing::ValuesIn(find_scenarios(suite_folder()).files), [](const auto& info) {
      std::string name =
          std::filesystem::path(info.param).lexically_relative(suite_folder()).replace_extension().string();
      std::ranges::replace_if(
          name, [](char c) { return c == '/' || c == '-'; }, '_');
      return name;
    });

TEST(Suite, IsFoundSortedAndWithoutTheBadExamples) {
  const Found found = find_scenarios(suite_folder());
  EXPECT_TRUE(found.diagnostics.empty());
  EXPECT_GE(found.files.size(), 19u);
  EXPECT_TRUE(std::ranges::is_sorted(found.files));
  for (const auto& file : found.files) EXPECT_EQ(file.string().find("scenarios/language"), std::string::npos) << file;
}

TEST(Suite, IsFoundAlikeFromAboveAndFromInside) {
  const auto above = find_scenarios(suite_folder().parent_path() / "scenarios/./").files.size();
  EXPECT_EQ(find_scenarios(suite_folder()).files.size(), above);
  const auto in_topic = [](const std::filesystem::path& file) { return file.parent_path().filename() == "timeouts"; };
  auto expected = find_scenarios(suite_folder()).files;
  std::erase_if(expected, std::not_fn(in_topic));
  EXPECT_GE(expected.size(), 3u);
  EXPECT_EQ(find_scenarios(suite_folder() / "timeouts").files, expected);
}

TEST(Suite, BadExamplesAreFoundWhenTheirFolderIsNamed) {
  EXPECT_GE(find_scenarios(suite_folder() / "language/tests/bad").files.size(), 30u);
}

TEST(Suite, AFolderThatIsNotThereIsADiagnostic) {
  const Found found = find_scenarios(suite_folder() / "no-such-topic");
  ASSERT_EQ(found.diagnostics.size(), 1u);
  EXPECT_EQ(found.diagnostics[0].code, "S001");
}

TEST(Suite, HasIdsThatAreAllDifferent) {
  std::set<std::string> ids;
  for (const auto& file : find_scenarios(suite_folder()).files) {
    const Loaded loaded = load_file(file, test_vocabulary(), suite_folder());
    ASSERT_TRUE(loaded.scenario) << file;
    EXPECT_TRUE(ids.insert(loaded.scenario->id).second) << file;
  }
}

}  // namespace
}  // namespace acdloop::scenarios
