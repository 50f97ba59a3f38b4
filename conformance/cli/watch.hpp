// SPDX-License-Identifier: Apache-2.0
// `acdcheck run --watch`: runs again whenever one of the chosen files is saved. Knows nothing of what a run is.
#pragma once

#include <functional>

#include "conformance/cli/commands.hpp"

namespace acdloop::cli {

// Runs at once and after every save, until an interrupt comes: then the code is 128 and the signal's number. Says on
// standard error what it waits for. Without a file to watch it is a usage error.
int run_on_every_save(const SuiteOptions& options, const std::function<int()>& run);

}  // namespace acdloop::cli
