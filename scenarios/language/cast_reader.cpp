// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "scenarios/language/readers.hpp"

namespace acdloop::scenarios {
namespace {

constexpr std::size_t most_members = 256;

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

GroupSpec read_group(const Entry& entry, Marks& pilots, Context& context) {
  const Fields fields("group", entry.value, context);
  GroupSpec group;
  group.name = cti::AcdGroupId(entry.key.text);
  group.mark = entry.key.mark;
  group.pilot = fields.get<std::string>("pilot").value_or("");
  group.wrap_up = fields.get<WrapUp>("wrap_up").value_or(WrapUp{});
  group.ring_limit = fields.get<Duration>("ring_limit");
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

Cast read_cast(const Node& node, Context& context) {
  const Fields fields("cast", node, context);
  const auto groups = fields.get<const Node*>("groups");
  const auto agents = fields.get<const Node*>("agents");
  context.names.cast_is_known = groups && agents;

  Cast cast;
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
