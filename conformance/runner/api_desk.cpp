// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/api_desk.hpp"

#include <algorithm>
#include <utility>

namespace acdloop::runner {
namespace {

constexpr std::int32_t session_ended = static_cast<std::int32_t>(tapi::SessionState::session_ended);

// The request that a method needs an answer to, if it asks the switch at all.
std::optional<cti::RequestKind> request_of(const ApiCall& call) {
  if (call.object && call.object->method != "CreateSessionWithPIN") {
    if (call.object->method.starts_with("put_")) return std::nullopt;
    if (call.object->interface == "ITAgent") return cti::RequestKind::query_agent_state;
    return cti::RequestKind::query_group;
  }
  if (!call.method) return cti::RequestKind::log_on;
  if (*call.method == tapi::Method::put_State) {
    return call.seen.argument == session_ended ? cti::RequestKind::log_off : cti::RequestKind::set_agent_state;
  }
  if (tapi::row_of(*call.method).returns == tapi::ReturnSet::r3) return cti::RequestKind::query_agent_state;
  return std::nullopt;
}

std::string date_text(double days) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9f", days);
  return text;
}

// What the method handed out, noted in the call and told as text; empty where it hands out nothing.
std::string take_value(ApiCall& call) {
  if (call.object) {
    const std::string& method = call.object->method;
    if (!call.text.empty() || method == "get_Name" || method == "get_ID" || method == "get_User") return call.text;
    if (method.starts_with("put_") || method.starts_with("Create") || method.starts_with("Enumerate")) return {};
    call.number = method == "get_State"             ? static_cast<std::int64_t>(call.status)
                  : method == "get_OverallCallRate" ? call.currency.scaled
                                                    : call.whole;
    return std::to_string(call.number);
  }
  if (!call.method) return {};
  switch (*call.method) {
    case tapi::Method::put_State:
      return {};
    case tapi::Method::get_Agent:
      if (call.agent) call.key.agent = call.agent->id();
      return call.key.agent.value();
    case tapi::Method::get_Address:
      if (call.address) call.key.address = call.address->id;
      return call.key.address.value();
    case tapi::Method::get_ACDGroup:
      if (call.group) call.key.group = call.group->id();
      return call.key.group.value();
    case tapi::Method::get_SessionStartTime:
      call.days = call.date.days;
      return date_text(call.days);
    case tapi::Method::get_State:
      call.number = static_cast<std::int64_t>(call.state);
      break;
    case tapi::Method::get_ACDCallRate:
      call.number = call.currency.scaled;
      break;
    default:
      call.number = call.whole;
      break;
  }
  return std::to_string(call.number);
}

}  // namespace

ApiDesk::ApiDesk(Bench& bench, Stage& stage, report::Stream& stream) : bench_(bench), stage_(stage), stream_(stream) {}

void ApiDesk::open() {
  application_ = bench_.telephony().open_application();
  application_->advise([this](const tapi::Notification& notification) { on_notification(notification); });
  application_->put_event_filter(tapi::TE_AGENTSESSION);
  handler_ = handler_of(*application_);
}

Seat* ApiDesk::find(const std::string& name) {
  const auto found = seats_.find(name);
  return found == seats_.end() ? nullptr : &found->second;
}

ApiCallPtr ApiDesk::begin(const std::string& session, std::optional<tapi::Method> method, const std::string& name) {
  auto call = std::make_shared<ApiCall>();
  call->method = method;
  call->seen.session = session;
  call->seen.method = name;
  call->seen.asked = stage_.moment();
  call->seen.stalled_elsewhere = stalled_ > 0;
  call->seen.timed_out_before = timed_out(session, name);
  call->seen.refused_elsewhere =
      std::ranges::any_of(refused_in_, [&](const std::string& other) { return other != session; });
  ++pending_;
  return call;
}

void ApiDesk::mark_fate(ApiCall& call, cti::RequestKind kind) {
  if (!bench_.link_up()) {
    call.seen.refusal = cti::RefusalCause::not_associated;
    return;
  }
  mark_refused(call, kind);
  mark_withheld(call, kind);
}

void ApiDesk::mark_refused(ApiCall& call, cti::RequestKind kind) {
  const auto plan = std::ranges::find(refused_, kind, &scenarios::Refuse::request);
  if (plan == refused_.end()) return;
  call.seen.refusal = plan->cause;
  if (plan->reply_after > Duration{}) {
    call.seen.reply_withheld = true;
    ++stalled_;
    call.seen.reply_given = Interval::at(stage_.now() + plan->reply_after);
  }
  if (--plan->count == 0) refused_.erase(plan);
}

void ApiDesk::mark_withheld(ApiCall& call, cti::RequestKind kind) {
  const auto plan = std::find_if(withheld_.begin(), withheld_.end(),
                                 [&](const scenarios::Withhold& candidate) { return candidate.request == kind; });
  if (plan == withheld_.end()) return;
  if (!std::exchange(call.seen.reply_withheld, true)) ++stalled_;
  if (plan->reply_after) call.seen.reply_given = Interval::at(stage_.now() + *plan->reply_after);
  if (--plan->count == 0) withheld_.erase(plan);
}

tapi::Completion ApiDesk::completion(const ApiCallPtr& call) {
  // What the call sent is counted when it is answered: by then everything it could send has gone out.
  return [this, call, sent_before = bench_.requests_sent()](tapi::Hresult result) {
    call->seen.request_sent = bench_.requests_sent() > sent_before;
    finish(*call, result);
  };
}

void ApiDesk::finish(ApiCall& call, tapi::Hresult result) {
  call.over = true;
  --pending_;
  if (call.seen.reply_withheld) --stalled_;
  // Whatever the switch would have said: there was nobody to pass it on.
  if (proxy_closed_) call.seen.refusal = cti::RefusalCause::not_associated;
  call.seen.answered = stage_.moment();
  call.seen.hresult = result.value();
  if (call.object) {
    call.object->answered = call.seen.answered;
    call.object->hresult = result.value();
    call.object->request_sent = call.seen.request_sent;
  }
  note_troubles(call, result);
  const std::string value = result == tapi::S_OK_ && !call.seen.null_out ? take_value(call) : std::string{};
  stream_.result(stage_.now(), call.seen.method, call.seen.session, result.value(), tapi::to_string(result),
                 value.empty() ? report::Value{} : report::Value{value});
  stage_.changed();
}

void ApiDesk::note_troubles(ApiCall& call, tapi::Hresult result) {
  const TimePoint now = stage_.now();
  const auto come = std::ranges::count_if(late_answers_, [&](TimePoint when) { return when <= now; });
  call.seen.late_answers_before = static_cast<int>(come);
  call.seen.late_answer_meanwhile = come > 0;
  if (result == tapi::TAPI_E_TIMEOUT_) {
    timed_out_.insert(call.seen.session + "/" + call.seen.method);
    if (call.seen.reply_given) late_answers_.push_back(call.seen.reply_given->earliest);
  } else if (call.seen.refusal != cti::RefusalCause::none) {
    refused_in_.insert(call.seen.session);
  }
}

ApiCallPtr ApiDesk::call(Seat& seat, tapi::Method method, bool null_out) {
  const std::string name{tapi::row_of(method).name};
  ApiCallPtr call = begin(seat.name, method, name);
  call->seen.null_out = null_out;
  stream_.request(stage_.now(), name, seat.name, null_out ? report::Value{"NULL"} : report::Value{});
  if (const auto kind = request_of(*call); kind && !null_out) mark_fate(*call, *kind);
  tapi::Completion done = completion(call);
  tapi::AgentSession& session = *seat.session;
  switch (method) {
    case tapi::Method::get_Agent:
      session.get_agent(null_out ? nullptr : &call->agent, done);
      break;
    case tapi::Method::get_Address:
      session.get_address(null_out ? nullptr : &call->address, done);
      break;
    case tapi::Method::get_ACDGroup:
      session.get_acd_group(null_out ? nullptr : &call->group, done);
      break;
    case tapi::Method::get_State:
      session.get_state(null_out ? nullptr : &call->state, done);
      break;
    case tapi::Method::get_SessionStartTime:
      session.get_session_start_time(null_out ? nullptr : &call->date, done);
      break;
    case tapi::Method::get_ACDCallRate:
      session.get_acd_call_rate(null_out ? nullptr : &call->currency, done);
      break;
    default:
      session.get_figure(method, null_out ? nullptr : &call->whole, done);
      break;
  }
  return call;
}

ApiCallPtr ApiDesk::put_state(Seat& seat, std::int32_t state) {
  ApiCallPtr call = begin(seat.name, tapi::Method::put_State, "put_State");
  call->seen.argument = state;
  stream_.request(stage_.now(), "put_State", seat.name, state);
  if (const auto kind = request_of(*call)) mark_fate(*call, *kind);
  const int events_before = static_cast<int>(seat.events.size());
  tapi::Completion done = completion(call);
  const TimePoint asked = stage_.now();
  seat.session->put_state(state, [this, call, done, events_before, &seat, state, asked](tapi::Hresult result) {
    call->seen.events_raised = static_cast<int>(seat.events.size()) - events_before;
    done(result);
    if (result == tapi::S_OK_ && granted_) granted_(seat, state, asked);
  });
  return call;
}

std::optional<std::int32_t> ApiDesk::peek_state(Seat& seat) {
  struct Answer {
    tapi::SessionState state{};
    std::optional<tapi::Hresult> result;
  };
  auto answer = std::make_shared<Answer>();
  seat.session->get_state(&answer->state, [this, answer](tapi::Hresult result) {
    answer->result = result;
    stage_.changed();
  });
  stage_.wait_until([&] { return answer->result.has_value(); }, stage_.now());
  if (answer->result != tapi::S_OK_) return std::nullopt;
  return static_cast<std::int32_t>(answer->state);
}

Seat* ApiDesk::seat_of(const std::shared_ptr<tapi::AgentSession>& session) {
  for (auto& [name, seat] : seats_) {
    if (seat.session == session) return &seat;
  }
  return creating_ ? &*creating_ : nullptr;
}

void ApiDesk::on_notification(const tapi::Notification& notification) {
  if (notification.session) ++events_;
  Seat* seat = seat_of(notification.session);
  oracle::ObservedEvent event;
  event.session = seat ? seat->name : "?";
  event.tapi_event = notification.tapi_event;
  event.event = notification.event;
  event.at = stage_.moment();
  stream_.event(stage_.now(), event.session, event.tapi_event, event.event,
                tapi::to_string(static_cast<tapi::SessionEvent>(event.event)));
  if (LostCreation* lost = seat ? nullptr : lost_creation_of(notification.session, event)) {
    lost->session = notification.session;
    lost->events.push_back(event);
  }
  if (seat) {
    if (creating_ && seat == &*creating_) creating_->session = notification.session;
    seat->events.push_back(event);
    if (notification.session) ask_in_handler(seat->name, seat->events.size() - 1, *notification.session);
  }
  stage_.changed();
}

ApiDesk::LostCreation* ApiDesk::lost_creation_of(const std::shared_ptr<tapi::AgentSession>& session,
                                                 const oracle::ObservedEvent& event) {
  const bool begins = event.event == static_cast<std::int32_t>(tapi::SessionEvent::new_session);
  for (LostCreation& lost : lost_creations_) {
    if (lost.session ? lost.session == session : begins && session) return &lost;
  }
  return nullptr;
}

void ApiDesk::expect_after_a_lost_one(ApiCall& call, const cti::AgentSessionKey& key) const {
  for (const LostCreation& lost : lost_creations_) {
    if (lost.key != key || lost.answered > stage_.now()) continue;
    call.seen.creation_lost_before = true;
    call.seen.sessions_shown += lost.session ? 1 : 0;
  }
}

void ApiDesk::take_over_lost(ApiCall& call) {
  const auto lost = std::ranges::find(lost_creations_, call.session, &LostCreation::session);
  if (lost == lost_creations_.end() || !call.session) return;
  call.began = lost->asked;
  for (oracle::ObservedEvent& event : lost->events) event.session = creating_->name;
  creating_->events.insert(creating_->events.begin(), lost->events.begin(), lost->events.end());
  lost_creations_.erase(lost);
}

oracle::ObservedEvent* ApiDesk::event_of(const std::string& name, std::size_t event) {
  Seat* seat = find(name);
  if (!seat && creating_ && creating_->name == name) seat = &*creating_;
  return seat && event < seat->events.size() ? &seat->events[event] : nullptr;
}

void ApiDesk::ask_in_handler(const std::string& seat, std::size_t event, tapi::AgentSession& session) {
  struct Answers {
    tapi::SessionState state{};
    std::shared_ptr<tapi::Agent> agent;
    std::shared_ptr<const tapi::AddressObject> address;
    std::shared_ptr<tapi::AcdGroup> group;
  };
  auto answers = std::make_shared<Answers>();
  session.get_state(&answers->state, [this, answers, seat, event](tapi::Hresult result) {
    oracle::ObservedEvent* seen = event_of(seat, event);
    if (seen && result == tapi::S_OK_) seen->state_in_handler = static_cast<std::int32_t>(answers->state);
  });
  session.get_agent(&answers->agent, [answers](tapi::Hresult) {});
  session.get_address(&answers->address, [answers](tapi::Hresult) {});
  session.get_acd_group(&answers->group, [this, answers, seat, event](tapi::Hresult result) {
    oracle::ObservedEvent* seen = event_of(seat, event);
    if (!seen || result != tapi::S_OK_ || !answers->agent || !answers->address || !answers->group) return;
    seen->identity = cti::AgentSessionKey{answers->agent->id(), answers->group->id(), answers->address->id};
  });
}

}  // namespace acdloop::runner
