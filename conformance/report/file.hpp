// SPDX-License-Identifier: Apache-2.0
// Report files that are written whole or not at all, and can be refused before the run begins. Used by JUnit and by
// every other report that is one document; knows no format.
#pragma once

#include <expected>
#include <string>
#include <string_view>

namespace acdloop::report {

// Before a run: could this file be written? Leaves nothing behind and changes no existing file. On false `why` says
// what, why and what to do ("cannot write out/j.xml: there is no folder out: create it or name another place").
bool can_write(const std::string& path, std::string& why);

// Writes a temporary file beside `path` and renames it, so that a reader sees the old content or the new. What is
// no plain file (a pipe, /dev/stdout) is written to as it is. The error is worded as in can_write.
std::expected<void, std::string> write_whole(const std::string& path, std::string_view content);

// "cannot write PATH: CAUSE: REMEDY" for an errno value.
std::string write_error(const std::string& path, int error_number);

}  // namespace acdloop::report
