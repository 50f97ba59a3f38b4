// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/line_device.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace acdloop::link {
namespace {

// A pseudo-terminal's other end closed: EIO. A serial adapter was pulled out: EIO, ENXIO or the end of the stream.
Ending line_ending(int error) {
  if (error == 0 || error == EIO) return {CloseReason::end_of_stream, "the line hung up", true};
  return {CloseReason::reset, std::generic_category().message(error), true};
}

ssize_t read_descriptor(int fd, std::span<std::byte> into) {
  const ssize_t count = ::read(fd, into.data(), into.size());
  return count < 0 ? -errno : count;
}

ssize_t write_descriptor(int fd, std::string_view bytes) {
  const ssize_t count = ::write(fd, bytes.data(), bytes.size());
  return count < 0 ? -errno : count;
}

class MasterDevice final : public Device {
 public:
  explicit MasterDevice(std::shared_ptr<LinePort> port) : port_(std::move(port)) {}
  ssize_t read(int fd, std::span<std::byte> into) override { return read_descriptor(fd, into); }
  ssize_t write(int fd, std::string_view bytes) override {
    const ssize_t count = write_descriptor(fd, bytes);
    if (count > 0) port_->written += static_cast<std::uint64_t>(count);
    return count;
  }
  Ending ending(int error) const override { return line_ending(error); }
  bool has_end_of_stream() const override { return true; }
  void finish_output(int) override {}
  // Closing a master takes away what the slave has not read.
  bool may_close(int, const Flow* out) const override {
    if (out) return out->is_lost() || out->bytes_on_their_way() == 0;
    int unread = 0;
    return ::ioctl(port_->slave.get(), FIONREAD, &unread) != 0 || unread == 0;
  }
  void before_close(int) override { port_->slave = FileDescriptor(); }

 private:
  std::shared_ptr<LinePort> port_;
};

class LineDevice final : public Device {
 public:
  explicit LineDevice(std::shared_ptr<LinePort> port) : port_(std::move(port)) {}
  ssize_t read(int fd, std::span<std::byte> into) override {
    const ssize_t count = read_descriptor(fd, into);
    if (count > 0 && port_) port_->read += static_cast<std::uint64_t>(count);
    return count;
  }
  ssize_t write(int fd, std::string_view bytes) override { return write_descriptor(fd, bytes); }
  Ending ending(int error) const override { return line_ending(error); }
  bool has_end_of_stream() const override { return false; }
  void finish_output(int) override {}
  bool may_close(int fd, const Flow*) const override {
    int unsent = 0;
    return port_ || ::ioctl(fd, TIOCOUTQ, &unsent) != 0 || unsent == 0;
  }
  void before_close(int fd) override {
    if (!port_) {
      // Closing a serial line waits for what is still in its buffer, up to half a minute: it had its time.
      ::tcflush(fd, TCIOFLUSH);
      ::ioctl(fd, TIOCNXCL);
    }
  }

 private:
  std::shared_ptr<LinePort> port_;
};

}  // namespace

std::unique_ptr<Device> make_master_device(std::shared_ptr<LinePort> port) {
  return std::make_unique<MasterDevice>(std::move(port));
}

std::unique_ptr<Device> make_line_device(std::shared_ptr<LinePort> port) {
  return std::make_unique<LineDevice>(std::move(port));
}

void drop_old_bytes(int fd, LinePort& port) {
  std::array<std::byte, 4096> waste;
  for (int looks = 0; port.read < port.written && looks < 20;) {
    const ssize_t count = read_descriptor(fd, waste);
    if (count > 0) {
      port.read += static_cast<std::uint64_t>(count);
      continue;
    }
    if (count != -EAGAIN && count != -EINTR) break;
    // The kernel moves bytes between the two sides in its own time.
    pollfd look{fd, POLLIN, 0};
    if (::poll(&look, 1, 10) == 0) ++looks;
  }
  port.read = port.written;
}

}  // namespace acdloop::link
