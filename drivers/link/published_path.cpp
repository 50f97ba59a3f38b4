// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/published_path.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <system_error>

#include "drivers/link/link.hpp"

namespace acdloop::link {

namespace fs = std::filesystem;

void PublishedPath::publish(const std::string& path, const std::string& target) {
  std::error_code error;
  const fs::file_status status = fs::symlink_status(path, error);
  if (fs::exists(status) && !fs::is_symlink(status)) {
    throw LinkError(fmt::format("{} exists and is not a symbolic link: remove it or choose another path", path));
  }
  const std::string next = fmt::format("{}.{}", path, ::getpid());
  fs::remove(next, error);
  fs::create_symlink(target, next, error);
  if (!error) fs::rename(next, path, error);
  if (error) {
    std::error_code ignored;
    fs::remove(next, ignored);
    throw LinkError(fmt::format("cannot make the symbolic link {}: {}; choose a path in a folder that you may write to",
                                path, error.message()));
  }
  path_ = path;
  target_ = target;
}

void PublishedPath::remove() {
  if (path_.empty()) return;
  std::error_code error;
  if (fs::read_symlink(path_, error) == target_ && !error) fs::remove(path_, error);
  path_.clear();
}

}  // namespace acdloop::link
