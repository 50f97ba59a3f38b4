// SPDX-License-Identifier: Apache-2.0
// Runs one protocol end on one link: bytes in, bytes out, wake-ups, wire capture. The only place where an end, a
// link and the event loop meet. Used by the emulator (switching ends) and by the self-test bench (computing ends).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "drivers/attachment/tap.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/functions.hpp"
#include "drivers/link/link.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop::attachment {

// Who wants to see what went over the wire. Called once a message, in order.
using WireTap = std::function<void(const cti::WireMessage&, TimePoint)>;
using FaultTap = std::function<void(const cti::WireFault&, TimePoint)>;

// What both kinds share: the end is fed from the link, its output is carried out in one fixed order (capture, bytes,
// requests or results and events, close, next wake-up), so that equal runs stay equal byte for byte.
class EndRunner {
 public:
  EndRunner(EventLoop& loop, std::unique_ptr<link::Link> link, cti::ProtocolEnd& end, WireTap wire, FaultTap faults);
  virtual ~EndRunner();
  EndRunner(const EndRunner&) = delete;
  EndRunner& operator=(const EndRunner&) = delete;

  void open();
  void close();
  const link::Link& link() const { return *link_; }

 protected:
  // Runs one call into the end and carries out what it asked for. Never re-entered: whatever goes up is posted.
  void drive(const std::function<void(TimePoint, cti::EndOutput&)>& call);
  // The requests (switching end) or results and events (computing end) of one call; runs from the event loop.
  virtual void take(std::vector<cti::Request> requests, std::vector<cti::Result> results,
                    std::vector<cti::Event> events) = 0;
  virtual void on_link_closed(link::CloseReason reason, const std::string& text) = 0;
  // After every call into the end.
  virtual void on_driven() {}

  EventLoop& loop_;

 private:
  void feed(std::span<const std::byte> bytes);
  void carry_out();
  void schedule_wake();
  // Posts a call that is dropped when this object has gone by then.
  void post(std::function<void()> call);

  std::unique_ptr<link::Link> link_;
  cti::ProtocolEnd& end_;
  WireTap wire_;
  FaultTap faults_;
  EventLoop::TimerId wake_ = EventLoop::TimerId::none;
  TimePoint wake_at_{};
  cti::EndOutput out_;
  bool driving_ = false;
  std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
};

// A computing end on a link is a computing function: what façade and hands talk to.
class ComputingAttachment final : public cti::ComputingFunction, private EndRunner {
 public:
  ComputingAttachment(EventLoop& loop, std::unique_ptr<link::Link> link, std::unique_ptr<cti::ComputingEnd> end,
                      cti::Capabilities capabilities, cti::Dialect dialect, WireTap wire, FaultTap faults);

  ~ComputingAttachment() override;

  using EndRunner::close;
  using EndRunner::open;

  cti::RequestId submit(cti::Request request) override;
  void abandon(cti::RequestId id) override;
  // A question of somebody beside whoever set the sinks: its one result goes to `answer` alone.
  void ask(cti::Request request, ResultSink answer);
  void set_sinks(ResultSink results, EventSink events) override;
  const cti::Capabilities& capabilities() const override { return capabilities_; }
  const cti::Dialect& dialect() const override { return dialect_; }
  bool associated() const { return owned_end_->associated(); }
  // Why the link closed, in words; empty while it is open.
  const std::string& closed_because() const { return closed_because_; }
  // A link that closed is opened again after this long, and again until it opens.
  void reconnect_every(Duration interval) { reconnect_every_ = interval; }
  // Hears everything before its user does.
  void listen_in(ComputingTap tap) { tap_ = std::move(tap); }
  // Told whenever the association begins (true) or is gone (false).
  void on_association(std::function<void(bool)> told) { association_told_ = std::move(told); }

 private:
  void take(std::vector<cti::Request> requests, std::vector<cti::Result> results,
            std::vector<cti::Event> events) override;
  void on_link_closed(link::CloseReason reason, const std::string& text) override;
  void on_driven() override;

  std::unique_ptr<cti::ComputingEnd> owned_end_;
  cti::Capabilities capabilities_;
  cti::Dialect dialect_;
  ResultSink results_;
  EventSink events_;
  std::map<cti::RequestId, ResultSink> asked_beside_;
  ComputingTap tap_;
  std::uint64_t last_request_ = 0;
  std::string closed_because_;
  std::optional<Duration> reconnect_every_;
  EventLoop::TimerId reconnect_ = EventLoop::TimerId::none;
  std::function<void(bool)> association_told_;
  bool was_associated_ = false;
};

// A switching end on a link: hands requests to whoever runs the switch, tells its peer results and events.
class SwitchingAttachment final : private EndRunner {
 public:
  using RequestSink = std::function<void(const cti::Request&)>;
  using ClosedSink = std::function<void(const std::string& why)>;

  SwitchingAttachment(EventLoop& loop, std::unique_ptr<link::Link> link, std::unique_ptr<cti::SwitchingEnd> end,
                      RequestSink requests, ClosedSink closed, WireTap wire, FaultTap faults);

  using EndRunner::close;
  using EndRunner::link;
  using EndRunner::open;

  void confirm(const cti::Result& result);
  void report(const cti::Event& event);

 private:
  void take(std::vector<cti::Request> requests, std::vector<cti::Result> results,
            std::vector<cti::Event> events) override;
  void on_link_closed(link::CloseReason reason, const std::string& text) override;

  std::unique_ptr<cti::SwitchingEnd> owned_end_;
  RequestSink requests_;
  ClosedSink closed_;
};

}  // namespace acdloop::attachment
