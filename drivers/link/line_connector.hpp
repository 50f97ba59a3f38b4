// SPDX-License-Identifier: Apache-2.0
// The application's side of a serial line or pseudo-terminal.
#pragma once

#include <memory>
#include <string>

#include "drivers/link/exchange.hpp"
#include "drivers/link/line_settings.hpp"
#include "drivers/link/link.hpp"

namespace acdloop::link {

// Opens the device at open(). A pseudo-terminal of this exchange is accounted for; its other side cannot see close().
// `kind` is what describe() calls it: "pty" or "serial".
std::unique_ptr<Link> make_line_connector(Exchange& exchange, std::string kind, std::string path, LineSettings line);

}  // namespace acdloop::link
