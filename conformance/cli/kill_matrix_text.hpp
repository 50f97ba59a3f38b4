// SPDX-License-Identifier: Apache-2.0
// A kill matrix as people read it: a line a defect while they wait, then what the whole of it says about the
// scenarios. Plays nothing.
#pragma once

#include <string>

#include "conformance/cli/kill_matrix.hpp"

namespace acdloop::cli {

// "caught      call-time-without-wrap-up  AS-016  facade  by 9 scenarios: figures 2, session 7". Ends with a newline;
// trouble has a second line with the command that repeats it.
std::string line_of(const DefectRow& row);

// Which scenarios alone catch something, which catch nothing, which defects count once. Empty when there is nothing to
// say.
std::string findings_of(const KillMatrix& matrix);

}  // namespace acdloop::cli
