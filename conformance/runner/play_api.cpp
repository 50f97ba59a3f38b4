// SPDX-License-Identifier: Apache-2.0
// Steps that go through the API under test, and the waiting for their answers.
#include "conformance/runner/performance.hpp"

#include <utility>

namespace acdloop::runner {

Ran Performance::act(const scenarios::LogIn& verb) {
  const scenarios::AgentSpec& agent = *scenario_.cast.agent(verb.agent);
  const cti::AgentSessionKey key{verb.agent, verb.group, verb.at.value_or(agent.at)};
  const ApiCallPtr call = desk_.create_session(verb.as, key,
                                               {.pin = verb.pin,
                                                .agent_pin = agent.pin.value_or(""),
                                                .null_out = verb.null_out,
                                                .without_id = verb.agent_without_id,
                                                .by = verb.by ? listeners_.agent(*verb.by, verb.agent) : nullptr});
  const Ran ran = await(call, verb.expected_error);
  Seat* created = desk_.find(verb.as);
  if (!created || call->seen.hresult != tapi::S_OK_.value()) {
    // A log-on that was refused leaves no session behind; one without an answer may have.
    const bool refused = call->over && call->seen.hresult != tapi::TAPI_E_TIMEOUT_.value();
    if (refused && !bench_->fault_active() && !desk_.anything_pending()) judge_list(verb.agent, nullptr);
    return ran;
  }
  if (verb.by) opened_by_.insert_or_assign(verb.as, *verb.by);
  bench_->sit_down(key.agent, key.address);
  // A switch whose answer is held back has done what it was asked at once.
  const TimePoint done = call->began.value_or(call->seen.reply_withheld ? call->seen.asked.earliest : stage_.now());
  const Interval logged_on = stage_.is_virtual() ? Interval::at(done) : stage_.since(call->seen.asked.earliest);
  learn_at_api(cti::FactKind::logged_on, key, logged_on);
  oracle_.name_session(verb.as, key, logged_on);
  line_.judge().name_created(verb.as);
  judging_.note(oracle_.judge_identity(verb.as, identity_of(*created), false, stage_.moment()));
  return ran;
}

Ran Performance::act(const scenarios::LogOut& verb) {
  Seat& leaving = seat(verb.session);
  const ApiCallPtr call = desk_.put_state(leaving, 4);
  return await(call, verb.expected_error);
}

Ran Performance::act(const scenarios::RequestState& verb) {
  Seat& asked = seat(verb.session);
  const std::optional<std::int32_t> before = desk_.peek_state(asked);
  const ApiCallPtr call = desk_.put_state(asked, verb.state);
  call->seen.state_before = before;
  if (verb.as) {
    // The story goes on without knowing: from here on it may have been done.
    if (verb.state == 0) learn_at_api(cti::FactKind::asked_not_ready, asked.key, stage_.moment());
    if (verb.state == 1) learn_at_api(cti::FactKind::asked_ready, asked.key, stage_.moment());
    answers_[*verb.as] = call;
    return {};
  }
  return await(call, verb.expected_error);
}

Ran Performance::act(const scenarios::Query& verb) {
  if (verb.agent || verb.queue || verb.group) return query_object(verb);
  Seat& asked = seat(verb.session);
  std::vector<tapi::Method> wanted;
  for (const tapi::MethodRow& row : tapi::methods()) {
    if (row.method == tapi::Method::put_State) continue;
    if (verb.figure == "every" || row.word == verb.figure) wanted.push_back(row.method);
  }
  for (const tapi::Method method : wanted) {
    // Many questions are under way at the same time; they are judged in the order of asking.
    std::vector<ApiCallPtr> calls;
    const std::uint64_t called_before = line_.judge().functions_called();
    for (int time = 0; time < verb.times; ++time) calls.push_back(desk_.call(asked, method, verb.null_out));
    if (verb.null_out && line_.is_open()) {
      line_.judge().null_getter_seen(asked.name, line_.judge().functions_called() - called_before);
    }
    if (verb.as) answers_[*verb.as] = calls.front();
    if (verb.as) continue;
    for (const ApiCallPtr& call : calls) {
      if (Ran ran = await(call, verb.expected_error); !ran) return ran;
    }
  }
  return {};
}

Ran Performance::await(const ApiCallPtr& call, const std::optional<std::string>& expected_error) {
  stage_.wait_until([&] { return call->over; }, stage_.now() + patience_);
  stage_.settle();
  judge_answer(*call);
  // The documents leave open whether this is an error, whatever the story says.
  const bool failed = call->seen.hresult != tapi::S_OK_.value();
  if (failed != expected_error.has_value() && oracle_.in_order_by_reading(call->seen)) return {};
  verdict::Check check = judge_expected_answer(*call, expected_error);
  const bool good = check.verdict == verdict::Verdict::pass;
  const std::string reason =
      check.what + " returned " + check.observed + ", the story goes on only with " + check.expected;
  judging_.note(std::move(check));
  // After an answer that should have been an error there is still a story to tell; without S_OK there is none.
  if (good || expected_error) return {};
  return std::unexpected(Stop{reason});
}

void Performance::judge_answer(ApiCall& call) {
  call.seen.judged_at = stage_.moment();
  Seat* asked = desk_.find(call.seen.session);
  if (call.method == tapi::Method::put_State && asked) {
    call.seen.state_after = desk_.peek_state(*asked);
  }
  if (call.object) {
    call.object->judged_at = call.seen.judged_at;
    const cti::AcdGroupId& group = call.object->group;
    call.object->group_removed = !group.empty() && neighbours_.removed(group, call.seen.judged_at);
    judging_.note(neighbours_.judge_answer(*call.object));
    const bool logs_on =
        call.object->method == "CreateSessionWithPIN" && !call.object->null_pin && !call.object->without_id;
    if (!logs_on) return;
    oracle::ObservedAnswer seen = call.seen;
    seen.method = "CreateSession";  // with a PIN or without, a log-on is a log-on
    return judging_.note(oracle_.judge_answer(seen));
  }
  judging_.note(oracle_.judge_answer(call.seen));
}

Ran Performance::act(const scenarios::Listen& verb) {
  judging_.note(listeners_.listen(verb.as, verb.filter));
  return {};
}

}  // namespace acdloop::runner
