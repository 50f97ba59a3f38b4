// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/real_bench.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "conformance/bench/device_facts.hpp"
#include "conformance/bench/undo.hpp"
#include "conformance/catalogue/runs.hpp"
#include "conformance/runner/facade_clock.hpp"
#include "conformance/runner/stage.hpp"
#include "drivers/attachment/attachment.hpp"
#include "drivers/link/exchange.hpp"
#include "drivers/tapi/facade.hpp"
#include "drivers/time/calendar.hpp"

namespace acdloop::bench {
namespace {

using runner::Done;

constexpr Duration association_patience = std::chrono::seconds{10};
constexpr Duration hand_patience = std::chrono::seconds{10};  // for the answer to a hand's request, and its report
constexpr Duration undo_patience = std::chrono::seconds{5};   // for each request that undoes something
constexpr Duration heartbeat = std::chrono::milliseconds{100};
constexpr Duration most_lateness = std::chrono::milliseconds{500};  // of our own; beyond it nothing is judged
constexpr Duration least_latency = std::chrono::milliseconds{5};    // of a report, before anything was measured

std::unexpected<runner::Cannot> cannot(std::string why) { return std::unexpected(runner::Cannot{std::move(why)}); }

class RealBench final : public runner::Bench {
 public:
  RealBench(const BenchFile& bench, const tapi::Readings& readings, const Doors& doors,
            const scenarios::Scenario& scenario, runner::BenchObservers observers)
      : file_(bench),
        readings_(tapi::settled(readings)),
        doors_(doors),
        scenario_(scenario),
        observers_(std::move(observers)),
        world_(doors.world()),
        loop_(*world_.loop),
        stage_(loop_),
        calendar_(Calendar::of_this_machine(loop_.now())),
        facts_([this](const cti::Fact& fact) {
          if (observers_.fact) observers_.fact(fact);
          stage_.changed();
        }) {
    for (const scenarios::AgentSpec& agent : scenario.cast.agents) naming_.bind(agent.name, agent.id);
    for (const scenarios::GroupSpec& group : scenario.cast.groups) naming_.bind(group.name, group.pilot);
  }
  ~RealBench() override { tear_down(); }

  EventLoop& loop() override { return loop_; }
  tapi::Telephony& telephony() override { return *facade_; }
  double ole_date(TimePoint at) const override { return acdloop::ole_date(calendar_.at(at)); }
  Duration ahead_of_utc(TimePoint at) const override { return calendar_.ahead_of_utc(at); }

  Done bring_up() override {
    connect();
    beat();
    if (!await_association()) {
      return cannot("the switch at " + to_string(file_.link) + " could not be reached" +
                    (why_.empty() ? "" : ": " + why_));
    }
    // Who is there already has been told before the answer to this.
    if (Done asked = measure_latency(); !asked) return asked;
    if (!strangers_.empty()) return cannot(strangers_);
    make_facade();
    return {};
  }

  void tear_down() override {
    if (std::exchange(torn_down_, true)) return;
    facade_.reset();
    if (attachment_) undo_everything();
    attachment_.reset();
    loop_.cancel(beat_);
  }

  void sit_down(const cti::AgentId& agent, const cti::Address& address) override {
    desks_.insert_or_assign(agent, address);
    facts_.sit_down(agent, address);
  }

  Done place_call(const scenarios::PlaceCall& call) override {
    const scenarios::GroupSpec* group = call.to_group ? scenario_.cast.group(*call.to_group) : nullptr;
    if (!group) return cannot("nobody's hand on this bench calls an agent's phone directly");
    cti::Request request;
    request.kind = cti::RequestKind::make_call;
    request.destination = group->pilot;
    request.calling = call.from;
    facts_.placing(call.as, group->name, call.from, loop_.now());
    const auto result = ask(std::move(request));
    if (!granted(result) || result->connections.empty()) {
      facts_.not_placed();
      return cannot("the switch let no caller in" + because(result));
    }
    facts_.placed(result->connections.front().first, loop_.now());
    return {};
  }

  Done answer(const cti::AgentId& agent) override {
    const cti::Address phone = desks_.at(agent);
    const auto rings = facts_.at(phone);
    if (file_.hands.answer != Hand::itself) {
      if (!rings || !facts_.ringing_since(phone)) return cannot(of(agent) + " does not ring");
      facts_.lifting(phone, loop_.now());
      const auto result = ask(of_connection(cti::RequestKind::answer_call, *rings));
      if (!granted(result)) return moved(cannot(of(agent) + " could not be lifted" + because(result)));
    }
    const bool talks = stage_.wait_until([&] { return facts_.talks(phone); }, loop_.now() + hand_patience);
    if (!talks) return moved(cannot(of(agent) + " was lifted, but the switch reports no conversation"));
    return moved({});
  }

  Done hold(const cti::AgentId& agent) override { return at_phone(agent, cti::RequestKind::hold_call, "be held"); }
  Done retrieve(const cti::AgentId& agent) override {
    return at_phone(agent, cti::RequestKind::retrieve_call, "be taken back");
  }

  Done hang_up(const scenarios::HangUp& who) override {
    if (who.agent) {
      facts_.laying_down(desks_.at(*who.agent), loop_.now());
      return at_phone(*who.agent, cti::RequestKind::clear_connection, "be ended");
    }
    const auto caller = facts_.caller_of(*who.caller);
    if (!caller) return cannot(*who.caller + " is over already");
    facts_.laying_down_caller(*who.caller, loop_.now());
    const auto result = ask(of_connection(cti::RequestKind::clear_connection, *caller));
    if (!granted(result)) return moved(cannot(*who.caller + " could not be hung up" + because(result)));
    return moved({});
  }

  Done press_wrap_up_key(const cti::AgentId&) override { return runner::not_playable("finish"); }
  std::optional<TimePoint> ringing_since(const cti::AgentId& agent) const override {
    const auto desk = desks_.find(agent);
    return desk == desks_.end() ? std::nullopt : facts_.ringing_since(desk->second);
  }
  Done withhold(const scenarios::Withhold&) override { return runner::not_playable("withhold"); }
  bool fault_active() const override { return false; }
  std::uint64_t requests_sent() const override { return requests_; }
  bool answers_owed() const override { return !asked_.empty(); }

  std::string broken() const override {
    if (!why_.empty()) return why_;
    if (attachment_ && !attachment_->closed_because().empty()) {
      return "the link closed: " + attachment_->closed_because();
    }
    return facts_.stranger();
  }

 private:
  std::string of(const cti::AgentId& agent) const {
    return agent.value() + "'s phone (" + desks_.at(agent).value() + ")";
  }
  static bool granted(const std::optional<cti::Result>& result) {
    return result && result->outcome == cti::Outcome::success;
  }
  static std::string because(const std::optional<cti::Result>& result) {
    if (!result) return ": no answer within " + std::to_string(hand_patience / std::chrono::seconds{1}) + " s";
    const std::string said = result->raw.text.empty() ? std::string{cti::to_string(result->cause)} : result->raw.text;
    return ": " + said;
  }
  static cti::Request of_connection(cti::RequestKind kind, const cti::ConnectionId& connection) {
    cti::Request request;
    request.kind = kind;
    request.connection = connection;
    return request;
  }

  Done moved(Done done) {
    if (done) {
      facts_.hand_done(loop_.now());
    } else {
      facts_.hand_failed();
    }
    return done;
  }

  Done at_phone(const cti::AgentId& agent, cti::RequestKind kind, const std::string& what) {
    const auto call = facts_.at(desks_.at(agent));
    if (!call) return moved(cannot(of(agent) + " has no call"));
    const auto result = ask(of_connection(kind, *call));
    if (!granted(result)) return moved(cannot(of(agent) + "'s call could not " + what + because(result)));
    return moved({});
  }

  // Asks and waits; nothing: no answer came, or the run broke meanwhile.
  std::optional<cti::Result> ask(cti::Request request, Duration patience = hand_patience) {
    auto answer = std::make_shared<std::optional<cti::Result>>();
    attachment_->ask(std::move(request), [this, answer](const cti::Result& result) {
      *answer = result;
      stage_.changed();
    });
    // Whatever broke the run, undoing goes on as long as there is a link.
    const auto pointless = [&] { return torn_down_ ? !attachment_->closed_because().empty() : !broken().empty(); };
    stage_.wait_until([&] { return answer->has_value() || pointless(); }, loop_.now() + patience);
    return *answer;
  }

  void connect() {
    auto end = file_.protocol.make_computing_end(framing(), naming_, watch());
    attachment_ = std::make_unique<attachment::ComputingAttachment>(
        loop_, world_.connect(), std::move(end), file_.protocol.capabilities, file_.protocol.dialect,
        [this](const cti::WireMessage& message, TimePoint at) {
          if (observers_.wire) observers_.wire(std::string{file_.protocol.id}, message, at);
        },
        [this](const cti::WireFault& fault, TimePoint at) {
          if (observers_.wire_fault) observers_.wire_fault(std::string{file_.protocol.id}, fault, at);
        });
    attachment_->listen_in(tap());
    attachment_->on_association([this](bool) { stage_.changed(); });
    attachment_->open();
  }

  attachment::ComputingTap tap() {
    return {.asked =
                [this](const cti::Request& request, TimePoint at) {
                  ++requests_;
                  asked_[request.id] = {request, at};
                  undo_.asked(request);
                  if (observers_.tap.asked) observers_.tap.asked(request, at);
                },
            .answered =
                [this](const cti::Result& result, TimePoint at) {
                  if (const auto asked = asked_.extract(result.id)) {
                    // A call is told when it is answered: that is no round trip.
                    const bool call = asked.mapped().first.kind == cti::RequestKind::make_call;
                    if (!call) latency_ = std::max(latency_, at - asked.mapped().second);
                    undo_.answered(asked.mapped().first, result);
                  }
                  if (observers_.tap.answered) observers_.tap.answered(result, at);
                },
            .event =
                [this](const cti::Event& event, TimePoint at) {
                  take(event, at);
                  if (observers_.tap.event) observers_.tap.event(event, at);
                }};
  }

  void take(const cti::Event& event, TimePoint at) {
    if (const auto* call = std::get_if<cti::CallEvent>(&event.body)) {
      facts_.see(*call, {std::max(TimePoint{}, at - latency_), at});
    }
    if (const auto* link = std::get_if<cti::LinkEvent>(&event.body)) {
      if (link->kind == cti::LinkEventKind::association_refused) why_ = "the switch refuses the login: " + link->text;
    }
    if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body); agent && !facade_) take_member(*agent);
    stage_.changed();
  }

  // Before we have asked for anything, an agent of ours who is logged on is there for somebody else.
  void take_member(const cti::AgentEvent& event) {
    if (event.kind != cti::AgentEventKind::agent_logged_on || !strangers_.empty()) return;
    const auto& subject = event.report.subject;
    if (!subject.address || !subject.group || !scenario_.cast.group(*subject.group)) return;
    for (const PhoneEntry& phone : file_.agents) {
      if (phone.at != subject.address->value()) continue;
      cti::Request undo;
      undo.kind = cti::RequestKind::log_off;
      undo.address = subject.address;
      undo.group = subject.group;
      const std::string command = by_hand(undo);
      strangers_ = "phone " + phone.at + " is logged on for " + subject.group->value() + " already" +
                   (command.empty() ? "" : "; if nobody else works there: " + command);
    }
  }

  bool await_association() {
    const auto over = [&] { return attachment_->associated() || !broken().empty(); };
    stage_.wait_until(over, loop_.now() + association_patience);
    if (!attachment_->associated() && why_.empty()) why_ = broken();
    return attachment_->associated();
  }

  // A round trip: how far behind a report may be before anything else is known.
  Done measure_latency() {
    latency_ = least_latency;
    cti::Request ping;
    ping.kind = cti::RequestKind::check_link;
    const auto result = ask(std::move(ping));
    if (result) return {};
    return cannot("the switch answers nothing" + because(result));
  }

  void make_facade() {
    const cti::Watch watching = watch();
    tapi::Site site{std::string{file_.protocol.id}, watching.groups, watching.addresses};
    for (const scenarios::GroupSpec& group : scenario_.cast.groups) {
      if (group.wrap_up.kind == scenarios::WrapUp::Kind::timed) site.wrap_up[group.name] = group.wrap_up.limit;
    }
    facade_ = std::make_unique<tapi::Facade>(*attachment_, runner::facade_clock(*this), readings_, std::move(site));
  }

  cti::Watch watch() const {
    cti::Watch watch;
    for (const PhoneEntry& phone : file_.agents) watch.addresses.emplace_back(phone.at);
    for (const scenarios::GroupSpec& group : scenario_.cast.groups) {
      watch.groups.push_back(group.name);
      const auto queue = std::ranges::find(file_.queues, group.name.value(), &QueueEntry::name);
      const bool chosen = queue != file_.queues.end() && queue->wrap_up.kind == QueueWrapUp::Kind::chosen;
      if (chosen && group.wrap_up.kind == scenarios::WrapUp::Kind::timed) {
        watch.wrap_up[group.name] = group.wrap_up.limit;
      }
    }
    return watch;
  }

  // Is somebody waiting for us to end? Were we too late ourselves?
  void beat() {
    if (doors_.interrupted && doors_.interrupted() && !torn_down_) why_ = "interrupted";
    if (loop_.take_worst_lateness() > most_lateness) why_ = "tester overloaded: this machine was too late itself";
    if (!why_.empty()) stage_.changed();
    beat_ = loop_.at(loop_.now() + heartbeat, [this] { beat(); });
  }

  // Calls first: who is logged off in a call leaves it behind.
  void undo_everything() {
    why_.clear();
    std::vector<cti::Request> todo;
    for (const cti::ConnectionId& caller : facts_.left()) {
      todo.push_back(of_connection(cti::RequestKind::clear_connection, caller));
    }
    const std::vector<cti::Request> log_offs = undo_.requests();
    todo.insert(todo.end(), log_offs.begin(), log_offs.end());
    if (todo.empty()) return;
    if (!attachment_->associated()) {
      connect();
      await_association();
      why_.clear();
    }
    for (const cti::Request& request : todo) {
      const bool reached = attachment_->associated();
      const auto result = reached ? ask(request, undo_patience) : std::nullopt;
      if (!granted(result) && !nothing_to_undo(result)) leave_behind(request);
    }
  }

  static bool nothing_to_undo(const std::optional<cti::Result>& result) {
    if (!result) return false;
    using cti::RefusalCause;
    return result->cause == RefusalCause::not_logged_on || result->cause == RefusalCause::invalid_call;
  }

  void leave_behind(const cti::Request& request) {
    if (!doors_.left_behind) return;
    const std::string command = by_hand(request);
    doors_.left_behind(command.empty() ? std::string{cti::to_string(request.kind)} + " could not be done" : command);
  }
  std::string by_hand(const cti::Request& request) const {
    return file_.protocol.by_hand ? file_.protocol.by_hand(request, naming_) : std::string{};
  }

  cti::Framing framing() const {
    return file_.link.kind == link::LinkKind::tcp ? cti::Framing::connection : cti::Framing::serial;
  }

  const BenchFile& file_;
  const tapi::Readings readings_;
  const Doors& doors_;
  const scenarios::Scenario& scenario_;
  runner::BenchObservers observers_;
  World world_;
  EventLoop& loop_;
  runner::Stage stage_;
  Calendar calendar_;
  cti::Naming naming_;
  DeviceFacts facts_;
  Undo undo_;
  std::map<cti::AgentId, cti::Address> desks_;
  std::unique_ptr<attachment::ComputingAttachment> attachment_;
  std::unique_ptr<tapi::Facade> facade_;
  std::map<cti::RequestId, std::pair<cti::Request, TimePoint>> asked_;
  Duration latency_ = least_latency;  // the longest round trip so far: no report is older when it arrives
  std::uint64_t requests_ = 0;
  std::string why_;        // the run cannot go on
  std::string strangers_;  // who is there already
  EventLoop::TimerId beat_ = EventLoop::TimerId::none;
  bool torn_down_ = false;
};

}  // namespace

MakeWorld real_world(const BenchFile& bench) {
  return [&bench] {
    World world;
    world.own_loop = std::make_unique<EventLoop>(ClockKind::real_clock);
    world.loop = world.own_loop.get();
    const auto exchange = std::make_shared<link::Exchange>(*world.loop);
    world.connect = [&bench, exchange] { return link::make_connector(bench.link, *exchange); };
    world.keep = exchange;
    return world;
  };
}

RealBenches::RealBenches(const BenchFile& bench, const tapi::Readings& readings,
                         const std::map<std::string, std::string>& cannot, Doors doors)
    : bench_(bench),
      readings_(readings),
      cannot_(cannot),
      doors_(std::move(doors)),
      link_(link::to_string(bench.link)) {}

std::unique_ptr<runner::Bench> RealBenches::make(const scenarios::Scenario& scenario,
                                                 runner::BenchObservers observers) {
  return std::make_unique<RealBench>(bench_, readings_, doors_, scenario, std::move(observers));
}

std::string RealBenches::cannot_carry(const scenarios::Scenario& scenario) const {
  const auto found = cannot_.find(scenario.id);
  return found == cannot_.end() ? std::string{} : found->second;
}

std::string RealBenches::not_judged(std::string_view requirement) const {
  const catalogue::Unit* unit = catalogue::find_unit(requirement);
  if (!unit) return {};
  const auto standing = catalogue::standing(*unit, catalogue::RunKind::bench, bench_.protocol.capabilities);
  return standing.judged ? std::string{} : standing.why;
}

}  // namespace acdloop::bench
