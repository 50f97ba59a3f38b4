// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/shard.hpp"

#include <gmock/gmock.h>

#include <map>

namespace acdloop::runner {
namespace {

using ::testing::HasSubstr;
using Variables = std::map<std::string, std::string>;

std::expected<Shard, std::string> chosen(const Variables& variables, const std::string& flag = "") {
  return choose_shard(flag, [&](const char* name) -> std::optional<std::string> {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional{found->second};
  });
}

void expect_part(int index, int total, const std::expected<Shard, std::string>& shard) {
  ASSERT_TRUE(shard) << shard.error();
  EXPECT_EQ(index, shard->index);
  EXPECT_EQ(total, shard->total);
}

TEST(Shard, IsWhichOfHowMany) {
  expect_part(1, 1, parse_shard("1/1"));
  expect_part(2, 3, parse_shard("2/3"));
  for (const char* wrong : {"", "/", "1", "0/3", "4/3", "-1/3", "1/0", "1/", "/3", "1/3/5", "1 /3", "+1/3",
                            "1/99999999999", "1/10001", "a/b"}) {
    EXPECT_FALSE(parse_shard(wrong)) << wrong;
  }
}

TEST(Shard, EveryPlaceBelongsToExactlyOne) {
  for (int total = 1; total <= 7; ++total) {
    for (std::size_t place = 0; place < 20; ++place) {
      int takers = 0;
      for (int index = 1; index <= total; ++index) takers += Shard{index, total, {}, {}}.takes(place) ? 1 : 0;
      EXPECT_EQ(1, takers);
    }
  }
}

TEST(Shard, PartsHoldTheirOrder) {
  const std::vector<int> all{0, 1, 2, 3, 4, 5, 6};
  EXPECT_EQ((std::vector<int>{1, 4}), part_of(all, {2, 3, {}, {}}));
  EXPECT_EQ(all, part_of(all, {}));
  EXPECT_TRUE(part_of(std::vector<int>{0}, {2, 3, {}, {}}).empty());
}

TEST(Shard, WhatPipelinesSetIsUnderstood) {
  expect_part(1, 1, chosen({}));
  EXPECT_EQ("", chosen({})->from);
  expect_part(2, 3, chosen({{"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "3"}}));
  expect_part(1, 3, chosen({{"JOB_COMPLETION_INDEX", "0"}, {"ACDLOOP_SHARD_TOTAL", "3"}}));
  expect_part(3, 3, chosen({{"GTEST_SHARD_INDEX", "2"}, {"GTEST_TOTAL_SHARDS", "3"}}));
  const auto bazel = chosen({{"TEST_SHARD_INDEX", "1"}, {"TEST_TOTAL_SHARDS", "4"}, {"TEST_SHARD_STATUS_FILE", "x"}});
  expect_part(2, 4, bazel);
  EXPECT_EQ("x", bazel->status_file);
  EXPECT_EQ("TEST_SHARD_INDEX and TEST_TOTAL_SHARDS", bazel->from);
}

TEST(Shard, AJobThatIsNotDividedPlaysEverything) {
  expect_part(1, 1, chosen({{"CI_NODE_TOTAL", "1"}}));
  expect_part(1, 1, chosen({{"CI_NODE_INDEX", ""}, {"CI_NODE_TOTAL", ""}}));
}

TEST(Shard, TheFlagWins) {
  const auto shard = chosen({{"CI_NODE_INDEX", "nonsense"}, {"JOB_COMPLETION_INDEX", "1"}}, "1/2");
  expect_part(1, 2, shard);
  EXPECT_EQ("--shard", shard->from);
}

TEST(Shard, HalvesAreRefused) {
  EXPECT_THAT(chosen({{"JOB_COMPLETION_INDEX", "1"}}).error(), HasSubstr("ACDLOOP_SHARD_TOTAL is not set"));
  EXPECT_THAT(chosen({{"CI_NODE_TOTAL", "3"}}).error(), HasSubstr("CI_NODE_INDEX is not set"));
  EXPECT_THAT(chosen({{"TEST_TOTAL_SHARDS", "x"}}).error(), HasSubstr("TEST_SHARD_INDEX is not set"));
}

TEST(Shard, WhatIsNoPartIsRefused) {
  EXPECT_THAT(chosen({{"CI_NODE_INDEX", "0"}, {"CI_NODE_TOTAL", "3"}}).error(), HasSubstr("counts from 1"));
  EXPECT_THAT(chosen({{"GTEST_SHARD_INDEX", "3"}, {"GTEST_TOTAL_SHARDS", "3"}}).error(), HasSubstr("counts from 0"));
  EXPECT_FALSE(chosen({{"GTEST_SHARD_INDEX", "x"}, {"GTEST_TOTAL_SHARDS", "3"}}));
  EXPECT_FALSE(chosen({{"GTEST_SHARD_INDEX", "0"}, {"GTEST_TOTAL_SHARDS", "0"}}));
}

TEST(Shard, TwoWhoSayTheSameAreNoContradiction) {
  const Variables same{
      {"CI_NODE_INDEX", "2"}, {"CI_NODE_TOTAL", "3"}, {"GTEST_SHARD_INDEX", "1"}, {"GTEST_TOTAL_SHARDS", "3"}};
  expect_part(2, 3, chosen(same));
  Variables other = same;
  other["GTEST_SHARD_INDEX"] = "2";
  EXPECT_THAT(chosen(other).error(), HasSubstr("say shard 2/3, GTEST_SHARD_INDEX and GTEST_TOTAL_SHARDS say 3/3"));
}

}  // namespace
}  // namespace acdloop::runner
