// SPDX-License-Identifier: Apache-2.0
// The records a stream begins with: all that must be equal for two streams to be parts of one run, and which part it
// is. Written by whoever runs, read by whoever puts streams together.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "conformance/report/console.hpp"
#include "conformance/report/stream.hpp"

namespace acdloop::report {

// Of the records below; a stream of another form is refused.
inline constexpr std::string_view stream_form = "acdloop events 1";

// All of class `env`: stream, program, link, clock, seed, "reading KEY" …,
// "subject reading KEY" …, protocols, strict, repeat, suite, selected,
// and with a list of known failures: known, today, "known line" …; last of all shard ("2/3"), in which alone the parts
// of one run differ.
void tell_head(Stream& stream, const RunHeader& header);

using HeadRecords = std::vector<std::pair<std::string, std::string>>;  // name and value, in order
// The error says what is missing or wrong. `scenarios` and longest_id are not in a head.
std::expected<RunHeader, std::string> read_head(const HeadRecords& records);

}  // namespace acdloop::report
