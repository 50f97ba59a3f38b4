// SPDX-License-Identifier: Apache-2.0
// Every bad/NAME.yaml with the whole output that a person gets for it, in bad/NAME.expected. To accept a changed
// wording: run with ACDLOOP_ACCEPT=1, which writes the files and fails, then read the difference.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

std::filesystem::path bad_folder() { return suite_folder() / "language/tests/bad"; }

Loaded load_bad(const std::filesystem::path& path) {
  const std::string name = path.filename().string();
  const std::string expected_id = name.starts_with("id-is-not") ? "session/another-place" : "";
  return load_text(text_of(path), name, test_vocabulary(), expected_id, {path, bad_folder()});
}

class BadExample : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(BadExample, IsToldWhatWhereWhyAndWhatWouldBeRight) {
  const Loaded loaded = load_bad(GetParam());
  ASSERT_FALSE(loaded.diagnostics.empty());
  std::string output;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    output += render_human(diagnostic, loaded.source);
    EXPECT_FALSE(diagnostic.message.empty());
    EXPECT_FALSE(diagnostic.why.empty()) << diagnostic.message;
    EXPECT_FALSE(diagnostic.help.empty()) << diagnostic.message;
    EXPECT_GT(diagnostic.mark.line, 0) << diagnostic.message;
  }
  const auto expected_path = std::filesystem::path(GetParam()).replace_extension(".expected");
  if (std::getenv("ACDLOOP_ACCEPT") != nullptr) {
    std::ofstream(expected_path, std::ios::binary) << output;
    FAIL() << "written: " << expected_path;
  }
  EXPECT_EQ(output, text_of(expected_path));
}

TEST_P(BadExample, DoesNotLoadUnlessItIsOnlyAWarning) {
  const Loaded loaded = load_bad(GetParam());
  const bool has_error = std::ranges::any_of(
      loaded.diagnostics, [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
  EXPECT_EQ(loaded.scenario.has_value(), !has_error);
}

INSTANTIATE_TEST_SUITE_P(Bad, BadExample, testing::ValuesIn(find_scenarios(bad_folder()).files), [](const auto& info) {
  std::string name = std::filesystem::path(info.param).stem().string();
  std::ranges::replace(name, '-', '_');
  return name;
});

TEST(BadExamples, ShowEveryCodeButThoseOfFilesThatCannotStandHere) {
  // Not readable, too large, too many values, too many faults, longer than 48 h of steps: made by loader_test.
  std::set<std::string, std::less<>> seen = {"S001", "S002", "S009", "S014", "S015"};
  for (const auto& file : find_scenarios(bad_folder()).files) {
    for (const Diagnostic& diagnostic : load_bad(file).diagnostics) seen.insert(diagnostic.code);
  }
  for (const CodeRow& row : lint_codes()) EXPECT_TRUE(seen.contains(row.code)) << row.code << " " << row.title;
  EXPECT_EQ(seen.size(), lint_codes().size());
}

}  // namespace
}  // namespace acdloop::scenarios
