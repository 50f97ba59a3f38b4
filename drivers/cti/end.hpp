// SPDX-License-Identifier: Apache-2.0
// The shape of a protocol end: bytes and `now` in; bytes to send, results, events and the next wake-up time out.
// An end does no I/O and knows no clock, so it can be tested, fuzzed and replayed. drivers/attachment runs one.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "drivers/cti/event.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/cti/ids.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::cti {

// One whole message as it went over the wire, for the capture. `bytes` includes framing; `text` is how the
// field's engineers read it.
struct WireMessage {
  enum class Direction : std::uint8_t { to_switch, to_application };
  Direction direction = Direction::to_switch;
  std::string bytes;
  std::string text;
};

// Bytes that broke the protocol: counted under a closed name ("oversized_pdu"), with the reason in words.
struct WireFault {
  std::string name;
  std::string text;
};

// What an end wants done after one call. The caller empties it before reuse; ends only append.
struct EndOutput {
  std::string send;                   // bytes for the link, in order
  bool close = false;                 // close the link once `send` has gone out
  std::vector<WireMessage> messages;  // sent and received, in order
  std::vector<WireFault> faults;
  std::vector<Result> results;    // computing end
  std::vector<Event> events;      // computing end
  std::vector<Request> requests;  // switching end: to be submitted to the switching function
  void clear();

  // What every computing end says of a link, of broken bytes, and of requests that are not to be answered.
  void say(LinkEventKind kind, std::string text, RefusalCause cause = RefusalCause::none,
           std::optional<RequestId> request = {});
  void violation(WireFault fault);
  void refuse(RequestId request, RefusalCause cause);
  void lose(RequestId request);  // with the association
};

class ProtocolEnd {
 public:
  virtual ~ProtocolEnd() = default;
  virtual void on_open(TimePoint now, EndOutput& out) = 0;
  // Any split of the stream: one byte, half a message, ten messages.
  virtual void on_bytes(std::span<const std::byte> bytes, TimePoint now, EndOutput& out) = 0;
  // The peer closed or the link was lost. The end forgets the association; on_open may follow.
  virtual void on_closed(TimePoint now, EndOutput& out) = 0;
  // No later than this on_wake wants to be called.
  virtual std::optional<TimePoint> next_wake() const = 0;
  virtual void on_wake(TimePoint now, EndOutput& out) = 0;
};

// The application's side of one link.
class ComputingEnd : public ProtocolEnd {
 public:
  // request.id is set and fresh. Before the association is up requests wait inside.
  virtual void submit(const Request& request, TimePoint now, EndOutput& out) = 0;
  virtual void abandon(RequestId id) = 0;
  virtual bool associated() const = 0;
};

// The switch's side of one link.
class SwitchingEnd : public ProtocolEnd {
 public:
  // Answers a request that this end put into EndOutput::requests.
  virtual void confirm(const Result& result, TimePoint now, EndOutput& out) = 0;
  // Something happened in the switch; the end says it to its peer if a monitor wants it.
  virtual void report(const Event& event, TimePoint now, EndOutput& out) = 0;
};

// What a computing end is told to watch once associated.
struct Watch {
  std::vector<Address> addresses;
  std::vector<AcdGroupId> groups;
  // How long wrap-up is to last for whoever logs on through this end, where a switch lets its applications say so;
  // absent: the switch's own rule.
  std::map<AcdGroupId, Duration> wrap_up = {};
};

}  // namespace acdloop::cti
