// SPDX-License-Identifier: Apache-2.0
#include "conformance/catalogue/catalogue.hpp"

#include <algorithm>
#include <vector>

#include "conformance/catalogue/parts.hpp"

namespace acdloop::catalogue {

std::string_view to_string(Level level) {
  switch (level) {
    case Level::must:
      return "MUST";
    case Level::should:
      return "SHOULD";
    case Level::derived:
      return "derived";
  }
  return "?";
}

std::string_view to_string(Strength strength) {
  switch (strength) {
    case Strength::hard:
      return "hard";
    case Strength::soft:
      return "soft";
    case Strength::config:
      return "config";
  }
  return "?";
}

std::span<const Requirement> rows() {
  static const std::vector<Requirement> all = [] {
    std::vector<Requirement> joined;
    for (const auto part : {figure_rows(), state_rows(), error_rows()})
      joined.insert(joined.end(), part.begin(), part.end());
    return joined;
  }();
  return all;
}

const Requirement* find(std::string_view id) {
  const auto all = rows();
  const auto row = std::lower_bound(all.begin(), all.end(), id,
                                    [](const Requirement& r, std::string_view key) { return r.id < key; });
  return row != all.end() && row->id == id ? &*row : nullptr;
}

}  // namespace acdloop::catalogue
