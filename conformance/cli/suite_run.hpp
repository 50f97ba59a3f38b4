// SPDX-License-Identifier: Apache-2.0
// A suite over protocols on one kind of link: plays every scenario in selection order and gathers what came of it.
// Shared by `acdcheck run` and `acdcheck mutate`.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/cli/readings_options.hpp"
#include "conformance/report/console.hpp"
#include "conformance/report/sink.hpp"
#include "conformance/self_test/self_test_bench.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/registry/registry.hpp"
#include "scenarios/language/scenario.hpp"
#include "simulator/defects/defect.hpp"

namespace acdloop::cli {

struct RunPlan {
  const std::vector<scenarios::Scenario>& scenarios;
  std::vector<const registry::Protocol*> protocols;
  self_test::LinkChoice link = self_test::LinkChoice::memory;
  std::uint64_t seed = 1;
  bool strict = false;
  const defects::Defect* defect = nullptr;
  ChosenReadings readings = {};
};

struct RunOutcome {
  std::vector<verdict::ScenarioReport> reports;
  std::map<std::string, std::string, std::less<>> digests;  // by protocol
  bool protocols_agree = true;
  int exit_code() const;
};

// `events` and `console` may be null. Stops between two scenarios when an interrupt came; the rest is not-run.
RunOutcome carry_out(const RunPlan& plan, report::TextSink* events, report::Console* console);

// "all", or ids separated by commas; the error names what is unknown and what there is.
std::expected<std::vector<const registry::Protocol*>, std::string> protocols_named(std::string_view names);
self_test::LinkChoice link_named(std::string_view name);
// The catalogue's sentence, empty for an unknown id.
std::string sentence_of(std::string_view requirement);

}  // namespace acdloop::cli
