// SPDX-License-Identifier: Apache-2.0
#include "drivers/ged188/switching_end.hpp"

#include <utility>

#include "drivers/bytes/dump.hpp"
#include "drivers/ged188/numbers.hpp"
#include "drivers/time/calendar.hpp"

namespace acdloop::ged188 {

using Direction = cti::WireMessage::Direction;

SwitchingEnd::SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory, cti::WallClock clock)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      directory_(directory),
      clock_(std::move(clock)),
      desks_(settings_.dialect.reserved_state) {}

void SwitchingEnd::on_open(TimePoint now, cti::EndOutput& /*out*/) {
  forget_session();
  phase_ = Phase::connected;
  deadline_ = now + settings_.dialect.open_patience;
}

void SwitchingEnd::on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) {
  while (phase_ == Phase::connected || phase_ == Phase::open) {
    auto frame = reader_.next(bytes);
    if (!frame) return;
    take_frame(*frame, {now, out});
  }
}

void SwitchingEnd::on_closed(TimePoint now, cti::EndOutput& out) {
  if (auto begun = reader_.finish()) fault(begun->name, begun->text, {now, out});
  forget_session();
}

void SwitchingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  if (!deadline_ || now < *deadline_) return;
  const Turn turn{now, out};
  if (phase_ == Phase::connected) fault("no_open", "nobody opened a session within the time for it", turn);
  if (phase_ == Phase::open) {
    fault("idle_client", "nothing was heard within the client's own IdleTimeout", turn);
    if (settings_.dialect.idle_failure_event) return fail_session(status::timeout, turn);
  }
  close(out);
}

void SwitchingEnd::forget_session() {
  reader_.finish();
  owed_.clear();
  last_reply_.reset();
  deadline_.reset();
  idle_timeout_.reset();
  phase_ = Phase::closed;
  services_ = call_mask_ = agent_mask_ = 0;
}

void SwitchingEnd::close(cti::EndOutput& out) {
  phase_ = Phase::gone;
  deadline_.reset();
  out.close = true;
}

void SwitchingEnd::fail_session(std::uint32_t status, Turn turn) {
  send(message(type::failure_event).set("Status", status), turn);
  close(turn.out);
}

void SwitchingEnd::take_frame(Frame& frame, Turn turn) {
  if (frame.fault) {
    turn.out.faults.push_back(*std::move(frame.fault));
    return fail_session(status::invalid_message_length, turn);
  }
  if (phase_ == Phase::open && idle_timeout_) deadline_ = turn.now + *idle_timeout_;
  // OPEN_REQ is read in the version that it asks for.
  const bool opening = frame.type == type::open_req && phase_ == Phase::connected;
  // No OPEN_REQ: the version stays; one too short for a version is judged as what it is, damaged.
  const std::uint32_t asked =
      (opening ? peek_version(frame.body) : std::nullopt).value_or(static_cast<std::uint32_t>(version_));
  const bool spoken = asked >= lowest_version && asked <= static_cast<unsigned>(settings_.dialect.newest_version);
  version_ = spoken ? static_cast<int>(asked) : lowest_version;
  auto received = decode(frame.type, frame.body, version_, Unknown::refuse);
  const std::string_view name = message_name(frame.type);
  turn.out.messages.push_back(
      {Direction::to_switch,
       received ? encode_without_secrets(*received, version_) : with_header(frame.type, opening ? "" : frame.body),
       received ? describe(*received) : std::string{name.empty() ? "unknown message" : name} + " (damaged)"});
  if (!spoken) {
    fault("unknown_version", std::to_string(asked), turn);
    return fail(peek_first(frame.body).value_or(0), status::invalid_version, turn);
  }
  if (!received) {
    fault(received.error().name, received.error().text, turn);
    if (!received.error().invoke) return fail_session(status::invalid_message_length, turn);
    const bool open = phase_ == Phase::open || opening;
    return fail(*received.error().invoke, open ? received.error().status : status::session_not_open, turn);
  }
  if (received->layout().sender == Sender::server) {
    fault("message_of_a_server", std::string{name}, turn);
    return fail((*received)["InvokeID"], status::invalid_message_for_version, turn);
  }
  if (phase_ == Phase::open) return run(*received, turn);
  if (opening) return take_open(*received, turn);
  fault("request_before_open", std::string{name}, turn);
  fail((*received)["InvokeID"], status::session_not_open, turn);
}

void SwitchingEnd::take_open(const Message& message, Turn turn) {
  const std::uint32_t status = open_status(message);
  if (status != status::no_error) {
    fault("open_rejected", "status " + std::to_string(status), turn);
    return fail(message["InvokeID"], status, turn);
  }
  phase_ = Phase::open;
  services_ = message["ServicesRequested"] & (service::all_events | service::client_control);
  call_mask_ = message["CallMsgMask"];
  agent_mask_ = message["AgentStateMask"];
  const std::uint32_t idle = message["IdleTimeout"];
  if (idle != none32) idle_timeout_ = std::chrono::seconds{idle};
  deadline_.reset();
  if (idle_timeout_) deadline_ = turn.now + *idle_timeout_;
  groups_ = directory_.groups();
  desks_.load(directory_);
  start_day(turn.now);
  count_from_here(turn.now);
  say_open(message, turn);
}

std::uint32_t SwitchingEnd::open_status(const Message& message) const {
  constexpr std::uint32_t shortest_idle = 20;
  constexpr std::uint32_t unused_services = 0x0000'4200;
  constexpr std::uint32_t agent_states = 0x0000'3fff;
  constexpr std::uint32_t config_messages = 0x0000'013f;
  const std::uint32_t greeting = version_ < 15 ? 0x0800'0000 : 0;
  const std::uint32_t recording = version_ < 23 ? 0xf000'0000 : 0;
  for (const char* reserved : {"Reserved1", "Reserved2", "Reserved3"}) {
    if (message[reserved] != 0) return status::invalid_reserved_field;
  }
  if (message["IdleTimeout"] < shortest_idle) return status::invalid_timeout;
  if ((message["ServicesRequested"] & unused_services) != 0) return status::invalid_service_mask;
  if ((message["CallMsgMask"] & (greeting | recording)) != 0) return status::invalid_call_msg_mask;
  if ((message["AgentStateMask"] & ~agent_states) != 0) return status::invalid_agent_state_mask;
  if ((message["ConfigMsgMask"] & ~config_messages) != 0) return status::invalid_config_msg_mask;
  // A password of no length and one of a single NUL are the same.
  if (message.text(tag::client_password) != settings_.password) return status::invalid_password;
  return status::no_error;
}

void SwitchingEnd::say_open(const Message& request, Turn turn) {
  const Dialect& dialect = settings_.dialect;
  const std::uint32_t time = controller_time(turn.now);
  Message conf = message(type::open_conf);
  conf.set("InvokeID", request["InvokeID"]).set("ServicesGranted", services_);
  conf.set("ICMCentralControllerTime", time).set("PeripheralOnline", 1).set("PeripheralType", dialect.peripheral_type);
  conf.set("AgentState", agent::unknown).set("SessionType", 1);
  conf.add_number(tag::num_peripherals, 1);
  conf.add_number(tag::peripheral_id, dialect.peripheral_id);
  conf.add_number(tag::multiline_control, 0);
  send(conf, turn);
  if ((services_ & service::all_events) == 0) return;
  Message online = message(type::system_event);
  online.set("ICMCentralControllerTime", time).set("SystemEventID", system_event::peripheral_online);
  online.set("SystemEventArg1", dialect.peripheral_id).set("EventDeviceType", none16);
  send(online, turn);
}

std::uint32_t SwitchingEnd::controller_time(TimePoint now) const {
  if (!clock_) return 0;
  const auto since = calendar_point(clock_(now)).time_since_epoch();
  return static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::seconds>(since).count());
}

// Who is logged on already is counted from here on: what was before nobody told this end.
void SwitchingEnd::count_from_here(TimePoint now) {
  for (const cti::Address& station : directory_.stations()) {
    const auto agent = directory_.agent_at(station);
    if (!agent) continue;
    for (const auto& [group, state] : directory_.sessions_of(*agent)) {
      figures_.on_agent({cti::AgentEventKind::agent_not_ready, {{*agent, group, station}, {state}, {}}, {}}, now);
    }
  }
}

void SwitchingEnd::start_day(TimePoint now) {
  constexpr std::uint32_t seconds_a_day = 86'400;
  const std::uint32_t today = controller_time(now) / seconds_a_day;
  if (std::exchange(day_, today) != today) figures_.new_day(now);
}

void SwitchingEnd::send(const Message& message, Turn turn) {
  std::string bytes = encode(message, version_);
  turn.out.send += bytes;
  turn.out.messages.push_back({Direction::to_application, std::move(bytes), describe(message)});
}

// Two shapes are printed for FAILURE_CONF, the second one in guides 24 and 25.
void SwitchingEnd::refuse(std::uint32_t invoke, const Refusal& refusal, Turn turn) {
  if (refusal.by_peripheral) {
    return send(message(type::control_failure_conf).set("InvokeID", invoke).set("FailureCode", refusal.code), turn);
  }
  const auto shapes = layouts_of(type::failure_conf, version_);
  Message failure{shapes[settings_.dialect.v24_failure_conf && version_ >= 24 ? 1 : 0]};
  failure.set("InvokeID", invoke).set("Status", refusal.code).set("FailureCode", refusal.code);
  send(failure, turn);
}

std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory, cti::WallClock clock) {
  return std::make_unique<SwitchingEnd>(std::move(settings), std::move(naming), directory, std::move(clock));
}

}  // namespace acdloop::ged188
