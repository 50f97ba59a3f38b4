// SPDX-License-Identifier: Apache-2.0
// The people of a scenario: callers, and agents at their phones, by scenario names. They act through the Floor, see
// only their own phone, and leave the facts that the oracle judges by. They know no cti::Event and no switch state; a
// hold that an application asked for they do not notice.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/fact.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"
#include "simulator/script/floor.hpp"

namespace acdloop::script {

// Done, or why a person could not do it, in plain words: "ann's phone (105) does not ring".
using Done = std::expected<void, std::string>;

class People {
 public:
  using FactSink = std::function<void(const cti::Fact&)>;
  // The floor and whatever the sink uses must live longer.
  People(Floor& floor, FactSink facts);

  // Who sits where: first the usual desks of the cast, later wherever an agent logged in. Of two agents at one desk
  // the one who sat down last uses its phone.
  void sit_down(const cti::AgentId& agent, const cti::Address& address);
  std::optional<cti::Address> desk_of(const cti::AgentId& agent) const;
  std::optional<cti::AgentId> agent_at(const cti::Address& address) const;

  // A person outside dials; the call goes by `label` from then on (each label once).
  Done place_call(const std::string& label, const cti::AcdGroupId& to, const std::string& from);
  // A direct call to the desk where the agent sits now.
  Done place_call(const std::string& label, const cti::AgentId& to, const std::string& from);
  Done hang_up_caller(const std::string& label);

  Done answer(const cti::AgentId& agent);
  Done hold(const cti::AgentId& agent);
  Done retrieve(const cti::AgentId& agent);
  Done hang_up_agent(const cti::AgentId& agent);
  // A key can always be pressed; whether it ends a wrap-up is the switch's affair.
  Done press_wrap_up_key(const cti::AgentId& agent);

  // What a phone did, from every Reaction of the switch, whoever caused it.
  void on_signal(const cti::PhoneSignal& signal, TimePoint now);

  // When the phone at the agent's desk began to ring; nothing when it does not ring.
  std::optional<TimePoint> ringing_since(const cti::AgentId& agent) const;

 private:
  enum class Phone : std::uint8_t { idle, ringing, talking, holding };
  struct Desk {
    Phone phone = Phone::idle;
    cti::CallId call;
    TimePoint since{};  // ringing
  };
  enum class CallerState : std::uint8_t { waiting, talking, over };
  struct Caller {
    cti::CallId call;
    cti::DeviceId line;
    CallerState state = CallerState::waiting;
  };
  struct Seat {
    cti::AgentId agent;
    cti::Address address;
  };

  Done dial_from_outside(const std::string& label, const cti::DeviceId& to, const std::string& from, cti::Fact fact);
  void at_line(Caller& caller, cti::PhoneSignal::Kind kind, TimePoint now);
  void at_desk(const cti::Address& address, const cti::PhoneSignal& signal, TimePoint now);
  void tell(cti::FactKind kind, const cti::Address& address, const cti::CallId& call, TimePoint now);
  std::string label_of(const cti::CallId& call) const;
  Desk& desk_at(const cti::Address& address) { return desks_[address]; }
  std::expected<cti::Address, std::string> seat_of(const cti::AgentId& agent) const;

  Floor& floor_;
  FactSink facts_;
  std::vector<Seat> seats_;  // who sat down last stands last
  std::map<cti::Address, Desk> desks_;
  std::map<std::string, Caller> callers_;
  std::map<cti::CallId, std::string> labels_;
};

}  // namespace acdloop::script
