// SPDX-License-Identifier: Apache-2.0
// The streams of all shards put together into the stream of one run. Used by `acdcheck report`; judges nothing.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/report/stream_file.hpp"

namespace acdloop::report {

struct MergedRun {
  RunHeader header;                                // as of a run that was not divided
  std::vector<const StreamFile::Scenario*> order;  // selection order; points into the files
};

// The files outlive the result. The error says which streams do not belong together and why, or which shard is
// missing or there twice.
std::expected<MergedRun, std::string> merge(const std::vector<StreamFile>& files);

}  // namespace acdloop::report
