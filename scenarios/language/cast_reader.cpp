// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "scenarios/language/readers.hpp"

namespace acdloop::scenarios {
namespace {

// Complains if the number has been given to something else that the switch must tell apart.
void check_unshared(const Marks& taken, const std::string& number, const Node& node, Context& context) {
  const auto found = taken.find(number);
  if (found == taken.end()) return;
  Diagnostic& fault = context.fault("S310", node, fmt::format("the number {} belongs to two", number),
                                    "the switch could not tell them apart", "choose another number");
  fault.other = found->second;
  fault.other_note = "first given here";
}

// The members of a map of names whose values are maps; registers each name.
std::vector<const Entry*> members(const Node& map, Marks& names, const Marks& others, Context& context) {
  std::vector<const Entry*> found;
  if (map.entries.empty())
    context.fault("S118", map, "nobody is named here", "a story needs at least one", "write `name: { … }`");
  if (map.entries.size() > most_members) {
    context.fault("S112", map, fmt::format("more than {} members", most_members), "the rest is not read",
                  "split the story");
  }
  for (const Entry& entry : map.entries) {
    if (found.size() == most_members) break;
    names.emplace(entry.key.text, entry.key.mark);
    if (!check_name(entry.key, context)) continue;
    if (const auto other = others.find(entry.key.text); other != others.end()) {
      Diagnostic& fault = context.fault("S311", entry.key, fmt::format("{} names a group and an agent", entry.key.text),
                                        "a call could not tell whom it goes to", "choose another name");
      fault.other = other->second;
      fault.other_note = "the group";
    }
    if (entry.value.kind == Node::Kind::rejected) continue;
    if (entry.value.kind != Node::Kind::map) {
      context.fault("S105", entry.value.kind == Node::Kind::null ? entry.key : entry.value,
                    fmt::format("{} needs a map of keys", entry.key.text), "its keys say what it is",
                    fmt::format("write {}: {{ … }}", entry.key.text));
      continue;
    }
    found.push_back(&entry);
  }
  return found;
}

// Groups may name groups that are written further down, so that only the names are known yet.
Overflow read_overflow(const Node& node, const GroupSpec& group, Context& context) {
  const Fields fields("overflow", node, context);
  Overflow overflow{fields.get<Duration>("after").value_or(Duration{}),
                    cti::AcdGroupId(fields.get<std::string>("to").value_or(""))};
  if (!overflow.to.empty() && overflow.to == group.name) {
    context.fault("S315", fields.at("to"), fmt::format("{} overflows to itself", group.name.value()),
                  "the call would only lose its place in the queue", "name another group, or remove overflow:");
  }
  return overflow;
}

void check_end_of_guide(const GroupSpec& group, const Fields& fields, Context& context) {
  if (!group.overflow || !group.end_of_guide || *group.end_of_guide > group.overflow->after) return;
  context.fault("S316", fields.at("end_of_guide"), "the guide ends before the overflow",
                "no call would wait long enough to overflow",
                "make end_of_guide longer than the overflow's after, or remove one of them");
}

GroupSpec read_group(const Entry& entry, Marks& pilots, Context& context) {
  const Fields fields("group", entry.value, context);
  GroupSpec group;
  group.name = cti::AcdGroupId(entry.key.text);
  group.mark = entry.key.mark;
  group.pilot = fields.get<std::string>("pilot").value_or("");
  group.wrap_up = fields.get<WrapUp>("wrap_up").value_or(WrapUp{});
  group.ring_limit = fields.get<Duration>("ring_limit");
  group.priority = static_cast<int>(fields.get<std::int64_t>("priority").value_or(usual_priority));
  if (const auto overflow = fields.get<const Node*>("overflow"))
    group.overflow = read_overflow(**overflow, group, context);
  group.end_of_guide = fields.get<Duration>("end_of_guide");
  check_end_of_guide(group, fields, context);
  if (!group.pilot.empty()) {
    check_unshared(pilots, group.pilot, fields.at("pilot"), context);
    pilots.emplace(group.pilot, fields.at("pilot").mark);
  }
  return group;
}

AgentSpec read_agent(const Entry& entry, const Marks& pilots, Marks& ids, Context& context) {
  const Fields fields("agent", entry.value, context);
  AgentSpec agent;
  agent.name = cti::AgentId(entry.key.text);
  agent.mark = entry.key.mark;
  agent.id = fields.get<std::string>("id").value_or("");
  agent.at = cti::Address(fields.get<std::string>("at").value_or(""));
  agent.configured = fields.get<bool>("configured").value_or(true);
  agent.pin = fields.get<std::string>("pin");
  if (agent.pin && !agent.configured) {
    context.fault("S109", fields.key_at("pin"), fmt::format("the switch does not know {}", entry.key.text),
                  "the cast says configured: false", "remove pin: or configured:");
  }
  for (std::string& name : fields.get<std::vector<std::string>>("groups").value_or(std::vector<std::string>{}))
    agent.groups.emplace_back(std::move(name));
  if (!agent.id.empty()) {
    check_unshared(ids, agent.id, fields.at("id"), context);
    ids.emplace(agent.id, fields.at("id").mark);
  }
  // Agents may share a desk in turn; a desk and a group cannot share a number.
  check_unshared(pilots, agent.at.value(), fields.at("at"), context);
  return agent;
}

}  // namespace

ClockSpec read_clock(const Node& node, Context& context) {
  const Fields fields("clock", node, context);
  return {fields.get<std::chrono::sys_seconds>("starts"), fields.get<std::string>("zone").value_or("")};
}

Cast read_cast(const Node& node, Context& context) {
  const Fields fields("cast", node, context);
  const auto groups = fields.get<const Node*>("groups");
  const auto agents = fields.get<const Node*>("agents");
  context.names.cast_is_known = groups && agents;

  Cast cast;
  // Groups name each other in their overflows, whatever the order.
  if (groups) {
    for (const Entry& entry : (*groups)->entries) context.names.groups.emplace(entry.key.text, entry.key.mark);
  }
  Marks pilots;
  Marks ids;
  if (groups) {
    for (const Entry* entry : members(**groups, context.names.groups, {}, context))
      cast.groups.push_back(read_group(*entry, pilots, context));
  }
  if (agents) {
    for (const Entry* entry : members(**agents, context.names.agents, context.names.groups, context))
      cast.agents.push_back(read_agent(*entry, pilots, ids, context));
  }
  return cast;
}

}  // namespace acdloop::scenarios
