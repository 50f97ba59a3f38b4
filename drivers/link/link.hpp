// SPDX-License-Identifier: Apache-2.0
// One end of an ordered byte pipe: memory, TCP or serial. Used by attachments; knows no protocol. Callbacks never
// run inside a call of this interface: they come from the event loop, in canonical order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "drivers/time/time_point.hpp"

namespace acdloop::link {

enum class CloseReason : std::uint8_t {
  local,          // we closed it
  end_of_stream,  // the peer closed its sending side, or the line hung up
  reset,          // connection reset, I/O error
  refused,        // could not be opened: `text` says why
  overrun,        // the peer does not read: our output exceeded its bound
};
std::string_view to_string(CloseReason reason);

struct LinkHandlers {
  std::function<void()> opened;
  std::function<void(std::span<const std::byte>)> bytes;
  std::function<void(CloseReason, const std::string& text)> closed;  // exactly once per opening, last
};

class Link {
 public:
  virtual ~Link() = default;
  virtual void open(LinkHandlers handlers) = 0;
  // Queues bytes. Nothing is sent after close(). Output beyond the bound closes the link with `overrun`.
  virtual void send(std::string_view bytes) = 0;
  // Closes after queued output has gone out as far as the peer takes it.
  virtual void close() = 0;
  virtual bool is_open() const = 0;
  // For people: "tcp 127.0.0.1:4000", "pty /dev/pts/3", "memory".
  virtual std::string describe() const = 0;
};

// Accepts links. Each accepted link has still to be opened by its owner.
class Listener {
 public:
  using Accepted = std::function<void(std::unique_ptr<Link>)>;
  virtual ~Listener() = default;
  // Throws LinkError ("port 4000 on 127.0.0.1 is in use") when it cannot listen.
  virtual void listen(Accepted accepted) = 0;
  virtual void close() = 0;
  // Where a peer connects to: "127.0.0.1:40123", a device path, a memory name.
  virtual std::string address() const = 0;
  virtual std::string describe() const = 0;
};

// The world refused: port in use, no such device. what() names the thing, the cause and the remedy.
class LinkError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Output queued on one link that the peer has not taken, in bytes, before it is closed with `overrun`.
inline constexpr std::size_t max_queued_output = 4u << 20;

}  // namespace acdloop::link
