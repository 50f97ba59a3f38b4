// SPDX-License-Identifier: Apache-2.0
// JUnit XML as CI servers read it: suite = folder of the scenario, classname = folder.protocol.link, name = id. Used by
// the composition root after the run; knows neither switch nor façade.
//
//   pass           nothing (broken soft requirements stand in <system-out>)
//   fail           <failure type="fail">
//   xpass          <failure type="unexpected-pass">
//   xfail          <skipped message="expected failure: …">
//   flaky          <skipped message="flaky: …">    as xfail, the evidence stands in <system-out>
//   inconclusive   <error type="inconclusive">    JUnit has no such state, and it must not be green
//   error          <error type="harness">; with a failed check before it <failure type="fail">, as in the exit code
//   blocked        <error type="blocked">
//   not run        <error type="not-run">         an interrupted run is never green
//   skip           <skipped message="reason">
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/verdict/verdict.hpp"

namespace acdloop::report {

struct JunitOptions {
  std::string name = "acdcheck";
  // Of every suite: seed, clock, version, readings.
  std::vector<std::pair<std::string, std::string>> properties = {};
  // The requirement's sentence by its id, empty when unknown.
  std::function<std::string(std::string_view)> sentence_of = {};
  // False where our own time is not known: a report made from streams has no `time`.
  bool own_time = true;
};

// `time` is our own time in seconds; the virtual time is a property. Well-formed whatever the texts contain.
// Write it with write_whole (file.hpp).
std::string junit_xml(std::span<const verdict::ScenarioReport> reports, const JunitOptions& options);

}  // namespace acdloop::report
