// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/merge.hpp"

#include <algorithm>
#include <map>

#include "conformance/report/text.hpp"

namespace acdloop::report {
namespace {

using Failure = std::unexpected<std::string>;

std::string of_shard(int index, int total) { return std::to_string(index) + "/" + std::to_string(total); }

std::string value_of(const HeadRecords& records, std::string_view name) {
  const auto found = std::ranges::find(records, name, &HeadRecords::value_type::first);
  return found == records.end() ? "not said" : found->second;
}

// Without the one record in which parts of a run differ.
HeadRecords common(const StreamFile& file) {
  HeadRecords records = file.records;
  std::erase_if(records, [](const auto& record) { return record.first == "shard"; });
  return records;
}

// Empty when they are parts of one run.
std::string difference(const StreamFile& a, const StreamFile& b) {
  const HeadRecords ours = common(a);
  const HeadRecords theirs = common(b);
  const auto [mine, other] = std::ranges::mismatch(ours, theirs);
  if (mine == ours.end() && other == theirs.end()) return {};
  const std::string name = mine == ours.end() ? other->first : mine->first;
  if (name == "suite" || name == "selected") {
    return a.name + " and " + b.name +
           " are not of one run: they selected other scenarios, or the files say other things (" +
           value_of(ours, "selected") + " and " + value_of(theirs, "selected") + " scenarios)";
  }
  if (name.starts_with("known")) return a.name + " and " + b.name + " were judged by other lists of known failures";
  return a.name + " and " + b.name + " are not of one run: " + name + " is " + value_of(ours, name) +
         " in the one and " + value_of(theirs, name) + " in the other";
}

std::expected<void, std::string> check_shards(const std::vector<StreamFile>& files) {
  const int total = files.front().head.shards;
  std::map<int, const StreamFile*> by_index;
  for (const StreamFile& file : files) {
    if (file.head.shards != total) {
      return Failure(files.front().name + " is shard " + of_shard(files.front().head.shard, total) + " and " +
                     file.name + " is shard " + of_shard(file.head.shard, file.head.shards) +
                     ": they are not of one division");
    }
    const auto [taken, fresh] = by_index.emplace(file.head.shard, &file);
    if (!fresh) {
      return Failure("shard " + of_shard(file.head.shard, total) + " is there twice: " + taken->second->name + " and " +
                     file.name + "; name each once");
    }
  }
  std::vector<std::string> missing;
  for (int index = 1; index <= total; ++index) {
    if (!by_index.contains(index)) missing.push_back(of_shard(index, total));
    if (missing.size() == 10) break;
  }
  if (missing.empty()) return {};
  return Failure("no stream of shard " + listed(missing) + ": give the streams of all " + std::to_string(total) +
                 " shards");
}

}  // namespace

std::expected<MergedRun, std::string> merge(const std::vector<StreamFile>& files) {
  if (files.empty()) return Failure("no stream was given");
  for (const StreamFile& file : files) {
    if (const std::string found = difference(files.front(), file); !found.empty()) return Failure(found);
  }
  if (const auto shards = check_shards(files); !shards) return Failure(shards.error());

  MergedRun run;
  run.header = files.front().head;
  run.header.shard = run.header.shards = 1;
  // Protocol by protocol, then as selected.
  std::map<std::pair<std::size_t, int>, const StreamFile::Scenario*> ordered;
  for (const StreamFile& file : files) {
    for (const StreamFile::Scenario& scenario : file.scenarios) {
      const auto& [report, place] = scenario.told;
      const auto protocol = std::ranges::find(run.header.protocols, report.protocol);
      const int shard = (place - 1) % file.head.shards + 1;
      const bool expected = place >= 1 && place <= run.header.selected && shard == file.head.shard;
      const auto key = std::pair{static_cast<std::size_t>(protocol - run.header.protocols.begin()), place};
      if (!expected || protocol == run.header.protocols.end() || !ordered.emplace(key, &scenario).second) {
        return Failure(file.name + ": " + report.id + " on " + report.protocol + " is no part of this shard");
      }
      run.header.longest_id = std::max(run.header.longest_id, report.id.size());
    }
  }
  const std::size_t wanted = run.header.protocols.size() * static_cast<std::size_t>(run.header.selected);
  if (ordered.size() != wanted) {
    return Failure("the streams hold " + std::to_string(ordered.size()) + " of " + std::to_string(wanted) +
                   " scenarios; the shards were not played to their end");
  }
  for (const auto& [key, scenario] : ordered) run.order.push_back(scenario);
  run.header.scenarios = static_cast<int>(run.order.size());
  return run;
}

}  // namespace acdloop::report
