// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/shard.hpp"

#include <charconv>

namespace acdloop::runner {
namespace {

// Who divides runs, and in which variables it says so.
struct Divider {
  const char* index;
  int first;  // how it counts the first part
  const char* total;
  const char* status_file;  // may be null
};
constexpr Divider dividers[] = {
    // GitLab, `parallel:`. It sets the total of 1 in every job.
    {"CI_NODE_INDEX", 1, "CI_NODE_TOTAL", nullptr},
    // Kubernetes, Jobs with completionMode: Indexed. It says of how many only to its own controller.
    {"JOB_COMPLETION_INDEX", 0, "ACDLOOP_SHARD_TOTAL", nullptr},
    {"GTEST_SHARD_INDEX", 0, "GTEST_TOTAL_SHARDS", "GTEST_SHARD_STATUS_FILE"},
    // Bazel, `shard_count`.
    {"TEST_SHARD_INDEX", 0, "TEST_TOTAL_SHARDS", "TEST_SHARD_STATUS_FILE"},
};

std::optional<int> number(std::string_view text) {
  int value = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

std::string both(const Divider& divider) { return std::string{divider.index} + " and " + divider.total; }

// Nothing when it says nothing, or that nothing is divided.
std::expected<std::optional<Shard>, std::string> said_by(const Divider& divider, const Environment& environment) {
  const auto value = [&](const char* name) {
    const auto set = name ? environment(name) : std::nullopt;
    return set && !set->empty() ? set : std::nullopt;
  };
  const auto index = value(divider.index);
  const auto total = value(divider.total);
  if (!index && !total) return std::nullopt;
  if (!index) {
    if (number(*total) == 1) return std::nullopt;
    return std::unexpected(std::string{divider.total} + " is " + *total + ", but " + divider.index +
                           " is not set; set both, or say --shard I/N (1/1 for everything)");
  }
  if (!total) {
    return std::unexpected(std::string{divider.index} + " is " + *index + ", but " + divider.total +
                           " is not set; set it to the number of shards, or say --shard I/N (1/1 for everything)");
  }
  const auto at = number(*index);
  const auto of = number(*total);
  if (!at || !of || *of < 1 || *of > most_shards || *at < divider.first || *at - divider.first >= *of) {
    return std::unexpected(both(divider) + " are " + *index + " and " + *total + ", which is no part of a whole: " +
                           divider.index + " counts from " + std::to_string(divider.first) + ", " + divider.total +
                           " is at most " + std::to_string(most_shards));
  }
  return Shard{*at - divider.first + 1, *of, both(divider), value(divider.status_file).value_or("")};
}

}  // namespace

std::string to_string(const Shard& shard) { return std::to_string(shard.index) + "/" + std::to_string(shard.total); }

std::expected<Shard, std::string> parse_shard(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto index = number(text.substr(0, slash));
  const auto total = slash == std::string_view::npos ? std::nullopt : number(text.substr(slash + 1));
  if (!index || !total || *index < 1 || *total < 1 || *index > *total || *total > most_shards) {
    return std::unexpected("--shard " + std::string{text} +
                           ": say I/N, which of how many, from 1/N to N/N with N at most " +
                           std::to_string(most_shards));
  }
  return Shard{*index, *total, "--shard", ""};
}

std::expected<Shard, std::string> choose_shard(const std::string& flag, const Environment& environment) {
  if (!flag.empty()) return parse_shard(flag);
  std::optional<Shard> chosen;
  for (const Divider& divider : dividers) {
    const auto said = said_by(divider, environment);
    if (!said) return std::unexpected(said.error());
    if (!*said) continue;
    if (chosen && (chosen->index != (*said)->index || chosen->total != (*said)->total)) {
      return std::unexpected(chosen->from + " say shard " + to_string(*chosen) + ", " + (*said)->from + " say " +
                             to_string(**said) + "; say --shard I/N (1/1 for everything)");
    }
    if (!chosen) chosen = **said;
  }
  return chosen.value_or(Shard{});
}

}  // namespace acdloop::runner
