// SPDX-License-Identifier: Apache-2.0
// Agents who place calls themselves, and have two calls in hand; and what the management does to agents.
#include <algorithm>
#include <utility>

#include "simulator/script/people.hpp"

namespace acdloop::script {
namespace {

using cti::Fact;
using cti::FactKind;

std::unexpected<std::string> because(std::string reason) { return std::unexpected(std::move(reason)); }

// A switch that can do it says something.
bool nothing_happened(const cti::Reaction& reaction) { return reaction.events.empty() && reaction.signals.empty(); }

}  // namespace

std::expected<People::Dialled, std::string> People::dialled(const scenarios::Destination& to) const {
  if (to.group) return Dialled{to.group->value(), *to.group};
  if (!to.agent) return Dialled{to.number};
  const auto address = seat_of(*to.agent);
  if (!address) return because(address.error());
  return Dialled{address->value(), std::nullopt, *address};
}

// The call has a name, and the phone a leg, before anybody hears of it.
void People::begin_leg(const cti::Address& address, const acd::Placed& placed, const std::string& label,
                       const Dialled& to, const std::string& beside) {
  used_.insert(label);
  labels_[placed.call] = label;
  desks_[address].push_back({Phone::dialling, placed.call, label, floor_.now()});
  Fact fact = fact_of(FactKind::call_placed, address, label, floor_.now());
  fact.address.reset();
  fact.group = to.group;
  fact.from = address;
  fact.to = to.desk;
  fact.other_call = beside;
  facts_(fact);
}

Done People::dial(const cti::AgentId& agent, const scenarios::Destination& to, const std::string& label) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  const auto whom = dialled(to);
  if (!whom) return because(whom.error());
  if (used_.contains(label)) return because("a call named " + label + " has been placed already");
  acd::Placed placed = floor_.phones().dial(*address, whom->digits, floor_.now());
  if (placed.call.empty()) {
    floor_.dispatch(std::move(placed.reaction));
    return because(agent.value() + "'s phone (" + address->value() + ") cannot dial " + whom->digits + " now");
  }
  begin_leg(*address, placed, label, *whom, {});
  floor_.dispatch(std::move(placed.reaction));
  return {};
}

Done People::consult(const cti::AgentId& agent, const scenarios::Destination& to, const std::string& label) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  const auto whom = dialled(to);
  if (!whom) return because(whom.error());
  if (used_.contains(label)) return because("a call named " + label + " has been placed already");
  const std::string phone = agent.value() + "'s phone (" + address->value() + ")";
  Leg* held = leg_at(*address, Phone::talking);
  if (!held) return because(phone + " has no call to put on hold");
  acd::Placed placed = floor_.phones().consult(*address, whom->digits, floor_.now());
  if (placed.call.empty()) {
    floor_.dispatch(std::move(placed.reaction));
    return because(phone + " cannot dial " + whom->digits + " now");
  }
  held->phone = Phone::holding;
  const std::string beside = held->label;  // the leg may move
  tell(FactKind::held, *address, beside, floor_.now());
  begin_leg(*address, placed, label, *whom, beside);
  floor_.dispatch(std::move(placed.reaction));
  return {};
}

std::expected<People::Pair, std::string> People::pair_of(const cti::AgentId& agent) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  const Leg* held = leg_at(*address, Phone::holding);
  const Leg* other = leg_at(*address, Phone::talking);
  if (!other) other = leg_at(*address, Phone::dialling);
  if (!held || !other) return because(agent.value() + "'s phone (" + address->value() + ") has no two calls to join");
  return Pair{*address, *held, *other};
}

Done People::transfer(const cti::AgentId& agent) {
  const auto pair = pair_of(agent);
  if (!pair) return because(pair.error());
  cti::Reaction reaction = floor_.phones().transfer(pair->address, floor_.now());
  if (nothing_happened(reaction)) return because("the switch did not join " + agent.value() + "'s two calls");
  forget(pair->address, pair->held.label);
  forget(pair->address, pair->other.label);
  // A phone that begins to ring for it later is told of the call that was placed to it.
  labels_[pair->held.call] = pair->other.label;
  Fact fact = fact_of(FactKind::transferred, pair->address, pair->held.label, floor_.now());
  fact.agent = agent;
  fact.other_call = pair->other.label;
  facts_(fact);
  floor_.dispatch(std::move(reaction));
  return {};
}

Done People::transfer_to(const cti::AgentId& agent, const scenarios::Destination& to) {
  const auto address = seat_of(agent);
  if (!address) return because(address.error());
  const auto whom = dialled(to);
  if (!whom) return because(whom.error());
  const Leg* leg = leg_at(*address, Phone::talking);
  const std::string phone = agent.value() + "'s phone (" + address->value() + ")";
  if (!leg) return because(phone + " has no call to transfer");
  const std::string label = leg->label;
  const cti::CallId call = leg->call;
  acd::Placed placed = floor_.phones().transfer_to(*address, whom->digits, floor_.now());
  if (placed.call.empty()) {
    floor_.dispatch(std::move(placed.reaction));
    return because(phone + " cannot transfer its call to " + whom->digits + " now");
  }
  forget(*address, label);
  labels_[call] = label;
  Fact fact = fact_of(FactKind::transferred, *address, label, floor_.now());
  fact.agent = agent;
  fact.group = whom->group;
  fact.to = whom->desk;
  facts_(fact);
  floor_.dispatch(std::move(placed.reaction));
  return {};
}

Done People::conference(const cti::AgentId& agent) {
  const auto pair = pair_of(agent);
  if (!pair) return because(pair.error());
  cti::Reaction reaction = floor_.phones().conference(pair->address, floor_.now());
  if (nothing_happened(reaction)) return because("the switch did not join " + agent.value() + " and both others");
  forget(pair->address, pair->other.label);
  leg_at(pair->address, pair->held.call)->phone = Phone::talking;
  Fact fact = fact_of(FactKind::conferenced, pair->address, pair->held.label, floor_.now());
  fact.agent = agent;
  fact.other_call = pair->other.label;
  facts_(fact);
  floor_.dispatch(std::move(reaction));
  return {};
}

Done People::force_log_off(const cti::AgentId& agent, const std::optional<cti::AcdGroupId>& group) {
  cti::Reaction reaction = floor_.phones().force_log_off(agent, group, floor_.now());
  if (nothing_happened(reaction)) return because(agent.value() + " is not logged on, so nobody can log the agent off");
  Fact fact;
  fact.kind = FactKind::forced_off;
  fact.agent = agent;
  fact.group = group;
  fact.when = Interval::at(floor_.now());
  facts_(fact);
  floor_.dispatch(std::move(reaction));
  return {};
}

Done People::remove_group(const cti::AcdGroupId& group) {
  cti::Reaction reaction = floor_.phones().remove_group(group, floor_.now());
  Fact fact;
  fact.kind = FactKind::group_removed;
  fact.group = group;
  fact.when = Interval::at(floor_.now());
  facts_(fact);
  floor_.dispatch(std::move(reaction));
  return {};
}

}  // namespace acdloop::script
