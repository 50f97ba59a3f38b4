// SPDX-License-Identifier: Apache-2.0
#include "conformance/cli/scenario_job.hpp"

#include <algorithm>

#include "conformance/bench/real_bench.hpp"
#include "conformance/cli/commands.hpp"
#include "conformance/report/digest.hpp"
#include "conformance/report/retell.hpp"
#include "conformance/runner/play.hpp"
#include "drivers/time/random.hpp"

namespace acdloop::cli {
namespace {

constexpr std::uint64_t most_seed = 1'000'000'000'000'000'000;  // --seed takes 18 digits

std::string repeat_command(const RunPlan& plan, const cti::Protocol& protocol, const scenarios::Scenario& scenario,
                           std::uint64_t seed) {
  // By its file: that finds it from here wherever it lies, in a suite or not.
  // Quoted, because brackets mean something to a shell.
  const std::string what =
      scenario.instance.empty() ? scenario.file : "'" + scenario.file + "[" + scenario.instance + "]'";
  if (plan.bench) return "acdcheck run " + what + " --bench " + plan.bench->file + plan.readings.options;
  return "acdcheck run " + what + " --protocol " + std::string{protocol.id} + " --link " +
         std::string{self_test::to_string(plan.link)} + " --seed " + std::to_string(seed) +
         (plan.strict ? " --strict" : "") + plan.readings.options;
}

bench::Doors doors_of(const bench::BenchFile& bench) {
  return {.world = bench::real_world(bench),
          .interrupted = [] { return interrupted_by() != 0; },
          .left_behind =
              [](const std::string& command) { complain("run", "left behind; to be undone by hand: " + command); }};
}

// Holds lines back until a step begins.
class LineSink final : public report::TextSink {
 public:
  explicit LineSink(const Say& say) : say_(say) {}
  void write(std::string_view text) override {
    held_ += text;
    if (text.starts_with(R"({"class":"step")")) flush();
  }
  bool flush() override {
    say_(held_);
    held_.clear();
    return true;
  }

 private:
  const Say& say_;
  std::string held_;
};

// A repetition alone: its lines, and what must be equal in all of them.
struct Repetition {
  std::string lines;
  std::string digest;
};

Repetition play_again(const RunPlan& plan, const Job& job, std::uint64_t seed) {
  Repetition repetition;
  const Say collect = [&](std::string_view text) { repetition.lines += text; };
  LineSink sink(collect);
  report::Stream stream(&sink, report::Wire::left_out, report::Verdicts::left_out);
  const verdict::ScenarioReport report = play_once(plan, job, seed, stream);
  report::note_report(stream, report, 0);
  stream.flush();
  repetition.digest = stream.digests().of(job.protocol->id);
  return repetition;
}

}  // namespace

verdict::ScenarioReport play_once(const RunPlan& plan, const Job& job, std::uint64_t seed, report::Stream& stream) {
  const auto again = [&](const scenarios::Scenario& one) { return repeat_command(plan, *job.protocol, one, seed); };
  if (plan.bench) {
    bench::RealBenches benches(*plan.bench, plan.readings.held, plan.cannot, doors_of(*plan.bench));
    return runner::play(*job.scenario, benches, stream, {again, plan.strict});
  }
  self_test::SelfTestBenches benches(*job.protocol, plan.link, plan.readings.held, plan.readings.subject, plan.defect,
                                     seed);
  return runner::play(*job.scenario, benches, stream, {again, plan.strict});
}

std::uint64_t seed_of_repetition(std::uint64_t seed, int repetition) {
  if (repetition <= 1) return seed;
  return derive_seed(seed, {"repetition", std::to_string(repetition)}) % most_seed;
}

std::vector<Job> jobs_of(const RunPlan& plan) {
  std::vector<Job> jobs;
  for (const cti::Protocol* protocol : plan.protocols) {
    int place = plan.shard.index;
    for (const scenarios::Scenario& scenario : plan.scenarios) {
      jobs.push_back({protocol, &scenario, place});
      place += plan.shard.total;
    }
  }
  return jobs;
}

bool play_job(const RunPlan& plan, const Job& job, report::Wire wire, const Say& say) {
  LineSink sink(say);
  report::Stream stream(&sink, wire, report::Verdicts::left_out);  // whoever gathers the jobs compares
  const verdict::ScenarioReport report = play_once(plan, job, plan.seed, stream);
  report::Repetitions repetitions;
  repetitions.all = report.outcome == verdict::Outcome::skip ? 1 : plan.repeat;
  const std::string first = stream.digests().of(job.protocol->id);
  for (int number = 2; number <= repetitions.all; ++number) {
    if (interrupted_by()) return false;
    const std::uint64_t seed = seed_of_repetition(plan.seed, number);
    Repetition repetition = play_again(plan, job, seed);
    if (repetition.digest == first || repetitions.differing++ > 0) continue;
    repetitions.seed = std::to_string(seed);
    repetitions.lines = std::move(repetition.lines);
  }
  report::note_report(stream, report, job.place, repetitions);
  stream.flush();
  return true;
}

std::string lines_of_untold(const RunPlan& plan, const Job& job, verdict::Outcome outcome, const std::string& reason) {
  verdict::ScenarioReport report;
  report.id = job.scenario->id;
  report.title = job.scenario->title;
  report.file = job.scenario->file;
  report.protocol = job.protocol->id;
  report.link = plan.link_word();
  report.outcome = outcome;
  report.reason = reason;
  report.repeat_command = repeat_command(plan, *job.protocol, *job.scenario, plan.seed);
  std::string lines;
  const Say collect = [&](std::string_view text) { lines += text; };
  LineSink sink(collect);
  report::Stream stream(&sink);
  report::tell_untold(stream, report, job.scenario->covers, job.place);
  stream.flush();
  return lines;
}

std::string last_step_in(std::string_view said) {
  const std::size_t found = said.rfind(R"({"class":"step")");
  if (found == std::string_view::npos) return "before its first step";
  const std::string_view rest = said.substr(found);
  const std::string_view line = rest.substr(0, rest.find('\n'));
  std::string verb{report::raw_field(line, "verb")};
  std::erase(verb, '"');
  return "in line " + std::string{report::raw_field(line, "line")} + " (" + verb + ")";
}

}  // namespace acdloop::cli
