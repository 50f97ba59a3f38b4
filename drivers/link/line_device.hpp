// SPDX-License-Identifier: Apache-2.0
// The two ends of a pseudo-terminal, and a serial line, as Devices. Used by pty_listener and line_connector.
#pragma once

#include <memory>

#include "drivers/link/device.hpp"
#include "drivers/link/line_port.hpp"

namespace acdloop::link {

// The switch's side of a pseudo-terminal.
std::unique_ptr<Device> make_master_device(std::shared_ptr<LinePort> port);
// Either side of a serial line, and the application's side of a pseudo-terminal. `port` if the other side is in this
// process.
std::unique_ptr<Device> make_line_device(std::shared_ptr<LinePort> port);
// Reads away what was left on the line from before, until the port's counts agree or 200 ms have passed.
void drop_old_bytes(int fd, LinePort& port);

}  // namespace acdloop::link
