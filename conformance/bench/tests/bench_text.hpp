// SPDX-License-Identifier: Apache-2.0
// A bench file that is in order, how a test changes it, and stories from their text.
#pragma once

#include <gmock/gmock.h>

#include <string>

#include "conformance/bench/loader.hpp"
#include "conformance/runner/suite.hpp"
#include "drivers/asterisk_ami/protocol.hpp"
#include "scenarios/language/loader.hpp"

namespace acdloop::bench::test {

inline const std::string good = R"(bench: lab
switch:
  protocol: asterisk-ami
  link: tcp:192.0.2.10:5038
  user: tester
  secret_from: LAB_SECRET
  phones: local
  phones_context: acdloop-phones
  answer_extension: answer
  callers_context: acdloop-callers
queues:
  - { name: acdloop, number: "800", wrap_up: 6s }
agents:
  - { id: "2001", at: "1001" }
  - { id: "2002", at: "1002" }
)";

inline std::string changed(const std::string& from, const std::string& to) {
  std::string text = good;
  EXPECT_NE(std::string::npos, text.find(from)) << from;
  return text.replace(text.find(from), from.size(), to);
}

inline Loaded load(const std::string& text) {
  static const cti::Protocol spoken[] = {asterisk_ami::protocol()};
  const Surroundings around{spoken, [](const std::string& name) -> std::optional<std::string> {
                              if (name == "LAB_SECRET") return "s3cret";
                              return std::nullopt;
                            }};
  return load_text(text, "lab.yaml", around);
}

inline BenchFile bench_of(const std::string& text = good) {
  Loaded loaded = load(text);
  EXPECT_TRUE(loaded.bench) << (loaded.diagnostics.empty() ? "" : loaded.diagnostics.front().message);
  return std::move(*loaded.bench);
}

inline scenarios::Scenario story(const std::string& text) {
  const scenarios::Loaded loaded = scenarios::load_text(text, "story.yaml", runner::vocabulary());
  EXPECT_TRUE(loaded.scenario) << (loaded.diagnostics.empty() ? "" : loaded.diagnostics.front().message);
  return *loaded.scenario;
}

}  // namespace acdloop::bench::test
