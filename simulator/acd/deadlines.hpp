// SPDX-License-Identifier: Apache-2.0
// What becomes due when: phones that have rung long enough, wrap-ups that are over, waits that were too long. Used by
// the model only.
// Equal times come out in the order in which they were set.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <variant>

#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::acd {

// A session by agent and number: it may have ended meanwhile.
struct SessionRef {
  cti::AgentId agent;
  std::uint64_t number = 0;
  friend bool operator==(const SessionRef&, const SessionRef&) = default;
};

// A call's own number inside the model: its id may change when calls are joined.
using CallNumber = std::uint64_t;

struct RingLimit {
  CallNumber call = 0;
};
struct OverflowLimit {
  CallNumber call = 0;
};
struct GuideLimit {
  CallNumber call = 0;
};
struct WrapUpLimit {
  SessionRef session;
};
using Due = std::variant<RingLimit, WrapUpLimit, OverflowLimit, GuideLimit>;

class Deadlines {
 public:
  using Token = std::optional<std::pair<TimePoint, std::uint64_t>>;

  Token set(TimePoint when, Due due);
  void cancel(Token& token);  // also of an empty one
  std::optional<TimePoint> next() const;
  // Takes out the first that is due at `now`.
  std::optional<Due> take(TimePoint now);

 private:
  std::map<std::pair<TimePoint, std::uint64_t>, Due> entries_;
  std::uint64_t count_ = 0;
};

}  // namespace acdloop::acd
