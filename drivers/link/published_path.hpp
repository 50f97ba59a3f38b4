// SPDX-License-Identifier: Apache-2.0
// A symbolic link that stands for a pseudo-terminal while it exists. Used by pty_listener.
#pragma once

#include <string>

namespace acdloop::link {

class PublishedPath {
 public:
  PublishedPath() = default;
  ~PublishedPath() { remove(); }
  PublishedPath(const PublishedPath&) = delete;
  PublishedPath& operator=(const PublishedPath&) = delete;

  // Makes `path` point to `target`, replacing a symbolic link in one step. Throws LinkError, and leaves anything alone
  // that is not a symbolic link.
  void publish(const std::string& path, const std::string& target);
  // Removes it if it is still ours.
  void remove();

 private:
  std::string path_;
  std::string target_;
};

}  // namespace acdloop::link
