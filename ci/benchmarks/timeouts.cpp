// SPDX-License-Identifier: Apache-2.0
// Two-minute timeouts of the reference façade one after the other in virtual time, each checked to the nanosecond,
// beside as many bare two-minute deadlines of the same loop.
#include <stdexcept>

#include "ci/benchmarks/benchmarks.hpp"
#include "drivers/tapi/facade.hpp"
#include "drivers/time/event_loop.hpp"

namespace acdloop::benchmarks {
namespace {

constexpr std::uint64_t timeouts = 100'000;
constexpr Duration two_minutes = std::chrono::seconds{120};

// A switch that takes every request and never says a word.
class SilentSwitch final : public cti::ComputingFunction {
 public:
  cti::RequestId submit(cti::Request) override { return cti::RequestId{++asked}; }
  void abandon(cti::RequestId) override { ++abandoned; }
  void set_sinks(ResultSink, EventSink events) override { say = std::move(events); }
  const cti::Capabilities& capabilities() const override { return capabilities_; }
  const cti::Dialect& dialect() const override { return dialect_; }

  EventSink say;
  std::uint64_t asked = 0;
  std::uint64_t abandoned = 0;

 private:
  cti::Capabilities capabilities_;
  cti::Dialect dialect_;
};

cti::Event logged_on() {
  cti::AgentEvent event;
  event.kind = cti::AgentEventKind::agent_logged_on;
  event.report.subject = {cti::AgentId{"ann"}, cti::AcdGroupId{"sales"}, cti::Address{"105"}};
  event.report.states = {cti::AgentState::ready};
  return {event};
}

class Asker {
 public:
  Asker() : loop_(ClockKind::virtual_clock), facade_(switch_, clock()), application_(facade_.open_application()) {
    application_->put_event_filter(tapi::TE_AGENTSESSION);
    application_->advise([this](const tapi::Notification& told) { session_ = told.session; });
    switch_.say(logged_on());
    loop_.run();
    if (!session_) throw std::runtime_error("timeouts: the façade knows no session");
  }

  std::uint64_t run() {
    const TimePoint began = loop_.now();
    left_ = timeouts;
    ask();
    loop_.run();
    if (left_ != 0) throw std::runtime_error("timeouts: some never came");
    if (drift_ != 0) throw std::runtime_error("timeouts: drift of " + std::to_string(drift_) + " ns in all");
    if (loop_.now() - began != two_minutes * timeouts) throw std::runtime_error("timeouts: the sum drifts");
    if (switch_.asked < timeouts || facade_.pending() != 0) throw std::runtime_error("timeouts: not one each");
    return timeouts;
  }

 private:
  tapi::Clock clock() {
    return {[this] { return loop_.now(); },
            [this](TimePoint when, std::function<void()> call) {
              return static_cast<std::uint64_t>(loop_.at(when, std::move(call)));
            },
            [this](std::uint64_t timer) { loop_.cancel(EventLoop::TimerId{timer}); },
            [this](std::function<void()> call) { loop_.post(std::move(call)); }, [](TimePoint) { return 46048.375; }};
  }
  void ask() {
    asked_at_ = loop_.now();
    session_->get_total_talk_time(&figure_, [this](tapi::Hresult code) { answered(code); });
  }
  void answered(tapi::Hresult code) {
    if (code != tapi::TAPI_E_TIMEOUT_) throw std::runtime_error("timeouts: completed with another code");
    const Duration late = loop_.now() - asked_at_ - two_minutes;
    drift_ += std::chrono::abs(late).count();
    if (--left_ > 0) return ask();
    loop_.stop();
  }

  EventLoop loop_;
  SilentSwitch switch_;
  tapi::Facade facade_;
  std::unique_ptr<tapi::Application> application_;
  std::shared_ptr<tapi::AgentSession> session_;
  std::int32_t figure_ = 0;
  TimePoint asked_at_{};
  std::uint64_t left_ = 0;
  std::int64_t drift_ = 0;
};

class BareWaits {
 public:
  std::uint64_t run() {
    left_ = timeouts;
    wait();
    loop_.run();
    return timeouts;
  }

 private:
  void wait() {
    loop_.at(loop_.now() + two_minutes, [this] {
      if (--left_ > 0) wait();
    });
  }
  EventLoop loop_{ClockKind::virtual_clock};
  std::uint64_t left_ = 0;
};

}  // namespace

std::vector<Figure> timeout_figures(int rounds) {
  Asker asker;
  BareWaits bare;
  Figure figure =
      measure({"timeouts.facade", "two-minute timeout of a figure asked of the façade", "timeout",
               "bare 120 s deadline of the same loop", 0, [&] { return asker.run(); }, [&] { return bare.run(); }},
              rounds);
  figure.note = "100000 in a row each round, drift 0 ns";
  return {figure};
}

}  // namespace acdloop::benchmarks
