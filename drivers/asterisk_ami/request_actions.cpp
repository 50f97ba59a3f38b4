// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/request_actions.hpp"

#include <chrono>
#include <string>

#include "drivers/asterisk_ami/interfaces.hpp"
#include "drivers/asterisk_ami/releases.hpp"

namespace acdloop::asterisk_ami {
namespace {

using cti::RefusalCause;
using cti::RequestKind;

constexpr std::string_view longest_call = "7200";  // s: somebody outside does not wait longer

class Writer {
 public:
  Writer(const cti::Request& request, const Surroundings& around) : request_(request), around_(around) {}

  std::expected<Message, RefusalCause> write() {
    switch (request_.kind) {
      case RequestKind::log_on:
        return log_on();
      case RequestKind::log_off:
        return of_member("QueueRemove");
      case RequestKind::set_agent_state:
        return set_state();
      case RequestKind::query_agent_state:
        return query();
      case RequestKind::query_group:
        if (!request_.group) return std::unexpected(RefusalCause::bad_request);
        return action("QueueStatus").add("Queue", request_.group->value());
      case RequestKind::make_call:
        return request_.address ? make_call() : call_in();
      case RequestKind::answer_call:
        return answer();
      case RequestKind::clear_connection:
      case RequestKind::clear_call:
        return clear();
      case RequestKind::check_link:
        return action("Ping");
      case RequestKind::query_figures:
      case RequestKind::consultation_call:
      case RequestKind::transfer_call:
      case RequestKind::conference_call:
      case RequestKind::single_step_transfer_call:
      case RequestKind::hold_call:
      case RequestKind::retrieve_call:
      case RequestKind::snapshot_device:
        break;
    }
    return std::unexpected(RefusalCause::unsupported_request);
  }

 private:
  static Message action(std::string_view name) { return {"Action", name}; }
  std::string interface() const { return interface_of(around_.dialect, around_.naming.to_wire(*request_.address)); }

  // One queue and one phone: QueueRemove knows no other member, and all queues at once are several memberships.
  std::expected<Message, RefusalCause> of_member(std::string_view name) const {
    if (!request_.address) return std::unexpected(RefusalCause::bad_request);
    if (!request_.group) return std::unexpected(RefusalCause::unsupported_parameter);
    return action(name).add("Queue", request_.group->value()).add("Interface", interface());
  }

  std::expected<Message, RefusalCause> log_on() const {
    auto add = of_member("QueueAdd");
    if (!add) return add;
    if (!request_.agent) return std::unexpected(RefusalCause::bad_request);
    add->add("MemberName", around_.naming.to_wire(*request_.agent)).add("Penalty", "0");
    add->add("Paused", request_.state == cti::AgentState::ready ? "false" : "true");
    const auto own = around_.watch.wrap_up.find(*request_.group);
    if (own != around_.watch.wrap_up.end() && has(around_.dialect.release, Feature::wrap_up_time)) {
      add->add("Wrapuptime", std::to_string(std::chrono::ceil<std::chrono::seconds>(own->second).count()));
    }
    return add;
  }

  std::expected<Message, RefusalCause> set_state() const {
    if (!request_.address || !request_.state) return std::unexpected(RefusalCause::bad_request);
    const bool ready = *request_.state == cti::AgentState::ready;
    if (!ready && *request_.state != cti::AgentState::not_ready) {
      return std::unexpected(RefusalCause::unsupported_request);
    }
    Message pause = action("QueuePause");
    if (request_.group) pause.add("Queue", request_.group->value());
    return pause.add("Interface", interface()).add("Paused", ready ? "false" : "true");
  }

  std::expected<Message, RefusalCause> query() const {
    if (!request_.group && !request_.address && !request_.agent) return std::unexpected(RefusalCause::bad_request);
    Message status = action("QueueStatus");
    if (request_.group) status.add("Queue", request_.group->value());
    if (request_.address) {
      status.add("Member", interface());
    } else if (request_.agent) {
      status.add("Member", around_.naming.to_wire(*request_.agent));
    }
    return status;
  }

  std::expected<Message, RefusalCause> make_call() const {
    if (!request_.address || request_.destination.empty()) return std::unexpected(RefusalCause::bad_request);
    const std::string exten = around_.naming.to_wire(cti::AcdGroupId{request_.destination});
    Message originate = action("Originate").add("Channel", interface()).add("Context", around_.dialect.phone_context);
    return originate.add("Exten", exten).add("Priority", "1").add("Async", "true");
  }

  // Somebody outside: a channel of nobody that waits, while its other half runs the extension of the queue.
  std::expected<Message, RefusalCause> call_in() const {
    if (request_.destination.empty()) return std::unexpected(RefusalCause::bad_request);
    Message originate = action("Originate");
    originate.add("Channel", "Local/" + request_.destination + "@" + around_.dialect.callers_context);
    originate.add("Application", "Wait").add("Data", longest_call);
    if (!request_.calling.empty()) originate.add("CallerID", "<" + request_.calling + ">");
    return originate.add("Async", "true");
  }

  // No action lifts a phone; the half of it that rings in the dial plan can be sent to an extension that answers.
  std::expected<Message, RefusalCause> answer() const {
    if (!request_.connection) return std::unexpected(RefusalCause::bad_request);
    if (around_.dialect.answer_extension.empty()) return std::unexpected(RefusalCause::unsupported_request);
    const cti::ConnectionId& rings = *request_.connection;
    const std::string half = around_.calls.dial_plan_half_of(rings.call, rings.device.id);
    if (half.empty()) return std::unexpected(RefusalCause::no_call_to_answer);
    Message redirect = action("Redirect").add("Channel", half).add("Context", around_.dialect.local_context);
    return redirect.add("Exten", around_.dialect.answer_extension).add("Priority", "1");
  }

  std::expected<Message, RefusalCause> clear() const {
    if (!request_.connection) return std::unexpected(RefusalCause::bad_request);
    const std::string name = around_.calls.name_of(request_.connection->call, request_.connection->device.id);
    if (name.empty()) return std::unexpected(RefusalCause::invalid_call);
    return action("Hangup").add("Channel", talking_half_of(name)).add("Cause", "16");
  }

  const cti::Request& request_;
  const Surroundings& around_;
};

}  // namespace

std::expected<Message, RefusalCause> write_action(const cti::Request& request, const Surroundings& around) {
  return Writer{request, around}.write();
}

}  // namespace acdloop::asterisk_ami
