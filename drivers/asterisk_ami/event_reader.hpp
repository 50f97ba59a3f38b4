// SPDX-License-Identifier: Apache-2.0
// Events to neutral values, nothing added. Queue events tell of ACD calls and members, channel events of every other
// call; what either tells of the same moment is told once. Used by the computing end.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "drivers/asterisk_ami/known_calls.hpp"
#include "drivers/asterisk_ami/message.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/naming.hpp"

namespace acdloop::asterisk_ami {

class EventReader {
 public:
  EventReader(const cti::Naming& naming, const cti::Watch& watch);

  // What the event says; nothing for the many that say nothing of agents and calls.
  std::vector<cti::Event> read(const Message& event);
  // A member as a list has it: is one, and in that state.
  std::optional<cti::AgentStateReport> member(const Message& item) const;
  const KnownCalls& calls() const { return calls_; }
  // What an OriginateResponse tells was made, by that phone or, without one, by somebody outside. Empty call: nothing.
  cti::ConnectionId made_by(const Message& response, const std::optional<cti::Address>& phone);
  void clear() { calls_.clear(); }
  // Why the last event could not be read; empty when it could.
  const std::string& fault() const { return fault_; }

 private:
  enum class Side : std::uint8_t { caller, called };

  void new_channel(const Message& event);
  void joins(const Message& event);
  void is_called(const Message& event);
  void dial_begins(const Message& event);
  void dial_ends(const Message& event);
  void connects(const Message& event);
  void rings_in_vain(const Message& event);
  void hold(const Message& event, bool held);
  void hang_up_requested(const Message& event);
  void hangs_up(const Message& event);
  void completes(const Message& event);
  void transferred(const Message& event);
  void member_event(const Message& event, cti::AgentEventKind kind);
  void member_status(const Message& event);

  // The channel of one side of the event, known from here on; null when it names none.
  KnownChannel* channel(const Message& event, Side side);
  KnownChannel* member_channel(const Message& event);
  KnownCall* call(const Message& event);
  cti::CallId call_id(const Message& event) const;
  cti::DeviceId device(std::string_view channel_name) const;
  cti::AgentSubject subject(const Message& event) const;
  void rings(const Message& event, KnownChannel& called, KnownCall& call);
  void say(cti::CallEventKind kind, const KnownCall& call, std::vector<cti::ConnectionChange> changes,
           const cti::DeviceId& by, cti::EventCause cause);
  void gone(KnownChannel& channel, KnownCall& call, cti::EventCause cause);
  static cti::ConnectionChange change(const KnownChannel& channel, cti::ConnectionState to);

  const cti::Naming& naming_;
  std::set<std::string> phones_;
  KnownCalls calls_;
  std::vector<cti::Event> said_;
  std::string fault_;
};

}  // namespace acdloop::asterisk_ami
