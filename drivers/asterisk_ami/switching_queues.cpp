// SPDX-License-Identifier: Apache-2.0
// Actions on queues and their members. Nothing here is refused for a state: a pause in a call is granted.
#include <algorithm>
#include <utility>

#include "drivers/asterisk_ami/answers.hpp"
#include "drivers/asterisk_ami/interfaces.hpp"
#include "drivers/asterisk_ami/releases.hpp"
#include "drivers/asterisk_ami/switching_end.hpp"

namespace acdloop::asterisk_ami {
namespace {

constexpr std::int64_t highest_penalty = 1'000'000;
constexpr std::int64_t longest_wrap_up = 86'400;  // s
constexpr std::size_t longest_reason = 80;

}  // namespace

std::optional<cti::AcdGroupId> SwitchingEnd::queue_named(std::string_view name) const {
  for (const cti::AcdGroupId& queue : directory_.groups()) {
    if (directory_.has_group(queue) && same_word(EventWriter::queue_name(queue), name)) return queue;
  }
  return std::nullopt;
}

void SwitchingEnd::queue_add(const Message& action, Turn turn) {
  if (action["Queue"].empty()) return refuse(action, "'Queue' not specified.", turn);
  if (action["Interface"].empty()) return refuse(action, "'Interface' not specified.", turn);
  const auto queue = queue_named(action["Queue"]);
  const auto device = device_of_interface(action["Interface"]);
  // Asterisk takes any interface; this switch has agents and phones of its own, and nothing else to add.
  const auto agent = naming_.agent_from_wire(action["MemberName"]);
  const bool known = queue && device && directory_.has_station(cti::Address{*device}) && directory_.has_agent(agent);
  if (!known) return refuse(action, text_of(cti::RefusalCause::invalid_group, "QueueAdd"), turn);
  const cti::Address address{*device};
  if (writer_.members.find(*queue, address) != nullptr) {
    return refuse(action, text_of(cti::RefusalCause::already_logged_on_here, "QueueAdd"), turn);
  }
  const Release& release = settings_.dialect.release;
  MemberWish wish;
  wish.penalty = to_number(action["Penalty"], highest_penalty).value_or(0);
  if (has(release, Feature::wrap_up_time)) {
    wish.wrap_up_time = to_number(action["Wrapuptime"], longest_wrap_up).value_or(0);
  }
  if (has(release, Feature::reason_in_add)) wish.reason = action["Reason"].substr(0, longest_reason);
  writer_.expect({*queue, address}, std::move(wish));
  cti::Request request;
  request.kind = cti::RequestKind::log_on;
  request.agent = agent;
  request.address = address;
  request.group = queue;
  request.state = is_true(action["Paused"]) ? cti::AgentState::not_ready : cti::AgentState::ready;
  submit(std::move(request), action, turn);
}

void SwitchingEnd::queue_remove(const Message& action, Turn turn) {
  if (action["Queue"].empty() || action["Interface"].empty()) {
    return refuse(action, "Need 'Queue' and 'Interface' parameters.", turn);
  }
  const auto queue = queue_named(action["Queue"]);
  if (!queue) return refuse(action, text_of(cti::RefusalCause::invalid_group, "QueueRemove"), turn);
  const std::vector<Member*> members = members_meant(action);
  if (members.empty()) return refuse(action, text_of(cti::RefusalCause::not_logged_on, "QueueRemove"), turn);
  cti::Request request;
  request.kind = cti::RequestKind::log_off;
  request.agent = members.front()->agent;
  request.address = members.front()->address;
  request.group = queue;
  submit(std::move(request), action, turn);
}

// Of the queue that is named, or of all of them.
std::vector<Member*> SwitchingEnd::members_meant(const Message& action) {
  const auto device = device_of_interface(action["Interface"]);
  std::vector<Member*> members;
  if (!device) return members;
  members = writer_.members.at(cti::Address{*device});
  std::erase_if(members, [&](const Member* member) {
    const bool other = writer_.interface(*member) != action["Interface"];
    return other || (!action["Queue"].empty() && !same_word(EventWriter::queue_name(member->queue), action["Queue"]));
  });
  return members;
}

void SwitchingEnd::queue_pause(const Message& action, Turn turn) {
  if (action["Interface"].empty() || action["Paused"].empty()) {
    return refuse(action, "Need 'Interface' and 'Paused' parameters.", turn);
  }
  const std::vector<Member*> members = members_meant(action);
  if (members.empty()) return refuse(action, "Interface not found", turn);
  const bool wanted = is_true(action["Paused"]);
  for (const Member* member : members) {
    writer_.expect({member->queue, member->address},
                   {.reason = std::string{action["Reason"].substr(0, longest_reason)}});
  }
  // A pause that is none, or its end, is no business of the switch: wrap-up, for one, goes on as it did.
  if (std::ranges::all_of(members, [&](const Member* member) { return member->paused == wanted; })) {
    succeed(action, wanted ? "Interface paused successfully" : "Interface unpaused successfully", turn);
    return paused(action, turn);
  }
  cti::Request request;
  request.kind = cti::RequestKind::set_agent_state;
  request.agent = members.front()->agent;
  request.address = members.front()->address;
  if (!action["Queue"].empty()) request.group = members.front()->queue;
  request.state = wanted ? cti::AgentState::not_ready : cti::AgentState::ready;
  submit(std::move(request), action, turn);
}

// Granted. Of whoever changes now the switch reports; of whoever talks, or is as asked for already, it does not.
void SwitchingEnd::paused(const Message& action, Turn turn) {
  const bool wanted = is_true(action["Paused"]);
  for (Member* member : members_meant(action)) {
    if (member->paused != wanted && !member->in_call) continue;
    tell(writer_.pause(*member, wanted, writer_.take_reason(*member), turn.now), turn);
  }
}

void SwitchingEnd::queue_penalty(const Message& action, Turn turn) {
  if (action["Interface"].empty() || action["Penalty"].empty()) {
    return refuse(action, "Need 'Interface' and 'Penalty' parameters.", turn);
  }
  const auto penalty = to_number(action["Penalty"], highest_penalty);
  const std::vector<Member*> members = members_meant(action);
  if (!penalty || members.empty()) return refuse(action, "Invalid interface, queuename or penalty", turn);
  succeed(action, "Interface penalty set successfully", turn);
  for (Member* member : members) {
    if (std::exchange(member->penalty, *penalty) == *penalty) continue;
    tell({{class_agent, writer_.member_event("QueueMemberPenalty", *member)}}, turn);
  }
}

void SwitchingEnd::queue_reset(const Message& action, Turn turn) {
  for (const cti::AcdGroupId& queue : directory_.groups()) {
    if (!action["Queue"].empty() && !same_word(EventWriter::queue_name(queue), action["Queue"])) continue;
    writer_.queues.reset(queue);
    for (Member* member : writer_.members.of(queue)) member->calls_taken = member->last_call = 0;
  }
  succeed(action, "Queue stats reset successfully", turn);
}

void SwitchingEnd::queue_reload(const Message& action, Turn turn) {
  succeed(action, "Queue reloaded successfully", turn);
}

void SwitchingEnd::queue_log(const Message& action, Turn turn) {
  if (action["Queue"].empty() || action["Event"].empty()) {
    return refuse(action, "Need 'Queue' and 'Event' parameters.", turn);
  }
  succeed(action, "Event added successfully", turn);
}

}  // namespace acdloop::asterisk_ami
