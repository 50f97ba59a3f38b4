// SPDX-License-Identifier: Apache-2.0
#include "conformance/walks/names_used.hpp"

namespace acdloop::walks {
namespace {

using namespace scenarios;
using Names = std::set<std::string>;

void add(Names& names, const std::string& name) {
  if (!name.empty()) names.insert(name);
}
template <class Id>
void add(Names& names, const std::optional<Id>& id) {
  if constexpr (std::is_same_v<Id, std::string>) {
    if (id) add(names, *id);
  } else {
    if (id) add(names, id->value());
  }
}

// Verbs that walks do not use speak of nothing: they go by runs of steps.
template <class Verb>
Names names_of(const Verb& verb) {
  Names names;
  if constexpr (requires { verb.agent.value(); }) add(names, std::optional{verb.agent});
  if constexpr (requires { verb.session.size(); }) add(names, verb.session);
  if constexpr (requires { verb.as.size(); }) add(names, verb.as);
  if constexpr (requires { verb.caller; }) add(names, verb.caller);
  if constexpr (requires { verb.agent->value(); }) {
    if (verb.agent) names.insert(verb.agent->value());
  }
  return names;
}

}  // namespace

Names names_used(const Step& step) {
  return std::visit([](const auto& verb) { return names_of(verb); }, step.verb);
}

Names names_in(std::span<const Step> steps) {
  Names names;
  for (const Step& step : steps) names.merge(names_used(step));
  return names;
}

}  // namespace acdloop::walks
