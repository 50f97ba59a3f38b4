// SPDX-License-Identifier: Apache-2.0
// One map of the file, read by the rows that the grammar has for it. Private to the loader's parts.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/language/values.hpp"

namespace acdloop::scenarios {

class Fields {
 public:
  // Reads every key by its row and complains about unknown, missing and contradicting ones. Keys that are figure words
  // are kept apart where the verb takes them. `node` is a map.
  Fields(std::string_view owner, const Node& node, Context& context);

  // The value of a key, nothing if it was not given or is wrong.
  template <class T>
  std::optional<T> get(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) return std::nullopt;
    return std::get<T>(found->second);
  }
  // Was the key written, right or wrong?
  bool has(std::string_view key) const { return at_.contains(key); }
  // Where its value stands; the map itself if it was not written.
  const Node& at(std::string_view key) const;
  const Node& key_at(std::string_view key) const;
  const Node& map() const { return node_; }
  // Figure words with their values, in the order of the file.
  const std::vector<const Entry*>& figures() const { return figures_; }

 private:
  void read(const Entry& entry, bool takes_figures, Context& context);
  // Written, or misspelt and already complained about.
  bool has_or_meant(std::string_view key) const { return has(key) || meant_.contains(key); }
  void check_required(Context& context) const;
  // False when none of several keys was given, one of which the map cannot do without.
  bool check_choices(Context& context) const;
  void check_companions(Context& context) const;
  void check_words(Context& context) const;

  std::string_view owner_;
  const Node& node_;
  std::map<std::string, Value, std::less<>> values_;
  std::map<std::string, const Entry*, std::less<>> at_;
  std::vector<const Entry*> figures_;
  std::set<std::string, std::less<>> meant_;  // known keys that an unknown one is nearest to
};

}  // namespace acdloop::scenarios
