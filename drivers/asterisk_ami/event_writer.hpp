// SPDX-License-Identifier: Apache-2.0
// What happens in the switch, as AMI events. Keeps what they print and the switch does not report: channels, members'
// counters, places in queues. Used by the switching end.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "drivers/asterisk_ami/channels.hpp"
#include "drivers/asterisk_ami/members.hpp"
#include "drivers/asterisk_ami/queue_events.hpp"
#include "drivers/asterisk_ami/queues.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/naming.hpp"

namespace acdloop::asterisk_ami {

// What an application said of a member whose change is yet to be reported.
struct MemberWish {
  std::int64_t penalty = 0;
  std::int64_t wrap_up_time = 0;
  std::string reason = {};
};

class EventWriter {
 public:
  EventWriter(const Dialect& dialect, const cti::Naming& naming, const Epoch& epoch)
      : dialect_(dialect), naming_(naming), epoch_(epoch), channels(dialect, naming, epoch), queues(epoch) {}

  void load(const cti::Directory& directory, TimePoint now);
  void clear();

  std::vector<Told> on_call(const cti::CallEvent& event, TimePoint now);
  std::vector<Told> on_agent(const cti::AgentEvent& event, TimePoint now);
  std::vector<Told> on_device(const cti::DeviceEvent& event);
  void expect(const Members::Key& member, MemberWish wish);
  std::string take_reason(const Member& member);
  // Paused or unpaused, whether that is a change or not.
  std::vector<Told> pause(Member& member, bool paused, const std::string& reason, TimePoint now);
  // "QueueMemberPause" and its kin: the name of the event, then the headers that all of them have.
  Message member_event(std::string_view name, const Member& member) const;
  std::string interface(const Member& member) const;
  std::string member_name(const Member& member) const { return naming_.to_wire(member.agent); }
  // What the wire calls the queue: by its name in the cast.
  static std::string queue_name(const cti::AcdGroupId& queue) { return queue.value(); }

 private:
  const Dialect& dialect_;
  const cti::Naming& naming_;
  const Epoch& epoch_;

  // call_writer.cpp
  void originated(const cti::CallEvent& event, TimePoint now);
  void queued(const cti::CallEvent& event, TimePoint now);
  void delivered(const cti::CallEvent& event, TimePoint now);
  void diverted(const cti::CallEvent& event, TimePoint now);
  void established(const cti::CallEvent& event, TimePoint now);
  void hold(const cti::CallEvent& event, bool held);
  void failed(const cti::CallEvent& event);
  void transferred(const cti::CallEvent& event, TimePoint now);
  Channel& dial(const cti::CallInfo& info, const cti::DeviceId& device, TimePoint now);
  void dial_end(const Channel* caller, const Channel& called, std::string_view status);
  QueueEvent queue_event(QueueEventName name, const cti::CallId& call);
  Channel* caller_of(const cti::CallId& call);
  // hang_up_writer.cpp
  void cleared(const cti::CallEvent& event, TimePoint now);
  void abandoned(const cti::CallEvent& event, QueueCall& call, TimePoint now);
  void completed(const cti::CallId& id, std::string_view reason, TimePoint now);
  void hang_up_request(Channel* channel);
  void hang_up(const cti::CallId& call, const cti::DeviceId& device, int cause);
  // member_writer.cpp
  void device_changed(const std::string& device_id);
  DeviceState state_of(const std::string& device_id);

  void tell(ClassMask of, Message message) { told_.push_back({of, std::move(message)}); }
  void tell(const QueueEvent& event) { told_.push_back(told(event, dialect_)); }
  Message with_block(std::string_view event, const Channel& channel) const;

  std::vector<Told> told_;
  std::map<std::string, DeviceState> devices_;  // as told last
  std::map<Members::Key, MemberWish> wishes_;

 public:
  Members members;
  Channels channels;
  Queues queues;
};

}  // namespace acdloop::asterisk_ami
