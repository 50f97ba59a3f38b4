// SPDX-License-Identifier: Apache-2.0
// Small files of settings: one map of words to single values, read with the same care and the same diagnostics as a
// scenario. Used by acdcheck for readings. Knows no key and no value.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/language/document.hpp"

namespace acdloop::scenarios {

struct Settings {
  std::vector<Entry> entries;           // keys and values are scalars with their places; keys are unlike each other
  std::vector<Diagnostic> diagnostics;  // errors; with any of them the file is not to be used
  std::string source;                   // the text that was read, for render_human
};

Settings read_settings(const std::filesystem::path& path, const DocumentWords& words);
Settings read_settings_text(std::string_view text, const std::string& file, const DocumentWords& words);

// A fault at a key or value of the file.
Diagnostic fault_at(const Node& node, const std::string& file, std::string code, std::string message, std::string why,
                    std::string help);

}  // namespace acdloop::scenarios
