// SPDX-License-Identifier: Apache-2.0
// Links over TCP. Two ends of one connection in this process are recognised by their ports and accounted for; a peer in
// another process is not, so on the virtual clock nobody waits for it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "drivers/link/exchange.hpp"
#include "drivers/link/link.hpp"

namespace acdloop::link {

// Port 0 takes any free one: see Listener::address(). listen() throws LinkError. A host name is looked up there and
// then, which may take as long as the machine's resolver does.
std::unique_ptr<Listener> make_tcp_listener(Exchange& exchange, std::string host, std::uint16_t port);
std::unique_ptr<Link> make_tcp_connector(Exchange& exchange, std::string host, std::uint16_t port);

}  // namespace acdloop::link
