// SPDX-License-Identifier: Apache-2.0
// The two sides of a CTI link (ECMA-179/269): the switching function is the PBX, the computing function the
// application's view of it. The ACD model implements the first, an attached computing end the second.
#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "drivers/cti/capability.hpp"
#include "drivers/cti/dialect.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cti {

// What a switch knows of its own data, for a switching end to check ids against and to answer wire-only queries.
class Directory {
 public:
  virtual ~Directory() = default;
  virtual bool has_agent(const AgentId&) const = 0;
  virtual bool has_group(const AcdGroupId&) const = 0;
  virtual bool has_station(const Address&) const = 0;
  virtual bool is_member(const AgentId&, const AcdGroupId&) const = 0;
  virtual std::string agent_name(const AgentId&) const = 0;
  virtual std::vector<AcdGroupId> groups() const = 0;
  virtual std::vector<Address> stations() const = 0;
  virtual std::vector<DeviceId> trunks() const = 0;
  virtual std::vector<AgentId> agents() const = 0;
  // Who is logged on at a station, if anybody, and for which groups, with the exact state in each.
  virtual std::optional<AgentId> agent_at(const Address&) const = 0;
  virtual std::optional<Address> address_of(const AgentId&) const = 0;
  virtual std::vector<std::pair<AcdGroupId, AgentState>> sessions_of(const AgentId&) const = 0;
  // Calls at a device with their connection states, in the order they came.
  virtual std::vector<std::pair<CallInfo, ConnectionState>> calls_at(const DeviceId&) const = 0;
};

// What a phone does, seen by the person in front of it.
struct PhoneSignal {
  // renamed: the display shows `call` where it showed `was`; somebody joined two calls into one.
  enum class Kind : std::uint8_t { rings, stops_ringing, talks, far_end_gone, refused, renamed };
  Kind kind = Kind::rings;
  DeviceId device;  // the station, or the caller's own line
  CallId call;
  CallId was = {};  // renamed only
  friend bool operator==(const PhoneSignal&, const PhoneSignal&) = default;
};

// Everything one stimulus caused, in order. Events go to the switching ends, results to whoever asked, signals
// to the people.
struct Reaction {
  std::vector<std::pair<Origin, Result>> results;
  std::vector<Event> events;
  std::vector<PhoneSignal> signals;
  void append(Reaction&& more);
};

class SwitchingFunction {
 public:
  virtual ~SwitchingFunction() = default;
  virtual Reaction submit(const Request& request, const Origin& origin, TimePoint now) = 0;
  virtual std::optional<TimePoint> next_deadline() const = 0;
  virtual Reaction on_deadline(TimePoint now) = 0;
  virtual const Directory& directory() const = 0;
};

class ComputingFunction {
 public:
  using ResultSink = std::function<void(const Result&)>;
  using EventSink = std::function<void(const Event&)>;
  virtual ~ComputingFunction() = default;
  // Sends a request; its one Result comes to the sink, never from inside this call.
  virtual RequestId submit(Request request) = 0;
  // The asker gave up: the request is over with Outcome::unknown for it; a later reply is a late_reply event.
  // No Result is delivered for an abandoned request.
  virtual void abandon(RequestId id) = 0;
  virtual void set_sinks(ResultSink results, EventSink events) = 0;
  virtual const Capabilities& capabilities() const = 0;
  virtual const Dialect& dialect() const = 0;
};

}  // namespace acdloop::cti
