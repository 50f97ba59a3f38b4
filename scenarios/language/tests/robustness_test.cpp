// SPDX-License-Identifier: Apache-2.0
// Whatever the bytes, the loader comes back with diagnostics: it never throws, crashes or runs for ever.
#include <gmock/gmock.h>

#include <algorithm>
#include <cstdint>
#include <string>

#include "scenarios/language/tests/vocabulary.hpp"

namespace acdloop::scenarios {
namespace {

// Either a scenario or a reason, and every place inside the text.
void expect_an_answer(const std::string& text) {
  const Loaded loaded = load_text(text, "mutant.yaml", test_vocabulary());
  ASSERT_TRUE(loaded.scenario || !loaded.diagnostics.empty()) << text;
  const int lines = static_cast<int>(std::ranges::count(text, '\n')) + 1;
  for (const Diagnostic& diagnostic : loaded.diagnostics) {
    ASSERT_LE(diagnostic.mark.line, lines) << text;
    ASSERT_FALSE(render_human(diagnostic, loaded.source).empty());
  }
}

TEST(Loader, AnswersForEveryPrefixOfEverySuiteFile) {
  for (const auto& file : find_scenarios(suite_folder()).files) {
    const std::string text = text_of(file);
    for (std::size_t length = 0; length < text.size(); ++length) {
      SCOPED_TRACE(file.string() + " " + std::to_string(length));
      ASSERT_NO_FATAL_FAILURE(expect_an_answer(text.substr(0, length)));
    }
  }
}

TEST(Loader, AnswersForMutationsOfEverySuiteFileAndBadExample) {
  // A fixed sequence, so that a failure repeats.
  std::uint64_t state = 1;
  const auto next = [&](std::uint64_t below) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (state >> 33) % below;
  };
  const std::string bytes = std::string("{}[],:-\"'#&*!|>%@`?~<\t\n\r 019azZ_.\\/") + '\0' + "\xFF\xC3\xEF\xBB\xBF";
  auto files = find_scenarios(suite_folder()).files;
  for (auto& bad : find_scenarios(suite_folder() / "language/tests/bad").files) files.push_back(std::move(bad));
  for (const auto& file : files) {
    const std::string text = text_of(file);
    for (int round = 0; round < 150 && !text.empty(); ++round) {
      std::string mutant = text;
      const std::size_t place = next(mutant.size());
      const char byte = bytes[next(bytes.size())];
      switch (next(3)) {
        case 0:
          mutant[place] = byte;
          break;
        case 1:
          mutant.insert(place, 1, byte);
          break;
        default:
          mutant.erase(place, 1);
          break;
      }
      SCOPED_TRACE(file.string() + " round " + std::to_string(round));
      ASSERT_NO_FATAL_FAILURE(expect_an_answer(mutant));
    }
  }
}

TEST(Loader, AnswersSoonForTextsMadeToBeSlow) {
  const std::size_t size = 200'000;
  const auto repeated = [&](std::string_view piece) {
    std::string text;
    while (text.size() < size) text += piece;
    return text;
  };
  for (std::string_view piece :
       {",",   "[",    "{",        "- ",     "-\n",     "? ",    "a: ",   "a:\n ",    "[[\n",  "{a\n",     "{a: \n",
        "'\n", "\"\n", "&a ",      "*a\n",   "!a ",     "|\n",   ">\n",   "---\n",    "...\n", "%a\n",     "#\n",
        "\n",  ", \n", "- - - \n", "a: b\n", "a: 'b\n", "? a\n", ": b\n", "<<: *a\n", "\\\n",  "[a: b, \n"}) {
    SCOPED_TRACE(std::string(piece));
    ASSERT_NO_FATAL_FAILURE(expect_an_answer(repeated(piece)));
  }
}

TEST(Loader, AnswersSoonForManyWordsThatAreAlmostRight) {
  // Every wrong word is compared with every right one to suggest the nearest.
  std::string groups;
  for (int i = 0; i < 256; ++i) groups += "    " + std::string(55, 'a') + std::to_string(1000 + i) + ": {}\n";
  std::string text = "cast:\n  groups:\n" + groups + "  agents:\n    ann:\n      groups:\n";
  for (int i = 0; i < 12'000; ++i) text += "      - " + std::string(55, 'a') + std::to_string(10'000 + i) + "\n";
  expect_an_answer(text);
}

}  // namespace
}  // namespace acdloop::scenarios
