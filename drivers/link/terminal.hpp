// SPDX-License-Identifier: Apache-2.0
// Opening serial devices and pseudo-terminals with plain open() and termios. Used by the line links; moves no bytes.
#pragma once

#include <expected>
#include <string>

#include "drivers/link/line_settings.hpp"

namespace acdloop::link {

// An open descriptor that is closed with its holder.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  ~FileDescriptor();
  int get() const { return fd_; }
  int release();

 private:
  int fd_ = -1;
};

struct PseudoTerminal {
  FileDescriptor master;  // non-blocking
  FileDescriptor slave;   // kept open: a master whose last slave closes reads EIO until one is opened again
  std::string slave_path;
};

// Raw before a byte can pass: the default line discipline echoes and converts. Throws LinkError.
PseudoTerminal make_pseudo_terminal();

bool is_pseudo_terminal(int fd);

// Opens for this program alone (a lock that other well-behaved programs respect), raw, non-blocking, modem lines
// ignored. What the device does not do of the settings is an error; a pseudo-terminal has no framing, so there only the
// speed is kept. The error names the path, the cause and the remedy.
std::expected<FileDescriptor, std::string> open_line(const std::string& path, const LineSettings& line);

}  // namespace acdloop::link
