// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/tcp_device.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <system_error>

namespace acdloop::link::tcp {
namespace {

class TcpDevice final : public Device {
 public:
  ssize_t read(int fd, std::span<std::byte> into) override {
    const ssize_t count = ::recv(fd, into.data(), into.size(), 0);
    return count < 0 ? -errno : count;
  }
  ssize_t write(int fd, std::string_view bytes) override {
    const ssize_t count = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    return count < 0 ? -errno : count;
  }
  Ending ending(int error) const override {
    if (error == 0) return {CloseReason::end_of_stream, "the peer closed the link", false};
    return {CloseReason::reset, std::generic_category().message(error), true};
  }
  bool has_end_of_stream() const override { return true; }
  void finish_output(int fd) override { ::shutdown(fd, SHUT_WR); }
  bool may_close(int, const Flow* out) const override { return out && out->was_end_seen(); }
  void before_close(int) override {}
};

}  // namespace

std::unique_ptr<Device> make_device() { return std::make_unique<TcpDevice>(); }

int release_descriptor(boost::asio::ip::tcp::socket& socket) {
  boost::system::error_code ignored;
  const int fd = socket.release(ignored);
  const int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  return fd;
}

std::expected<boost::asio::ip::tcp::endpoint, std::string> resolve(const std::string& host, std::uint16_t port) {
  boost::system::error_code error;
  if (const auto address = boost::asio::ip::make_address(host, error); !error) {
    return boost::asio::ip::tcp::endpoint(address, port);
  }
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (const int failure = ::getaddrinfo(host.c_str(), nullptr, &hints, &found); failure != 0) {
    return std::unexpected(
        fmt::format("no address is known for {}: {}; write a numeric address or check the name", host,
                    failure == EAI_SYSTEM ? std::generic_category().message(errno) : ::gai_strerror(failure)));
  }
  const addrinfo* chosen = found;
  for (const addrinfo* each = found; each; each = each->ai_next) {
    if (each->ai_family == AF_INET) {
      chosen = each;
      break;
    }
  }
  boost::asio::ip::tcp::endpoint endpoint;
  std::memcpy(endpoint.data(), chosen->ai_addr, chosen->ai_addrlen);
  endpoint.resize(chosen->ai_addrlen);
  endpoint.port(port);
  ::freeaddrinfo(found);
  return endpoint;
}

std::string to_string(const boost::asio::ip::tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  return endpoint.address().is_v6() ? fmt::format("[{}]:{}", address, endpoint.port())
                                    : fmt::format("{}:{}", address, endpoint.port());
}

}  // namespace acdloop::link::tcp
