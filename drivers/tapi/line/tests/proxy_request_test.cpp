// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "drivers/tapi/line/proxy_request.hpp"

namespace acdloop::tapi::line {
namespace {

void put(std::vector<std::byte>& bytes, std::size_t offset, Dword value) {
  for (std::size_t index = 0; index < 4; ++index) bytes[offset + index] = static_cast<std::byte>(value >> (8 * index));
}

const std::vector<Arm> arms{CreateAgentArm{0, "2003", std::nullopt},
                            CreateAgentArm{0, "", ""},
                            CreateAgentSessionArm{0, "4711", 5, Guid{}, 3},
                            GetAgentSessionListArm{5},
                            GetAgentSessionInfoArm{17},
                            SetAgentSessionStateArm{17, 0, 2}};

TEST(ProxyRequest, ReadsBackAsItWasWritten) {
  for (const Arm& arm : arms) {
    const std::vector<std::byte> block = write_request(arm, 76);
    const auto read = read_request(block);
    ASSERT_TRUE(read && *read);
    EXPECT_EQ(**read, arm);
  }
}

TEST(ProxyRequest, EveryShorterBlockIsAFaultOrTheSameKind) {
  for (const Arm& arm : arms) {
    const std::vector<std::byte> block = write_request(arm, 76);
    for (std::size_t length = 0; length < block.size(); ++length) {
      EXPECT_FALSE(read_request(Bytes{block}.first(length))) << length << " of " << block.size();
    }
  }
}

TEST(ProxyRequest, AStringOutsideTheBlockIsAFault) {
  std::vector<std::byte> block = write_request(CreateAgentArm{0, "2003", "4711"});
  for (const auto& [offset, value] : {std::pair<std::size_t, Dword>{32, 0xFFFFFFFFu},
                                      {32, max_text + 1},
                                      {36, 0xFFFFFFFFu},
                                      {36, 4u},
                                      {44, static_cast<Dword>(block.size() - 3)}}) {
    std::vector<std::byte> bad = block;
    put(bad, offset, value);
    EXPECT_EQ(read_request(bad).error(), Fault::bad_sizes) << offset << " = " << value;
  }
}

TEST(ProxyRequest, ATypeWithoutAnArmIsToldFromAFault) {
  std::vector<std::byte> block = write_request(GetAgentSessionInfoArm{17}, 76);
  for (const Dword type : {0u, 0x02u, 0x10u, 0xFFFFFFFFu}) {
    put(block, 24, type);
    const auto read = read_request(block);
    ASSERT_TRUE(read);
    EXPECT_FALSE(*read);
  }
}

TEST(ProxyRequest, TheEmbeddedStructureNeverReachesBeyondTheBlock) {
  std::vector<std::byte> block = write_request(GetAgentSessionInfoArm{17}, 76);
  EXPECT_EQ(embedded(block).size(), 76u);
  put(block, embedded_offset, 0xFFFFFFFFu);
  EXPECT_EQ(embedded(block).size(), 76u);
  put(block, embedded_offset, 10);
  EXPECT_EQ(embedded(block).size(), 10u);
  std::vector<std::byte> other = write_request(SetAgentSessionStateArm{17, 1, 0});
  EXPECT_TRUE(embedded(other).empty());
}

TEST(ProxyRequest, AHandleGoesIntoTheArm) {
  std::vector<std::byte> block = write_request(CreateAgentSessionArm{0, std::nullopt, 5, Guid{}, 3});
  write_handle(block, 0xFFFFFFFEu);
  EXPECT_EQ(read_handle(block), 0xFFFFFFFEu);
  EXPECT_EQ(std::get<CreateAgentSessionArm>(**read_request(block)).session, 0xFFFFFFFEu);
}

}  // namespace
}  // namespace acdloop::tapi::line
