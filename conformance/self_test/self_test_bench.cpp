// SPDX-License-Identifier: Apache-2.0
#include "conformance/self_test/self_test_bench.hpp"

#include <utility>

#include "conformance/runner/facade_clock.hpp"
#include "drivers/attachment/attachment.hpp"
#include "drivers/link/cable.hpp"
#include "drivers/link/exchange.hpp"
#include "drivers/link/factory.hpp"
#include "drivers/tapi/facade.hpp"
#include "drivers/time/calendar.hpp"
#include "simulator/emulator/cast.hpp"
#include "simulator/emulator/emulator.hpp"

namespace acdloop::self_test {
namespace {

// The application connects within this time, or the bench is broken.
constexpr Duration association_patience = std::chrono::seconds{10};
// A link that was cut is tried again this often.
constexpr Duration reconnect_interval = std::chrono::seconds{1};

std::string_view listen_spec(LinkChoice link) {
  switch (link) {
    case LinkChoice::memory:
      return "memory:switch";
    case LinkChoice::tcp:
      return "tcp:127.0.0.1:0";
    case LinkChoice::pty:
      return "pty:";
  }
  return "";
}

Calendar calendar_of(const scenarios::ClockSpec& clock) {
  const CalendarPoint starts = clock.starts ? CalendarPoint{*clock.starts} : virtual_run_start;
  return Calendar{starts, Zone::parse(clock.zone).value_or(Zone{})};  // the loader has checked the rule
}

// The wire decides where a session begins, unless a reading does.
cti::Protocol spoken(cti::Protocol protocol, const tapi::Readings& readings) {
  using Initial = tapi::Readings::Initial;
  if (readings.initial_state == Initial::ready) protocol.dialect.state_after_log_on = cti::AgentState::ready;
  if (readings.initial_state == Initial::not_ready) protocol.dialect.state_after_log_on = cti::AgentState::not_ready;
  return protocol;
}

cti::Watch watch_of(const scenarios::Scenario& scenario) {
  cti::Watch watch;
  watch.addresses = emulator::desks_of(scenario);
  for (const scenarios::GroupSpec& group : scenario.cast.groups) watch.groups.push_back(group.name);
  return watch;
}

class SelfTestBench final : public runner::Bench {
 public:
  SelfTestBench(const cti::Protocol& protocol, LinkChoice link, const tapi::Readings& readings,
                const defects::Defect* defect, std::uint64_t seed, const scenarios::Scenario& scenario,
                runner::BenchObservers observers)
      : protocol_(spoken(protocol, readings)),
        link_(link),
        readings_(readings),
        planted_(defect && defects::breaks(*defect, protocol.id) ? std::optional{defects::afresh(*defect)}
                                                                 : std::nullopt),
        defect_(planted_ ? &*planted_ : nullptr),
        seed_(seed),
        scenario_(scenario),
        observers_(std::move(observers)),
        calendar_(calendar_of(scenario.clock)),
        loop_(ClockKind::virtual_clock),
        exchange_(loop_),
        cable_(loop_) {}

  ~SelfTestBench() override { tear_down(); }

  EventLoop& loop() override { return loop_; }
  tapi::Telephony& telephony() override { return *telephony_; }
  tapi::LineDoor* line_door() override { return line_door_; }
  double ole_date(TimePoint at) const override { return acdloop::ole_date(calendar_.at(at)); }
  Duration ahead_of_utc(TimePoint at) const override { return calendar_.ahead_of_utc(at); }

  runner::Done bring_up() override {
    make_switch();
    make_application();
    // All of it happens in the first instant, unless a link is slow to open.
    for (const Duration patience : {Duration{0}, association_patience}) {
      const EventLoop::TimerId over = loop_.at(TimePoint{} + patience, [this] { loop_.stop(); });
      loop_.run();
      loop_.cancel(over);
      if (attachment_->associated() || !broken().empty()) break;
    }
    if (attachment_->associated()) return {};
    return std::unexpected("the application could not associate with the switch over " + std::string{to_string(link_)} +
                           (broken().empty() ? "" : ": " + broken()));
  }

  void tear_down() override {
    line_door_ = nullptr;
    telephony_.reset();
    attachment_.reset();
    emulator_.reset();
  }

  void sit_down(const cti::AgentId& agent, const cti::Address& address) override { people().sit_down(agent, address); }
  runner::Done place_call(const scenarios::PlaceCall& call) override {
    if (call.to_group) return people().place_call(call.as, *call.to_group, call.from);
    return people().place_call(call.as, *call.to_agent, call.from);
  }
  runner::Done answer(const cti::AgentId& agent) override { return people().answer(agent); }
  runner::Done hold(const cti::AgentId& agent) override { return people().hold(agent); }
  runner::Done retrieve(const cti::AgentId& agent) override { return people().retrieve(agent); }
  runner::Done hang_up(const scenarios::HangUp& who) override {
    return who.agent ? people().hang_up_agent(*who.agent) : people().hang_up_caller(*who.caller);
  }
  runner::Done press_wrap_up_key(const cti::AgentId& agent) override { return people().press_wrap_up_key(agent); }
  runner::Done dial(const scenarios::Dial& verb) override { return people().dial(verb.agent, verb.to, verb.as); }
  runner::Done consult(const scenarios::Consult& verb) override {
    return people().consult(verb.agent, verb.to, verb.as);
  }
  runner::Done transfer(const scenarios::Transfer& verb) override {
    return verb.to ? people().transfer_to(verb.agent, *verb.to) : people().transfer(verb.agent);
  }
  runner::Done conference(const scenarios::Conference& verb) override { return people().conference(verb.agent); }
  runner::Done force_log_out(const scenarios::ForceLogOut& verb) override {
    return people().force_log_off(verb.agent, verb.group);
  }
  runner::Done remove_group(const scenarios::RemoveGroup& verb) override { return people().remove_group(verb.group); }
  std::optional<TimePoint> ringing_since(const cti::AgentId& agent) const override {
    return emulator_->people().ringing_since(agent);
  }

  runner::Done withhold(const scenarios::Withhold& plan) override {
    emulator_->withhold(plan);
    return {};
  }
  runner::Done refuse(const scenarios::Refuse& plan) override {
    emulator_->refuse(plan);
    return {};
  }
  runner::Done cut(const scenarios::Cut& plan) override {
    tell(cti::FactKind::link_lost);
    association_lost_ = true;
    cable_.cut();
    emulator_->cut_links();  // a pseudo-terminal's other side cannot see that nobody is there
    if (plan.lasting) mending_ = loop_.at(loop_.now() + *plan.lasting, [this] { mend(); });
    return {};
  }
  runner::Done restore() override {
    mend();
    return {};
  }
  runner::Done step_clock(const scenarios::StepClock& step) override {
    calendar_.step(step.by, loop_.now());
    return {};
  }
  bool link_up() const override { return !association_lost_; }
  bool fault_active() const override { return association_lost_ || emulator_->fault_active(); }

  // A server's end counts while its link is up: after a cut it does not know what was before.
  bool ask_figures(const cti::AgentId& agent, std::function<void(const cti::Result&)> answer) override {
    if (!protocol_.capabilities.supports(cti::Capability::switch_figures) || mended_at_ || association_lost_) {
      return false;
    }
    cti::Request request;
    request.kind = cti::RequestKind::query_figures;
    request.agent = agent;
    attachment_->ask(std::move(request), std::move(answer));
    return true;
  }

  std::uint64_t requests_sent() const override { return emulator_->counts().requests; }
  std::string broken() const override {
    if (!loop_.lost().empty()) return loop_.lost();
    if (association_lost_) {
      const bool too_long = mended_at_ && !cable_.is_cut() && loop_.now() > *mended_at_ + association_patience;
      return too_long ? "the link was mended, but the application does not associate again" : "";
    }
    if (attachment_ && !attachment_->closed_because().empty())
      return "the link closed: " + attachment_->closed_because();
    return {};
  }

 private:
  script::People& people() { return emulator_->people(); }

  emulator::Habits habits() const {
    emulator::Habits habits;
    emulator::take_habits(protocol_.dialect, habits);
    if (readings_.busy_put_policy == tapi::Readings::BusyPut::deferred) {
      habits.busy_state_change = acd::BusyStateChange::defer;
    }
    return habits;
  }

  void make_switch() {
    emulator::Seams seams;
    if (defect_) seams = {defect_->on_switch, defect_->on_switching_end};
    emulator::Observers observers;
    observers.fact = observers_.fact;
    emulator_ = std::make_unique<emulator::Emulator>(
        loop_, scenario_, habits(), seed_, [this](TimePoint at) { return civil_time(calendar_.at(at)); },
        std::move(seams), std::move(observers));
    auto listener = link::make_listener(listen_spec(link_), exchange_);
    link::Listener& listening = *listener;
    emulator_->listen(protocol_, framing(), std::move(listener));
    const auto listened = link::parse_link_address(listen_spec(link_));
    connector_ = cable_.through(link::make_connector(link::connector_address(*listened, listening), exchange_));
  }

  void make_application() {
    auto end = protocol_.make_computing_end(framing(), emulator::naming_of(scenario_.cast), watch_of(scenario_));
    if (defect_ && defect_->on_computing_end) end = defect_->on_computing_end(std::move(end));
    attachment_ = std::make_unique<attachment::ComputingAttachment>(
        loop_, std::move(connector_), std::move(end), protocol_.capabilities, protocol_.dialect,
        [this](const cti::WireMessage& message, TimePoint at) {
          if (observers_.wire) observers_.wire(std::string{protocol_.id}, message, at);
        },
        [this](const cti::WireFault& fault, TimePoint at) {
          if (observers_.wire_fault) observers_.wire_fault(std::string{protocol_.id}, fault, at);
        });
    attachment_->listen_in(observers_.tap);
    attachment_->reconnect_every(reconnect_interval);
    attachment_->on_association([this](bool begins) {
      if (!begins || !std::exchange(association_lost_, false)) return;
      tell(cti::FactKind::link_back);
    });
    tapi::LineSeams seams;
    seams.observer = observers_.line;
    if (defect_) seams.on_line = defect_->on_line;
    if (defect_) seams.on_proxy = defect_->on_proxy;
    auto facade = std::make_unique<tapi::Facade>(*attachment_, runner::facade_clock(*this), readings_, site(),
                                                 tapi::Limits{}, std::move(seams));
    line_door_ = &facade->line_door();
    telephony_ = std::move(facade);
    if (defect_ && defect_->on_facade) {
      telephony_ =
          defect_->on_facade(std::move(telephony_),
                             {[this] { return loop_.now(); },
                              [this](TimePoint when, std::function<void()> call) { loop_.at(when, std::move(call)); }});
    }
    attachment_->open();
  }

  tapi::Site site() const {
    const cti::Watch watch = watch_of(scenario_);
    tapi::Site site{std::string{protocol_.id}, watch.groups, watch.addresses};
    for (const scenarios::GroupSpec& group : scenario_.cast.groups) {
      if (group.wrap_up.kind == scenarios::WrapUp::Kind::timed) site.wrap_up[group.name] = group.wrap_up.limit;
    }
    return site;
  }

  void mend() {
    loop_.cancel(std::exchange(mending_, EventLoop::TimerId::none));
    cable_.mend();
    emulator_->mend_links();
    mended_at_ = loop_.now();
  }

  void tell(cti::FactKind kind) {
    cti::Fact fact;
    fact.kind = kind;
    fact.when = Interval::at(loop_.now());
    if (observers_.fact) observers_.fact(fact);
  }

  cti::Framing framing() const { return link_ == LinkChoice::pty ? cti::Framing::serial : cti::Framing::connection; }

  const cti::Protocol protocol_;
  LinkChoice link_;
  const tapi::Readings& readings_;
  std::optional<defects::Defect> planted_;
  const defects::Defect* defect_;
  std::uint64_t seed_;
  const scenarios::Scenario& scenario_;
  runner::BenchObservers observers_;
  Calendar calendar_;
  EventLoop loop_;
  link::Exchange exchange_;
  link::Cable cable_;
  EventLoop::TimerId mending_ = EventLoop::TimerId::none;
  std::optional<TimePoint> mended_at_;
  bool association_lost_ = false;  // since a cut, until the application is associated again
  std::unique_ptr<link::Link> connector_;
  std::unique_ptr<emulator::Emulator> emulator_;
  std::unique_ptr<attachment::ComputingAttachment> attachment_;
  std::unique_ptr<tapi::Telephony> telephony_;
  tapi::LineDoor* line_door_ = nullptr;  // of the façade inside telephony_
};

}  // namespace

std::string_view to_string(LinkChoice link) {
  switch (link) {
    case LinkChoice::memory:
      return "memory";
    case LinkChoice::tcp:
      return "tcp";
    case LinkChoice::pty:
      return "pty";
  }
  return "?";
}

SelfTestBenches::SelfTestBenches(const cti::Protocol& protocol, LinkChoice link, const tapi::Readings& held,
                                 const tapi::Readings& subject, const defects::Defect* defect, std::uint64_t seed)
    : protocol_(protocol), link_(link), held_(held), subject_(tapi::settled(subject)), defect_(defect), seed_(seed) {}

std::unique_ptr<runner::Bench> SelfTestBenches::make(const scenarios::Scenario& scenario,
                                                     runner::BenchObservers observers) {
  return std::make_unique<SelfTestBench>(protocol_, link_, subject_, defect_, seed_, scenario, std::move(observers));
}

}  // namespace acdloop::self_test
