// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/queue_events.hpp"

#include <utility>

#include "drivers/asterisk_ami/releases.hpp"

namespace acdloop::asterisk_ami {
namespace {

std::string_view modern_name(QueueEventName name) {
  switch (name) {
    case QueueEventName::join:
      return "QueueCallerJoin";
    case QueueEventName::leave:
      return "QueueCallerLeave";
    case QueueEventName::abandon:
      return "QueueCallerAbandon";
    case QueueEventName::called:
      return "AgentCalled";
    case QueueEventName::connect:
      return "AgentConnect";
    case QueueEventName::complete:
      return "AgentComplete";
    case QueueEventName::ring_no_answer:
      return "AgentRingNoAnswer";
  }
  return {};
}

bool of_caller_alone(QueueEventName name) {
  return name == QueueEventName::join || name == QueueEventName::leave || name == QueueEventName::abandon;
}

Message modern(const QueueEvent& event, const Dialect& dialect) {
  Message message{"Event", modern_name(event.name)};
  if (event.caller != nullptr) add_block(message, *event.caller, "", dialect);
  if (event.member_channel != nullptr) add_block(message, *event.member_channel, "Dest", dialect);
  message.add("Queue", event.queue);
  const auto number = [&](std::string_view name, auto value) { message.add(name, static_cast<std::int64_t>(value)); };
  if (!of_caller_alone(event.name)) message.add("Interface", event.interface).add("MemberName", event.member_name);
  switch (event.name) {
    case QueueEventName::join:
    case QueueEventName::leave:
      number("Position", event.position);
      number("Count", event.count);
      break;
    case QueueEventName::abandon:
      number("Position", event.position);
      number("OriginalPosition", event.original_position);
      number("HoldTime", event.hold_time);
      break;
    case QueueEventName::called:
      break;
    case QueueEventName::connect:
      number("HoldTime", event.hold_time);
      number("RingTime", event.ring_time);
      break;
    case QueueEventName::complete:
      number("HoldTime", event.hold_time);
      number("TalkTime", event.talk_time);
      message.add("Reason", event.reason);
      break;
    case QueueEventName::ring_no_answer:
      number("RingTime", event.ring_time);
      break;
  }
  return message;
}

// Up to 11: no channels, other names, other orders.
class Old {
 public:
  Old(const QueueEvent& event, const Dialect& dialect)
      : event_(event), newer_words_(dialect.release >= Release{11, 0}) {}

  Message write() {
    switch (event_.name) {
      case QueueEventName::join:
        begin("Join").add("Channel", caller().name);
        parties().add("Queue", event_.queue);
        number("Position", event_.position);
        number("Count", event_.count);
        message_.add("Uniqueid", caller().unique_id);
        break;
      case QueueEventName::leave:
        begin("Leave").add("Channel", caller().name).add("Queue", event_.queue);
        number("Count", event_.count);
        number("Position", event_.position);
        message_.add("Uniqueid", caller().unique_id);
        break;
      case QueueEventName::abandon:
        begin("QueueCallerAbandon").add("Queue", event_.queue).add("Uniqueid", caller().unique_id);
        number("Position", event_.position);
        number("OriginalPosition", event_.original_position);
        number("HoldTime", event_.hold_time);
        break;
      case QueueEventName::called:
        called();
        break;
      case QueueEventName::connect:
        member("AgentConnect");
        number(newer_words_ ? "HoldTime" : "Holdtime", event_.hold_time);
        message_.add("BridgedChannel", member_channel().unique_id);
        number(newer_words_ ? "RingTime" : "Ringtime", event_.ring_time);
        break;
      case QueueEventName::complete:
        member("AgentComplete");
        number("HoldTime", event_.hold_time);
        number("TalkTime", event_.talk_time);
        message_.add("Reason", event_.reason);
        break;
      case QueueEventName::ring_no_answer:
        member("AgentRingNoAnswer");
        number(newer_words_ ? "RingTime" : "Ringtime", event_.ring_time);
        break;
    }
    return std::move(message_);
  }

 private:
  Message& begin(std::string_view name) { return message_ = Message{"Event", name}; }
  void number(std::string_view name, std::size_t value) { message_.add(name, static_cast<std::int64_t>(value)); }
  void number(std::string_view name, std::int64_t value) { message_.add(name, value); }
  const Channel& caller() const { return event_.caller != nullptr ? *event_.caller : nobody_; }
  const Channel& member_channel() const { return event_.member_channel != nullptr ? *event_.member_channel : nobody_; }

  Message& parties() {
    const auto known = [](const std::string& text) { return text.empty() ? std::string{"unknown"} : text; };
    message_.add("CallerIDNum", known(caller().number)).add("CallerIDName", "unknown");
    return message_.add("ConnectedLineNum", known(caller().connected)).add("ConnectedLineName", "unknown");
  }
  void called() {
    begin("AgentCalled").add("Queue", event_.queue).add("AgentCalled", event_.interface);
    message_.add("AgentName", event_.member_name).add("ChannelCalling", caller().name);
    message_.add("DestinationChannel", member_channel().name);
    parties().add("Context", caller().context).add("Extension", caller().exten);
    message_.add("Priority", caller().priority).add("Uniqueid", caller().unique_id);
  }
  void member(std::string_view name) {
    begin(name).add("Queue", event_.queue).add("Uniqueid", caller().unique_id);
    message_.add("Channel", member_channel().name).add("Member", event_.interface);
    message_.add("MemberName", event_.member_name);
  }

  const QueueEvent& event_;
  bool newer_words_;
  Channel nobody_;
  Message message_;
};

}  // namespace

Told told(const QueueEvent& event, const Dialect& dialect) {
  if (has(dialect.release, Feature::channel_blocks)) return {class_agent, modern(event, dialect)};
  const bool of_calls = event.name == QueueEventName::join || event.name == QueueEventName::leave;
  return {of_calls ? class_call : class_agent, Old{event, dialect}.write()};
}

}  // namespace acdloop::asterisk_ami
