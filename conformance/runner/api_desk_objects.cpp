// SPDX-License-Identifier: Apache-2.0
// The application's agents, groups and queues: how it comes by them, and the calls of their methods.
#include <utility>

#include "conformance/runner/api_desk.hpp"

namespace acdloop::runner {

void ApiDesk::await_here(const bool& told) {
  stage_.wait_until([&told] { return told; }, stage_.now());
}

std::shared_ptr<tapi::AgentHandler> ApiDesk::handler_of(tapi::Application& application) {
  struct Answer {
    std::vector<std::shared_ptr<tapi::AgentHandler>> handlers;
    bool told = false;
  };
  const auto answer = std::make_shared<Answer>();
  application.get_agent_handlers(&answer->handlers, [this, answer](tapi::Hresult) {
    answer->told = true;
    stage_.changed();
  });
  await_here(answer->told);
  return answer->handlers.empty() ? nullptr : answer->handlers.front();
}

std::shared_ptr<tapi::Agent> ApiDesk::agent(const cti::AgentId& id, const std::string& pin) {
  std::shared_ptr<tapi::Agent>& known = agents_[id];
  if (known || !handler_) return known;
  struct Answer {
    std::shared_ptr<tapi::Agent> agent;
    bool told = false;
  };
  const auto answer = std::make_shared<Answer>();
  handler_->create_agent_with_id(id, pin, &answer->agent, [this, answer](tapi::Hresult) {
    answer->told = true;
    stage_.changed();
  });
  await_here(answer->told);
  return known = answer->agent;
}

std::shared_ptr<tapi::Agent> ApiDesk::agent_without_id(const cti::AgentId& account) {
  std::shared_ptr<tapi::Agent>& known = agents_without_id_[account];
  if (known) return known;
  accounts_[account] = bench_.telephony().open_application(account.value());
  const auto handler = handler_of(*accounts_[account]);
  if (!handler) return nullptr;
  struct Answer {
    std::shared_ptr<tapi::Agent> agent;
    bool told = false;
  };
  const auto answer = std::make_shared<Answer>();
  handler->create_agent(&answer->agent, [this, answer](tapi::Hresult) {
    answer->told = true;
    stage_.changed();
  });
  await_here(answer->told);
  return known = answer->agent;
}

std::shared_ptr<tapi::AcdGroup> ApiDesk::group(const cti::AcdGroupId& id) {
  std::shared_ptr<tapi::AcdGroup>& known = groups_[id];
  if (known || !handler_) return known;
  struct Answer {
    std::vector<std::shared_ptr<tapi::AcdGroup>> groups;
    bool told = false;
  };
  const auto answer = std::make_shared<Answer>();
  handler_->get_acd_groups(&answer->groups, [this, answer](tapi::Hresult) {
    answer->told = true;
    stage_.changed();
  });
  await_here(answer->told);
  for (const auto& group : answer->groups) {
    if (group->id() == id) known = group;
  }
  return known;
}

std::shared_ptr<tapi::Queue> ApiDesk::queue(const cti::AcdGroupId& id) {
  std::shared_ptr<tapi::Queue>& known = queues_[id];
  const std::shared_ptr<tapi::AcdGroup> owner = known ? nullptr : group(id);
  if (known || !owner) return known;
  struct Answer {
    std::vector<std::shared_ptr<tapi::Queue>> queues;
    bool told = false;
  };
  const auto answer = std::make_shared<Answer>();
  owner->get_queues(&answer->queues, [this, answer](tapi::Hresult) {
    answer->told = true;
    stage_.changed();
  });
  await_here(answer->told);
  if (!answer->queues.empty()) known = answer->queues.front();
  return known;
}

std::string ApiDesk::name_of(const std::shared_ptr<tapi::AgentSession>& session) const {
  for (const auto& [name, seat] : seats_) {
    if (seat.session == session) return name;
  }
  return {};
}

ApiCallPtr ApiDesk::create_session(const std::string& name, const cti::AgentSessionKey& key, const LogOn& how) {
  const std::string method = how.pin ? "CreateSessionWithPIN" : "CreateSession";
  ApiCallPtr call = begin(name, std::nullopt, method);
  std::string argument = key.agent.value() + ", " + key.group.value() + ", " + key.address.value();
  if (how.null_out) argument += ", no place";
  if (how.pin) {
    argument += how.pin->digits ? ", PIN" : ", NULL";
    call->object = oracle::ObservedObjectAnswer{.subject = "agent " + key.agent.value(),
                                                .interface = "ITAgent",
                                                .method = method,
                                                .null_pin = !how.pin->digits,
                                                .without_id = how.without_id,
                                                .asked = call->seen.asked};
  }
  std::shared_ptr<tapi::Agent> by = how.by;
  if (!by) by = how.without_id ? agent_without_id(key.agent) : agent(key.agent, how.agent_pin);
  stream_.request(stage_.now(), method, name, argument);
  call->seen.null_out = how.null_out;
  const auto out = how.null_out ? nullptr : &call->session;
  const bool sends = !how.null_out && (!how.pin || (how.pin->digits && !how.without_id));
  if (sends) mark_fate(*call, cti::RequestKind::log_on);
  expect_after_a_lost_one(*call, key);
  creating_ = Seat{name, key, stage_.now(), nullptr, {}};
  const auto sent_before = bench_.requests_sent();
  const auto completed = [this, call, sent_before](tapi::Hresult result) {
    call->seen.request_sent = bench_.requests_sent() > sent_before;
    call->seen.session_created = creating_ && !creating_->events.empty();
    if (result == tapi::S_OK_ && creating_) {
      creating_->session = call->session;
      creating_->created = stage_.now();
      take_over_lost(*call);
      seats_.insert_or_assign(creating_->name, std::move(*creating_));
      call->seen.session_created = true;
    }
    if (result == tapi::TAPI_E_TIMEOUT_ && call->seen.reply_given && creating_) {
      lost_creations_.push_back({creating_->key, call->seen.asked.earliest, call->seen.reply_given->earliest,
                                 creating_->session, std::move(creating_->events)});
    }
    creating_.reset();
    finish(*call, result);
  };
  if (!by) {
    completed(tapi::E_UNEXPECTED_);
  } else if (how.pin) {
    by->create_session_with_pin(key.group, key.address, how.pin->digits, out, completed);
  } else {
    by->create_session(key.group, key.address, out, completed);
  }
  return call;
}

ApiCallPtr ApiDesk::begin_object(const std::string& subject, const tapi::ObjectMethodRow& row, bool null_out,
                                 std::optional<std::int32_t> argument) {
  ApiCallPtr call = begin(subject, std::nullopt, std::string{row.name});
  call->seen.null_out = null_out;
  call->seen.argument = argument;
  call->object = oracle::ObservedObjectAnswer{.subject = subject,
                                              .interface = std::string{row.interface},
                                              .method = std::string{row.name},
                                              .null_out = null_out,
                                              .argument = argument,
                                              .asked = call->seen.asked};
  const report::Value shown = null_out ? report::Value{"NULL"} : argument ? report::Value{*argument} : report::Value{};
  stream_.request(stage_.now(), row.name, subject, shown);
  return call;
}

ApiCallPtr ApiDesk::call(const cti::AgentId& id, tapi::AgentMethod method, bool null_out) {
  using enum tapi::AgentMethod;
  const std::shared_ptr<tapi::Agent> by = agent(id);
  if (!by) return nullptr;
  ApiCallPtr call = begin_object("agent " + id.value(), tapi::row_of(method), null_out);
  tapi::Completion done = completion(call);
  const auto out = [null_out](auto& variable) { return null_out ? nullptr : &variable; };
  switch (method) {
    case get_ID:
      by->get_id(out(call->text), done);
      break;
    case get_User:
      by->get_user(out(call->text), done);
      break;
    case get_State:
      by->get_state(out(call->status), done);
      break;
    case get_MeasurementPeriod:
      by->get_measurement_period(out(call->whole), done);
      break;
    case EnumerateAgentSessions:
      by->enumerate_agent_sessions(out(call->list), done);
      break;
    case get_OverallCallRate:
      if (!null_out) mark_fate(*call, cti::RequestKind::query_agent_state);
      by->get_overall_call_rate(out(call->currency), done);
      break;
    default:
      if (!null_out) mark_fate(*call, cti::RequestKind::query_agent_state);
      by->get_figure(method, out(call->whole), done);
      break;
  }
  return call;
}

ApiCallPtr ApiDesk::call(const cti::AcdGroupId& id, tapi::QueueMethod method, bool null_out) {
  const std::shared_ptr<tapi::Queue> of = queue(id);
  if (!of) return nullptr;
  ApiCallPtr call = begin_object("queue " + id.value(), tapi::row_of(method), null_out);
  call->object->group = id;
  tapi::Completion done = completion(call);
  if (method == tapi::QueueMethod::get_Name) {
    of->get_name(null_out ? nullptr : &call->text, done);
  } else if (method == tapi::QueueMethod::get_MeasurementPeriod) {
    of->get_measurement_period(null_out ? nullptr : &call->whole, done);
  } else {
    if (!null_out) mark_fate(*call, cti::RequestKind::query_group);
    of->get_figure(method, null_out ? nullptr : &call->whole, done);
  }
  return call;
}

ApiCallPtr ApiDesk::call(const cti::AcdGroupId& id, tapi::GroupMethod method, bool null_out) {
  const std::shared_ptr<tapi::AcdGroup> of = group(id);
  if (!of) return nullptr;
  ApiCallPtr call = begin_object("group " + id.value(), tapi::row_of(method), null_out);
  call->object->group = id;
  tapi::Completion done = completion(call);
  if (method == tapi::GroupMethod::get_Name) {
    of->get_name(null_out ? nullptr : &call->text, done);
  } else {
    if (!null_out) mark_fate(*call, cti::RequestKind::query_group);
    of->get_queues(null_out ? nullptr : &call->queues, done);
  }
  return call;
}

ApiCallPtr ApiDesk::measure(const cti::AgentId& id, std::int32_t seconds) {
  const std::shared_ptr<tapi::Agent> by = agent(id);
  if (!by) return nullptr;
  ApiCallPtr call =
      begin_object("agent " + id.value(), tapi::row_of(tapi::AgentMethod::put_MeasurementPeriod), false, seconds);
  by->put_measurement_period(seconds, completion(call));
  return call;
}

ApiCallPtr ApiDesk::measure(const cti::AcdGroupId& id, std::int32_t seconds) {
  const std::shared_ptr<tapi::Queue> of = queue(id);
  if (!of) return nullptr;
  ApiCallPtr call =
      begin_object("queue " + id.value(), tapi::row_of(tapi::QueueMethod::put_MeasurementPeriod), false, seconds);
  call->object->group = id;
  of->put_measurement_period(seconds, completion(call));
  return call;
}

}  // namespace acdloop::runner
