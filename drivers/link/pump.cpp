// SPDX-License-Identifier: Apache-2.0
#include "drivers/link/pump.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <optional>
#include <utility>

#include "drivers/time/asio.hpp"

namespace acdloop::link {
namespace {

using Descriptor = boost::asio::posix::stream_descriptor;
using boost::system::error_code;

constexpr Duration linger_tick = std::chrono::milliseconds{20};
// Reads in a row from one link before the others get their turn.
constexpr int reads_per_turn = 4;

std::span<std::byte> scratch() {
  static thread_local std::array<std::byte, 64 * 1024> buffer;
  return buffer;
}

bool would_block(ssize_t result) { return result == -EAGAIN || result == -EWOULDBLOCK; }

}  // namespace

struct Pump::Impl {
  Impl(Exchange& exchange, std::shared_ptr<Mailbox> mailbox_, Mailbox::Epoch epoch_)
      : loop(exchange.loop()), account(exchange.account()), mailbox(std::move(mailbox_)), epoch(epoch_) {}

  std::size_t pending() const { return queue.size() - written; }

  EventLoop& loop;
  std::shared_ptr<Account> account;
  std::shared_ptr<Mailbox> mailbox;
  Mailbox::Epoch epoch;
  std::optional<Descriptor> descriptor;
  std::unique_ptr<Device> device;
  std::shared_ptr<Flow> out;
  std::shared_ptr<Flow> in;

  std::string queue;
  std::size_t written = 0;  // of the queue
  bool write_scheduled = false;
  bool waiting_writable = false;
  bool output_dead = false;
  bool output_finished = false;

  bool waiting_readable = false;
  bool read_ended = false;
  bool full = false;

  bool closing = false;
  bool was_shut = false;
  std::uint64_t progress = 0;
  std::uint64_t progress_at_tick = 0;
  Duration without_progress{};
  EventLoop::TimerId linger_timer = EventLoop::TimerId::none;
  std::function<void()> on_shut;
};

std::shared_ptr<Pump> Pump::make(Exchange& exchange, std::shared_ptr<Mailbox> mailbox, Mailbox::Epoch epoch) {
  return std::shared_ptr<Pump>(new Pump(std::make_unique<Impl>(exchange, std::move(mailbox), epoch)));
}

Pump::Pump(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

Pump::~Pump() {
  // The loop may be gone by now: only the descriptor is left to be put in order.
  if (impl_->descriptor && !impl_->was_shut) impl_->device->before_close(impl_->descriptor->native_handle());
}

void Pump::start(int fd, std::unique_ptr<Device> device, std::shared_ptr<Flow> out, std::shared_ptr<Flow> in) {
  Impl& my = *impl_;
  my.device = std::move(device);
  my.descriptor.emplace(my.loop.io(), fd);
  my.mailbox->on_room([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self || !std::exchange(self->impl_->full, false)) return;
    if (self->impl_->in) self->impl_->in->hold(false);
    self->wait_readable();
  });
  my.out = std::move(out);
  my.in = std::move(in);
  if (my.out) {
    my.out->set_writer(weak_from_this());
    my.out->sent(my.pending());
  }
  wait_readable();
  if (my.pending() != 0) schedule_write();
  if (my.closing) begin_closing();
}

void Pump::join(std::shared_ptr<Flow> out, std::shared_ptr<Flow> in) {
  Impl& my = *impl_;
  drop_output();
  my.out = std::move(out);
  my.in = std::move(in);
  my.out->set_writer(weak_from_this());
  if (my.full) my.in->hold(true);
}

bool Pump::is_started() const { return impl_->descriptor.has_value(); }

void Pump::on_shut(std::function<void()> shut) { impl_->on_shut = std::move(shut); }

// --- input

void Pump::wait_readable() {
  Impl& my = *impl_;
  if (my.waiting_readable || my.read_ended || my.was_shut) return;
  if (!my.closing && my.mailbox->undelivered() >= max_undelivered) {
    my.full = true;
    if (my.in) my.in->hold(true);
    return;
  }
  my.waiting_readable = true;
  my.descriptor->async_wait(Descriptor::wait_read, [self = shared_from_this()](const error_code& error) {
    self->impl_->waiting_readable = false;
    if (!error && !self->impl_->was_shut) self->read_now();
  });
}

void Pump::read_now() {
  Impl& my = *impl_;
  const auto buffer = scratch();
  for (int turn = 0; turn < reads_per_turn && !my.was_shut; ++turn) {
    const ssize_t count = my.device->read(my.descriptor->native_handle(), buffer);
    if (count == -EINTR) continue;
    if (would_block(count)) break;
    if (count <= 0) return read_ended(static_cast<int>(-count));
    if (!my.closing) {
      // Into the mailbox first: the account must not look settled while the bytes are nowhere.
      my.mailbox->arrive_bytes(my.epoch, buffer.first(static_cast<std::size_t>(count)));
    }
    if (my.in) my.in->read(static_cast<std::size_t>(count));
    if (static_cast<std::size_t>(count) < buffer.size()) break;
  }
  wait_readable();
}

void Pump::read_ended(int error) {
  Impl& my = *impl_;
  my.read_ended = true;
  const Ending ending = my.device->ending(error);
  my.mailbox->arrive_closed(my.epoch, ending.reason, ending.text);
  if (const auto in = my.in) {
    in->lose(true);
    in->end_seen();
  }
  if (ending.output_dead) return shut();
  finish_if_possible();
}

// --- output

void Pump::send(std::string_view bytes) {
  Impl& my = *impl_;
  if (bytes.empty()) return;
  if (my.closing || my.was_shut || my.output_dead) {
    my.account->lost(bytes.size(), my.mailbox->name());
    return;
  }
  if (my.out && my.out->is_lost()) {
    my.out->sent(bytes.size());
    return;
  }
  if (bytes.size() > max_queued_output || my.pending() > max_queued_output - bytes.size()) return overrun(bytes.size());
  if (my.written > my.queue.size() / 2) my.queue.erase(0, std::exchange(my.written, 0));
  my.queue.append(bytes);
  if (my.out) my.out->sent(bytes.size());
  schedule_write();
}

void Pump::schedule_write() {
  Impl& my = *impl_;
  if (!my.descriptor || my.write_scheduled || my.waiting_writable) return;
  my.write_scheduled = true;
  // Everything that is sent in this turn of the loop goes out in one write.
  boost::asio::post(my.loop.io(), [self = shared_from_this()] {
    self->impl_->write_scheduled = false;
    self->write_now();
  });
}

void Pump::wait_writable() {
  Impl& my = *impl_;
  my.waiting_writable = true;
  my.descriptor->async_wait(Descriptor::wait_write, [self = shared_from_this()](const error_code& error) {
    self->impl_->waiting_writable = false;
    if (!error) self->write_now();
  });
}

void Pump::write_now() {
  Impl& my = *impl_;
  while (!my.was_shut && my.pending() != 0) {
    const ssize_t count =
        my.device->write(my.descriptor->native_handle(), std::string_view(my.queue).substr(my.written));
    if (count == -EINTR) continue;
    if (would_block(count)) return wait_writable();
    if (count < 0) return output_failed();
    my.written += static_cast<std::size_t>(count);
    my.progress += static_cast<std::uint64_t>(count);
  }
  my.queue.clear();
  my.written = 0;
  finish_if_possible();
}

void Pump::output_failed() {
  // Only the reading side reports why: it still has to give what the peer sent before.
  impl_->output_dead = true;
  drop_output();
  finish_if_possible();
}

void Pump::overrun(std::size_t refused) {
  Impl& my = *impl_;
  my.account->lost(refused, my.mailbox->name());
  my.mailbox->arrive_closed(
      my.epoch, CloseReason::overrun,
      fmt::format("the peer does not read: more than {} bytes of output would be waiting", max_queued_output));
  drop_output();
  close();
}

void Pump::drop_output() {
  Impl& my = *impl_;
  const std::size_t pending = my.pending();
  my.queue.clear();
  my.written = 0;
  if (pending == 0) return;
  if (my.out && !my.out->is_lost()) {
    my.out->read(pending);  // these will never be on their way
  }
  if (!my.out || !my.out->is_lost()) my.account->lost(pending, my.mailbox->name() + ": not taken by the peer");
}

void Pump::flow_settled() {
  Impl& my = *impl_;
  if (my.out && my.out->is_lost()) drop_output();
  finish_if_possible();
}

// --- the end

void Pump::close() {
  if (std::exchange(impl_->closing, true) || impl_->was_shut) return;
  if (impl_->descriptor) begin_closing();
}

void Pump::begin_closing() {
  Impl& my = *impl_;
  // What the peer still sends is read and dropped: closing a socket with unread input would take back what we sent.
  if (const auto in = my.in) in->lose(false);
  if (std::exchange(my.full, false) && my.in) my.in->hold(false);
  wait_readable();
  if (my.out && my.device->has_end_of_stream()) my.out->end_sent();
  linger();
  finish_if_possible();
}

void Pump::finish_if_possible() {
  Impl& my = *impl_;
  if (!my.closing || my.was_shut || !my.descriptor) return;
  if (my.pending() != 0 && !my.output_dead) return;
  const int fd = my.descriptor->native_handle();
  if (!std::exchange(my.output_finished, true)) my.device->finish_output(fd);
  if (my.read_ended || my.output_dead || my.device->may_close(fd, my.out.get())) shut();
}

void Pump::linger() {
  Impl& my = *impl_;
  my.linger_timer = my.loop.at(my.loop.now() + linger_tick, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self || self->impl_->was_shut) return;
    Impl& my = *self->impl_;
    my.without_progress += linger_tick;
    if (std::exchange(my.progress_at_tick, my.progress) != my.progress) my.without_progress = Duration::zero();
    self->finish_if_possible();
    if (my.was_shut) return;
    if (my.without_progress >= linger_limit) return self->abort();
    self->linger();
  });
}

void Pump::abort() {
  Impl& my = *impl_;
  if (my.was_shut) return;
  my.closing = true;
  drop_output();
  shut();
}

void Pump::shut() {
  Impl& my = *impl_;
  if (std::exchange(my.was_shut, true)) return;
  const auto keep_alive = shared_from_this();
  my.loop.cancel(my.linger_timer);
  drop_output();
  if (my.descriptor) {
    my.device->before_close(my.descriptor->native_handle());
    error_code ignored;
    my.descriptor->close(ignored);
  }
  if (const auto in = std::exchange(my.in, nullptr)) in->lose(true);
  if (my.out && my.descriptor && my.device->has_end_of_stream()) my.out->end_sent();
  if (const auto shut = std::exchange(my.on_shut, nullptr)) shut();
}

}  // namespace acdloop::link
