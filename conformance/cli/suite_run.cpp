// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/suite_run.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "conformance/catalogue/catalogue.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/cli/run_readings.hpp"
#include "conformance/cli/scenario_job.hpp"
#include "conformance/cli/telling.hpp"
#include "drivers/process/crew.hpp"
#include "drivers/time/random.hpp"
#include "drivers/time/stopwatch.hpp"

namespace acdloop::cli {
namespace {

constexpr std::string_view interrupted = "the run was interrupted";

// What a job came to: its lines and how long they took us. Jobs end in any order and are told in selection order.
struct Played {
  std::string lines;
  Duration wall{};
};

class Run {
 public:
  Run(const RunPlan& plan, report::TextSink* events, report::Console* console)
      : plan_(plan),
        wire_(events ? report::Wire::kept : report::Wire::left_out),
        console_(console),
        jobs_(jobs_of(plan)),
        played_(jobs_.size()),
        telling_(header_of(plan), events, console, plan.known) {}

  RunOutcome carry_out() {
    const Stopwatch watch;
    const std::vector<std::size_t> order = order_of_jobs();
    if (plan_.workers > 1) {
      play_in_workers(order);
    } else {
      play_here(order);
    }
    for (; told_ < jobs_.size(); ++told_) tell(told_);
    RunOutcome outcome = telling_.finish(watch.elapsed(), notes());
    outcome.others_can_play = plan_.others_can_play;
    return outcome;
  }

 private:
  std::vector<std::size_t> order_of_jobs() const {
    std::vector<std::size_t> order(jobs_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (!plan_.random_order) return order;
    Random random(derive_seed(plan_.seed, {"order"}));
    for (std::size_t left = order.size(); left > 1; --left) std::swap(order[left - 1], order[random.below(left)]);
    return order;
  }

  void begin(std::size_t job) {
    if (console_) console_->scenario_started(jobs_[job].protocol->id, jobs_[job].scenario->id);
  }

  void play_here(const std::vector<std::size_t>& order) {
    for (const std::size_t job : order) {
      if (interrupted_by()) return;
      begin(job);
      const Stopwatch watch;
      Played played;
      if (!play_job(plan_, jobs_[job], wire_, [&](std::string_view text) { played.lines += text; })) return;
      played.wall = watch.elapsed();
      end(job, std::move(played));
    }
  }

  void play_in_workers(const std::vector<std::size_t>& order) {
    process::Crew crew;
    crew.work = [this](std::size_t job, const process::Say& say) {
      const Stopwatch watch;
      play_job(plan_, jobs_[job], wire_, say);
      say(wall_mark + std::to_string(watch.elapsed().count()));
    };
    crew.begun = [this](std::size_t job) { begin(job); };
    crew.done = [this](std::size_t job, std::string text) {
      const std::size_t mark = text.rfind(wall_mark);
      Played played;
      played.wall = Duration{std::atoll(text.c_str() + mark + wall_mark.size())};
      text.resize(mark);
      played.lines = std::move(text);
      end(job, std::move(played));
    };
    crew.lost = [this](std::size_t job, const std::string& text, const std::string& how) {
      const std::string reason = "its worker process " + how + ", " + last_step_in(text);
      end(job, {lines_of_untold(plan_, jobs_[job], verdict::Outcome::error, reason), {}});
    };
    crew.stopped = [] { return interrupted_by() != 0; };
    // A worker is a copy of this process: nothing may be waiting to be written twice.
    std::fflush(nullptr);
    process::carry_out(crew, order, plan_.workers);
  }

  // Tells whatever can be told in order.
  void end(std::size_t job, Played played) {
    played_[job] = std::move(played);
    while (told_ < jobs_.size() && !played_[told_].lines.empty()) tell(told_++);
  }

  void tell(std::size_t job) {
    Played played = std::exchange(played_[job], {});
    if (played.lines.empty()) {
      played.lines = lines_of_untold(plan_, jobs_[job], verdict::Outcome::not_run, std::string{interrupted});
    }
    telling_.scenario(played.lines, played.wall);
  }

  std::vector<std::string> notes() const {
    if (!plan_.shard.divided()) return {};
    std::string note = fmt::format("shard {} ({}): {} of {} scenarios", runner::to_string(plan_.shard),
                                   plan_.shard.from, plan_.scenarios.size(), plan_.selected);
    if (plan_.scenarios.empty()) note += "; the others play them all";
    return {note + ". acdcheck report puts the shards together"};
  }

  static inline const std::string wall_mark = "#wall ";

  const RunPlan& plan_;
  report::Wire wire_;
  report::Console* console_;
  std::vector<Job> jobs_;
  std::vector<Played> played_;  // by job; no lines: not played, or told already
  std::size_t told_ = 0;
  Telling telling_;
};

// For whoever wants the reports alone, a hundred times: nothing is told and nothing is parsed.
RunOutcome carry_out_untold(const RunPlan& plan) {
  RunOutcome outcome;
  RunReadings readings;
  // On a planted defect wires may well disagree.
  report::Stream stream(nullptr, report::Wire::left_out,
                        plan.defect ? report::Verdicts::left_out : report::Verdicts::compared);
  for (const cti::Protocol* protocol : plan.protocols) hold_by_order(stream.verdicts(), std::string{protocol->id});
  for (const Job& job : jobs_of(plan)) {
    if (interrupted_by()) break;
    outcome.reports.push_back(play_once(plan, job, plan.seed, stream));
    readings.take(outcome.reports.back());
  }
  outcome.digests = stream.digests().by_protocol();
  outcome.protocols_agree = plan.defect || !stream.verdicts().compare().difference;
  return outcome;
}

}  // namespace

std::string RunPlan::link_word() const {
  return bench ? link::to_string(bench->link) : std::string{self_test::to_string(link)};
}

report::RunHeader header_of(const RunPlan& plan) {
  report::RunHeader header;
  header.program = "acdcheck " ACDLOOP_VERSION;
  header.scenarios = static_cast<int>(plan.scenarios.size() * plan.protocols.size());
  for (const cti::Protocol* protocol : plan.protocols) header.protocols.emplace_back(protocol->id);
  header.link = plan.link_word();
  header.clock = plan.bench ? "real" : "virtual";
  header.seed = std::to_string(plan.seed);
  header.readings = tapi::describe(plan.readings.held);
  for (const tapi::KeyRow& row : tapi::key_rows()) {
    const std::string subject = tapi::value_text(plan.readings.subject, row.key);
    if (subject != tapi::value_text(plan.readings.held, row.key))
      header.subject_readings.emplace_back(row.word, subject);
  }
  header.strict = plan.strict;
  header.repeat = plan.repeat;
  header.suite = plan.suite;
  header.selected = plan.selected > 0 ? plan.selected : static_cast<int>(plan.scenarios.size());
  header.shard = plan.shard.index;
  header.shards = plan.shard.total;
  if (plan.known_text) {
    header.known_file = plan.known_text->file;
    header.known_text = plan.known_text->text;
    header.today = plan.known_text->today;
  }
  for (const scenarios::Scenario& one : plan.scenarios) header.longest_id = std::max(header.longest_id, one.id.size());
  return header;
}

int RunOutcome::exit_code() const {
  const int judged = verdict::exit_code_of(reports);
  if (!protocols_agree || !list_is_sound) return exit_failed;
  // A shard with nothing to play is no fault of its own as long as another one plays: shard 1 is never empty.
  return judged == exit_nothing && others_can_play ? exit_ok : judged;
}

RunOutcome carry_out(const RunPlan& plan, report::TextSink* events, report::Console* console) {
  const bool told = events || console || plan.workers > 1 || plan.repeat > 1 || plan.known;
  return told ? Run(plan, events, console).carry_out() : carry_out_untold(plan);
}

std::expected<std::vector<const cti::Protocol*>, std::string> protocols_named(std::string_view names) {
  std::vector<const cti::Protocol*> named;
  std::string known;
  for (const cti::Protocol& protocol : registry::protocols()) {
    if (names == "all") named.push_back(&protocol);
    known += (known.empty() ? "" : ", ") + std::string{protocol.id};
  }
  if (names == "all") return named;
  for (std::size_t begin = 0; begin <= names.size();) {
    const std::size_t end = std::min(names.find(',', begin), names.size());
    const std::string_view name = names.substr(begin, end - begin);
    const cti::Protocol* protocol = registry::find_protocol(name);
    if (!protocol) {
      return std::unexpected("--protocol: there is no protocol '" + std::string{name} + "'; there is " + known);
    }
    if (std::find(named.begin(), named.end(), protocol) != named.end()) {
      return std::unexpected("--protocol: '" + std::string{name} + "' is named twice");
    }
    named.push_back(protocol);
    begin = end + 1;
  }
  return named;
}

self_test::LinkChoice link_named(std::string_view name) {
  if (name == "tcp") return self_test::LinkChoice::tcp;
  if (name == "pty") return self_test::LinkChoice::pty;
  return self_test::LinkChoice::memory;
}

std::string sentence_of(std::string_view requirement) {
  const catalogue::Requirement* row = catalogue::find(requirement);
  if (!row) return {};
  const catalogue::Unit* unit = catalogue::find_unit(requirement);
  if (!unit || !unit->part) return std::string{row->sentence};
  return fmt::format("{} ({})", row->sentence, unit->name());
}

}  // namespace acdloop::cli
