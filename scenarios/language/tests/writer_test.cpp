// SPDX-License-Identifier: Apache-2.0
// Everything the loader accepts survives the way to text and back: shown on a file that uses every verb and every
// key, byte for byte, and on the whole suite.
#include "scenarios/language/writer.hpp"

#include <gtest/gtest.h>

#include "scenarios/language/grammar.hpp"
#include "scenarios/language/loader.hpp"
#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

std::filesystem::path example() { return suite_folder() / "language/tests/written.yaml"; }

std::string complaints(const Loaded& loaded) {
  std::string text;
  for (const Diagnostic& one : loaded.diagnostics)
    text += std::to_string(one.mark.line) + ": " + one.message + " [" + std::string{one.code} + "]\n";
  return text;
}

std::string without_comments(const std::string& text) {
  std::size_t begin = 0;
  while (begin < text.size() && text[begin] == '#') begin = text.find('\n', begin) + 1;
  return text.substr(begin);
}

// "  - consult: { agent: ann, … }": does it write that key of that verb?
bool uses(const std::string& text, std::string_view verb, std::string_view key) {
  const std::string start = "  - " + std::string{verb} + ": {";
  for (std::size_t at = text.find(start); at != std::string::npos; at = text.find(start, at + 1)) {
    const std::string line = text.substr(at, text.find('\n', at) - at);
    if (line.find(" " + std::string{key} + ": ") != std::string::npos) return true;
  }
  return false;
}

TEST(Writer, WritesEveryVerbAndKeyAsItWasRead) {
  const std::string text = text_of(example());
  const Loaded read = load_text(text, "written.yaml", test_vocabulary());
  ASSERT_TRUE(read.scenario) << complaints(read);
  EXPECT_EQ(to_yaml(*read.scenario, "Every verb and every key, as the writer writes them."), text);
}

TEST(Writer, TheExampleUsesEveryKeyOfEveryVerb) {
  const std::string text = text_of(example());
  for (const VerbRow& verb : verbs()) {
    for (const KeyRow& row : keys_of(verb.verb)) {
      if (row.key == "after") continue;  // the same for all
      EXPECT_TRUE(uses(text, verb.verb, row.key)) << verb.verb << " " << row.key;
    }
  }
}

class WrittenSuite : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(WrittenSuite, LoadsAgainAsTheSameStory) {
  const Loaded first = load_file(GetParam(), test_vocabulary());
  ASSERT_TRUE(first.scenario);
  const std::string written = to_yaml(*first.scenario);
  const Loaded second = load_text(written, "again.yaml", test_vocabulary(), first.scenario->id);
  ASSERT_TRUE(second.scenario) << complaints(second) << written;
  EXPECT_EQ(without_comments(to_yaml(*second.scenario)), without_comments(written));
  EXPECT_EQ(second.scenario->steps.size(), first.scenario->steps.size());
  EXPECT_EQ(second.scenario->needs, first.scenario->needs);
}

std::string name_of(const std::filesystem::path& path) {
  std::string name = path.stem().string();
  for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
  return path.parent_path().filename().string() + "_" + name;
}

INSTANTIATE_TEST_SUITE_P(Suite, WrittenSuite, testing::ValuesIn(find_scenarios(suite_folder()).files),
                         [](const auto& info) { return name_of(info.param); });

}  // namespace
}  // namespace acdloop::scenarios
