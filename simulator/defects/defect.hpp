// SPDX-License-Identifier: Apache-2.0
// Planted defects: each breaks one requirement on purpose, as a decorator at a seam, so that the suite can prove it
// would catch it. Used by `acdcheck mutate` and `--defect`. No other module asks whether a defect is on: it is
// handed a decorated switch, end or façade and cannot tell.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string_view>

#include "drivers/cti/end.hpp"
#include "drivers/tapi/line_seams.hpp"
#include "drivers/tapi/telephony.hpp"
#include "drivers/time/time_point.hpp"
#include "simulator/acd/phone_system.hpp"

namespace acdloop::defects {

// On which side of the loop the mistake is made.
enum class Side : std::uint8_t { switch_side, wire, facade };
std::string_view to_string(Side side);

// Doors to time for decorators that answer late or early: at(when, call), and what time it is.
struct Timer {
  std::function<TimePoint()> now;
  std::function<void(TimePoint, std::function<void()>)> at;
};

using SwitchDecorator = std::function<std::unique_ptr<acd::PhoneSystem>(std::unique_ptr<acd::PhoneSystem>)>;
using SwitchingEndDecorator = std::function<std::unique_ptr<cti::SwitchingEnd>(std::unique_ptr<cti::SwitchingEnd>)>;
using ComputingEndDecorator = std::function<std::unique_ptr<cti::ComputingEnd>(std::unique_ptr<cti::ComputingEnd>)>;
using FacadeDecorator = std::function<std::unique_ptr<tapi::Telephony>(std::unique_ptr<tapi::Telephony>, const Timer&)>;

struct Defect {
  std::string_view id;                // kebab-case words
  std::string_view sentence = {};     // what the broken switch, wire or façade does
  std::string_view requirement = {};  // the one it breaks: "AS-016"
  Side side = Side::switch_side;
  std::string_view protocol = {};  // the one wire that it breaks; empty: whatever the wire is
  SwitchDecorator on_switch = {};
  SwitchingEndDecorator on_switching_end = {};
  ComputingEndDecorator on_computing_end = {};
  FacadeDecorator on_facade = {};
  tapi::LineDecorator on_line = {};   // what TAPI does between applications and proxy
  tapi::LineDecorator on_proxy = {};  // what the proxy does
  // Sets decorators that share something, which must not outlive one switch and its application.
  std::function<void(Defect&)> together = {};
};

// Whether it has anything to break on this wire.
inline bool breaks(const Defect& defect, std::string_view protocol) {
  return defect.protocol.empty() || defect.protocol == protocol;
}

// As it is to be planted once: with its decorators set.
Defect afresh(const Defect& defect);

// All of them, sorted by id. `none` is among them: it breaks nothing and must survive everything.
std::span<const Defect> defects();
const Defect* find_defect(std::string_view id);

}  // namespace acdloop::defects
