// SPDX-License-Identifier: Apache-2.0
// The switch itself: agents, agent sessions, ACD groups with one queue each, stations, trunks and calls. Used by the
// emulator through PhoneSystem. Deterministic and without I/O: time is an argument, wires and files are unknown here.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "drivers/cti/functions.hpp"
#include "drivers/time/time_point.hpp"
#include "simulator/acd/configuration.hpp"
#include "simulator/acd/phone_system.hpp"

namespace acdloop::acd {

class Switchboard;

// Times given to one Model never go backwards. Every event it emits is exact: one state, all changed connections.
class Model final : public PhoneSystem {
 public:
  // The configuration must be without fault (fault_of); anything else is a defect of the caller.
  explicit Model(Configuration configuration);
  ~Model() override;
  Model(const Model&) = delete;
  Model& operator=(const Model&) = delete;

  // Always exactly one Result, answered to `origin`. Requests and refusals: ECMA-269 services, causes in
  // drivers/cti/cause.hpp. A field that the request needs and does not have is bad_request.
  cti::Reaction submit(const cti::Request& request, const cti::Origin& origin, TimePoint now) override;
  std::optional<TimePoint> next_deadline() const override;
  cti::Reaction on_deadline(TimePoint now) override;
  const cti::Directory& directory() const override;

  // The caller is released at once when nobody can take the call (unknown or busy station, full queue): events
  // originated, failed, connection_cleared; signal refused. Empty call id and no reaction: no trunk or no room.
  Placed place_call(const IncomingCall& call, TimePoint now) override;
  // From an idle station. Digits are a group's pilot or name, a station, or else an outside number of 0-9 * # + that
  // answers at once over a trunk (Placed::line is that trunk). Empty call id: the phone or the number cannot.
  Placed dial(const cti::Address& from, const std::string& digits, TimePoint now) override;
  cti::Reaction lift(const cti::Address& station, TimePoint now) override;
  cti::Reaction hold(const cti::Address& station, TimePoint now) override;
  cti::Reaction retrieve(const cti::Address& station, TimePoint now) override;
  // Ends the call the station talks in, or that it dialled. A held call stays held, a ringing phone rings on.
  cti::Reaction hang_up(const cti::Address& station, TimePoint now) override;
  cti::Reaction hang_up_line(const cti::DeviceId& line, TimePoint now) override;
  cti::Reaction press_wrap_up_key(const cti::Address& station, TimePoint now) override;
  Placed consult(const cti::Address& station, const std::string& digits, TimePoint now) override;
  cti::Reaction transfer(const cti::Address& station, TimePoint now) override;
  Placed transfer_to(const cti::Address& station, const std::string& digits, TimePoint now) override;
  cti::Reaction conference(const cti::Address& station, TimePoint now) override;
  cti::Reaction force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group,
                              TimePoint now) override;
  cti::Reaction remove_group(const cti::AcdGroupId& group, TimePoint now) override;

 private:
  std::unique_ptr<Switchboard> board_;
};

}  // namespace acdloop::acd
