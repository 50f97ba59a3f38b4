// SPDX-License-Identifier: Apache-2.0
// Which TCP connections have both ends in this process: attempts by the connector's port, listeners by theirs. Kept in
// the Exchange. An attempt is complete when the connector knows that it is connected and, if the listener is ours, the
// listener has accepted it; until then it counts as in flight.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "drivers/link/account.hpp"
#include "drivers/link/exchange.hpp"
#include "drivers/link/mailbox.hpp"
#include "drivers/link/pump.hpp"
#include "drivers/time/asio.hpp"

namespace acdloop::link::tcp {

using Endpoint = boost::asio::ip::tcp::endpoint;
using Socket = boost::asio::ip::tcp::socket;

// The listening side as a connection attempt needs it.
class Acceptor {
 public:
  virtual ~Acceptor() = default;
  virtual bool accepts(const Endpoint& target, const Endpoint& source) const = 0;
  // One accepted connection whose connector is at `connector_order`, or AcceptQueue::from_elsewhere.
  virtual void accepted(Socket socket, std::shared_ptr<Flow> out, std::shared_ptr<Flow> in,
                        std::uint64_t connector_order) = 0;
};

// One connection being made by a connector of this process.
class Attempt : public std::enable_shared_from_this<Attempt> {
 public:
  Attempt(Exchange& exchange, std::shared_ptr<Mailbox> mailbox, Mailbox::Epoch epoch, std::shared_ptr<Pump> pump,
          std::string name);

  void start(const Endpoint& target);
  // The owner closed. Goes on to its end when the listener is ours, as the kernel has connected it already.
  void cancel();

 private:
  friend class Circuits;
  void connected(const boost::system::error_code& error);
  void accepted(Socket socket);
  void complete_if_possible();
  void refuse(const std::string& text);
  void settle();

  Exchange& exchange_;
  std::shared_ptr<Mailbox> mailbox_;
  Mailbox::Epoch epoch_;
  std::shared_ptr<Pump> pump_;
  std::string name_;
  std::shared_ptr<Flow> token_;
  Socket socket_;
  Endpoint target_;
  std::pair<std::uint16_t, std::uint16_t> ports_{};
  Acceptor* acceptor_ = nullptr;
  std::optional<Socket> accepted_;
  bool connected_ = false;
  bool settled_ = false;
};

class Circuits {
 public:
  void add(Acceptor* acceptor) { acceptors_.insert(acceptor); }
  // Refuses the attempts that were waiting for it.
  void remove(Acceptor* acceptor);
  // Gives an accepted socket to the attempt that made it. False if it came from elsewhere; the socket is untouched
  // then.
  bool take(Acceptor* acceptor, Socket& socket, const Endpoint& peer, std::uint16_t listening_port);

 private:
  friend class Attempt;
  Acceptor* find(const Endpoint& target, const Endpoint& source) const;

  std::set<Acceptor*> acceptors_;
  std::map<std::pair<std::uint16_t, std::uint16_t>, std::shared_ptr<Attempt>> attempts_;
};

}  // namespace acdloop::link::tcp
