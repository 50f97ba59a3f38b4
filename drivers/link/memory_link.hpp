// SPDX-License-Identifier: Apache-2.0
// A link inside one process, without the operating system. The reference for how the other kinds must look from
// outside.
#pragma once

#include <memory>
#include <string>

#include "drivers/link/exchange.hpp"
#include "drivers/link/link.hpp"

namespace acdloop::link {

// listen() throws LinkError when somebody already listens under the name in this exchange.
std::unique_ptr<Listener> make_memory_listener(Exchange& exchange, std::string name);
// closed(refused) when nobody listens under the name at open().
std::unique_ptr<Link> make_memory_connector(Exchange& exchange, std::string name);

}  // namespace acdloop::link
