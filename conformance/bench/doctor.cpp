// SPDX-License-Identifier: Apache-2.0
#include "conformance/bench/doctor.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "conformance/runner/stage.hpp"
#include "drivers/attachment/attachment.hpp"
#include "drivers/time/calendar.hpp"

namespace acdloop::bench {
namespace {

constexpr Duration patience = std::chrono::seconds{10};
constexpr int round_trips = 5;
constexpr Duration worrying_latency = std::chrono::milliseconds{250};

double milliseconds(Duration length) { return std::chrono::duration<double, std::milli>(length).count(); }

class Examination {
 public:
  Examination(const BenchFile& bench, const MakeWorld& world, const std::function<bool()>& interrupted)
      : bench_(bench),
        interrupted_(interrupted),
        world_(world()),
        loop_(*world_.loop),
        stage_(loop_),
        calendar_(Calendar::of_this_machine(loop_.now())) {}

  Findings run() {
    open();
    beat();
    if (logged_in()) {
      measure();
      for (const QueueEntry& queue : bench_.queues) look_at(queue);
      look_at_agents();
      look_at_hands();
    }
    attachment_.reset();
    loop_.cancel(beat_);
    return std::move(findings_);
  }

 private:
  void found(std::string line) { findings_.lines.push_back(std::move(line)); }
  void missing(std::string line) { findings_.missing.push_back(std::move(line)); }

  void open() {
    for (const QueueEntry& queue : bench_.queues) naming_.bind(cti::AcdGroupId{queue.name}, queue.number);
    for (const PhoneEntry& agent : bench_.agents) naming_.bind(cti::AgentId{agent.id}, agent.id);
    cti::Watch watch;
    for (const PhoneEntry& agent : bench_.agents) watch.addresses.emplace_back(agent.at);
    for (const QueueEntry& queue : bench_.queues) watch.groups.emplace_back(queue.name);
    const bool tcp = bench_.link.kind == link::LinkKind::tcp;
    attachment_ = std::make_unique<attachment::ComputingAttachment>(
        loop_, world_.connect(),
        bench_.protocol.make_computing_end(tcp ? cti::Framing::connection : cti::Framing::serial, naming_, watch),
        bench_.protocol.capabilities, bench_.protocol.dialect, [](const cti::WireMessage&, TimePoint) {},
        [this](const cti::WireFault& fault, TimePoint) { faults_.insert(fault.name + ": " + fault.text); });
    attachment_->listen_in(
        {.asked = {}, .answered = {}, .event = [this](const cti::Event& event, TimePoint) { hear(event); }});
    attachment_->on_association([this](bool) { stage_.changed(); });
    attachment_->open();
  }

  void hear(const cti::Event& event) {
    if (const auto* link = std::get_if<cti::LinkEvent>(&event.body)) {
      if (link->kind == cti::LinkEventKind::association_refused) refused_ = link->text;
    }
    if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) {
      const auto& subject = agent->report.subject;
      if (agent->kind == cti::AgentEventKind::agent_logged_on && subject.address && subject.group) {
        there_.insert({subject.group->value(), subject.address->value()});
      }
    }
    stage_.changed();
  }

  void beat() {
    if (interrupted_()) stage_.changed();
    beat_ = loop_.at(loop_.now() + std::chrono::milliseconds{100}, [this] { beat(); });
  }

  bool logged_in() {
    const auto over = [&] {
      return attachment_->associated() || interrupted_() || !attachment_->closed_because().empty();
    };
    stage_.wait_until(over, loop_.now() + patience);
    if (attachment_->associated()) {
      found(
          fmt::format("{} is reached at {}; the login was accepted", bench_.protocol.id, link::to_string(bench_.link)));
      return true;
    }
    const std::string& closed = attachment_->closed_because();
    if (!refused_.empty()) {
      missing("the switch refuses the login: " + refused_ + ". Look at account and secret");
    } else if (!faults_.empty()) {
      missing("what answers at " + link::to_string(bench_.link) + " does not speak " + std::string{bench_.protocol.id} +
              ": " + *faults_.begin());
    } else {
      missing("no login at " + link::to_string(bench_.link) + " within 10 s" + (closed.empty() ? "" : ": " + closed));
    }
    return false;
  }

  std::optional<cti::Result> ask(cti::Request request) {
    auto answer = std::make_shared<std::optional<cti::Result>>();
    attachment_->ask(std::move(request), [this, answer](const cti::Result& result) {
      *answer = result;
      stage_.changed();
    });
    stage_.wait_until([&] { return answer->has_value() || interrupted_(); }, loop_.now() + patience);
    return *answer;
  }

  void measure() {
    Duration worst{};
    std::optional<Duration> ahead;
    for (int trip = 0; trip < round_trips; ++trip) {
      cti::Request ping;
      ping.kind = cti::RequestKind::check_link;
      const TimePoint asked = loop_.now();
      const auto result = ask(std::move(ping));
      if (!result) return missing("a question for nothing is not answered within 10 s");
      const Duration took = loop_.now() - asked;
      worst = std::max(worst, took);
      if (!result->clock) continue;
      const Duration here = calendar_.at(asked + took / 2).time_since_epoch() - calendar_.ahead_of_utc(asked);
      ahead = Duration{*result->clock} - here;
    }
    found(fmt::format("replies take {:.1f} ms at most, of {}", milliseconds(worst), round_trips));
    if (worst > worrying_latency) found("  that is much: what is judged by seconds may be inconclusive");
    if (ahead)
      found(fmt::format("its clock is {:.1f} s {} of ours", std::abs(milliseconds(*ahead)) / 1000,
                        ahead->count() < 0 ? "behind" : "ahead"));
  }

  void look_at(const QueueEntry& queue) {
    cti::Request question;
    question.kind = cti::RequestKind::query_group;
    question.group = cti::AcdGroupId{queue.name};
    const auto result = ask(std::move(question));
    if (result && result->outcome == cti::Outcome::success) {
      found(fmt::format("queue {} is there, with {} agents", queue.name, result->agents.size()));
    } else {
      const std::string said = !result                    ? "no answer"
                               : result->raw.text.empty() ? std::string{cti::to_string(result->cause)}
                                                          : result->raw.text;
      missing("queue " + queue.name + ": the switch says " + said);
    }
  }

  void look_at_agents() {
    for (const PhoneEntry& agent : bench_.agents) {
      bool busy = false;
      for (const QueueEntry& queue : bench_.queues) {
        if (!there_.contains({queue.name, agent.at})) continue;
        busy = true;
        cti::Request undo;
        undo.kind = cti::RequestKind::log_off;
        undo.address = cti::Address{agent.at};
        undo.group = cti::AcdGroupId{queue.name};
        const std::string command = bench_.protocol.by_hand ? bench_.protocol.by_hand(undo, naming_) : std::string{};
        missing("phone " + agent.at + " is logged on for " + queue.name + " already" +
                (command.empty() ? "" : "; if nobody else works there: " + command));
      }
      if (!busy) found("agent " + agent.id + " at " + agent.at + " is free");
    }
  }

  void look_at_hands() {
    const auto& answers = bench_.protocol.capabilities.of(cti::Capability::answer_request);
    if (bench_.hands.answer == Hand::wire && answers.support == cti::Support::no) {
      missing("nobody lifts a phone: " + answers.reason);
    }
  }

  const BenchFile& bench_;
  const std::function<bool()>& interrupted_;
  World world_;
  EventLoop& loop_;
  runner::Stage stage_;
  Calendar calendar_;
  cti::Naming naming_;
  std::unique_ptr<attachment::ComputingAttachment> attachment_;
  std::set<std::pair<std::string, std::string>> there_;  // queue, phone
  std::set<std::string> faults_;
  std::string refused_;
  EventLoop::TimerId beat_ = EventLoop::TimerId::none;
  Findings findings_;
};

}  // namespace

Findings examine(const BenchFile& bench, const MakeWorld& world, const std::function<bool()>& interrupted) {
  return Examination{bench, world, interrupted}.run();
}

}  // namespace acdloop::bench
