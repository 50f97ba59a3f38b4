// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/verdict_digest.hpp"

#include <algorithm>

#include "conformance/report/digest.hpp"
#include "conformance/verdict/verdict.hpp"

namespace acdloop::report {
namespace {

std::string_view unquoted(std::string_view raw) {
  return raw.size() >= 2 && raw.front() == '"' ? raw.substr(1, raw.size() - 2) : raw;
}

// A scenario that was skipped, or broke before it came to its checks or its end, has nothing that protocols could agree
// on: that it broke is told anyway.
bool has_run(std::string_view outcome) {
  return outcome != to_string(verdict::Outcome::skip) && outcome != to_string(verdict::Outcome::blocked) &&
         outcome != to_string(verdict::Outcome::not_run) && outcome != to_string(verdict::Outcome::error);
}

std::string fact_record(std::string_view line) {
  std::string record{raw_field(line, "kind")};
  for (const std::string_view key : {"call", "agent", "group", "address"}) {
    record.append(" ").append(key).append("=").append(raw_field(line, key));
  }
  return record;
}

std::string check_record(std::string_view line) {
  std::string record = "check ";
  return record.append(raw_field(line, "requirement")).append(" verdict=").append(raw_field(line, "verdict"));
}

}  // namespace

void VerdictDigest::add(std::string_view line) {
  const std::string_view record_class = class_of(line);
  if (record_class != "fact" && record_class != "check" && record_class != "scenario") return;
  const std::string_view protocol = unquoted(raw_field(line, "protocol"));
  const std::string_view scenario = unquoted(raw_field(line, "scenario"));
  if (protocol.empty() || scenario.empty()) return;
  Story& story = story_of(protocol, scenario);
  if (record_class == "fact") story.facts.push_back({std::string{raw_field(line, "at")}, fact_record(line)});
  if (record_class == "check") story.judgements.insert(check_record(line));
  if (record_class == "scenario" && raw_field(line, "phase") == R"("end")") {
    story.ran = story.ran || has_run(unquoted(raw_field(line, "outcome")));
  }
}

// Looked for before anything is made: nearly every line belongs to a story that is there.
VerdictDigest::Story& VerdictDigest::story_of(std::string_view protocol, std::string_view scenario) {
  auto stories = protocols_.find(protocol);
  if (stories == protocols_.end()) stories = protocols_.emplace(protocol, Stories{}).first;
  auto story = stories->second.find(scenario);
  if (story == stories->second.end()) story = stories->second.emplace(scenario, Story{}).first;
  return story->second;
}

std::vector<std::string> VerdictDigest::Story::records(FactTimes times) const {
  std::vector<std::string> all;
  for (const auto& [at, rest] : facts)
    all.push_back(times == FactTimes::exact ? "fact " + at + " " + rest : "fact " + rest);
  all.insert(all.end(), judgements.begin(), judgements.end());
  return all;
}

FactTimes VerdictDigest::times_of(std::string_view protocol) const {
  return by_order_.contains(protocol) ? FactTimes::order_only : FactTimes::exact;
}

// Who ran it; what the others are held against stands first: one that tells instants, where there is one.
std::vector<std::string> VerdictDigest::who_ran(const std::string& scenario) const {
  std::vector<std::string> ran;
  for (const auto& [protocol, stories] : protocols_) {
    const auto story = stories.find(scenario);
    if (story != stories.end() && story->second.ran) ran.push_back(protocol);
  }
  std::ranges::stable_partition(ran, [this](const std::string& one) { return times_of(one) == FactTimes::exact; });
  return ran;
}

std::optional<VerdictDigest::Difference> VerdictDigest::difference_in(const std::string& scenario,
                                                                      const std::vector<std::string>& ran) const {
  const auto records_of = [&](const std::string& protocol, FactTimes times) {
    return protocols_.at(protocol).find(scenario)->second.records(times);
  };
  for (const std::string& protocol : ran) {
    const FactTimes times = times_of(protocol);
    const std::vector<std::string> records = records_of(ran.front(), times);
    const std::vector<std::string> others = records_of(protocol, times);
    const auto [here, there] = std::ranges::mismatch(records, others);
    if (here == records.end() && there == others.end()) continue;
    const auto said = [](auto at, const auto& list) { return at == list.end() ? std::string{"(nothing)"} : *at; };
    return Difference{scenario, ran.front(), said(here, records), protocol, said(there, others)};
  }
  return std::nullopt;
}

VerdictDigest::Comparison VerdictDigest::compare() const {
  Comparison comparison;
  const auto untimed = [this](const auto& entry) { return times_of(entry.first) == FactTimes::order_only; };
  const FactTimes common = std::ranges::any_of(protocols_, untimed) ? FactTimes::order_only : FactTimes::exact;
  std::set<std::string> scenarios;
  for (const auto& [protocol, stories] : protocols_) {
    for (const auto& [scenario, story] : stories) scenarios.insert(scenario);
  }
  Sha256 hash;
  for (const std::string& scenario : scenarios) {
    const std::vector<std::string> ran = who_ran(scenario);
    if (!comparison.difference) comparison.difference = difference_in(scenario, ran);
    if (ran.size() != protocols_.size()) continue;
    ++comparison.scenarios;
    hash.add("scenario " + scenario + "\n");
    for (const std::string& record : protocols_.at(ran.front()).find(scenario)->second.records(common)) {
      hash.add(record + "\n");
    }
  }
  comparison.digest = hash.hex();
  return comparison;
}

}  // namespace acdloop::report
