// SPDX-License-Identifier: Apache-2.0
#include "simulator/acd/configuration.hpp"

#include <functional>

#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {
namespace {

TEST(Configuration, TheSmallCentreIsWithoutFault) { EXPECT_EQ(fault_of(small_centre()), std::nullopt); }

TEST(Configuration, EachFaultIsNamed) {
  struct Row {
    std::function<void(Configuration&)> spoil;
    const char* says;
  };
  const Row rows[] = {
      {[](auto& c) { c.groups[1].name = sales; }, "group 'sales' is there twice"},
      {[](auto& c) { c.groups[1].pilot = "237"; }, "pilot 237 is there twice"},
      {[](auto& c) { c.groups[0].name = cti::AcdGroupId{std::string(65, 'x')}; }, "1 to 64 bytes"},
      {[](auto& c) {
         c.groups[0].wrap_up = {WrapUp::Kind::timed, {}};
       },
       "wrap-up limit that is not longer than zero"},
      {[](auto& c) { c.groups[0].ring_limit = Duration::zero(); }, "ring limit that is not longer than zero"},
      {[](auto& c) { c.agents[1].name = ann; }, "agent 'ann' is there twice"},
      {[](auto& c) { c.agents[0].name = cti::AgentId{}; }, "1 to 64 bytes"},
      {[](auto& c) { c.agents[0].groups.push_back(cti::AcdGroupId{"cheese"}); }, "'cheese' which does not exist"},
      {[](auto& c) { c.agents[0].groups.push_back(sales); }, "'sales' twice"},
      {[](auto& c) { c.stations.push_back(desk105); }, "station 105 is there twice"},
      {[](auto& c) { c.stations.push_back(cti::Address{"237"}); }, "pilot 237 is a station too"},
      {[](auto& c) { c.stations.push_back(cti::Address{"97062"}); }, "trunk 97062 is a station too"},
      {[](auto& c) { c.trunk_count = -1; }, "0 to 10000 trunks"},
  };
  for (const Row& row : rows) {
    Configuration c = small_centre();
    row.spoil(c);
    ASSERT_TRUE(fault_of(c)) << row.says;
    EXPECT_THAT(*fault_of(c), testing::HasSubstr(row.says));
  }
}

}  // namespace
}  // namespace acdloop::acd::test
