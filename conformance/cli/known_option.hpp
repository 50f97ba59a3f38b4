// SPDX-License-Identifier: Apache-2.0
// --known FILE and --today DATE: the list of known failures and the day it is judged by. Used by the commands that
// judge runs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "conformance/cli/suite_run.hpp"
#include "conformance/known/known.hpp"

namespace CLI {
class App;
}

namespace acdloop::cli {

struct KnownOptions {
  std::string file;
  std::string today;  // empty: this machine's date
};
void add_known_options(CLI::App& command, KnownOptions& options);

// A list together with what judges by it and what a stream says of it.
struct KnownFailures {
  known::List list;
  KnownText text;
  std::optional<known::Policy> policy;
};

// Null without --known. Says on standard error what is wrong; `exit_code` is then 2 (the date) or 3 (the file), and
// the result is nothing. `ids`: scenarios that there are, empty when the suite is not at hand.
std::optional<std::unique_ptr<KnownFailures>> choose_known(const std::string& command, const KnownOptions& options,
                                                           const std::vector<std::string>& ids, int& exit_code);

// From a stream's head; null when it has none. The error says what is wrong.
std::expected<std::unique_ptr<KnownFailures>, std::string> known_of(const report::RunHeader& header);

}  // namespace acdloop::cli
