// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/factory.hpp"

#include <fmt/format.h>

#include <charconv>

#include "drivers/link/line_connector.hpp"
#include "drivers/link/memory_link.hpp"
#include "drivers/link/pty_listener.hpp"
#include "drivers/link/tcp_link.hpp"

namespace acdloop::link {
namespace {

constexpr std::size_t longest_address = 4096;

using Parsed = std::expected<LinkAddress, std::string>;

Parsed wrong(std::string text) { return std::unexpected(std::move(text)); }

Parsed parse_tcp(std::string_view rest) {
  const std::size_t colon = rest.rfind(':');
  const bool bracketed = rest.starts_with('[');
  if (colon == std::string_view::npos || (bracketed && (colon == 0 || rest[colon - 1] != ']'))) {
    return wrong(
        fmt::format("the port is missing after \"tcp:{}\"; write tcp:HOST:PORT, as in tcp:127.0.0.1:4000", rest));
  }
  std::string_view host = rest.substr(0, colon);
  const std::string_view port = rest.substr(colon + 1);
  if (bracketed) {
    host = host.substr(1, host.size() - 2);
  } else if (host.find(':') != std::string_view::npos) {
    return wrong(
        fmt::format("\"{}\" has several colons; write an IPv6 address in brackets, as in tcp:[::1]:4000", rest));
  }
  if (host.empty()) return wrong("the host is missing after \"tcp:\"; write one, as in tcp:127.0.0.1:4000");
  LinkAddress address{.kind = LinkKind::tcp, .host = std::string(host), .port = 0, .path = {}, .line = {}};
  const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), address.port);
  if (error != std::errc{} || end != port.data() + port.size()) {
    return wrong(fmt::format("\"{}\" is no port; write a number from 0 to 65535", port));
  }
  return address;
}

Parsed parse_serial(std::string_view rest) {
  const std::size_t at = rest.rfind('@');
  const std::string_view device = rest.substr(0, at);
  if (device.empty())
    return wrong("the device is missing after \"serial:\"; write one, as in serial:/dev/ttyS0@9600-8N1");
  if (at == std::string_view::npos) {
    return wrong(
        fmt::format("the line settings are missing after \"serial:{}\"; write serial:{}@9600-8N1", rest, rest));
  }
  const auto line = parse_line_settings(rest.substr(at + 1));
  if (!line) return std::unexpected(line.error());
  return LinkAddress{.kind = LinkKind::serial, .host = {}, .port = 0, .path = std::string(device), .line = *line};
}

}  // namespace

std::string_view to_string(LinkKind kind) {
  switch (kind) {
    case LinkKind::memory:
      return "memory";
    case LinkKind::tcp:
      return "tcp";
    case LinkKind::pty:
      return "pty";
    case LinkKind::serial:
      return "serial";
  }
  return "unknown";
}

std::string to_string(const LinkAddress& address) {
  switch (address.kind) {
    case LinkKind::memory:
      return "memory:" + address.path;
    case LinkKind::tcp:
      return address.host.find(':') == std::string::npos ? fmt::format("tcp:{}:{}", address.host, address.port)
                                                         : fmt::format("tcp:[{}]:{}", address.host, address.port);
    case LinkKind::pty:
      return "pty:" + address.path;
    case LinkKind::serial:
      return fmt::format("serial:{}@{}", address.path, to_string(address.line));
  }
  return {};
}

std::expected<LinkAddress, std::string> parse_link_address(std::string_view text) {
  if (text.size() > longest_address) return wrong(fmt::format("longer than {} characters", longest_address));
  if (text.find('\0') != std::string_view::npos) return wrong("a NUL character cannot be part of a link's address");
  const std::size_t colon = text.find(':');
  const std::string_view kind = text.substr(0, colon);
  const std::string_view rest = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
  const bool known = kind == "tcp" || kind == "pty" || kind == "serial" || kind == "memory";
  if (!known || colon == std::string_view::npos) {
    return wrong(fmt::format(
        "\"{}\" names no kind of link; write tcp:HOST:PORT, pty:PATH, serial:DEVICE@9600-8N1 or memory:NAME", kind));
  }
  if (kind == "tcp") return parse_tcp(rest);
  if (kind == "serial") return parse_serial(rest);
  if (kind == "pty")
    return LinkAddress{.kind = LinkKind::pty, .host = {}, .port = 0, .path = std::string(rest), .line = {}};
  if (rest.empty()) return wrong("the name is missing after \"memory:\"; write one, as in memory:oai");
  return LinkAddress{.kind = LinkKind::memory, .host = {}, .port = 0, .path = std::string(rest), .line = {}};
}

std::unique_ptr<Listener> make_listener(const LinkAddress& address, Exchange& exchange) {
  switch (address.kind) {
    case LinkKind::memory:
      return make_memory_listener(exchange, address.path);
    case LinkKind::tcp:
      return make_tcp_listener(exchange, address.host, address.port);
    case LinkKind::pty:
      return make_pty_listener(exchange, address.path);
    case LinkKind::serial:
      return make_device_listener(exchange, address.path, address.line);
  }
  throw LinkError("unknown kind of link");
}

std::unique_ptr<Link> make_connector(const LinkAddress& address, Exchange& exchange) {
  switch (address.kind) {
    case LinkKind::memory:
      return make_memory_connector(exchange, address.path);
    case LinkKind::tcp:
      if (address.port == 0) throw LinkError("port 0 is nobody's: write the port that the other side listens on");
      return make_tcp_connector(exchange, address.host, address.port);
    case LinkKind::pty:
      if (address.path.empty()) throw LinkError("the path is missing after \"pty:\": write the pseudo-terminal's");
      return make_line_connector(exchange, "pty", address.path, address.line);
    case LinkKind::serial:
      return make_line_connector(exchange, "serial", address.path, address.line);
  }
  throw LinkError("unknown kind of link");
}

std::unique_ptr<Listener> make_listener(std::string_view text, Exchange& exchange) {
  const auto address = parse_link_address(text);
  if (!address) throw LinkError(fmt::format("link \"{}\": {}", text, address.error()));
  return make_listener(*address, exchange);
}

std::unique_ptr<Link> make_connector(std::string_view text, Exchange& exchange) {
  const auto address = parse_link_address(text);
  if (!address) throw LinkError(fmt::format("link \"{}\": {}", text, address.error()));
  return make_connector(*address, exchange);
}

LinkAddress connector_address(const LinkAddress& listened, const Listener& listener) {
  LinkAddress reached = listened;
  if (listened.kind == LinkKind::tcp) {
    const auto bound = parse_link_address("tcp:" + listener.address());
    if (bound) reached = *bound;
    // Bound to every address of this machine: reached from here at its own.
    if (reached.host == "0.0.0.0") reached.host = "127.0.0.1";
    if (reached.host == "::") reached.host = "::1";
  } else {
    reached.path = listener.address();
  }
  return reached;
}

}  // namespace acdloop::link
