// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "drivers/tapi/line/line.hpp"
#include "drivers/tapi/line/structures.hpp"

namespace acdloop::tapi::line {
namespace {

constexpr std::byte guard{0xA5};

void put(std::vector<std::byte>& bytes, std::size_t offset, Dword value) {
  for (std::size_t index = 0; index < 4; ++index) bytes[offset + index] = static_cast<std::byte>(value >> (8 * index));
}

TEST(Structures, NothingIsWrittenBeyondTotalSize) {
  for (const Dword total : {76u, 77u, 200u}) {
    const Buffer buffer = make_buffer(total, 16);
    ASSERT_TRUE(write_agent_session_info(AgentSessionInfo{}, *buffer));
    for (std::size_t index = total; index < buffer->size(); ++index) EXPECT_EQ((*buffer)[index], guard) << index;
    const auto read = read_agent_session_info(*buffer);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->sizes, (Sizes{total, 76, 76}));
  }
}

TEST(Structures, ATotalSizeBelowTheFixedPartIsRefusedAndNothingIsTouched) {
  for (const Dword total : {0u, 4u, 11u, 12u, 75u}) {
    std::vector<std::byte> out(100, guard);
    put(out, 0, total);
    const std::vector<std::byte> before = out;
    EXPECT_EQ(write_agent_session_info(AgentSessionInfo{}, out).error(), Fault::total_too_small) << total;
    EXPECT_EQ(out, before);
    EXPECT_EQ(read_agent_session_info(out).error(), Fault::total_too_small);
  }
}

TEST(Structures, ATotalSizeBeyondTheMemoryIsRefused) {
  for (const Dword total : {101u, 0x7FFFFFFFu, 0xFFFFFFFFu}) {
    std::vector<std::byte> out(100, guard);
    put(out, 0, total);
    EXPECT_EQ(write_agent_session_info(AgentSessionInfo{}, out).error(), Fault::too_short) << total;
  }
}

TEST(Structures, FewerBytesThanAStructureHasAreNoStructure) {
  const Buffer buffer = make_buffer(76);
  ASSERT_TRUE(write_agent_session_info(AgentSessionInfo{}, *buffer));
  for (std::size_t length = 0; length < 76; ++length) {
    EXPECT_FALSE(read_agent_session_info(Bytes{*buffer}.first(length))) << length;
  }
}

TEST(Structures, AUsedSizeThatCannotBeIsNoStructure) {
  for (const Dword used : {0u, 75u, 77u, 0xFFFFFFFFu}) {
    const Buffer buffer = make_buffer(76);
    ASSERT_TRUE(write_agent_session_info(AgentSessionInfo{}, *buffer));
    put(*buffer, 8, used);
    EXPECT_EQ(read_agent_session_info(*buffer).error(), Fault::bad_sizes) << used;
  }
}

TEST(Structures, AListThatDoesNotFitHasNoEntriesAndSaysWhatItNeeds) {
  const std::vector<AgentSessionEntry> entries(3);
  const Buffer buffer = make_buffer(24 + 2 * 28, 8);
  ASSERT_TRUE(write_agent_session_list(entries, *buffer));
  const auto list = read_agent_session_list(*buffer);
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->entries.empty());
  EXPECT_EQ(list->sizes, (Sizes{80, 24 + 3 * 28, 24}));
}

TEST(Structures, AListWhoseEntriesLieOutsideIsNoList) {
  struct Case {
    Dword count, size, offset, used;
  };
  for (const Case& c : {Case{2, 24, 56, 80},            // size and offset swapped
                        Case{1, 56, 24, 80},            // not count x 28
                        Case{2, 56, 23, 80},            // over the fixed part
                        Case{2, 56, 25, 80},            // past dwUsedSize
                        Case{2, 56, 0xFFFFFFF0u, 80},   // wraps
                        Case{0x92492493u, 28, 24, 80},  // count x 28 wraps to 28 + 0x24
                        Case{2, 56, 24, 79}}) {
    const Buffer buffer = make_buffer(80);
    ASSERT_TRUE(write_agent_session_list(std::vector<AgentSessionEntry>(2), *buffer));
    put(*buffer, 12, c.count);
    put(*buffer, 16, c.size);
    put(*buffer, 20, c.offset);
    put(*buffer, 8, c.used);
    EXPECT_FALSE(read_agent_session_list(*buffer)) << c.count << ' ' << c.size << ' ' << c.offset << ' ' << c.used;
  }
}

TEST(Structures, AnInfoOfNaturalAlignmentReadsShifted) {
  // The layout of somebody who forgot the packing: DATE at 24. Whoever reads it packed sees other numbers.
  const Buffer buffer = make_buffer(80);
  put(*buffer, 4, 80);
  put(*buffer, 8, 80);
  put(*buffer, 32, 1800);  // dwSessionDuration, naturally aligned
  const auto read = read_agent_session_info(*buffer);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->duration, 0u);
  EXPECT_EQ(read->calls, 1800u);
}

}  // namespace
}  // namespace acdloop::tapi::line
