// SPDX-License-Identifier: Apache-2.0
// Opening and keeping a session, and what a session after a lost one must find out.
#include <utility>

#include "drivers/ged188/causes.hpp"
#include "drivers/ged188/computing_end.hpp"
#include "drivers/ged188/identities.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

// Everything that this end reads: calls but translation routes and pre-call data, agents from login to hold.
constexpr std::uint32_t call_messages_wanted = 0x0005'efff;
constexpr std::uint32_t agent_states_wanted = 0x0000'3fff;

}  // namespace

void ComputingEnd::on_open(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  reader_.finish();
  events_.forget();
  last_event_.clear();
  heartbeats_owed_ = 0;
  phase_ = Phase::opening;
  give_up_at_ = now + settings_.dialect.open_wait;
  Message message{type::open_req, settings_.dialect.version};
  message.set("VersionNumber", static_cast<std::uint32_t>(settings_.dialect.version));
  message.set("IdleTimeout", settings_.dialect.idle_timeout_s).set("PeripheralID", none32);
  message.set("ServicesRequested", service::all_events | service::client_control);
  message.set("CallMsgMask", call_messages_wanted).set("AgentStateMask", agent_states_wanted);
  message.add(tag::client_id, settings_.client_id);
  message.add_raw(tag::client_password, settings_.password);
  send(std::move(message), Step::heartbeat, {}, turn);
}

void ComputingEnd::take_open_answer(const Message& message, Turn turn) {
  give_up_at_.reset();
  if (message.type() != type::open_conf) {
    const std::uint32_t code = message.layout().find("FailureCode") ? message["FailureCode"] : message["Status"];
    turn.out.say(cti::LinkEventKind::association_refused, "OPEN_REQ was refused with status " + std::to_string(code),
                 cause_of({false, code}));
    turn.out.close = true;
    return fail_everything(turn);
  }
  const std::uint32_t wanted = service::all_events | service::client_control;
  if ((message["ServicesGranted"] & wanted) != wanted) {
    turn.out.say(cti::LinkEventKind::association_refused, "services were not granted", cti::RefusalCause::privilege);
    turn.out.close = true;
    return fail_everything(turn);
  }
  heartbeat_at_ = turn.now + settings_.dialect.heartbeat_every;
  phase_ = Phase::catching_up;
  if (was_up_) catch_up(turn);
  settle_association(turn);
}

// Nothing of what happened meanwhile is told again: the calls at each device are asked for.
void ComputingEnd::catch_up(Turn turn) {
  turn.out.say(cti::LinkEventKind::resync_started, "the session was lost");
  for (const cti::Address& address : watch_.addresses) {
    cti::Request snapshot;
    snapshot.kind = cti::RequestKind::snapshot_device;
    snapshot.address = address;
    auto message = write_request(context(), snapshot, std::nullopt);
    if (message) send(*std::move(message), Step::calls_at_device, snapshot, turn);
  }
}

void ComputingEnd::take_calls(const Owed& owed, const Message& message, Turn turn) {
  const cti::Result known = read_confirmation(context(), owed.request, message);
  for (const auto& [connection, state] : known.connections) {
    const auto call = call_number(connection.call);
    if (!call || state == cti::ConnectionState::null) continue;
    Message ask{type::snapshot_call_req, settings_.dialect.version};
    ask.set("PeripheralID", settings_.dialect.peripheral_id).set("ConnectionCallID", *call);
    ask.add(tag::connection_device, naming_.to_wire(connection.device));
    cti::Request about = owed.request;
    about.connection = connection;
    send(std::move(ask), Step::call, about, turn);
  }
  settle_association(turn);
}

// The call as it is now, at the device that was asked about.
void ComputingEnd::take_call(const Owed& owed, const Message& message, Turn turn) {
  const std::vector<std::string> devices = message.texts(tag::call_device);
  const std::vector<std::uint32_t> types = message.numbers(tag::call_device_type);
  const std::vector<std::uint32_t> states = message.numbers(tag::call_device_state);
  const cti::DeviceId& here = owed.request.connection->device;
  for (std::size_t index = 0; index < devices.size() && index < types.size() && index < states.size(); ++index) {
    if (devices[index] != naming_.to_wire(here)) continue;
    const auto state = connection_state(states[index]);
    if (!state) continue;
    cti::CallEvent event;
    event.kind = *state == cti::ConnectionState::alerting ? cti::CallEventKind::delivered
                 : *state == cti::ConnectionState::hold   ? cti::CallEventKind::held
                                                          : cti::CallEventKind::established;
    event.info.call = owed.request.connection->call;
    event.info.call_class = class_of_call_type(message["CallType"]);
    event.info.called = device_of(naming_, message.text(tag::dialed_number), none16);
    event.info.originally_called = event.info.called;
    event.info.calling = device_of(naming_, devices.front(), types.front());
    if (event.info.called.category == cti::DeviceCategory::acd_group) {
      event.info.group = cti::AcdGroupId{event.info.called.id};
    }
    event.changes.push_back({{event.info.call, here}, *state});
    turn.out.events.push_back({std::move(event)});
  }
  settle_association(turn);
}

void ComputingEnd::settle_association(Turn turn) {
  if (phase_ != Phase::catching_up) return;
  const auto catches_up = [](const Note& note) {
    return note.step == Step::calls_at_device || note.step == Step::call;
  };
  if (window_.owes(catches_up)) return;
  phase_ = Phase::up;
  if (std::exchange(was_up_, true)) turn.out.say(cti::LinkEventKind::resync_ended, "");
  turn.out.say(cti::LinkEventKind::link_up, "");
  pump(turn);
}

// Sent when nothing else was; the link is dead when three in a row are not confirmed.
void ComputingEnd::heartbeat(Turn turn) {
  if (heartbeats_owed_ >= settings_.dialect.heartbeats_missed) {
    return die(std::to_string(heartbeats_owed_) + " heartbeats were not confirmed", turn);
  }
  heartbeat_at_ = turn.now + settings_.dialect.heartbeat_every;
  ++heartbeats_owed_;
  send(Message{type::heartbeat_req, settings_.dialect.version}, Step::heartbeat, {}, turn);
}

void ComputingEnd::die(const std::string& why, Turn turn) {
  turn.out.close = true;
  turn.out.say(cti::LinkEventKind::link_down, why, cti::RefusalCause::association_lost);
  fail_everything(turn);
}

void ComputingEnd::fail_everything(Turn turn) {
  for (auto* between : {&becoming_not_ready_, &becoming_ready_}) {
    for (const cti::Request& one : std::exchange(*between, {})) turn.out.lose(one.id);
  }
  refused_.clear();
  was_ready_.clear();
  window_.lose_all(turn.out);
  phase_ = Phase::closed;
  heartbeat_at_.reset();
  give_up_at_.reset();
  heartbeats_owed_ = 0;
  reader_.finish();
}

}  // namespace acdloop::ged188
