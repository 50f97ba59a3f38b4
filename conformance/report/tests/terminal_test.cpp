// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/terminal.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace acdloop::report {
namespace {

TEST(ColourWhen, ReadsItsThreeWordsOnly) {
  EXPECT_EQ(colour_when_from("auto"), ColourWhen::automatic);
  EXPECT_EQ(colour_when_from("always"), ColourWhen::always);
  EXPECT_EQ(colour_when_from("never"), ColourWhen::never);
  EXPECT_EQ(colour_when_from("yes"), std::nullopt);
  EXPECT_EQ(colour_when_from(""), std::nullopt);
}

TEST(Colour, IsUsedByItselfOnlyOnAnAbleTerminal) {
  EXPECT_TRUE(use_colour(ColourWhen::automatic, {.terminal = true}));
  EXPECT_FALSE(use_colour(ColourWhen::automatic, {}));
  EXPECT_FALSE(use_colour(ColourWhen::automatic, {.terminal = true, .dumb = true}));
  EXPECT_FALSE(use_colour(ColourWhen::automatic, {.terminal = true, .no_color = true}));
  EXPECT_FALSE(use_colour(ColourWhen::automatic, {.terminal = true, .ci = true}));
}

TEST(Colour, FollowsTheCommandLineBeforeTheEnvironment) {
  EXPECT_TRUE(use_colour(ColourWhen::always, {.no_color = true}));
  EXPECT_FALSE(use_colour(ColourWhen::never, {.terminal = true}));
}

TEST(StatusLine, NeedsATerminalWithAPersonBeforeIt) {
  EXPECT_TRUE(use_status_line({.terminal = true}));
  EXPECT_TRUE(use_status_line({.terminal = true, .no_color = true}));
  EXPECT_FALSE(use_status_line({}));
  EXPECT_FALSE(use_status_line({.terminal = true, .dumb = true}));
  EXPECT_FALSE(use_status_line({.terminal = true, .ci = true}));
}

TEST(Surroundings, AreReadFromTheEnvironment) {
  ::setenv("NO_COLOR", "1", 1);
  ::setenv("CI", "true", 1);
  ::setenv("TERM", "dumb", 1);
  Surroundings found = surroundings_of(-1);
  EXPECT_FALSE(found.terminal);
  EXPECT_TRUE(found.no_color && found.ci && found.dumb);
  ::setenv("NO_COLOR", "", 1);
  ::setenv("CI", "false", 1);
  ::setenv("TERM", "xterm", 1);
  found = surroundings_of(-1);
  EXPECT_FALSE(found.no_color || found.ci || found.dumb);
}

}  // namespace
}  // namespace acdloop::report
