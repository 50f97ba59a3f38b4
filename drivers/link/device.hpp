// SPDX-License-Identifier: Apache-2.0
// A file descriptor that bytes go through: what differs between a socket, a pseudo-terminal and a serial line. Used by
// Pump.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "drivers/link/account.hpp"
#include "drivers/link/link.hpp"

namespace acdloop::link {

// Why a descriptor gives no more bytes.
struct Ending {
  CloseReason reason = CloseReason::reset;
  std::string text;
  bool output_dead = false;  // nothing more can be sent either
};

// The descriptor is non-blocking. It is closed by whoever holds it (Pump), after before_close().
class Device {
 public:
  virtual ~Device() = default;
  // Bytes moved; 0 from read() is the end; a negative errno otherwise.
  virtual ssize_t read(int fd, std::span<std::byte> into) = 0;
  virtual ssize_t write(int fd, std::string_view bytes) = 0;
  // `error` is 0 at the end of the stream, else an errno of read().
  virtual Ending ending(int error) const = 0;
  // The peer can see that we will send no more.
  virtual bool has_end_of_stream() const = 0;
  // All queued output has been written and no more will come.
  virtual void finish_output(int fd) = 0;
  // After finish_output: closing the descriptor now loses nothing that the peer could still read.
  virtual bool may_close(int fd, const Flow* out) const = 0;
  virtual void before_close(int fd) = 0;
};

}  // namespace acdloop::link
