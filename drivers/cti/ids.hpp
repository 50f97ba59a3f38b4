// SPDX-License-Identifier: Apache-2.0
// Identifiers of the neutral vocabulary. Neutral ids are the scenario's own names ("ann", "sales"); a Naming
// (naming.hpp) turns them into a wire's numbers and back. Used by everybody; knows no wire.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace acdloop::cti {

// A distinct string type per kind of identifier: an AgentId is not an AcdGroupId. Never parsed, only compared.
template <class Tag>
class Id {
 public:
  Id() = default;
  explicit Id(std::string value) : value_(std::move(value)) {}
  explicit Id(std::string_view value) : value_(value) {}
  explicit Id(const char* value) : value_(value) {}

  const std::string& value() const { return value_; }
  bool empty() const { return value_.empty(); }

  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  std::string value_;
};

using AgentId = Id<struct AgentTag>;        // who logs in
using AcdGroupId = Id<struct AcdGroupTag>;  // class of calls an agent serves
using Address = Id<struct AddressTag>;      // device at which an agent takes calls (a station)
using CallId = Id<struct CallTag>;          // opaque, minted by the switch
using MonitorId = Id<struct MonitorTag>;    // one subscription

// The longest text each kind may have, in bytes (a wire may allow less: dialect limits).
inline constexpr std::size_t max_id_length = 64;
inline constexpr std::size_t max_call_id_length = 96;

enum class DeviceCategory : std::uint8_t { unknown, station, acd_group, trunk, external, other };

// Any end of a connection. Equality is by id alone: the category is what somebody said of it.
struct DeviceId {
  std::string id;
  DeviceCategory category = DeviceCategory::unknown;

  bool empty() const { return id.empty(); }
  friend bool operator==(const DeviceId& a, const DeviceId& b) { return a.id == b.id; }
  friend auto operator<=>(const DeviceId& a, const DeviceId& b) { return a.id <=> b.id; }
};

// ECMA-269 connection: one call at one device.
struct ConnectionId {
  CallId call;
  DeviceId device;
  friend auto operator<=>(const ConnectionId&, const ConnectionId&) = default;
};

// One request of one run: ours, never reused. Wire invoke ids are the protocol end's affair.
enum class RequestId : std::uint64_t {};

// Which attachment of a switch a request came in by, and under which id it must be answered.
struct Origin {
  std::uint32_t attachment = 0;
  RequestId request{};
  friend auto operator<=>(const Origin&, const Origin&) = default;
};

// The place of sessions: agent x group x address (TAPI "about-call-center-controls"). Successive log-ons of
// one key are successive sessions.
struct AgentSessionKey {
  AgentId agent;
  AcdGroupId group;
  Address address;
  friend auto operator<=>(const AgentSessionKey&, const AgentSessionKey&) = default;
};

}  // namespace acdloop::cti

template <class Tag>
struct std::hash<acdloop::cti::Id<Tag>> {
  std::size_t operator()(const acdloop::cti::Id<Tag>& id) const noexcept {
    return std::hash<std::string>{}(id.value());
  }
};
