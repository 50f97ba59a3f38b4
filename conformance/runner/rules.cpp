// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/rules.hpp"

#include <chrono>
#include <utility>

namespace acdloop::runner {

namespace {

oracle::GroupRules rules_of(const scenarios::GroupSpec& group) {
  oracle::GroupRules rules;
  rules.name = group.name;
  rules.limit = group.wrap_up.limit;
  rules.priority = group.priority;
  if (group.overflow) rules.overflow = {group.overflow->after, group.overflow->to};
  rules.end_of_guide = group.end_of_guide;
  switch (group.wrap_up.kind) {
    case scenarios::WrapUp::Kind::none:
      rules.wrap_up = oracle::GroupRules::WrapUp::none;
      break;
    case scenarios::WrapUp::Kind::manual:
      rules.wrap_up = oracle::GroupRules::WrapUp::manual;
      break;
    case scenarios::WrapUp::Kind::timed:
      rules.wrap_up = oracle::GroupRules::WrapUp::timed;
      break;
  }
  return rules;
}

// Over when the switch's seconds say so, which are ahead of or behind a whole one by less than a second: the limit
// itself is a whole number of them there.
void end_on_whole_seconds(oracle::GroupRules& rules) {
  if (rules.wrap_up != oracle::GroupRules::WrapUp::timed) return;
  const Duration whole = std::chrono::ceil<std::chrono::seconds>(rules.limit);
  rules.late = whole - rules.limit;
  rules.early = std::chrono::seconds{1} - rules.late;
}

}  // namespace

oracle::Configuration configuration_of(const scenarios::Cast& cast, const cti::Dialect& dialect,
                                       const cti::Capabilities& capabilities) {
  oracle::Configuration configuration;
  configuration.ready_ends_timed_wrap_up = capabilities.supports(cti::Capability::wrap_up_end_by_agent);
  for (const scenarios::GroupSpec& group : cast.groups) {
    oracle::GroupRules rules = rules_of(group);
    if (dialect.wrap_up_end == cti::Dialect::WrapUpEnd::whole_seconds) end_on_whole_seconds(rules);
    configuration.groups.push_back(std::move(rules));
  }
  return configuration;
}

}  // namespace acdloop::runner
