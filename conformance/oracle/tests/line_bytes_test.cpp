// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_bytes.hpp"

#include <gtest/gtest.h>

#include <sstream>

namespace acdloop::oracle::line {
namespace {

std::vector<std::byte> bytes_of(const char* hex) {
  std::istringstream in(hex);
  std::vector<std::byte> bytes;
  for (std::string word; in >> word;) bytes.push_back(static_cast<std::byte>(std::stoi(word, nullptr, 16)));
  return bytes;
}

// READY, 7 calls in 1800 s, talk 1260, call 1470, wrap-up 210, 14 calls an hour, longest 22, mean 9, begun on
// 2026-06-21 at 08:00: worked out by hand from the layout of NS:tapi.lineagentsessioninfo_tag with packing 1.
const std::vector<std::byte> sample = bytes_of(R"(
  4c 00 00 00 4c 00 00 00 4c 00 00 00 02 00 00 00
  00 00 00 00 ab aa aa aa 4a 8e e6 40 08 07 00 00
  07 00 00 00 ec 04 00 00 b4 00 00 00 be 05 00 00
  d2 00 00 00 d2 00 00 00 1e 00 00 00 e0 22 02 00
  00 00 00 00 16 00 00 00 09 00 00 00)");

TEST(LineBytes, TheSampleSaysWhatItsAuthorMeant) {
  ASSERT_EQ(sample.size(), 76u);
  const auto info = info_in(sample);
  ASSERT_TRUE(info);
  EXPECT_EQ(info->total, 76u);
  EXPECT_EQ(info->needed, 76u);
  EXPECT_EQ(info->used, 76u);
  EXPECT_EQ(info->state, 2u);
  EXPECT_EQ(info->next_state, 0u);
  EXPECT_DOUBLE_EQ(info->start, 46194.0 + 1.0 / 3);
  EXPECT_EQ(info->duration, 1800u);
  EXPECT_EQ(info->calls, 7u);
  EXPECT_EQ(info->talk, 1260u);
  EXPECT_EQ(info->average_talk, 180u);
  EXPECT_EQ(info->call, 1470u);
  EXPECT_EQ(info->average_call, 210u);
  EXPECT_EQ(info->wrap_up, 210u);
  EXPECT_EQ(info->average_wrap_up, 30u);
  EXPECT_EQ(info->rate, 140'000);
  EXPECT_EQ(info->longest, 22u);
  EXPECT_EQ(info->average_answer, 9u);
}

TEST(LineBytes, WhatDoesNotLieInsideIsNotRead) {
  for (std::size_t length = 0; length < 76; ++length) EXPECT_FALSE(info_in(std::span{sample}.first(length)));
  EXPECT_TRUE(dword_at(sample, 72));
  EXPECT_FALSE(dword_at(sample, 73));
  EXPECT_FALSE(dword_at(sample, static_cast<std::size_t>(-1)));
  EXPECT_FALSE(date_at(sample, 69));
}

TEST(LineBytes, EachBitIsTheStateOfItsName) {
  EXPECT_EQ(state_of_bit(bit::not_ready), 0);
  EXPECT_EQ(state_of_bit(bit::ready), 1);
  EXPECT_EQ(state_of_bit(bit::busy_on_call), 2);
  EXPECT_EQ(state_of_bit(bit::busy_wrap_up), 3);
  EXPECT_EQ(state_of_bit(bit::ended), 4);
  EXPECT_EQ(state_of_bit(bit::released), 4);
  for (const std::uint32_t bits : {0u, 3u, 64u, 0x80u, 0xFFFFFFFFu}) EXPECT_FALSE(state_of_bit(bits)) << bits;
}

TEST(LineBytes, DocumentedErrorsAreTheLineErrsByName) {
  EXPECT_TRUE(documented_error(static_cast<std::int32_t>(0x80000048)));
  EXPECT_EQ(error_text(static_cast<std::int32_t>(0x8000004D)), "LINEERR_STRUCTURETOOSMALL (0x8000004D)");
  EXPECT_FALSE(documented_error(0));
  EXPECT_FALSE(documented_error(-1));
  EXPECT_EQ(error_text(-1), "0xFFFFFFFF");
}

}  // namespace
}  // namespace acdloop::oracle::line
