// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/pty_listener.hpp"

#include <fmt/format.h>

#include <utility>

#include "drivers/link/accept_queue.hpp"
#include "drivers/link/line_device.hpp"
#include "drivers/link/line_port.hpp"
#include "drivers/link/published_path.hpp"
#include "drivers/link/pump_link.hpp"
#include "drivers/link/terminal.hpp"

namespace acdloop::link {
namespace {

constexpr Duration shortest_line = std::chrono::milliseconds{100};

// One link over a fresh descriptor, not handed over yet.
struct Prepared {
  std::shared_ptr<Mailbox> mailbox;
  std::shared_ptr<Pump> pump;
  std::unique_ptr<Link> link;

  void hand_in(AcceptQueue& queue) { queue.arrive(std::move(link), std::move(mailbox), AcceptQueue::from_elsewhere); }
};

Prepared prepare(Exchange& exchange, const std::string& description, int fd, std::unique_ptr<Device> device) {
  Prepared made;
  made.mailbox = std::make_shared<Mailbox>(exchange.account(), exchange.rounds(), description);
  const Mailbox::Epoch epoch = made.mailbox->begin();
  made.mailbox->arrive_opened(epoch);
  made.pump = Pump::make(exchange, made.mailbox, epoch);
  made.pump->start(fd, std::move(device), nullptr, nullptr);
  made.link = std::make_unique<AcceptedLink>(exchange, description, made.mailbox, made.pump);
  return made;
}

class PtyListener final : public Listener {
 public:
  PtyListener(Exchange& exchange, std::string symlink)
      : exchange_(exchange),
        symlink_(std::move(symlink)),
        queue_(std::make_shared<AcceptQueue>(exchange.rounds())),
        alive_(std::make_shared<PtyListener*>(this)) {
    exchange_.rounds()->enlist(queue_);
  }
  ~PtyListener() override { PtyListener::close(); }

  void listen(Accepted accepted) override {
    PseudoTerminal made = make_pseudo_terminal();
    if (!symlink_.empty()) published_.publish(symlink_, made.slave_path);
    address_ = symlink_.empty() ? made.slave_path : symlink_;
    queue_->open(std::move(accepted));
    put_in_service(std::move(made));
    prepared_.hand_in(*queue_);
  }

  void close() override {
    if (!queue_->is_open()) return;
    published_.remove();
    withdraw();
    queue_->close();
    const Prepared unused = std::exchange(prepared_, {});
  }

  std::string address() const override { return address_.empty() ? symlink_ : address_; }
  std::string describe() const override { return "pty " + address(); }

 private:
  void put_in_service(PseudoTerminal made) {
    port_ = std::make_shared<LinePort>();
    port_->slave_path = made.slave_path;
    port_->slave = std::move(made.slave);
    auto& ports = exchange_.directory<LinePorts>();
    ports.publish(address_, port_);
    ports.publish(port_->slave_path, port_);
    prepared_ = prepare(exchange_, "pty " + address_, made.master.release(), make_master_device(port_));
    port_->switch_side = prepared_.pump;
    const TimePoint made_at = exchange_.loop().now();
    prepared_.pump->on_shut([weak = std::weak_ptr(alive_), mailbox = prepared_.mailbox, made_at] {
      const auto self = weak.lock();
      if (self && mailbox->was_attached()) (*self)->hung_up(made_at);
    });
  }

  void withdraw() {
    auto& ports = exchange_.directory<LinePorts>();
    ports.withdraw(address_);
    ports.withdraw(port_->slave_path);
  }

  // Whoever calls next finds a new line; not more often than ten times a second, should the switch hang up on
  // everybody.
  void hung_up(TimePoint made_at) {
    if (!queue_->is_open()) return;
    withdraw();
    EventLoop& loop = exchange_.loop();
    if (loop.now() - made_at >= shortest_line) return replace();
    loop.at(made_at + shortest_line, [weak = std::weak_ptr(alive_)] {
      if (const auto self = weak.lock()) (*self)->replace();
    });
  }

  void replace() {
    if (!queue_->is_open()) return;
    try {
      PseudoTerminal made = make_pseudo_terminal();
      if (!symlink_.empty()) published_.publish(symlink_, made.slave_path);
      put_in_service(std::move(made));
      // The line answers from now on, but its owner first hears that the one before is closed.
      exchange_.loop().at(exchange_.loop().now(), [weak = std::weak_ptr(alive_)] {
        const auto self = weak.lock();
        if (self && (*self)->prepared_.link) (*self)->prepared_.hand_in(*(*self)->queue_);
      });
    } catch (const LinkError&) {
      // Nobody waits here who could be told. The address is withdrawn, so that connectors are refused.
      published_.remove();
    }
  }

  Exchange& exchange_;
  std::string symlink_;
  std::string address_;
  PublishedPath published_;
  std::shared_ptr<LinePort> port_;
  std::shared_ptr<AcceptQueue> queue_;
  Prepared prepared_;
  std::shared_ptr<PtyListener*> alive_;
};

class DeviceListener final : public Listener {
 public:
  DeviceListener(Exchange& exchange, std::string path, LineSettings line)
      : exchange_(exchange),
        path_(std::move(path)),
        line_(line),
        queue_(std::make_shared<AcceptQueue>(exchange.rounds())) {
    exchange_.rounds()->enlist(queue_);
  }
  ~DeviceListener() override { DeviceListener::close(); }

  void listen(Accepted accepted) override {
    auto fd = open_line(path_, line_);
    if (!fd) throw LinkError(fd.error());
    queue_->open(std::move(accepted));
    prepare(exchange_, describe(), fd->release(), make_line_device(nullptr)).hand_in(*queue_);
  }
  void close() override { queue_->close(); }
  std::string address() const override { return path_; }
  std::string describe() const override { return fmt::format("serial {}@{}", path_, to_string(line_)); }

 private:
  Exchange& exchange_;
  std::string path_;
  LineSettings line_;
  std::shared_ptr<AcceptQueue> queue_;
};

}  // namespace

std::unique_ptr<Listener> make_pty_listener(Exchange& exchange, std::string symlink) {
  return std::make_unique<PtyListener>(exchange, std::move(symlink));
}

std::unique_ptr<Listener> make_device_listener(Exchange& exchange, std::string path, LineSettings line) {
  return std::make_unique<DeviceListener>(exchange, std::move(path), line);
}

}  // namespace acdloop::link
