// SPDX-License-Identifier: Apache-2.0
// Which names of sessions, calls and agents a step speaks of: what has to go together. Private to walks.
#pragma once

#include <set>
#include <span>
#include <string>

#include "scenarios/language/scenario.hpp"

namespace acdloop::walks {

std::set<std::string> names_used(const scenarios::Step& step);
std::set<std::string> names_in(std::span<const scenarios::Step> steps);

}  // namespace acdloop::walks
