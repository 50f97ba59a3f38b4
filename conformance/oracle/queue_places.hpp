// SPDX-License-Identifier: Apache-2.0
// In which group's queue a call is: where it was dialled or handed to, and where it overflowed to since. Overflow is
// no fact, it follows from the configuration. Inner part of the oracle.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "conformance/oracle/configuration.hpp"
#include "drivers/cti/ids.hpp"

namespace acdloop::oracle {

class QueuePlaces {
 public:
  explicit QueuePlaces(const Configuration& configuration) : configuration_{configuration} {}

  // Absent: the call goes to a desk or outside, past every queue.
  void enter(const std::string& call, const std::optional<cti::AcdGroupId>& group, TimePoint when);
  // A call does not overflow while a phone rings.
  void ringing_began(const std::string& call, TimePoint when);
  void ringing_stopped(const std::string& call, TimePoint when);

  struct Place {
    cti::AcdGroupId group;
    TimePoint since{};
  };
  // Where the call has been in turn by `when`, its present place last. Empty: in no queue, or unknown.
  std::vector<Place> places(const std::string& call, TimePoint when) const;

 private:
  struct Entry {
    cti::AcdGroupId group;
    TimePoint since{};
    TimePoint rang_until{};  // it overflows no earlier
  };
  const GroupRules* rules_for(const cti::AcdGroupId& group) const;
  const Configuration& configuration_;
  std::map<std::string, Entry> entries_;
};

}  // namespace acdloop::oracle
