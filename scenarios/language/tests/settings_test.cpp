// SPDX-License-Identifier: Apache-2.0
#include "scenarios/language/settings.hpp"

#include <gtest/gtest.h>

namespace acdloop::scenarios {
namespace {

constexpr DocumentWords words{.what = "file of settings", .small = "list", .begin = "colour: red"};

Settings read(std::string_view text) { return read_settings_text(text, "s.yaml", words); }

std::string faults(const Settings& settings) {
  std::string text;
  for (const Diagnostic& fault : settings.diagnostics) text += render_gcc(fault);
  return text;
}

TEST(Settings, KeysAndValuesComeInTheOrderOfTheFileWithTheirPlaces) {
  const Settings settings = read("# what is held\ncolour: red\nsize:   \"12\"\n");
  EXPECT_EQ(faults(settings), "");
  ASSERT_EQ(settings.entries.size(), 2u);
  EXPECT_EQ(settings.entries[0].key.text, "colour");
  EXPECT_EQ(settings.entries[0].value.text, "red");
  EXPECT_EQ(settings.entries[1].value.text, "12");
  EXPECT_EQ(settings.entries[1].value.mark.line, 3);
  EXPECT_EQ(settings.entries[1].value.mark.column, 9);
}

TEST(Settings, WhatIsNoMapOfSingleValuesIsToldWithItsPlace) {
  EXPECT_EQ(faults(read("a: [1]\nb: {c: 1}\nd:\ne: 1\n")),
            "s.yaml:1:4: error: a cannot be a list [S105]\ns.yaml:2:4: error: b cannot be a map [S105]\n"
            "s.yaml:3:1: error: d has no value [S106]\n");
  EXPECT_EQ(faults(read("- a\n")), "s.yaml:1:1: error: a file of settings is a map of keys [S105]\n");
  EXPECT_EQ(faults(read("a: 1\na: 2\n")), "s.yaml:2:1: error: key \"a\" given twice [S102]\n");
}

TEST(Settings, MessagesSayWhatTheFileShouldHaveBeen) {
  const Settings nothing = read("# nothing\n");
  ASSERT_EQ(nothing.diagnostics.size(), 1u);
  EXPECT_EQ(nothing.diagnostics[0].help, "a file of settings begins with `colour: red`");
  EXPECT_EQ(faults(read_settings("/no/such/file.yaml", words)),
            "/no/such/file.yaml:1:1: error: there is no such file [S001]\n");
}

}  // namespace
}  // namespace acdloop::scenarios
