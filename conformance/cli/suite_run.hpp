// SPDX-License-Identifier: Apache-2.0
// A suite over protocols on one kind of link: plays every scenario, here or in worker processes, and gathers what came
// of it in selection order. Shared by `acdcheck run`, `acdcheck mutate` and whoever asks what the suite proves.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/bench/bench_file.hpp"
#include "conformance/cli/readings_options.hpp"
#include "conformance/known/known.hpp"
#include "conformance/report/console.hpp"
#include "conformance/report/sink.hpp"
#include "conformance/runner/shard.hpp"
#include "conformance/self_test/self_test_bench.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/registry/registry.hpp"
#include "scenarios/language/scenario.hpp"
#include "simulator/defects/defect.hpp"

namespace acdloop::cli {

// For the head of the stream, so that whoever puts streams together judges by the same list.
struct KnownText {
  std::string file;
  std::string text;
  std::string today;
};

struct RunPlan {
  const std::vector<scenarios::Scenario>& scenarios;
  std::vector<const cti::Protocol*> protocols;
  self_test::LinkChoice link = self_test::LinkChoice::memory;
  std::uint64_t seed = 1;
  bool strict = false;
  const defects::Defect* defect = nullptr;
  ChosenReadings readings = {};

  // Null: on the emulated switch. Else the one protocol is the bench's, and `cannot` says by id what it cannot carry.
  const bench::BenchFile* bench = nullptr;
  std::map<std::string, std::string> cannot = {};
  std::string link_word() const;  // "memory", "tcp:192.0.2.10:5038"

  // How the run goes about it. Nothing of it changes records, reports or digests.
  int workers = 1;            // processes; 1: this one
  bool random_order = false;  // from the seed
  int repeat = 1;             // each scenario so often; the further ones with seeds of their own

  // Which part of a larger selection `scenarios` is, and what the streams of the parts must agree on.
  runner::Shard shard = {};
  int selected = 0;  // scenarios of the whole selection; 0: this is all of it
  std::string suite = {};
  bool others_can_play = false;  // another shard has something that this wire can play

  // Null without a list of known failures. Both outlive the run.
  known::Policy* known = nullptr;
  const KnownText* known_text = nullptr;
};

struct RunOutcome {
  std::vector<verdict::ScenarioReport> reports;
  std::map<std::string, std::string, std::less<>> digests;  // by protocol
  bool protocols_agree = true;
  bool list_is_sound = true;     // of known failures
  bool others_can_play = false;  // as in the plan
  int exit_code() const;
};

// What a run of this plan says of itself.
report::RunHeader header_of(const RunPlan& plan);

// `events` and `console` may be null. Stops between two scenarios when an interrupt came; the rest is not-run.
RunOutcome carry_out(const RunPlan& plan, report::TextSink* events, report::Console* console);

// "all", or ids separated by commas; the error names what is unknown and what there is.
std::expected<std::vector<const cti::Protocol*>, std::string> protocols_named(std::string_view names);
self_test::LinkChoice link_named(std::string_view name);
// The catalogue's sentence, empty for an unknown id.
std::string sentence_of(std::string_view requirement);

}  // namespace acdloop::cli
