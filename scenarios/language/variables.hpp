// SPDX-License-Identifier: Apache-2.0
// `vars:` and `matrix:` of a document: which values its `$name`s stand for, and one document for each combination.
// Private to the loader: nobody behind it sees a variable.
#pragma once

#include <string>
#include <vector>

#include "scenarios/language/context.hpp"

namespace acdloop::scenarios {

// So many combinations a file may have.
inline constexpr std::size_t max_instances = 64;
// And so many values in all of them together.
inline constexpr std::size_t max_values_of_instances = 200'000;

struct Instance {
  std::string name;  // "wrap_up=none,talk=30s"; empty without a matrix
  Node root;         // without `$name`s
};

// At least one. What is wrong with variables is told once, and such a document comes back as a single instance in which
// unknown variables are rejected values. A value that stands for a `$name` keeps its own place and knows where it is
// used.
std::vector<Instance> instances_of(const Node& root, Context& context);

}  // namespace acdloop::scenarios
