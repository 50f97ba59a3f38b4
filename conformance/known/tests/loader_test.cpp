// SPDX-License-Identifier: Apache-2.0
#include "conformance/known/loader.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace acdloop::known {
namespace {

using ::testing::HasSubstr;

const std::string good = R"(known:
  - scenario: session/wrap-up
    requirement: AS-016
    line: 27
    message: "TotalCallTime of s: expected *, observed 30 s"
    expires: 2027-01-31
    reason: firmware 4.2
flaky:
  - scenario: session/wrap-up
    requirement: AS-010
    line: unasked
    message: "TotalTalkTime of s: *"
    protocol: system-oai
    link: tcp
    expires: 2027-02-28
    reason: seen twice
)";

Words words() { return {{"session/wrap-up"}, {"AS-010", "AS-016"}, {"system-oai"}, {"memory", "pty", "tcp"}}; }

std::string changed(const std::string& from, const std::string& to) {
  std::string text = good;
  EXPECT_NE(std::string::npos, text.find(from)) << from;
  return text.replace(text.find(from), from.size(), to);
}

TEST(KnownFile, SaysWhatItSays) {
  const Loaded loaded = load_text(good, "known.yaml", words());
  ASSERT_TRUE(loaded.list) << loaded.diagnostics.front().message;
  ASSERT_EQ(2u, loaded.list->entries.size());
  const Entry& known = loaded.list->entries[0];
  EXPECT_FALSE(known.flaky);
  EXPECT_EQ(27, known.line);
  EXPECT_EQ("2027-01-31", to_string(known.expires));
  EXPECT_EQ(2, known.first_line);
  EXPECT_EQ(7, known.last_line);
  EXPECT_EQ(4, known.line_at);
  EXPECT_EQ(5, known.message_at);
  const Entry& flaky = loaded.list->entries[1];
  EXPECT_TRUE(flaky.flaky);
  EXPECT_EQ(0, flaky.line);
  EXPECT_EQ("tcp", flaky.link);
}

// The fault, its place and what would be right.
void refused(const std::string& text, const std::string& code, int line, int column, const std::string& help) {
  const Loaded loaded = load_text(text, "known.yaml", words());
  EXPECT_FALSE(loaded.list);
  ASSERT_EQ(1u, loaded.diagnostics.size()) << text;
  const scenarios::Diagnostic& fault = loaded.diagnostics.front();
  EXPECT_EQ(code, fault.code) << fault.message;
  EXPECT_EQ(line, fault.mark.line) << fault.message;
  EXPECT_EQ(column, fault.mark.column) << fault.message;
  EXPECT_THAT(fault.help, HasSubstr(help));
  EXPECT_THAT(scenarios::render_human(fault, loaded.source), HasSubstr("^"));
}

TEST(KnownFile, FaultsAreToldWithPlaceAndHelp) {
  refused(changed("known:", "knwon:"), "S101", 1, 1, "did you mean known?");
  refused(changed("reason: firmware 4.2", "reasn: firmware 4.2\n    reason: x"), "S101", 7, 5, "did you mean reason?");
  refused(changed("    reason: firmware 4.2\n", ""), "S103", 2, 5, "why it fails");
  refused(changed("    expires: 2027-01-31\n", ""), "S103", 2, 5, "last day");
  refused(changed("2027-01-31", "2027-02-30"), "K101", 6, 14, "2027-01-31");
  refused(changed("\"TotalCallTime of s: expected *, observed 30 s\"", "\"*\""), "K102", 5, 14,
          "* stands for any text");
  refused(changed("session/wrap-up", "session/warp-up"), "K103", 2, 15, "did you mean session/wrap-up?");
  refused(changed("AS-016", "AS-916"), "K104", 3, 18, "AS-016");
  refused(changed("link: tcp", "link: tpc"), "K104", 14, 11, "did you mean tcp?");
  refused(changed("line: 27", "line: 0"), "K107", 4, 11, "unasked");
  refused(changed("line: 27", "line: x"), "K107", 4, 11, "unasked");
  refused(changed("line: 27", "line:"), "S106", 4, 5, "line that the failure prints");
  refused(changed("line: 27", "line: [27]"), "S105", 4, 11, "line that the failure prints");
  refused("known: 5\n", "S105", 1, 8, "- scenario:");
  refused("known: [5]\n", "S105", 1, 9, "scenario:");
  refused("- 5\n", "S105", 1, 1, "known:");
}

TEST(KnownFile, OneCheckIsListedOnce) {
  std::string twice = good;
  twice = twice.substr(0, twice.find("flaky:")) +
          twice.substr(twice.find("  - "), twice.find("flaky:") - twice.find("  - "));
  refused(twice, "K105", 8, 5, "keep one");
}

TEST(KnownFile, AllFaultsAtOnce) {
  const Loaded loaded = load_text("known:\n  - { scenario: x, line: y, expires: z }\n", "known.yaml", words());
  EXPECT_EQ(6u, loaded.diagnostics.size());  // three values, three keys
}

TEST(KnownFile, WhatIsNoYamlIsToldAsForScenarios) {
  for (const char* text : {"known: [", "known: \"", "\xff", "known: &a 5", "known: 1\nknown: 2\n", ""}) {
    const Loaded loaded = load_text(text, "known.yaml", words());
    EXPECT_FALSE(loaded.list);
    EXPECT_FALSE(loaded.diagnostics.empty()) << text;
  }
}

TEST(KnownFile, AListGrowsToABound) {
  std::string text = "known:\n";
  for (std::size_t index = 0; index <= most_entries; ++index) {
    text += "  - { scenario: session/wrap-up, requirement: AS-016, line: " + std::to_string(index + 1) +
            ", message: TotalCallTime of s, expires: 2027-01-01, reason: x }\n";
  }
  const Loaded loaded = load_text(text, "known.yaml", words());
  ASSERT_EQ(1u, loaded.diagnostics.size());
  EXPECT_EQ("K106", loaded.diagnostics.front().code);
}

TEST(KnownFile, AMissingFileIsSaidSo) {
  const Loaded loaded = load_file("/no/such/file.yaml", words());
  ASSERT_EQ(1u, loaded.diagnostics.size());
  EXPECT_EQ("S001", loaded.diagnostics.front().code);
}

TEST(KnownFile, ItsCodesAreExplained) {
  EXPECT_EQ(7u, codes().size());
  EXPECT_TRUE(std::ranges::is_sorted(codes(), {}, &scenarios::CodeRow::code));
}

}  // namespace
}  // namespace acdloop::known
