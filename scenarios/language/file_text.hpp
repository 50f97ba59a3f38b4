// SPDX-License-Identifier: Apache-2.0
// The text of one small file that a person wrote, or the diagnostic that says why there is none. Used by the loader
// and by the reader of settings.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "scenarios/language/document.hpp"

namespace acdloop::scenarios {

// A regular file of at most max_file_bytes (loader.hpp).
std::expected<std::string, Diagnostic> file_text(const std::filesystem::path& path, const DocumentWords& words = {});
Diagnostic too_large(const std::string& file, const DocumentWords& words = {});

}  // namespace acdloop::scenarios
