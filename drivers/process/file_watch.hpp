// SPDX-License-Identifier: Apache-2.0
// Waits until somebody saves one of some files, however the editor does it. Used by programs that run again on every
// save; knows nothing of what the files are.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace acdloop::process {

class FileWatch {
 public:
  // Throws std::system_error when the system watches no more folders. A file need not exist yet; its folder must.
  explicit FileWatch(const std::vector<std::filesystem::path>& files);
  ~FileWatch();
  FileWatch(const FileWatch&) = delete;
  FileWatch& operator=(const FileWatch&) = delete;

  // True when one of them was saved since the last call, or since this was made. False as soon as `stop` says so, which
  // is asked after a signal and several times a second.
  bool wait(const std::function<bool()>& stop);

 private:
  // Takes what the system has to tell; true if it is of one of our files.
  bool take_events();

  int descriptor_;
  // Folders and not files, because many editors write a new file and rename it.
  std::map<int, std::set<std::string>> names_;  // by the folder's number
};

}  // namespace acdloop::process
