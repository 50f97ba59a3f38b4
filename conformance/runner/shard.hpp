// SPDX-License-Identifier: Apache-2.0
// Which part of a selection this process plays when several share it, from the command line or from what a pipeline
// sets. Used by `acdcheck run`; reads no environment itself.
#pragma once

#include <cstddef>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace acdloop::runner {

struct Shard {
  int index = 1;  // from 1 on
  int total = 1;
  std::string from;         // who said so: "--shard", "CI_NODE_INDEX and CI_NODE_TOTAL"; empty: nobody
  std::string status_file;  // to be created so that whoever divided the run knows that it was understood

  bool divided() const { return total > 1; }
  // Every total-th of the selection, by its place from 0 on, so that topics spread over all shards.
  bool takes(std::size_t place) const { return static_cast<int>(place % static_cast<std::size_t>(total)) == index - 1; }
  friend bool operator==(const Shard&, const Shard&) = default;
};
std::string to_string(const Shard& shard);  // "2/3"

inline constexpr int most_shards = 10'000;

// "2/3". The error is worded for the command line.
std::expected<Shard, std::string> parse_shard(std::string_view text);

// The flag if it is not empty; else the one variable pair that is set; else everything. Pairs that are set by halves,
// are out of range or contradict each other are an error. An empty variable counts as not set.
using Environment = std::function<std::optional<std::string>(const char* name)>;
std::expected<Shard, std::string> choose_shard(const std::string& flag, const Environment& environment);

template <class T>
std::vector<T> part_of(std::vector<T> all, const Shard& shard) {
  std::vector<T> part;
  for (std::size_t place = 0; place < all.size(); ++place) {
    if (shard.takes(place)) part.push_back(std::move(all[place]));
  }
  return part;
}

}  // namespace acdloop::runner
