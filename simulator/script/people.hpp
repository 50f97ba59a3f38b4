// SPDX-License-Identifier: Apache-2.0
// The people of a scenario: callers, and agents at their phones, by scenario names. They act through the Floor, see
// only their own phone, and leave the facts that the oracle judges by. They know no cti::Event and no switch state; a
// hold that an application asked for they do not notice.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/cti/fact.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/time/time_point.hpp"
#include "scenarios/language/scenario.hpp"
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

  // Agents place calls too: privately from an idle phone, or beside the call in hand, which goes on hold. The new call
  // goes by `label`; an agent is dialled at her present desk.
  Done dial(const cti::AgentId& agent, const scenarios::Destination& to, const std::string& label);
  Done consult(const cti::AgentId& agent, const scenarios::Destination& to, const std::string& label);
  // Joins the held call and the other one, and leaves both.
  Done transfer(const cti::AgentId& agent);
  // Hands the call in hand to somebody else at once.
  Done transfer_to(const cti::AgentId& agent, const scenarios::Destination& to);
  Done conference(const cti::AgentId& agent);

  // What the management does.
  Done force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group);
  Done remove_group(const cti::AcdGroupId& group);

  // What a phone did, from every Reaction of the switch, whoever caused it.
  void on_signal(const cti::PhoneSignal& signal, TimePoint now);

  // When the phone at the agent's desk began to ring; nothing when it does not ring.
  std::optional<TimePoint> ringing_since(const cti::AgentId& agent) const;

 private:
  enum class Phone : std::uint8_t { ringing, dialling, talking, holding };
  // One call at one phone. It keeps the name under which that phone first knew it, whatever becomes of the call.
  struct Leg {
    Phone phone = Phone::ringing;
    cti::CallId call;  // what the display shows now
    std::string label;
    TimePoint since{};  // ringing
  };
  using Desk = std::vector<Leg>;  // in the order they came
  struct Caller {
    cti::DeviceId line;
    bool over = false;
  };
  struct Seat {
    cti::AgentId agent;
    cti::Address address;
  };

  Done dial_from_outside(const std::string& label, const cti::DeviceId& to, const std::string& from, cti::Fact fact);
  bool at_line(const cti::PhoneSignal& signal, TimePoint now);
  void at_desk(const cti::Address& address, const cti::PhoneSignal& signal, TimePoint now);
  cti::Fact fact_of(cti::FactKind kind, const cti::Address& address, const std::string& label, TimePoint now) const;
  void tell(cti::FactKind kind, const cti::Address& address, const std::string& label, TimePoint now);
  std::string label_of(const cti::CallId& call) const;
  Leg* leg_at(const cti::Address& address, Phone phone);
  Leg* leg_at(const cti::Address& address, const cti::CallId& call);
  void forget(const cti::Address& address, const std::string& label);
  std::expected<cti::Address, std::string> seat_of(const cti::AgentId& agent) const;
  // What is dialled, and who or what it is for the facts.
  struct Dialled {
    std::string digits;
    std::optional<cti::AcdGroupId> group = {};
    std::optional<cti::Address> desk = {};
  };
  std::expected<Dialled, std::string> dialled(const scenarios::Destination& to) const;
  // Two calls at one phone: the one on hold, and the other.
  struct Pair {
    cti::Address address;
    Leg held;
    Leg other;
  };
  std::expected<Pair, std::string> pair_of(const cti::AgentId& agent);
  void begin_leg(const cti::Address& address, const acd::Placed& placed, const std::string& label, const Dialled& to,
                 const std::string& beside);

  Floor& floor_;
  FactSink facts_;
  std::vector<Seat> seats_;  // who sat down last stands last
  std::map<cti::Address, Desk> desks_;
  std::map<std::string, Caller> callers_;
  std::map<cti::CallId, std::string> labels_;  // under which a phone that begins to ring knows the call
  std::set<std::string> used_;                 // each label once
};

}  // namespace acdloop::script
