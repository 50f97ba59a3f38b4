// SPDX-License-Identifier: Apache-2.0
// From what a person wrote ("tcp:127.0.0.1:4000") to a link or a listener. Used by command lines, bench files and
// tests.
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string>
#include <string_view>

#include "drivers/link/exchange.hpp"
#include "drivers/link/line_settings.hpp"
#include "drivers/link/link.hpp"

namespace acdloop::link {

enum class LinkKind : std::uint8_t { memory, tcp, pty, serial };
std::string_view to_string(LinkKind kind);

struct LinkAddress {
  LinkKind kind = LinkKind::memory;
  std::string host;        // tcp: a name or a numeric address, without the brackets of IPv6
  std::uint16_t port = 0;  // tcp: 0 = any free port (listeners only)
  std::string path;        // pty, serial: the device; memory: the name
  LineSettings line;       // serial
  friend bool operator==(const LinkAddress&, const LinkAddress&) = default;
};
std::string to_string(const LinkAddress& address);

// tcp:HOST:PORT (IPv6 in brackets), pty:PATH, pty: (listeners: no symlink), serial:DEVICE@9600-8N1, memory:NAME.
// The error says what is wrong, where, and what would be right; it does not repeat the whole text.
std::expected<LinkAddress, std::string> parse_link_address(std::string_view text);

// The switch's side. tcp listens; pty makes a pseudo-terminal and publishes it as a symlink at the path, if there is
// one; serial opens the device when listen() is called; memory waits under the name. Throws LinkError for a bad text.
std::unique_ptr<Listener> make_listener(const LinkAddress& address, Exchange& exchange);
std::unique_ptr<Listener> make_listener(std::string_view text, Exchange& exchange);

// The application's side. pty and serial open the device at the path. Throws LinkError for a bad text; everything that
// goes wrong later reaches the link's `closed` handler.
std::unique_ptr<Link> make_connector(const LinkAddress& address, Exchange& exchange);
std::unique_ptr<Link> make_connector(std::string_view text, Exchange& exchange);

// The address that reaches a listener of that kind: what Listener::address() says, as a connector's address.
LinkAddress connector_address(const LinkAddress& listened, const Listener& listener);

}  // namespace acdloop::link
