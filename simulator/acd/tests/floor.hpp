// SPDX-License-Identifier: Apache-2.0
// A call centre in the middle of a call, for tests of what is done with two calls.
#pragma once

#include "simulator/acd/tests/desk.hpp"

namespace acdloop::acd::test {

// Ann serves sales at 105 and has a call of it; bob sits at 106, cid serves help at 107.
struct Floor : Centre {
  Floor() : Floor(small_centre()) {}
  explicit Floor(Configuration configuration) : Centre(std::move(configuration)) {
    make_ready(ann, desk105, sales);
    caller = call(sales);
    lift(desk105);
    EXPECT_EQ(state(ann, sales), AgentState::busy);
  }
  Placed consult(const cti::Address& from, const std::string& digits) {
    Placed placed = model.consult(from, digits, now);
    took(placed.reaction);
    return placed;
  }
  Placed transfer_to(const cti::Address& from, const std::string& digits) {
    Placed placed = model.transfer_to(from, digits, now);
    took(placed.reaction);
    return placed;
  }
  void transfer(const cti::Address& from) { took(model.transfer(from, now)); }
  void conference(const cti::Address& from) { took(model.conference(from, now)); }
  void retrieve(const cti::Address& from) { took(model.retrieve(from, now)); }
  // "1F01 hold, 1F02 connected"
  std::string calls(const std::string& device) const {
    std::string text;
    for (const auto& [info, state] : model.directory().calls_at({device, cti::DeviceCategory::unknown})) {
      if (!text.empty()) text += ", ";
      text += info.call.value() + " " + std::string{to_string(state)};
    }
    return text;
  }
  Placed caller;
};

}  // namespace acdloop::acd::test
