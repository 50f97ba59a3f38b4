// SPDX-License-Identifier: Apache-2.0
#include "simulator/emulator/service.hpp"

#include <csignal>
#include <map>
#include <memory>

#include <fmt/format.h>

#include "drivers/link/exchange.hpp"
#include "drivers/time/calendar.hpp"
#include "drivers/time/interrupts.hpp"
#include "simulator/script/player.hpp"

namespace acdloop::emulator {
namespace {

constexpr int most_faults_told = 100;  // of one name
// Links get this long to take what is still queued for them before the process ends.
constexpr Duration closing_time = std::chrono::milliseconds{200};

std::string count_of(std::uint64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

// The story's date and zone, or this machine's date in the story's zone.
Calendar calendar_of(const scenarios::ClockSpec& clock, TimePoint now) {
  const Zone zone = Zone::parse(clock.zone).value_or(Zone{});  // the loader has checked the rule
  if (clock.starts) return Calendar{CalendarPoint{*clock.starts} - now.time_since_epoch(), zone};
  return Calendar::of_this_machine(now, zone);
}

Habits habits_of(const std::vector<ListenRequest>& listen) {
  Habits habits;
  for (const ListenRequest& request : listen) take_habits(request.protocol->dialect, habits);
  return habits;
}

class Service {
 public:
  Service(const scenarios::Scenario& scenario, const ServiceOptions& options, std::FILE* log)
      : options_(options),
        log_(log),
        loop_(ClockKind::real_clock),
        exchange_(loop_),
        calendar_(calendar_of(scenario.clock, loop_.now())),
        emulator_(
            loop_, scenario, habits_of(options.listen), options.seed,
            [this](TimePoint at) { return civil_time(calendar_.at(at)); }, options.seams, observers()),
        player_(scenario, emulator_.people(), emulator_.directory(), doors()) {}

  void run() {
    for (const ListenRequest& request : options_.listen) {
      const bool serial = request.address.kind == link::LinkKind::pty || request.address.kind == link::LinkKind::serial;
      emulator_.listen(*request.protocol, serial ? cti::Framing::serial : cti::Framing::connection,
                       link::make_listener(request.address, exchange_));
    }
    // Before anybody is told that we listen: who reads that may stop us at once.
    Interrupts interrupts(loop_, [this](int signal) {
      say(std::string{"stopping: "} + (signal == SIGINT ? "SIGINT" : "SIGTERM"));
      emulator_.close();
      loop_.at(loop_.now() + closing_time, [this] { loop_.stop(); });
    });
    for (const std::string& place : emulator_.listening_on()) say("listening: " + place);
    started_ = true;
    player_.start();
    loop_.run();
    say_counts();
  }

 private:
  void say(const std::string& line) {
    fmt::print(log_, "{:>10.3f} s  {}\n", std::chrono::duration<double>(loop_.now().time_since_epoch()).count(), line);
    std::fflush(log_);
  }
  void tell(const std::string& line) {
    if (!options_.quiet) say(line);
  }

  Observers observers() {
    Observers observers;
    observers.fact = [this](const cti::Fact& fact) {
      if (started_) player_.learn(fact);
    };
    observers.event = [this](const cti::Event& event, TimePoint) { tell(cti::describe(event)); };
    observers.answered = [this](const cti::Request& request, const cti::Result& result, TimePoint) {
      if (result.outcome == cti::Outcome::success) return;
      tell("refused " + std::string{cti::to_string(request.kind)} + ": " + std::string{cti::to_string(result.cause)});
    };
    observers.fault = [this](const std::string& link, const cti::WireFault& fault, TimePoint) {
      tell_fault(link, fault);
    };
    observers.link = [this](const std::string& what, TimePoint) { tell(what); };
    // The player must not act while a reaction is still being told to everybody.
    observers.reacted = [this] {
      if (started_) loop_.post([this] { player_.on_reaction(); });
    };
    return observers;
  }

  // A peer that sends nothing but nonsense must not fill the disk: the count at the end has them all.
  void tell_fault(const std::string& link, const cti::WireFault& fault) {
    const int told = ++faults_told_[fault.name];
    if (told > most_faults_told) return;
    tell(link + " sent something malformed: " + fault.name + ": " + fault.text);
    if (told == most_faults_told) tell("further ones called " + fault.name + " are only counted");
  }

  script::PlayerDoors doors() {
    return {.now = [this] { return loop_.now(); },
            .at = [this](TimePoint when, std::function<void()> call) { loop_.at(when, std::move(call)); },
            .withhold = [this](const scenarios::Withhold& plan) { emulator_.withhold(plan); },
            .refuse = [this](const scenarios::Refuse& plan) { emulator_.refuse(plan); },
            .cut = [this](bool cut) { cut ? emulator_.cut_links() : emulator_.mend_links(); },
            .step_clock = [this](Duration by) { calendar_.step(by, loop_.now()); },
            .log = [this](const std::string& line) { say(line); },
            .finished =
                [this](bool as_written) {
                  say(as_written ? "the story is told; serving on until interrupted"
                                 : "the story stops here; serving on until interrupted");
                }};
  }

  void say_counts() {
    const Counts& counts = emulator_.counts();
    std::uint64_t malformed = 0;
    std::string names;
    for (const auto& [name, count] : counts.malformed) {
      malformed += count;
      names += (names.empty() ? " (" : ", ") + name + " " + std::to_string(count);
    }
    say(fmt::format("closing count: {}, {}, {}, {}, {}{}", count_of(counts.links, "link", "links"),
                    count_of(counts.agents_logged_on, "agent logged on", "agents logged on"),
                    count_of(counts.calls, "call", "calls"),
                    count_of(counts.refused_requests, "refused request", "refused requests"),
                    count_of(malformed, "malformed frame", "malformed frames"), names.empty() ? "" : names + ")"));
  }

  const ServiceOptions& options_;
  std::FILE* log_;
  EventLoop loop_;
  link::Exchange exchange_;
  Calendar calendar_;
  Emulator emulator_;
  script::Player player_;
  bool started_ = false;
  std::map<std::string, int> faults_told_;  // by name
};

}  // namespace

void serve(const scenarios::Scenario& scenario, const ServiceOptions& options, std::FILE* log) {
  Service(scenario, options, log).run();
}

}  // namespace acdloop::emulator
