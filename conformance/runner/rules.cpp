// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/rules.hpp"

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

}  // namespace

oracle::Configuration configuration_of(const scenarios::Cast& cast) {
  oracle::Configuration configuration;
  for (const scenarios::GroupSpec& group : cast.groups) configuration.groups.push_back(rules_of(group));
  return configuration;
}

}  // namespace acdloop::runner
