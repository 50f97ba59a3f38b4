// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/line_connector.hpp"

#include <fmt/format.h>
#include <termios.h>

#include <utility>

#include "drivers/link/line_device.hpp"
#include "drivers/link/line_port.hpp"
#include "drivers/link/pump_link.hpp"
#include "drivers/link/terminal.hpp"

namespace acdloop::link {
namespace {

class LineConnector final : public PumpLink {
 public:
  LineConnector(Exchange& exchange, const std::string& description, std::string path, LineSettings line)
      : PumpLink(exchange, description, std::make_shared<Mailbox>(exchange.account(), exchange.rounds(), description)),
        path_(std::move(path)),
        line_(line) {
    exchange_.rounds()->enlist(mailbox_);
  }

  void open(LinkHandlers handlers) override {
    const Mailbox::Epoch epoch = mailbox_->begin();
    mailbox_->attach(std::move(handlers));
    // The opening before may still wait for its output to go out, and holds the lock on the device.
    if (pump_) pump_->abort();
    pump_ = Pump::make(exchange_, mailbox_, epoch);

    const std::shared_ptr<LinePort> port = exchange_.directory<LinePorts>().find(path_);
    auto fd = open_line(port ? port->slave_path : path_, line_);
    if (!fd) {
      mailbox_->arrive_closed(epoch, CloseReason::refused, fd.error());
      return;
    }
    mailbox_->arrive_opened(epoch);
    const std::shared_ptr<Pump> switch_side = port ? port->switch_side.lock() : nullptr;
    if (!switch_side) {
      ::tcflush(fd->get(), TCIOFLUSH);
      pump_->start(fd->release(), make_line_device(nullptr), nullptr, nullptr);
      return;
    }
    const auto to_switch = exchange_.account()->open_flow(describe() + ", to the switch");
    const auto from_switch = exchange_.account()->open_flow(describe() + ", from the switch");
    switch_side->join(from_switch, to_switch);
    drop_old_bytes(fd->get(), *port);
    pump_->start(fd->release(), make_line_device(port), to_switch, from_switch);
  }

 private:
  std::string path_;
  LineSettings line_;
};

}  // namespace

std::unique_ptr<Link> make_line_connector(Exchange& exchange, std::string kind, std::string path, LineSettings line) {
  const std::string description =
      kind == "serial" ? fmt::format("serial {}@{}", path, to_string(line)) : fmt::format("{} {}", kind, path);
  return std::make_unique<LineConnector>(exchange, description, std::move(path), line);
}

}  // namespace acdloop::link
