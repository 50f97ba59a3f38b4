// SPDX-License-Identifier: Apache-2.0
// An event stream that somebody wrote to a file: whole or not, and what it holds. Used by `acdcheck report`.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/report/retell.hpp"
#include "conformance/report/run_head.hpp"

namespace acdloop::report {

struct StreamFile {
  std::string name;  // as errors call it
  HeadRecords records;
  RunHeader head;
  struct Scenario {
    std::string_view lines;  // of the content
    Retold told;
  };
  std::vector<Scenario> scenarios;  // in the order of the file
  std::shared_ptr<const std::string> content;
};

// A stream may be this long.
inline constexpr std::size_t most_stream_bytes = std::size_t{1} << 30;

// The error names the file, the line where there is one, and what to do.
std::expected<StreamFile, std::string> read_stream_file(const std::string& path);
std::expected<StreamFile, std::string> read_stream(std::string content, const std::string& name);

}  // namespace acdloop::report
