// SPDX-License-Identifier: Apache-2.0
#include "drivers/attachment/attachment.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace acdloop::attachment {
namespace {

// What one call makes of its bytes is held until it returns: a peer that floods must not decide how much that is.
constexpr std::size_t most_bytes_at_once = 16 * 1024;

}  // namespace

EndRunner::EndRunner(EventLoop& loop, std::unique_ptr<link::Link> link, cti::ProtocolEnd& end, WireTap wire,
                     FaultTap faults)
    : loop_(loop), link_(std::move(link)), end_(end), wire_(std::move(wire)), faults_(std::move(faults)) {}

EndRunner::~EndRunner() { loop_.cancel(wake_); }

void EndRunner::open() {
  link::LinkHandlers handlers;
  handlers.opened = [this] { drive([this](TimePoint now, cti::EndOutput& out) { end_.on_open(now, out); }); };
  handlers.bytes = [this](std::span<const std::byte> bytes) { feed(bytes); };
  handlers.closed = [this](link::CloseReason reason, const std::string& text) {
    drive([this](TimePoint now, cti::EndOutput& out) { end_.on_closed(now, out); });
    link_->close();  // a peer that closed only its own sending side still waits for our end of the stream
    on_link_closed(reason, text);
  };
  link_->open(std::move(handlers));
}

void EndRunner::close() { link_->close(); }

void EndRunner::feed(std::span<const std::byte> bytes) {
  while (!bytes.empty() && link_->is_open()) {
    const auto piece = bytes.first(std::min(bytes.size(), most_bytes_at_once));
    bytes = bytes.subspan(piece.size());
    drive([&](TimePoint now, cti::EndOutput& out) { end_.on_bytes(piece, now, out); });
  }
}

void EndRunner::drive(const std::function<void(TimePoint, cti::EndOutput&)>& call) {
  assert(!driving_ && "a protocol end is never re-entered");
  driving_ = true;
  out_.clear();
  call(loop_.now(), out_);
  carry_out();
  driving_ = false;
  on_driven();
}

void EndRunner::carry_out() {
  const TimePoint now = loop_.now();
  if (wire_) {
    for (const cti::WireMessage& message : out_.messages) wire_(message, now);
  }
  if (faults_) {
    for (const cti::WireFault& fault : out_.faults) faults_(fault, now);
  }
  if (!out_.send.empty() && link_->is_open()) link_->send(out_.send);
  if (!out_.requests.empty() || !out_.results.empty() || !out_.events.empty()) {
    post([this, requests = std::move(out_.requests), results = std::move(out_.results),
          events = std::move(out_.events)]() mutable {
      take(std::move(requests), std::move(results), std::move(events));
    });
  }
  if (out_.close) link_->close();
  schedule_wake();
}

void EndRunner::schedule_wake() {
  const std::optional<TimePoint> wanted = end_.next_wake();
  if (wake_ != EventLoop::TimerId::none) {
    if (wanted && *wanted == wake_at_) return;
    loop_.cancel(wake_);
    wake_ = EventLoop::TimerId::none;
  }
  if (!wanted) return;
  wake_at_ = *wanted;
  wake_ = loop_.at(wake_at_, [this] {
    wake_ = EventLoop::TimerId::none;
    drive([this](TimePoint now, cti::EndOutput& out) { end_.on_wake(now, out); });
  });
}

void EndRunner::post(std::function<void()> call) {
  loop_.post([alive = std::weak_ptr<bool>(alive_), call = std::move(call)] {
    if (!alive.expired()) call();
  });
}

ComputingAttachment::ComputingAttachment(EventLoop& loop, std::unique_ptr<link::Link> link,
                                         std::unique_ptr<cti::ComputingEnd> end, cti::Capabilities capabilities,
                                         cti::Dialect dialect, WireTap wire, FaultTap faults)
    : EndRunner(loop, std::move(link), *end, std::move(wire), std::move(faults)),
      owned_end_(std::move(end)),
      capabilities_(std::move(capabilities)),
      dialect_(std::move(dialect)) {}

ComputingAttachment::~ComputingAttachment() { loop_.cancel(reconnect_); }

cti::RequestId ComputingAttachment::submit(cti::Request request) {
  request.id = cti::RequestId{++last_request_};
  if (tap_.asked) tap_.asked(request, loop_.now());
  drive([&](TimePoint now, cti::EndOutput& out) { owned_end_->submit(request, now, out); });
  return request.id;
}

void ComputingAttachment::ask(cti::Request request, ResultSink answer) {
  // No result comes from inside submit().
  asked_beside_.emplace(submit(std::move(request)), std::move(answer));
}

void ComputingAttachment::abandon(cti::RequestId id) { owned_end_->abandon(id); }

void ComputingAttachment::set_sinks(ResultSink results, EventSink events) {
  results_ = std::move(results);
  events_ = std::move(events);
}

void ComputingAttachment::take(std::vector<cti::Request>, std::vector<cti::Result> results,
                               std::vector<cti::Event> events) {
  // Events first: where one chunk of bytes held a report and a later answer, the report was said before it. The
  // wire's own order between a reply and the events behind it does not matter to the façade (it waits for proof).
  for (const cti::Event& event : events) {
    if (tap_.event) tap_.event(event, loop_.now());
    if (events_) events_(event);
  }
  for (const cti::Result& result : results) {
    if (tap_.answered) tap_.answered(result, loop_.now());
    if (auto beside = asked_beside_.extract(result.id)) {
      beside.mapped()(result);
    } else if (results_) {
      results_(result);
    }
  }
}

void ComputingAttachment::on_link_closed(link::CloseReason reason, const std::string& text) {
  closed_because_ = text.empty() ? std::string{link::to_string(reason)} : text;
  if (!reconnect_every_) return;
  loop_.cancel(reconnect_);
  reconnect_ = loop_.at(loop_.now() + *reconnect_every_, [this] {
    reconnect_ = EventLoop::TimerId::none;
    closed_because_.clear();
    open();
  });
}

void ComputingAttachment::on_driven() {
  if (associated() == was_associated_) return;
  was_associated_ = associated();
  if (association_told_) association_told_(was_associated_);
}

SwitchingAttachment::SwitchingAttachment(EventLoop& loop, std::unique_ptr<link::Link> link,
                                         std::unique_ptr<cti::SwitchingEnd> end, RequestSink requests,
                                         ClosedSink closed, WireTap wire, FaultTap faults)
    : EndRunner(loop, std::move(link), *end, std::move(wire), std::move(faults)),
      owned_end_(std::move(end)),
      requests_(std::move(requests)),
      closed_(std::move(closed)) {}

void SwitchingAttachment::confirm(const cti::Result& result) {
  drive([&](TimePoint now, cti::EndOutput& out) { owned_end_->confirm(result, now, out); });
}

void SwitchingAttachment::report(const cti::Event& event) {
  drive([&](TimePoint now, cti::EndOutput& out) { owned_end_->report(event, now, out); });
}

void SwitchingAttachment::take(std::vector<cti::Request> requests, std::vector<cti::Result>, std::vector<cti::Event>) {
  for (const cti::Request& request : requests) requests_(request);
}

void SwitchingAttachment::on_link_closed(link::CloseReason reason, const std::string& text) {
  if (closed_) closed_(text.empty() ? std::string{link::to_string(reason)} : text);
}

}  // namespace acdloop::attachment
