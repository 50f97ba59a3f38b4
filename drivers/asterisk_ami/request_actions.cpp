// SPDX-License-Identifier: Apache-2.0
#include "drivers/asterisk_ami/request_actions.hpp"

#include <string>

#include "drivers/asterisk_ami/interfaces.hpp"

namespace acdloop::asterisk_ami {
namespace {

using cti::RefusalCause;
using cti::RequestKind;

class Writer {
 public:
  Writer(const cti::Request& request, const Dialect& dialect, const cti::Naming& naming, const KnownCalls& calls)
      : request_(request), dialect_(dialect), naming_(naming), calls_(calls) {}

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
        return make_call();
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
      case RequestKind::answer_call:
      case RequestKind::hold_call:
      case RequestKind::retrieve_call:
      case RequestKind::snapshot_device:
        break;
    }
    return std::unexpected(RefusalCause::unsupported_request);
  }

 private:
  static Message action(std::string_view name) { return {"Action", name}; }
  std::string interface() const { return interface_of(dialect_, naming_.to_wire(*request_.address)); }

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
    add->add("MemberName", naming_.to_wire(*request_.agent)).add("Penalty", "0");
    add->add("Paused", request_.state == cti::AgentState::ready ? "false" : "true");
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
      status.add("Member", naming_.to_wire(*request_.agent));
    }
    return status;
  }

  std::expected<Message, RefusalCause> make_call() const {
    if (!request_.address || request_.destination.empty()) return std::unexpected(RefusalCause::bad_request);
    const std::string exten = naming_.to_wire(cti::AcdGroupId{request_.destination});
    Message originate = action("Originate").add("Channel", interface()).add("Context", dialect_.phone_context);
    return originate.add("Exten", exten).add("Priority", "1").add("Async", "true");
  }

  std::expected<Message, RefusalCause> clear() const {
    if (!request_.connection) return std::unexpected(RefusalCause::bad_request);
    const std::string name = calls_.name_of(request_.connection->call, request_.connection->device.id);
    if (name.empty()) return std::unexpected(RefusalCause::invalid_call);
    return action("Hangup").add("Channel", name).add("Cause", "16");
  }

  const cti::Request& request_;
  const Dialect& dialect_;
  const cti::Naming& naming_;
  const KnownCalls& calls_;
};

}  // namespace

std::expected<Message, RefusalCause> write_action(const cti::Request& request, const Dialect& dialect,
                                                  const cti::Naming& naming, const KnownCalls& calls) {
  return Writer{request, dialect, naming, calls}.write();
}

}  // namespace acdloop::asterisk_ami
