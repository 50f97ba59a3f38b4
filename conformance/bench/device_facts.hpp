// SPDX-License-Identifier: Apache-2.0
// Facts of a bench: what our hands did, and what the devices of our own calls report. Never an agent report, never a
// queue's. A fact lies between the earliest and the latest moment that the evidence allows. Used by the real bench.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/fact.hpp"

namespace acdloop::bench {

class DeviceFacts {
 public:
  using Sink = std::function<void(const cti::Fact&)>;
  explicit DeviceFacts(Sink sink) : sink_(std::move(sink)) {}

  // Who sits at which of the tester's phones.
  void sit_down(const cti::AgentId& agent, const cti::Address& address) { desks_[address] = agent; }

  // Somebody outside is about to call: reports of calls that nobody knows may be of this one.
  void placing(const std::string& label, const cti::AcdGroupId& to, const std::string& from, TimePoint began);
  // It has become that call, no later than now; or none that anybody told of: what shows that number is to be ended.
  void placed(const cti::ConnectionId& caller, TimePoint now);
  void not_placed();
  // A hand moves from now on: it lifts that phone, or lays it down, or the caller's of that call; and it has moved, no
  // later than now.
  void lifting(const cti::Address& phone, TimePoint began) { hand_ = {phone, "", began, true}; }
  void laying_down(const cti::Address& phone, TimePoint began) { hand_ = {phone, "", began, false}; }
  void laying_down_caller(const std::string& label, TimePoint began) { hand_ = {std::nullopt, label, began, false}; }
  void hand_done(TimePoint now);
  // It could not, or nobody knows whether it did: then the devices alone tell.
  void hand_failed() { hand_.reset(); }

  // A report that arrived in `when.latest` and tells of something not before `when.earliest`.
  void see(const cti::CallEvent& event, const Interval& when);

  std::optional<TimePoint> ringing_since(const cti::Address& phone) const;
  // The connection of a phone that rings or talks; of a caller who is not gone.
  std::optional<cti::ConnectionId> at(const cti::Address& phone) const;
  std::optional<cti::ConnectionId> caller_of(const std::string& label) const;
  bool talks(const cti::Address& phone) const;
  // Calls of ours that are not over, the caller's connection of each.
  std::vector<cti::ConnectionId> left() const;
  // The first report of a call at one of the tester's phones that is none of ours; empty while there was none.
  const std::string& stranger() const { return stranger_; }

 private:
  enum class Phone : std::uint8_t { ringing, talking, holding };
  struct Leg {
    Phone phone = Phone::ringing;
    TimePoint since{};
  };
  struct Call {
    std::string label;
    cti::DeviceId caller;
    bool caller_gone = false;
    std::map<cti::Address, Leg> legs;
  };
  struct Placing {
    std::string label;
    cti::AcdGroupId to;
    std::string from;
    TimePoint began{};
    std::vector<std::pair<cti::CallEvent, Interval>> held_back;
  };
  struct Moving {
    std::optional<cti::Address> phone;
    std::string caller;  // the call's label
    TimePoint began{};
    bool lifts = false;
    bool told = false;
  };

  void take(Call& call, const cti::CallId& id, const cti::CallEvent& event, const Interval& when);
  void take_phone(Call& call, const cti::Address& phone, const cti::ConnectionChange& change, const cti::DeviceId& by,
                  const Interval& when);
  void phone_is_free(Call& call, const cti::Address& phone, const cti::DeviceId& by, const Interval& when);
  void caller_is_gone(Call& call, const Interval& when);
  // The hand that moves is the one that ended this call: told before what came of it.
  void tell_hand(Call& call, const Interval& when);
  bool hand_ends(const Call& call, const std::optional<cti::Address>& phone) const;
  void tell(cti::FactKind kind, const Call& call, const std::optional<cti::Address>& phone, Interval when);

  Sink sink_;
  std::map<cti::Address, cti::AgentId> desks_;
  std::map<cti::CallId, Call> calls_;
  std::optional<Placing> placing_;
  std::optional<Moving> hand_;
  TimePoint last_{};  // facts are told in the order of their time
  std::string stranger_;
};

}  // namespace acdloop::bench
