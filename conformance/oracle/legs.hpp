// SPDX-License-Identifier: Apache-2.0
// The facts sorted into legs: one call at one desk, from its ringing to its end. Inner part of the oracle.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "conformance/oracle/configuration.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/cti/ids.hpp"

namespace acdloop::oracle {

struct HoldSpan {
  Interval held;
  std::optional<Interval> retrieved;
};

struct Leg {
  std::string call;  // as this desk first knew it
  cti::Address address;
  std::optional<cti::AcdGroupId> group;  // whose queue it came through; absent: no ACD call
  std::optional<Interval> queued;        // when the call came into that queue, or into the one it overflowed from
  Interval offered;
  std::optional<Interval> answered;
  std::optional<Interval> over;  // released, or stopped ringing unanswered
  std::vector<HoldSpan> holds;
  bool dialled = false;      // from this desk; offered and answered are the moment of dialling
  std::string consults_for;  // dialled: the call that waits on hold here meanwhile; empty: a call of its own
  bool handed_on = false;    // it came from a colleague: consultation, transfer, conference
  // Places in the list of facts, for what happened at the same instant.
  std::size_t answered_fact = 0;
  std::size_t over_fact = 0;
};

// Sorts facts as they are learnt, and keeps what it has sorted: every figure of every session begins with the legs.
class LegsSoFar {
 public:
  explicit LegsSoFar(const Configuration& configuration);
  ~LegsSoFar();
  LegsSoFar(LegsSoFar&&) noexcept;
  LegsSoFar& operator=(LegsSoFar&&) noexcept;

  // The legs of the facts up to `now`, in the order in which they began; valid until the next call. `facts` are in the
  // order of their time, and those of the last call with more behind.
  const std::vector<Leg>& up_to(std::span<const cti::Fact> facts, TimePoint now);

 private:
  struct Sorted;
  std::unique_ptr<Sorted> sorted_;
};

}  // namespace acdloop::oracle
