// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/event_writer.hpp"

#include <algorithm>
#include <utility>

#include "drivers/system_oai/call_lines.hpp"
#include "drivers/system_oai/causes.hpp"
#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

using cti::ConnectionState;
using cti::DeviceId;

bool is_outside(const DeviceId& device) {
  return device.category == cti::DeviceCategory::trunk || device.category == cti::DeviceCategory::external;
}

// Writes the copies of one event after the other.
class Copies {
 public:
  Copies(const EventContext& context, const cti::CallInfo& info)
      : context_(context), call_(print_call(context.dialect, context.naming, info)), info_(info) {}

  const PrintedCall& call() const { return call_; }
  std::string wire(const DeviceId& device) const { return context_.naming.to_wire(device); }

  // One line per monitor on `device`, with `state` printed where the event has its Local_Cnx_State.
  void to(const DeviceId& device, Fields line, std::size_t state_at, std::string_view state) {
    line.set(state_at, std::string{state});
    to_monitors(device, std::move(line));
  }
  void to_monitors(const DeviceId& device, Fields line) {
    const auto agent = context_.modes.agent_at(device.id);
    const std::string agent_wire = agent ? context_.naming.to_wire(*agent) : std::string{};
    const EventLayout& layout = *event_layout(line[event::id]);
    for (const std::string& xref : context_.monitors.matching(wire(device), agent_wire, layout)) {
      line.set(event::xref, xref);
      lines_.push_back(line);
    }
  }
  // The state at a device now; the caller's line counts as connected when nothing was said of it.
  std::string_view state_at(const DeviceId& device) const {
    const auto state = context_.calls.state(info_.call, device);
    if (!state) return device == info_.calling ? state_connected : state_null;
    return letter_of(*state);
  }
  std::vector<Fields> take() { return std::move(lines_); }

 private:
  const EventContext& context_;
  PrintedCall call_;
  const cti::CallInfo& info_;
  std::vector<Fields> lines_;
};

std::vector<DeviceId> changed_to(const cti::CallEvent& event, ConnectionState state) {
  std::vector<DeviceId> devices;
  for (const cti::ConnectionChange& change : event.changes) {
    if (change.to == state) devices.push_back(change.connection.device);
  }
  return devices;
}

// Everybody in the call but `one`, in the order of joining; a queue is nobody.
std::vector<DeviceId> others(const EventContext& context, const cti::CallEvent& event, const DeviceId& one) {
  std::vector<DeviceId> devices;
  for (const auto& [device, state] : context.calls.parties(event.info.call)) {
    if (device != one && state != ConnectionState::queued) devices.push_back(device);
  }
  return devices;
}

DeviceId actor(const cti::CallEvent& event) {
  if (!event.by.empty() || event.changes.empty()) return event.by;
  return event.changes.front().connection.device;
}

// Hold and delivery have numbers of their own for a consultation; QU knows four causes.
std::string hold_cause(cti::EventCause cause) {
  if (cause == cti::EventCause::consultation) return "38";
  return cause == cti::EventCause::none ? "42" : cause_number(cause, "42");
}

std::string queue_cause(cti::EventCause cause) {
  const bool printable = cause == cti::EventCause::resources_not_available || cause == cti::EventCause::trunks_busy ||
                         cause == cti::EventCause::consultation;
  return printable ? cause_number(cause, "23") : "23";
}

void write_queued(Copies& copies, const cti::CallEvent& event) {
  for (const DeviceId& queue : changed_to(event, ConnectionState::queued)) {
    const Fields line = queued_line(copies.call(), copies.wire(queue), event.info.position, queue_cause(event.cause));
    copies.to(queue, line, qu::state, state_queued);
    copies.to(event.info.calling, line, qu::state, copies.state_at(event.info.calling));
  }
}

void write_delivered(Copies& copies, const cti::CallEvent& event) {
  for (const DeviceId& device : changed_to(event, ConnectionState::alerting)) {
    const Fields line =
        delivered_line(copies.call(), copies.wire(device), is_outside(device), cause_number(event.cause, "22"));
    copies.to(device, line, de::state, state_alerting);
    copies.to(event.info.calling, line, de::state, copies.state_at(event.info.calling));
  }
}

void write_established(Copies& copies, const EventContext& context, const cti::CallEvent& event, TimePoint now) {
  for (const DeviceId& device : changed_to(event, ConnectionState::connected)) {
    if (device == event.info.calling) continue;
    const Fields line = established_line(copies.call(), copies.wire(device), is_outside(device));
    copies.to(event.info.calling, line, es::state, copies.state_at(event.info.calling));
    copies.to(device, line, es::state, state_connected);
    const auto began = context.calls.began(event.info.call);
    if (!context.dialect.et_after_es || !is_outside(event.info.calling) || !began) continue;
    Fields elapsed{"", "ET", "", "", copies.call().call, copies.wire(device)};
    elapsed.add(std::to_string(std::chrono::duration_cast<std::chrono::seconds>(now - *began).count()));
    copies.to_monitors(device, elapsed);
  }
}

void write_held(Copies& copies, const EventContext& context, const cti::CallEvent& event) {
  const DeviceId holder = actor(event);
  const Fields line = held_line(copies.call(), copies.wire(holder), hold_cause(event.cause));
  for (const DeviceId& other : others(context, event, holder))
    copies.to(other, line, he::state, copies.state_at(other));
  copies.to(holder, line, he::state, state_hold);
}

void write_retrieved(Copies& copies, const EventContext& context, const cti::CallEvent& event) {
  const DeviceId by = actor(event);
  const std::vector<DeviceId> far = others(context, event, by);
  const DeviceId retrieved = far.empty() ? DeviceId{} : far.front();
  const Fields line = retrieved_line(copies.call(), copies.wire(by), copies.wire(retrieved), is_outside(retrieved));
  for (const DeviceId& other : far) copies.to(other, line, re::state, copies.state_at(other));
  copies.to(by, line, re::state, state_connected);
}

// The device that hangs up gets one line, every other two: who left, then its own end.
void write_cleared(Copies& copies, const cti::CallEvent& event) {
  const DeviceId initiator = actor(event);
  const std::string by = copies.wire(initiator);
  const std::string cause = cause_number(event.cause, "36");
  const std::vector<DeviceId> cleared = changed_to(event, ConnectionState::null);
  const Fields left = cleared_line(copies.call(), by, by, cause);
  if (std::ranges::find(cleared, initiator) != cleared.end()) copies.to(initiator, left, xc::state, state_null);
  for (const DeviceId& device : cleared) {
    if (device == initiator) continue;
    copies.to(device, left, xc::state, "");
    copies.to(device, cleared_line(copies.call(), copies.wire(device), by, cause), xc::state, state_null);
  }
}

void write_diverted(Copies& copies, const cti::CallEvent& event) {
  for (const DeviceId& device : changed_to(event, ConnectionState::null)) {
    // From a phone back to the group, from a group to wherever the call is for now.
    const bool from_group = device.category == cti::DeviceCategory::acd_group;
    const bool on = from_group || copies.call().group.empty();
    const std::string to = on ? copies.wire(event.info.called) : copies.call().group;
    const Fields line = diverted_line(copies.call(), copies.wire(device), to, cause_number(event.cause, "10"));
    copies.to(device, line, di::state, state_null);
    copies.to(event.info.calling, line, di::state, copies.state_at(event.info.calling));
  }
}

// First who leaves, then the other end of the consultation, then the end of the consultation at who left, last the
// party that is handed on: its copy does not name the consultation.
void write_transferred(Copies& copies, const cti::CallEvent& event) {
  const DeviceId by = actor(event);
  const std::string wire = copies.wire(by);
  const std::string announcement = event.renamed ? event.renamed->before.value() : std::string{};
  const Fields line = transferred_line(copies.call(), wire, announcement);
  copies.to(by, line, tr::state, state_null);
  std::vector<DeviceId> seen{by, event.info.calling};
  for (const cti::ConnectionChange& change : event.changes) {
    const DeviceId& device = change.connection.device;
    if (std::ranges::find(seen, device) != seen.end()) continue;
    seen.push_back(device);
    copies.to(device, line, tr::state, copies.state_at(device));
  }
  if (event.renamed) {
    PrintedCall consultation = copies.call();
    consultation.call = announcement;
    copies.to(by, cleared_line(consultation, wire, wire, "36"), xc::state, state_null);
  }
  copies.to(event.info.calling, transferred_line(copies.call(), wire, ""), tr::state,
            copies.state_at(event.info.calling));
}

// The subject is who joined last [guess].
void write_conferenced(Copies& copies, const EventContext& context, const cti::CallEvent& event) {
  std::vector<std::string> members;
  for (const auto& [device, state] : context.calls.parties(event.info.call)) members.push_back(copies.wire(device));
  const DeviceId subject = event.changes.empty() ? actor(event) : event.changes.back().connection.device;
  const Fields line = conferenced_line(copies.call(), copies.wire(subject),
                                       event.renamed ? event.renamed->before.value() : std::string{},
                                       copies.wire(actor(event)), members);
  for (const auto& [device, state] : context.calls.parties(event.info.call)) {
    copies.to(device, line, line.size() - 2, letter_of(state));
  }
}

void write_failed(Copies& copies, const cti::CallEvent& event) {
  const DeviceId failed = event.by.empty() ? event.info.calling : event.by;
  const Fields line = failed_line(copies.call(), copies.wire(failed), cause_number(event.cause, "13"));
  copies.to(event.info.calling, line, fa::state, state_failed);
}

std::vector<Fields> agent_lines(const EventContext& context, Fields line, const std::vector<std::string>& devices,
                                const std::string& agent) {
  const EventLayout& layout = *event_layout(line[event::id]);
  std::vector<std::string> xrefs;
  for (const std::string& device : devices) {
    // The agent's own monitor is looked up once, with the station.
    const std::string_view with = &device == &devices.front() ? std::string_view{agent} : std::string_view{};
    for (std::string& xref : context.monitors.matching(device, with, layout)) xrefs.push_back(std::move(xref));
  }
  std::ranges::sort(xrefs);
  std::vector<Fields> lines;
  for (const std::string& xref : xrefs) {
    line.set(event::xref, xref);
    lines.push_back(line);
  }
  return lines;
}

void write_resynced_call(Copies& copies, const EventContext& context, const cti::CallInfo& info, const DeviceId& device,
                         ConnectionState state) {
  const PrintedCall& call = copies.call();
  const std::string wire = copies.wire(device);
  switch (state) {
    case ConnectionState::queued:
      return copies.to(device, queued_line(call, wire, info.position, "23"), qu::state, "Q");
    case ConnectionState::alerting:
      return copies.to(device, delivered_line(call, wire, is_outside(device), "22"), de::state, "A");
    case ConnectionState::hold:
      return copies.to(device, held_line(call, wire, "42"), he::state, "H");
    case ConnectionState::connected:
      break;
    default:
      return;
  }
  for (const auto& [party, party_state] : context.calls.parties(info.call)) {
    const bool talks = party_state == ConnectionState::connected || party_state == ConnectionState::hold;
    if (party == info.calling || !talks) continue;
    const Fields line = established_line(call, copies.wire(party), is_outside(party));
    return copies.to(device, line, es::state, "C");
  }
  // A link that is new has seen no call begin: whoever talks and did not dial has answered.
  if (device != info.calling) {
    return copies.to(device, established_line(call, wire, is_outside(device)), es::state, "C");
  }
  copies.to(device, originated_line(call), or_::state, "C");
}

}  // namespace

std::vector<Fields> call_lines(const EventContext& context, const cti::CallEvent& event, TimePoint now) {
  Copies copies{context, event.info};
  switch (event.kind) {
    case cti::CallEventKind::originated:
      copies.to(event.info.calling, originated_line(copies.call()), or_::state, copies.state_at(event.info.calling));
      break;
    case cti::CallEventKind::queued:
      write_queued(copies, event);
      break;
    case cti::CallEventKind::delivered:
      write_delivered(copies, event);
      break;
    case cti::CallEventKind::diverted:
      write_diverted(copies, event);
      break;
    case cti::CallEventKind::established:
      write_established(copies, context, event, now);
      break;
    case cti::CallEventKind::held:
      write_held(copies, context, event);
      break;
    case cti::CallEventKind::retrieved:
      write_retrieved(copies, context, event);
      break;
    case cti::CallEventKind::connection_cleared:
      write_cleared(copies, event);
      break;
    case cti::CallEventKind::failed:
      write_failed(copies, event);
      break;
    case cti::CallEventKind::call_cleared:
      break;  // CC goes to call and termination monitors only; we have none
    case cti::CallEventKind::transferred:
      write_transferred(copies, event);
      break;
    case cti::CallEventKind::conferenced:
      write_conferenced(copies, context, event);
      break;
  }
  return copies.take();
}

std::vector<Fields> log_lines(const EventContext& context, const cti::AgentEvent& event) {
  const cti::AgentSubject& subject = event.report.subject;
  if (!subject.agent || !subject.group) return {};
  const auto address = subject.address ? subject.address : context.modes.address_of(*subject.agent);
  if (!address) return {};
  const std::string agent = context.naming.to_wire(*subject.agent);
  const std::string group = context.naming.to_wire(*subject.group);
  Fields line{"", event.kind == cti::AgentEventKind::agent_logged_on ? "LN" : "LF", "", "", address->value(), agent};
  line.set_text(agent::description, context.directory.agent_name(*subject.agent));
  line.set(agent::group, group);
  return agent_lines(context, line, {address->value(), group}, agent);
}

std::vector<Fields> mode_lines(const EventContext& context, const cti::AgentId& agent, Mode mode) {
  const auto address = context.modes.address_of(agent);
  if (!address || mode == Mode::logged_out) return {};
  const char* id = mode == Mode::ready ? "RY" : mode == Mode::not_ready ? "NRY" : "WNR";
  const std::string wire = context.naming.to_wire(agent);
  return agent_lines(context, Fields{"", id, "", "", address->value(), wire}, {address->value()}, wire);
}

std::vector<Fields> resync_lines(const EventContext& context, const std::string& device, std::string_view resync_code) {
  std::vector<Fields> lines;
  const auto append = [&](std::vector<Fields> more) {
    for (Fields& line : more) {
      line.set(event::resync, std::string{resync_code});
      lines.push_back(std::move(line));
    }
  };
  const bool is_group = context.directory.has_group(context.naming.group_from_wire(device));
  const bool is_station = !is_group && context.directory.has_station(cti::Address{device});
  DeviceId id{device, is_station ? cti::DeviceCategory::station : cti::DeviceCategory::trunk};
  if (is_group) id = {context.naming.group_from_wire(device).value(), cti::DeviceCategory::acd_group};
  if (is_station) {
    const cti::CallInfo no_call;
    Copies copies{context, no_call};
    copies.to_monitors(id, Fields{"", "DND", "", "", device, "", ""});
    copies.to_monitors(id, Fields{"", "FW", "", "", device, "", "", "N"});
    append(copies.take());
  }
  for (const auto& [info, state] : context.directory.calls_at(id)) {
    Copies copies{context, info};
    write_resynced_call(copies, context, info, id, state);
    append(copies.take());
  }
  return lines;
}

}  // namespace acdloop::system_oai
