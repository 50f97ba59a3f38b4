// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/tcp_link.hpp"

#include <fmt/format.h>

#include <utility>

#include "drivers/link/accept_queue.hpp"
#include "drivers/link/pump_link.hpp"
#include "drivers/link/tcp_circuits.hpp"
#include "drivers/link/tcp_device.hpp"
#include "drivers/time/asio.hpp"

namespace acdloop::link {
namespace {

using boost::system::error_code;
using tcp::Circuits;
using tcp::Endpoint;
using tcp::Socket;

class TcpConnector final : public PumpLink {
 public:
  TcpConnector(Exchange& exchange, std::string host, std::uint16_t port)
      : PumpLink(
            exchange, fmt::format("tcp {}:{}", host, port),
            std::make_shared<Mailbox>(exchange.account(), exchange.rounds(), fmt::format("tcp {}:{}", host, port))),
        host_(std::move(host)),
        port_(port) {
    exchange_.rounds()->enlist(mailbox_);
  }
  ~TcpConnector() override {
    if (attempt_) attempt_->cancel();
  }

  void open(LinkHandlers handlers) override {
    const Mailbox::Epoch epoch = mailbox_->begin();
    mailbox_->attach(std::move(handlers));
    if (pump_) pump_->close();
    pump_ = Pump::make(exchange_, mailbox_, epoch);
    const auto target = tcp::resolve(host_, port_);
    if (!target) {
      mailbox_->arrive_closed(epoch, CloseReason::refused, target.error());
      return;
    }
    attempt_ = std::make_shared<tcp::Attempt>(exchange_, mailbox_, epoch, pump_, describe());
    attempt_->start(*target);
  }

  void close() override {
    PumpLink::close();
    if (attempt_) attempt_->cancel();
  }

 private:
  std::string host_;
  std::uint16_t port_;
  std::shared_ptr<tcp::Attempt> attempt_;
};

// The listening socket. Lives on while an accept is under way, after its listener has gone.
class ListeningSocket final : public tcp::Acceptor, public std::enable_shared_from_this<ListeningSocket> {
 public:
  ListeningSocket(Exchange& exchange, std::shared_ptr<AcceptQueue> queue)
      : exchange_(exchange), queue_(std::move(queue)), acceptor_(exchange.loop().io()) {}

  void listen(const Endpoint& wanted) {
    open(wanted);
    endpoint_ = acceptor_.local_endpoint();
    exchange_.directory<Circuits>().add(this);
    accept();
  }

  void close() {
    if (!acceptor_.is_open()) return;
    error_code ignored;
    acceptor_.close(ignored);
    exchange_.directory<Circuits>().remove(this);
  }

  const Endpoint& endpoint() const { return endpoint_; }

  bool accepts(const Endpoint& target, const Endpoint& source) const override {
    if (target.port() != endpoint_.port()) return false;
    if (endpoint_.address() == target.address()) return true;
    return endpoint_.address().is_unspecified() &&
           (target.address().is_loopback() || target.address() == source.address());
  }

  void accepted(Socket socket, std::shared_ptr<Flow> out, std::shared_ptr<Flow> in,
                std::uint64_t connector_order) override {
    error_code error;
    const Endpoint peer = socket.remote_endpoint(error);
    const std::string description = "tcp from " + (error ? std::string("a peer that left") : tcp::to_string(peer));
    auto mailbox = std::make_shared<Mailbox>(exchange_.account(), exchange_.rounds(),
                                             "tcp accepted on " + tcp::to_string(endpoint_));
    const Mailbox::Epoch epoch = mailbox->begin();
    mailbox->arrive_opened(epoch);
    auto pump = Pump::make(exchange_, mailbox, epoch);
    pump->start(tcp::release_descriptor(socket), tcp::make_device(), std::move(out), std::move(in));
    queue_->arrive(std::make_unique<AcceptedLink>(exchange_, description, mailbox, pump), mailbox, connector_order);
  }

 private:
  void open(const Endpoint& wanted) {
    try {
      acceptor_.open(wanted.protocol());
      acceptor_.set_option(boost::asio::socket_base::reuse_address(true));
      acceptor_.bind(wanted);
      acceptor_.listen();
    } catch (const boost::system::system_error& failure) {
      error_code ignored;
      acceptor_.close(ignored);
      throw LinkError(sentence(wanted, failure.code()));
    }
  }

  static std::string sentence(const Endpoint& wanted, const error_code& error) {
    const std::string address = wanted.address().to_string();
    if (error == boost::asio::error::address_in_use) {
      return fmt::format(
          "port {} on {} is in use: stop the program that listens there, or choose another port (0 takes any free one)",
          wanted.port(), address);
    }
    if (error == boost::asio::error::access_denied) {
      return fmt::format("port {} on {} may not be used: choose a port above 1023, or run with the right to use it",
                         wanted.port(), address);
    }
    if (error == boost::system::errc::address_not_available) {
      return fmt::format("{} is no address of this machine: listen on one of its own, or on 127.0.0.1", address);
    }
    return fmt::format("cannot listen on {}: {}", tcp::to_string(wanted), error.message());
  }

  void accept() {
    acceptor_.async_accept([self = shared_from_this()](const error_code& error, Socket socket) {
      if (!self->acceptor_.is_open()) return;
      if (!error) self->arrived(std::move(socket));
      if (error && error != boost::asio::error::connection_aborted) return self->try_later();
      if (self->acceptor_.is_open()) self->accept();
    });
  }

  // Out of descriptors, most likely: accepting at once again would spin.
  void try_later() {
    EventLoop& loop = exchange_.loop();
    loop.at(loop.now() + std::chrono::milliseconds{100}, [weak = weak_from_this()] {
      const auto self = weak.lock();
      if (self && self->acceptor_.is_open()) self->accept();
    });
  }

  void arrived(Socket socket) {
    error_code error;
    const Endpoint peer = socket.remote_endpoint(error);
    if (!error && exchange_.directory<Circuits>().take(this, socket, peer, endpoint_.port())) return;
    accepted(std::move(socket), nullptr, nullptr, AcceptQueue::from_elsewhere);
  }

  Exchange& exchange_;
  std::shared_ptr<AcceptQueue> queue_;
  boost::asio::ip::tcp::acceptor acceptor_;
  Endpoint endpoint_;
};

class TcpListener final : public Listener {
 public:
  TcpListener(Exchange& exchange, std::string host, std::uint16_t port)
      : exchange_(exchange),
        host_(std::move(host)),
        port_(port),
        queue_(std::make_shared<AcceptQueue>(exchange.rounds())) {
    exchange_.rounds()->enlist(queue_);
  }
  ~TcpListener() override { TcpListener::close(); }

  void listen(Accepted accepted) override {
    const auto wanted = tcp::resolve(host_, port_);
    if (!wanted) throw LinkError(wanted.error());
    auto socket = std::make_shared<ListeningSocket>(exchange_, queue_);
    socket->listen(*wanted);
    socket_ = std::move(socket);
    queue_->open(std::move(accepted));
  }
  void close() override {
    if (!socket_) return;
    socket_->close();
    socket_.reset();
    queue_->close();
  }
  std::string address() const override {
    return socket_ ? tcp::to_string(socket_->endpoint()) : fmt::format("{}:{}", host_, port_);
  }
  std::string describe() const override { return "tcp " + address(); }

 private:
  Exchange& exchange_;
  std::string host_;
  std::uint16_t port_;
  std::shared_ptr<AcceptQueue> queue_;
  std::shared_ptr<ListeningSocket> socket_;
};

}  // namespace

std::unique_ptr<Listener> make_tcp_listener(Exchange& exchange, std::string host, std::uint16_t port) {
  return std::make_unique<TcpListener>(exchange, std::move(host), port);
}

std::unique_ptr<Link> make_tcp_connector(Exchange& exchange, std::string host, std::uint16_t port) {
  return std::make_unique<TcpConnector>(exchange, std::move(host), port);
}

}  // namespace acdloop::link
