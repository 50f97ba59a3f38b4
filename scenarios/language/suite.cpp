// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <string>

#include "scenarios/language/include.hpp"
#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {
namespace {

constexpr int deepest_folder = 16;

// The bad examples of the language live there; only who names them by path gets them.
bool is_language_folder(const std::filesystem::path& folder) {
  return folder.filename() == "language" && folder.parent_path().filename() == "scenarios";
}

Diagnostic unreadable(const std::filesystem::path& folder, const std::string& reason) {
  return {"S001", Severity::error, folder.string(), {}, 1, "the folder cannot be read", reason, "check the path", {},
          {}};
}

// What comes before the first key is a comment or two.
bool begins_as_fragment(const std::filesystem::path& path) {
  constexpr std::size_t head = 16 * 1024;
  std::ifstream stream(path, std::ios::binary);
  std::string text(head, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(head));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(stream.gcount(), 0)));
  return is_fragment(text);
}

void collect(const std::filesystem::path& folder, int depth, Found& found) {
  std::error_code error;
  std::filesystem::directory_iterator entries(folder, error);
  if (error) {
    found.diagnostics.push_back(unreadable(folder, error.message()));
    return;
  }
  for (const auto end = std::filesystem::directory_iterator(); entries != end;) {
    const std::filesystem::directory_entry& entry = *entries;
    std::error_code ignored;
    if (entry.is_directory(ignored) && !entry.is_symlink(ignored)) {
      // Named from the root, because the folder may have been given as ".".
      const auto whole = std::filesystem::weakly_canonical(entry.path(), ignored);
      if (is_language_folder(whole)) {
        // Left out.
      } else if (depth < deepest_folder) {
        collect(entry.path(), depth + 1, found);
      } else {
        found.diagnostics.push_back(unreadable(entry.path(), "it lies too deep in the suite"));
      }
    } else if (entry.path().extension() == ".yaml" && entry.is_regular_file(ignored)) {
      (begins_as_fragment(entry.path()) ? found.fragments : found.files).push_back(entry.path());
    }
    entries.increment(error);
    if (error) {
      found.diagnostics.push_back(unreadable(folder, error.message()));
      return;
    }
  }
}

}  // namespace

Found find_scenarios(const std::filesystem::path& folder) {
  Found found;
  collect(folder, 0, found);
  std::ranges::sort(found.files);
  std::ranges::sort(found.fragments);
  return found;
}

}  // namespace acdloop::scenarios
