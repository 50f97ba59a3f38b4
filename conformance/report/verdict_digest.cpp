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

std::string fact_record(std::string_view line, FactTimes times) {
  std::string record = "fact";
  if (times == FactTimes::exact) record.append(" ").append(raw_field(line, "at"));
  record.append(" ").append(raw_field(line, "kind"));
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
  if (record_class == "fact") story.facts.push_back(fact_record(line, times_));
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

std::vector<std::string> VerdictDigest::Story::records() const {
  std::vector<std::string> all = facts;
  all.insert(all.end(), judgements.begin(), judgements.end());
  return all;
}

VerdictDigest::Comparison VerdictDigest::compare() const {
  Comparison comparison;
  if (protocols_.empty()) return {sha256_hex(""), 0, std::nullopt};
  const auto& [first_protocol, first_stories] = *protocols_.begin();
  Sha256 hash;
  for (const auto& [scenario, story] : first_stories) {
    const auto ran_in = [&](const auto& entry) {
      const auto other = entry.second.find(scenario);
      return other != entry.second.end() && other->second.ran;
    };
    if (!std::ranges::all_of(protocols_, ran_in)) continue;
    ++comparison.scenarios;
    const std::vector<std::string> records = story.records();
    hash.add("scenario " + scenario + "\n");
    for (const std::string& record : records) hash.add(record + "\n");
    for (const auto& [protocol, stories] : protocols_) {
      if (comparison.difference) break;
      const std::vector<std::string> others = stories.find(scenario)->second.records();
      const auto [mine, theirs] = std::ranges::mismatch(records, others);
      if (mine == records.end() && theirs == others.end()) continue;
      const auto said = [](auto at, const auto& list) { return at == list.end() ? std::string{"(nothing)"} : *at; };
      comparison.difference = {scenario, first_protocol, said(mine, records), protocol, said(theirs, others)};
    }
  }
  comparison.digest = hash.hex();
  return comparison;
}

}  // namespace acdloop::report
