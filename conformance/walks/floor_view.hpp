// SPDX-License-Identifier: Apache-2.0
// What somebody who only sees the facts knows of a call centre at one moment: who is logged in, which phones ring, who
// talks in what. A walk chooses its next step by it. Not the oracle: it keeps no times and judges nothing.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "drivers/cti/fact.hpp"
#include "drivers/cti/ids.hpp"

namespace acdloop::walks {

enum class Leg : std::uint8_t { ringing, dialling, talking, held };

struct Desk {
  std::map<std::string, Leg> legs;   // by the call's name at this phone
  std::set<std::string> consulting;  // those of them that were dialled from here beside a held call
  bool in_conference = false;
  bool may_be_working = false;  // an ACD call ended here and no key was pressed since

  bool idle() const { return legs.empty(); }
  int count(Leg leg) const;
  // The one call in that state; empty if there is none.
  std::string the(Leg leg) const;
};

class FloorView {
 public:
  void learn(const cti::Fact& fact);

  const Desk& desk(const cti::Address& address) const;
  // Outside callers who wait or talk.
  const std::set<std::string>& callers() const { return callers_; }
  bool logged_on(const cti::AgentId& agent, const cti::AcdGroupId& group) const;
  // The agent's groups, in order of their names.
  std::vector<cti::AcdGroupId> groups_of(const cti::AgentId& agent) const;

 private:
  void place(const cti::Fact& fact);
  void leave(const cti::Address& address, const std::string& call);
  void log_off(const cti::Fact& fact);

  std::map<cti::Address, Desk> desks_;
  std::set<std::string> callers_;
  std::set<std::string> acd_calls_;
  std::map<cti::AgentId, std::set<cti::AcdGroupId>> logged_on_;
};

}  // namespace acdloop::walks
