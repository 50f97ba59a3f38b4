// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/terminal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "drivers/link/line_speeds.hpp"
#include "drivers/link/link.hpp"

namespace acdloop::link {
namespace {

std::string reason(int error) { return std::generic_category().message(error); }

[[noreturn]] void refuse_pseudo_terminal(const char* step, int error) {
  throw LinkError(fmt::format("cannot make a pseudo-terminal ({}: {}): check that /dev/pts is mounted and not full",
                              step, reason(error)));
}

std::string open_error(const std::string& path, int error) {
  switch (error) {
    case ENOENT:
      return fmt::format("{} does not exist: start the switch's side first, or check the path", path);
    case EACCES:
    case EPERM:
      return fmt::format("{} may not be opened: join the group that owns it (often dialout)", path);
    case EBUSY:
      return fmt::format("{} is in use: close the program that has it open", path);
    case EIO:
    case ENXIO:
      return fmt::format("{} has no device behind it: start the switch's side first", path);
    default:
      return fmt::format("cannot open {}: {}", path, reason(error));
  }
}

void apply(termios& settings, const LineSettings& line) {
  ::cfmakeraw(&settings);
  constexpr std::array<tcflag_t, 4> sizes = {CS5, CS6, CS7, CS8};
  settings.c_cflag &= ~static_cast<tcflag_t>(CSIZE | PARENB | PARODD | CSTOPB | CRTSCTS | HUPCL);
  settings.c_cflag |= CREAD | CLOCAL | sizes[line.data_bits - 5];
  if (line.parity != Parity::none) {
    settings.c_cflag |= PARENB;
    settings.c_iflag |= INPCK;
  }
  if (line.parity == Parity::odd) settings.c_cflag |= PARODD;
  if (line.stop_bits == 2) settings.c_cflag |= CSTOPB;
  // With VMIN 0 a read without data looks like the end of the stream.
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  const speed_t speed = line_speed(line.baud).value_or(B9600);
  ::cfsetispeed(&settings, speed);
  ::cfsetospeed(&settings, speed);
}

// Empty, or what went wrong.
std::string configure(int fd, const std::string& path, const LineSettings& line) {
  termios wanted{};
  if (::tcgetattr(fd, &wanted) != 0) return fmt::format("{} is no serial line or terminal: {}", path, reason(errno));
  apply(wanted, line);
  if (::tcsetattr(fd, TCSANOW, &wanted) != 0) {
    return fmt::format("{} does not take {}: {}", path, to_string(line), reason(errno));
  }
  // tcsetattr succeeds when any one of the settings was taken.
  termios got{};
  if (::tcgetattr(fd, &got) != 0) return fmt::format("{}: settings cannot be read back: {}", path, reason(errno));
  const tcflag_t framing = CSIZE | PARENB | PARODD | CSTOPB;
  const bool framed = (got.c_cflag & framing) == (wanted.c_cflag & framing);
  if (::cfgetospeed(&got) != ::cfgetospeed(&wanted) || (!framed && !is_pseudo_terminal(fd))) {
    return fmt::format("{} did not take {}: choose settings that the device knows", path, to_string(line));
  }
  return {};
}

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    if (fd_ >= 0) ::close(fd_);
    fd_ = other.release();
  }
  return *this;
}

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) ::close(fd_);
}

int FileDescriptor::release() { return std::exchange(fd_, -1); }

PseudoTerminal make_pseudo_terminal() {
  PseudoTerminal made;
  made.master = FileDescriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
  if (made.master.get() < 0) refuse_pseudo_terminal("posix_openpt", errno);
  if (::grantpt(made.master.get()) != 0) refuse_pseudo_terminal("grantpt", errno);
  if (::unlockpt(made.master.get()) != 0) refuse_pseudo_terminal("unlockpt", errno);
  std::array<char, 128> path{};
  if (const int error = ::ptsname_r(made.master.get(), path.data(), path.size()); error != 0) {
    refuse_pseudo_terminal("ptsname_r", error);
  }
  made.slave_path = path.data();
  made.slave = FileDescriptor(::open(path.data(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
  if (made.slave.get() < 0) refuse_pseudo_terminal("open", errno);
  if (const std::string error = configure(made.slave.get(), made.slave_path, {}); !error.empty()) {
    throw LinkError(error);
  }
  return made;
}

bool is_pseudo_terminal(int fd) {
  struct stat status {};
  if (::fstat(fd, &status) != 0 || !S_ISCHR(status.st_mode)) return false;
  // Majors 136 to 143: "Linux allocated devices", UNIX98 PTY slaves.
  const unsigned kind = major(status.st_rdev);
  return kind >= 136 && kind <= 143;
}

std::expected<FileDescriptor, std::string> open_line(const std::string& path, const LineSettings& line) {
  FileDescriptor fd(::open(path.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
  if (fd.get() < 0) return std::unexpected(open_error(path, errno));
  if (!::isatty(fd.get())) {
    return std::unexpected(fmt::format("{} is no serial line or terminal: name a device such as /dev/ttyS0", path));
  }
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) return std::unexpected(open_error(path, EBUSY));
  // On a pseudo-terminal the mark would outlive this opening and keep the next one out.
  if (!is_pseudo_terminal(fd.get())) ::ioctl(fd.get(), TIOCEXCL);
  if (std::string error = configure(fd.get(), path, line); !error.empty()) return std::unexpected(std::move(error));
  return fd;
}

}  // namespace acdloop::link
