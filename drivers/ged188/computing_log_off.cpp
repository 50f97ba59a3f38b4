// SPDX-License-Identifier: Apache-2.0
// This wire logs off from NOT_READY only (Finesse developer guide, "agent state transitions"), the neutral request from
// every state. So it is up to three messages: the state, if no report has told it yet; NOT_READY; LOGOUT, once the
// report of NOT_READY is there, which is after a call if the switch defers it. The first refusal is the request's; an
// agent who was READY is READY again before the asker hears of it.
#include <algorithm>
#include <utility>

#include "drivers/ged188/computing_end.hpp"
#include "drivers/ged188/numbers.hpp"

namespace acdloop::ged188 {
namespace {

bool may_log_off(std::uint32_t state) { return state == agent::not_ready || state == agent::not_active; }
bool is_ready(std::uint32_t state) { return state == agent::available || state == agent::reserved; }

}  // namespace

void ComputingEnd::begin_log_off(const cti::Request& request, Turn turn) {
  if (!request.agent || !request.group) return log_off(request, turn);  // whoever it is, the switch will say
  const auto state = events_.last_state(*request.agent, request.group);
  if (!state) {
    return send(write_state_query(context(), request), Step::state_before_log_off, request, turn);
  }
  if (may_log_off(*state)) return log_off(request, turn);
  if (is_ready(*state)) was_ready_.insert(request.id);
  send(write_state_again(context(), request, agent::not_ready), Step::not_ready_before_log_off, request, turn);
}

void ComputingEnd::take_log_off_step(const Owed& owed, const Message& message, Turn turn) {
  const cti::Request& request = owed.request;
  if (is_failure(message)) {
    was_ready_.erase(request.id);
    return give(read_confirmation(context(), request, message), turn);
  }
  if (owed.note.step == Step::not_ready_before_log_off) {
    becoming_not_ready_.push_back(request);
    return go_on_with_log_offs(turn);
  }
  const std::vector<std::uint32_t> groups = message.numbers(tag::skill_group_number);
  const std::vector<std::uint32_t> states = message.numbers(tag::skill_group_state);
  std::uint32_t state = message["AgentState"];
  for (std::size_t index = 0; index < groups.size() && index < states.size(); ++index) {
    const bool its_own = naming_.group_from_wire(std::to_string(groups[index])) == *request.group;
    if (its_own) state = states[index];
  }
  if (may_log_off(state) || state == agent::logout) return log_off(request, turn);
  if (is_ready(state)) was_ready_.insert(request.id);
  send(write_state_again(context(), request, agent::not_ready), Step::not_ready_before_log_off, request, turn);
}

void ComputingEnd::go_on_with_log_offs(Turn turn) {
  std::vector<cti::Request> ripe;
  std::erase_if(becoming_not_ready_, [&](cti::Request& request) {
    const auto state = events_.last_state(*request.agent, request.group);
    // Gone meanwhile: the switch will say what it thinks of it.
    if (state && !may_log_off(*state)) return false;
    ripe.push_back(std::move(request));
    return true;
  });
  for (const cti::Request& request : ripe) log_off(request, turn);
  std::erase_if(becoming_ready_, [&](const cti::Request& request) {
    const auto state = events_.last_state(*request.agent, request.group);
    if (state && may_log_off(*state)) return false;
    give(std::move(refused_.extract(request.id).mapped()), turn);
    return true;
  });
}

void ComputingEnd::take_log_off_answer(const Owed& owed, const Message& message, Turn turn) {
  const cti::Request& request = owed.request;
  if (owed.note.step == Step::ready_again) {
    if (!is_failure(message)) {
      becoming_ready_.push_back(request);
      return go_on_with_log_offs(turn);
    }
    return give(std::move(refused_.extract(request.id).mapped()), turn);
  }
  cti::Result result = read_confirmation(context(), request, message);
  const bool was_ready = was_ready_.erase(request.id) != 0;
  if (result.outcome == cti::Outcome::success || !was_ready) return give(std::move(result), turn);
  refused_.emplace(request.id, std::move(result));
  send(write_state_again(context(), request, agent::available), Step::ready_again, request, turn);
}

void ComputingEnd::log_off(const cti::Request& request, Turn turn) {
  const auto kept = request.agent ? passwords_.find(*request.agent) : passwords_.end();
  const auto password = kept == passwords_.end() ? std::nullopt : std::optional{kept->second};
  auto message = write_request(context(), request, password);
  if (!message) return turn.out.refuse(request.id, message.error());
  send(*std::move(message), Step::log_off, request, turn);
}

}  // namespace acdloop::ged188
