// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/tcp_circuits.hpp"

#include <fmt/format.h>

#include <vector>

#include "drivers/link/tcp_device.hpp"

namespace acdloop::link::tcp {

using boost::system::error_code;

Attempt::Attempt(Exchange& exchange, std::shared_ptr<Mailbox> mailbox, Mailbox::Epoch epoch, std::shared_ptr<Pump> pump,
                 std::string name)
    : exchange_(exchange),
      mailbox_(std::move(mailbox)),
      epoch_(epoch),
      pump_(std::move(pump)),
      name_(std::move(name)),
      token_(exchange.account()->take_token("connection attempt on " + name_)),
      socket_(exchange.loop().io()) {}

void Attempt::start(const Endpoint& target) {
  target_ = target;
  socket_.async_connect(target, [self = shared_from_this()](const error_code& error) { self->connected(error); });
  // The kernel gave the port when the attempt began: before anybody can accept it.
  error_code error;
  const Endpoint source = socket_.local_endpoint(error);
  if (error || source.port() == 0) return;
  auto& circuits = exchange_.directory<Circuits>();
  acceptor_ = circuits.find(target, source);
  if (!acceptor_) return;
  ports_ = {source.port(), target.port()};
  circuits.attempts_[ports_] = shared_from_this();
}

void Attempt::cancel() {
  if (settled_ || acceptor_) return;
  settle();
}

void Attempt::connected(const error_code& error) {
  if (settled_) return;
  if (error) {
    return refuse(error == boost::asio::error::connection_refused
                      ? fmt::format("nothing listens on {}: connection refused; start it first", to_string(target_))
                      : fmt::format("cannot connect to {}: {}", to_string(target_), error.message()));
  }
  connected_ = true;
  complete_if_possible();
}

void Attempt::accepted(Socket socket) {
  accepted_.emplace(std::move(socket));
  complete_if_possible();
}

void Attempt::complete_if_possible() {
  if (settled_ || !connected_ || (acceptor_ && !accepted_)) return;
  const auto self = shared_from_this();
  std::shared_ptr<Flow> to_listener;
  std::shared_ptr<Flow> to_connector;
  if (acceptor_) {
    to_listener = exchange_.account()->open_flow(name_ + ", to the listener");
    to_connector = exchange_.account()->open_flow(name_ + ", from the listener");
    acceptor_->accepted(std::move(*accepted_), to_connector, to_listener, mailbox_->order());
  }
  mailbox_->arrive_opened(epoch_);
  pump_->start(release_descriptor(socket_), make_device(), to_listener, to_connector);
  settle();
}

void Attempt::refuse(const std::string& text) {
  mailbox_->arrive_closed(epoch_, CloseReason::refused, text);
  settle();
}

void Attempt::settle() {
  const auto self = shared_from_this();
  settled_ = true;
  token_->end_seen();
  if (acceptor_) exchange_.directory<Circuits>().attempts_.erase(ports_);
  error_code ignored;
  if (socket_.is_open()) socket_.close(ignored);
}

void Circuits::remove(Acceptor* acceptor) {
  acceptors_.erase(acceptor);
  std::vector<std::shared_ptr<Attempt>> waiting;
  for (const auto& [ports, attempt] : attempts_) {
    if (attempt->acceptor_ == acceptor) waiting.push_back(attempt);
  }
  for (const auto& attempt : waiting) {
    attempt->refuse(fmt::format("{} stopped listening: connection refused; start it again", attempt->name_));
  }
}

bool Circuits::take(Acceptor* acceptor, Socket& socket, const Endpoint& peer, std::uint16_t listening_port) {
  const auto found = attempts_.find({peer.port(), listening_port});
  if (found == attempts_.end() || found->second->acceptor_ != acceptor) return false;
  const std::shared_ptr<Attempt> attempt = found->second;
  attempt->accepted(std::move(socket));
  return true;
}

Acceptor* Circuits::find(const Endpoint& target, const Endpoint& source) const {
  for (Acceptor* acceptor : acceptors_) {
    if (acceptor->accepts(target, source)) return acceptor;
  }
  return nullptr;
}

}  // namespace acdloop::link::tcp
