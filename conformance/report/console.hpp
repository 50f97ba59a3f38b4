// SPDX-License-Identifier: Apache-2.0
// The report that people read while they wait: failures in full as they happen, the rest in one line each, the
// summary last. Called by the runner in selection order; knows neither switch nor façade.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/report/sink.hpp"
#include "conformance/report/tally.hpp"
#include "conformance/report/verdict_digest.hpp"
#include "conformance/verdict/verdict.hpp"

namespace acdloop::report {

enum class Detail : std::uint8_t {
  quiet,    // digests and summary
  normal,   // one line a scenario, failures in full
  verbose,  // every check
};

struct ConsoleOptions {
  Detail detail = Detail::normal;
  bool colour = false;
  // The requirement's sentence by its id, empty when unknown.
  std::function<std::string(std::string_view)> sentence_of = {};
};

// What a run is, for its first lines and for the head of its stream (run_head.hpp).
struct RunHeader {
  std::string program = {};  // "acdcheck 0.1.0"
  int scenarios = 0;         // selected, over all protocols
  std::vector<std::string> protocols = {};
  std::string link = {};
  std::string clock = {};  // "virtual", "real"
  std::string seed = {};
  std::vector<std::pair<std::string, std::string>> readings = {};          // key and value, all of them
  std::vector<std::pair<std::string, std::string>> subject_readings = {};  // where our own subject behaves otherwise
  std::size_t longest_id = 0;  // of the scenarios, so that columns stand under each other
  int selected = 0;            // scenarios of the whole selection, of which a shard plays a part
  std::string suite = {};      // tells selections of scenarios apart, by all that their files say
  bool strict = false;
  int repeat = 1;
  int shard = 1;  // this one, from 1 on
  int shards = 1;
  std::string known_file = {};  // of known failures: its name, text and the day it is judged by; empty without one
  std::string known_text = {};
  std::string today = {};
};

class Console {
 public:
  // `status`: where one line is redrawn (a terminal's standard error); none: plain lines only. Both outlive this.
  Console(TextSink& results, TextSink* status, ConsoleOptions options);

  void run_started(const RunHeader& header);
  void scenario_started(std::string_view protocol, std::string_view id);
  void scenario_ended(const verdict::ScenarioReport& report);

  struct End {
    std::vector<std::pair<std::string, std::string>> digests = {};  // protocol and 64 hex digits
    // By protocol: open readings and the answers that were observed.
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> readings = {};
    VerdictDigest::Comparison verdicts = {};  // said only with several protocols
    std::optional<Duration> wall = {};
    std::vector<std::string> notes = {};  // lines said before the digests: of a list of known failures, of a shard
  };
  // The last line is the summary in one sentence.
  void run_ended(const End& end);

  const Tally& tally() const { return tally_; }

 private:
  void say(std::string_view text);
  void clear_status();
  std::string scenario_line(const verdict::ScenarioReport& report) const;

  TextSink& results_;
  TextSink* status_;
  ConsoleOptions options_;
  Tally tally_;
  int selected_ = 0;
  std::string clock_;
  std::size_t longest_id_ = 0;
  bool status_drawn_ = false;
};

}  // namespace acdloop::report
