// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/memory_link.hpp"

#include <fmt/format.h>

#include <map>
#include <stdexcept>
#include <utility>

#include "drivers/link/accept_queue.hpp"
#include "drivers/link/mailbox.hpp"

namespace acdloop::link {
namespace {

// One end of one connection.
struct MemoryEnd {
  std::shared_ptr<Account> account;
  std::shared_ptr<Mailbox> mailbox;
  Mailbox::Epoch epoch = 0;
  std::weak_ptr<MemoryEnd> peer;
  bool closed = false;

  void send(std::string_view bytes) {
    const auto reader = peer.lock();
    if (closed || !reader || reader->closed) {
      account->lost(bytes.size(), mailbox->name());
      return;
    }
    const std::size_t waiting = reader->mailbox->undelivered();
    if (bytes.size() > max_queued_output || waiting > max_queued_output - bytes.size()) {
      account->lost(bytes.size(), mailbox->name());
      reader->mailbox->withdraw_bytes(reader->epoch);
      mailbox->arrive_closed(
          epoch, CloseReason::overrun,
          fmt::format("the peer does not read: more than {} bytes of output would be waiting", max_queued_output));
      close();
      return;
    }
    reader->mailbox->arrive_bytes(reader->epoch, std::as_bytes(std::span(bytes.data(), bytes.size())));
  }

  void close() {
    if (std::exchange(closed, true)) return;
    if (const auto reader = peer.lock()) {
      reader->mailbox->arrive_closed(reader->epoch, CloseReason::end_of_stream, "the peer closed the link");
    }
  }
};

class MemoryLink : public Link {
 public:
  MemoryLink(Exchange& exchange, std::string name, std::shared_ptr<Mailbox> mailbox)
      : exchange_(exchange), name_(std::move(name)), mailbox_(std::move(mailbox)) {}
  ~MemoryLink() override {
    mailbox_->abandon();
    if (end_) end_->close();
  }
  void send(std::string_view bytes) override {
    if (end_ && !bytes.empty()) end_->send(bytes);
  }
  void close() override {
    mailbox_->close();
    if (end_) end_->close();
  }
  bool is_open() const override { return mailbox_->is_open(); }
  std::string describe() const override { return "memory " + name_; }

 protected:
  Exchange& exchange_;
  std::string name_;
  std::shared_ptr<Mailbox> mailbox_;
  std::shared_ptr<MemoryEnd> end_;
};

class AcceptedMemoryLink final : public MemoryLink {
 public:
  AcceptedMemoryLink(Exchange& exchange, std::string name, std::shared_ptr<MemoryEnd> end)
      : MemoryLink(exchange, std::move(name), end->mailbox) {
    end_ = std::move(end);
  }
  void open(LinkHandlers handlers) override {
    if (std::exchange(was_opened_, true)) throw std::logic_error(describe() + ": an accepted link opens once");
    mailbox_->attach(std::move(handlers));
  }

 private:
  bool was_opened_ = false;
};

class MemoryListener;

struct MemoryDirectory {
  std::map<std::string, MemoryListener*> listeners;
};

class MemoryListener final : public Listener {
 public:
  MemoryListener(Exchange& exchange, std::string name)
      : exchange_(exchange), name_(std::move(name)), queue_(std::make_shared<AcceptQueue>(exchange.rounds())) {
    exchange_.rounds()->enlist(queue_);
  }
  ~MemoryListener() override { MemoryListener::close(); }

  void listen(Accepted accepted) override {
    const auto [entry, added] = exchange_.directory<MemoryDirectory>().listeners.emplace(name_, this);
    if (!added) {
      throw LinkError(fmt::format("memory name {} is in use: close its listener or choose another name", name_));
    }
    queue_->open(std::move(accepted));
  }
  void close() override {
    if (!queue_->is_open()) return;
    exchange_.directory<MemoryDirectory>().listeners.erase(name_);
    queue_->close();
  }
  std::string address() const override { return name_; }
  std::string describe() const override { return "memory " + name_; }

  void connect(const std::shared_ptr<MemoryEnd>& connector) {
    auto end = std::make_shared<MemoryEnd>();
    end->account = exchange_.account();
    end->mailbox = std::make_shared<Mailbox>(exchange_.account(), exchange_.rounds(), "memory " + name_);
    end->epoch = end->mailbox->begin();
    end->mailbox->arrive_opened(end->epoch);
    end->peer = connector;
    connector->peer = end;
    const auto mailbox = end->mailbox;
    queue_->arrive(std::make_unique<AcceptedMemoryLink>(exchange_, name_, std::move(end)), mailbox,
                   connector->mailbox->order());
  }

 private:
  Exchange& exchange_;
  std::string name_;
  std::shared_ptr<AcceptQueue> queue_;
};

class MemoryConnector final : public MemoryLink {
 public:
  MemoryConnector(Exchange& exchange, std::string name)
      : MemoryLink(exchange, name, std::make_shared<Mailbox>(exchange.account(), exchange.rounds(), "memory " + name)) {
    exchange_.rounds()->enlist(mailbox_);
  }
  void open(LinkHandlers handlers) override {
    const Mailbox::Epoch epoch = mailbox_->begin();
    mailbox_->attach(std::move(handlers));
    if (end_) end_->close();
    end_ = std::make_shared<MemoryEnd>();
    end_->account = exchange_.account();
    end_->mailbox = mailbox_;
    end_->epoch = epoch;
    const auto& listeners = exchange_.directory<MemoryDirectory>().listeners;
    if (const auto found = listeners.find(name_); found != listeners.end()) {
      found->second->connect(end_);
      mailbox_->arrive_opened(epoch);
    } else {
      mailbox_->arrive_closed(epoch, CloseReason::refused,
                              fmt::format("nothing listens under the memory name {}; start it first", name_));
    }
  }
};

}  // namespace

std::unique_ptr<Listener> make_memory_listener(Exchange& exchange, std::string name) {
  return std::make_unique<MemoryListener>(exchange, std::move(name));
}

std::unique_ptr<Link> make_memory_connector(Exchange& exchange, std::string name) {
  return std::make_unique<MemoryConnector>(exchange, std::move(name));
}

}  // namespace acdloop::link
