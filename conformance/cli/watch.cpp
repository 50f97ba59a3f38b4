// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/watch.hpp"

#include <cstdio>

#include <fmt/format.h>

#include "drivers/process/file_watch.hpp"

namespace acdloop::cli {

int run_on_every_save(const SuiteOptions& options, const std::function<int()>& run) {
  const auto suite = suite_folder(options.suite);
  const auto chosen = runner::choose(suite.value_or(std::filesystem::path{}), options.patterns);
  if (!chosen || chosen->empty()) {
    complain("run", chosen ? "--watch: there is no file to watch" : chosen.error());
    return exit_usage;
  }
  std::vector<std::filesystem::path> files;
  for (const runner::Chosen& one : *chosen) files.push_back(one.file);
  for (const std::string& included : runner::load(*chosen).included) files.emplace_back(included);
  watch_for_interrupts();
  // Watched before the first run, so that what is saved meanwhile is not missed.
  process::FileWatch watch(files);
  do {
    run();
    std::fflush(stdout);
    fmt::print(stderr, "watching {}; Ctrl-C ends\n",
               files.size() == 1 ? files.front().string() : fmt::format("{} files", files.size()));
  } while (watch.wait([] { return interrupted_by() != 0; }));
  return 128 + interrupted_by();
}

}  // namespace acdloop::cli
