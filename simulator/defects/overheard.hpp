// SPDX-License-Identifier: Apache-2.0
// What passed over the wire at each desk, truly: what a façade defect counts where it should count something else.
// Used by planted defects; changes nothing.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"
#include "simulator/defects/defect.hpp"

namespace acdloop::defects {

// Everything at one desk since the run began, of whatever group and session.
struct DeskRecord {
  int acd_calls = 0;  // answered
  int private_calls = 0;
  int offered = 0;  // ACD calls that rang
  Duration private_talk{};
  Duration ringing{};       // of the answered ACD calls
  Duration longest_ring{};  // the same
  Duration last_ring{};     // the same
  Duration unanswered_ringing{};
  Duration queued{};  // how long the answered ACD calls had waited in a queue
};

class Overheard {
 public:
  // What is over; a call in progress counts as answered, its talk not yet.
  DeskRecord at(const cti::Address& desk) const;
  // Of all desks: answered ACD calls and their ringing alone.
  DeskRecord everywhere() const;

  void note(const cti::Event& event, TimePoint now);

 private:
  struct Leg {
    std::optional<TimePoint> offered;
    std::optional<TimePoint> answered;
    bool acd = false;
  };
  struct Desk {
    DeskRecord record;
    std::map<cti::CallId, Leg> legs;
  };
  void note_call(const cti::CallEvent& event, TimePoint now);
  void gone(Desk& desk, const cti::CallId& call, TimePoint now);

  std::map<cti::Address, Desk> desks_;
  std::map<cti::CallId, TimePoint> queued_;
};

// A computing end that listens for it.
ComputingEndDecorator listening(std::shared_ptr<Overheard> overheard);

}  // namespace acdloop::defects
