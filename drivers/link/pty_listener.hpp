// SPDX-License-Identifier: Apache-2.0
// The switch's side of a serial line: a pseudo-terminal of our own, or a device. A line has no connections: the one
// link is handed over as soon as somebody listens.
#pragma once

#include <memory>
#include <string>

#include "drivers/link/exchange.hpp"
#include "drivers/link/line_settings.hpp"
#include "drivers/link/link.hpp"

namespace acdloop::link {

// Publishes the pseudo-terminal as a symbolic link at `symlink`, unless that is empty; removed by close(). Refuses to
// replace anything that is not a symbolic link. When the accepted link is closed the line hangs up, a new
// pseudo-terminal takes its place under the same address and a new link is handed over; unless the owner destroyed it
// without opening it. address() is the symbolic link, or else the first pseudo-terminal's path, which connectors of
// this exchange find for as long as the listener listens.
std::unique_ptr<Listener> make_pty_listener(Exchange& exchange, std::string symlink);

// Opens the device in listen(), which throws LinkError. One link only.
std::unique_ptr<Listener> make_device_listener(Exchange& exchange, std::string path, LineSettings line);

}  // namespace acdloop::link
