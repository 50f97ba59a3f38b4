// SPDX-License-Identifier: Apache-2.0
// A façade that computes one figure from the wrong things. Used by the families of planted defects.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "drivers/tapi/telephony.hpp"
#include "simulator/defects/defect.hpp"
#include "simulator/defects/overheard.hpp"

namespace acdloop::defects {

// What the spoiled figure may be made of: true figures, the state, the desk, the time.
struct Known {
  std::map<tapi::Method, std::int32_t> figures;
  tapi::SessionState state = tapi::SessionState::not_ready;
  DeskRecord desk;
  DeskRecord everywhere;
  Duration not_ready{};  // how long the session was told to be NOT_READY
  TimePoint now{};
  std::optional<TimePoint> counting_since;  // when the figure was first seen above zero
  bool ended() const { return state == tapi::SessionState::session_ended; }
  bool busy() const { return state == tapi::SessionState::busy_on_call; }
  std::int32_t of(tapi::Method figure) const { return figures.at(figure); }
};

struct Miscount {
  tapi::Method figure = tapi::Method::get_NumberOfCalls;
  std::int32_t (*wrong)(const Known& known) = nullptr;
  std::vector<tapi::Method> also = {};  // true figures that it needs besides its own
};

Defect miscounting(std::string_view id, std::string_view requirement, std::string_view sentence, Miscount miscount);

std::int32_t whole_seconds(Duration length);  // rounded down

}  // namespace acdloop::defects
