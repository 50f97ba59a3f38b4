// SPDX-License-Identifier: Apache-2.0
// The naming table of one protocol on one switch: neutral ids (scenario names) to wire ids and back. Bijective
// per kind. An unknown wire id becomes a neutral id of the same text: a bench switch has more than the cast.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "drivers/cti/ids.hpp"

namespace acdloop::cti {

class Naming {
 public:
  // Each returns false when the name or the wire id is already bound to something else.
  bool bind(const AgentId& agent, std::string wire);
  bool bind(const AcdGroupId& group, std::string wire);

  std::string to_wire(const AgentId& agent) const;
  std::string to_wire(const AcdGroupId& group) const;
  std::string to_wire(const Address& address) const { return address.value(); }
  // A device is a group's pilot (by neutral name) or a station, trunk or outside number (unchanged).
  std::string to_wire(const DeviceId& device) const;

  AgentId agent_from_wire(std::string_view wire) const;
  AcdGroupId group_from_wire(std::string_view wire) const;
  // True when the wire id is a group's pilot number.
  bool is_group(std::string_view wire) const;

 private:
  struct Table {
    std::map<std::string, std::string, std::less<>> forward;
    std::map<std::string, std::string, std::less<>> backward;
    bool bind(const std::string& name, std::string wire);
    std::string to_wire(const std::string& name) const;
    std::string from_wire(std::string_view wire) const;
  };
  Table agents_;
  Table groups_;
};

}  // namespace acdloop::cti
