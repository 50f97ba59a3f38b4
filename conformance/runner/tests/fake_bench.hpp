// SPDX-License-Identifier: Apache-2.0
// A bench without a switch: hands that do nothing, or cannot; a link that breaks when a test wants it to. For the
// tests of desk and play.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "conformance/runner/bench.hpp"
#include "conformance/runner/tests/fake_telephony.hpp"

namespace acdloop::runner::testing {

// What a test decides beforehand. Every hand can be told why it cannot.
struct Told {
  std::string bring_up_fails;
  std::string hand_fails;
  std::string broken_after_a_call;  // placing a call breaks the link
  bool phone_rings = false;
  bool fault_active = false;
  std::string make_throws;
  enum class Figures : std::uint8_t { unknown, wrong, withheld };
  Figures figures = Figures::unknown;  // what the switch says when it is asked for its own
  std::function<void(FakeTelephony&)> telephony = [](FakeTelephony&) {};
};

class FakeBench final : public Bench {
 public:
  explicit FakeBench(const Told& told) : told_(told), loop_(ClockKind::virtual_clock), telephony_(loop_) {
    told_.telephony(telephony_);
  }

  EventLoop& loop() override { return loop_; }
  FakeTelephony& telephony() override { return telephony_; }
  double ole_date(TimePoint at) const override {
    return 46048.375 + std::chrono::duration<double, std::ratio<86400>>(at.time_since_epoch()).count();
  }
  Done bring_up() override {
    if (told_.bring_up_fails.empty()) return {};
    return std::unexpected(told_.bring_up_fails);
  }
  void tear_down() override {}
  void sit_down(const cti::AgentId&, const cti::Address&) override {}
  Done place_call(const scenarios::PlaceCall&) override {
    broken_ = told_.broken_after_a_call;
    return hand();
  }
  Done answer(const cti::AgentId&) override { return hand(); }
  Done hold(const cti::AgentId&) override { return hand(); }
  Done retrieve(const cti::AgentId&) override { return hand(); }
  Done hang_up(const scenarios::HangUp&) override { return hand(); }
  Done press_wrap_up_key(const cti::AgentId&) override { return hand(); }
  std::optional<TimePoint> ringing_since(const cti::AgentId&) const override {
    return told_.phone_rings ? std::optional{TimePoint{}} : std::nullopt;
  }
  Done withhold(const scenarios::Withhold&) override { return hand(); }
  bool fault_active() const override { return told_.fault_active; }
  bool ask_figures(const cti::AgentId& agent, std::function<void(const cti::Result&)> answer) override {
    if (told_.figures == Told::Figures::unknown) return false;
    if (told_.figures == Told::Figures::withheld) return true;
    cti::Result result;
    result.figures.emplace().subject.agent = agent;
    result.figures->calls = 3;  // nobody has called
    loop_.post([answer = std::move(answer), result] { answer(result); });
    return true;
  }
  std::uint64_t requests_sent() const override { return telephony_.requests_sent; }
  std::string broken() const override { return broken_; }

 private:
  Done hand() const {
    if (told_.hand_fails.empty()) return {};
    return std::unexpected(told_.hand_fails);
  }

  Told told_;
  EventLoop loop_;
  FakeTelephony telephony_;
  std::string broken_;
};

class FakeBenches final : public BenchMaker {
 public:
  explicit FakeBenches(Told told = {}) : told_(std::move(told)) {
    capabilities_.set(cti::Capability::pin, cti::Support::no, "this wire has no PIN");
  }
  std::unique_ptr<Bench> make(const scenarios::Scenario&, BenchObservers) override {
    if (!told_.make_throws.empty()) throw std::runtime_error(told_.make_throws);
    ++made;
    return std::make_unique<FakeBench>(told_);
  }
  const cti::Capabilities& capabilities() const override { return capabilities_; }
  const cti::Dialect& dialect() const override { return dialect_; }
  const tapi::Readings& readings() const override { return readings_; }
  std::string_view protocol() const override { return "fake"; }
  std::string_view link() const override { return "none"; }
  std::string_view subject() const override { return "nobody"; }

  int made = 0;

 private:
  Told told_;
  cti::Capabilities capabilities_;
  cti::Dialect dialect_;
  tapi::Readings readings_;
};

}  // namespace acdloop::runner::testing
