// SPDX-License-Identifier: Apache-2.0
// The benchmarks of this folder, one file each. Each throws std::runtime_error when it could not measure, or when what
// it measured did something wrong; never because it was slow.
#pragma once

#include <filesystem>
#include <vector>

#include "ci/benchmarks/harness.hpp"

namespace acdloop::benchmarks {

std::vector<Figure> engine_figures(int rounds);
std::vector<Figure> rearm_figures(int rounds);
std::vector<Figure> codec_figures(int rounds);
std::vector<Figure> wire_figures(int rounds);
std::vector<Figure> timeout_figures(int rounds);
// `scenario` is copied 1,000 times with different ids and numbers.
std::vector<Figure> loader_figures(int rounds, const std::filesystem::path& scenario);

}  // namespace acdloop::benchmarks
