// SPDX-License-Identifier: Apache-2.0
#include "drivers/process/crew.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <map>
#include <numeric>
#include <set>
#include <string>
#include <vector>

namespace acdloop::process {
namespace {

std::vector<std::size_t> first(std::size_t count) {
  std::vector<std::size_t> jobs(count);
  std::iota(jobs.begin(), jobs.end(), std::size_t{0});
  return jobs;
}

// What came of each job.
struct Result {
  std::map<std::size_t, std::string> done;
  std::map<std::size_t, std::pair<std::string, std::string>> lost;  // what it said, and how it ended
  std::vector<std::size_t> begun;
  End end = End::all_done;
};

Result carried_out(std::size_t jobs, int workers, std::function<void(std::size_t, const Say&)> work,
                   std::function<bool()> stopped = {}) {
  Result result;
  Crew crew;
  crew.work = std::move(work);
  crew.begun = [&](std::size_t job) { result.begun.push_back(job); };
  crew.done = [&](std::size_t job, std::string text) { EXPECT_TRUE(result.done.emplace(job, std::move(text)).second); };
  crew.lost = [&](std::size_t job, std::string text, std::string how) {
    EXPECT_TRUE(result.lost.emplace(job, std::pair{std::move(text), std::move(how)}).second);
  };
  crew.stopped = std::move(stopped);
  const std::vector<std::size_t> list = first(jobs);
  result.end = carry_out(crew, list, workers);
  return result;
}

TEST(Crew, EveryJobIsDoneOnceAndSaysWhatItSaid) {
  for (const int workers : {1, 2, 5, 100}) {
    const Result result = carried_out(20, workers, [](std::size_t job, const Say& say) {
      say("job ");
      say(std::to_string(job));
    });
    EXPECT_EQ(End::all_done, result.end);
    ASSERT_EQ(20u, result.done.size());
    for (const auto& [job, text] : result.done) EXPECT_EQ("job " + std::to_string(job), text);
    EXPECT_EQ(first(20), result.begun);
  }
}

TEST(Crew, WorkIsDoneByOtherProcessesAndByAtMostSoMany) {
  const Result result = carried_out(30, 3, [](std::size_t, const Say& say) { say(std::to_string(::getpid())); });
  std::set<std::string> workers;
  for (const auto& [job, text] : result.done) workers.insert(text);
  EXPECT_LE(workers.size(), 3u);
  EXPECT_FALSE(workers.contains(std::to_string(::getpid())));
}

TEST(Crew, ManyMegabytesOfOneJobArriveWhole) {
  const Result result = carried_out(
      3, 2, [](std::size_t job, const Say& say) { say(std::string(5'000'000 + job, static_cast<char>('a' + job))); });
  for (std::size_t job = 0; job < 3; ++job) {
    EXPECT_EQ(std::string(5'000'000 + job, static_cast<char>('a' + job)), result.done.at(job));
  }
}

TEST(Crew, ACrashTakesOneJobAndTheRestGoesOn) {
  for (const int workers : {1, 2, 4}) {
    const Result result = carried_out(12, workers, [](std::size_t job, const Say& say) {
      say("begun");
      ::signal(SIGSEGV, SIG_DFL);
      if (job == 3 || job == 7) ::raise(SIGSEGV);
      if (job == 5) ::_exit(9);
      if (job == 6) throw std::runtime_error("in a test, on purpose");
    });
    EXPECT_EQ(8u, result.done.size());
    ASSERT_EQ(4u, result.lost.size());
    EXPECT_EQ("begun", result.lost.at(3).first);
    EXPECT_THAT(result.lost.at(3).second, testing::StartsWith("was ended by signal 11 ("));
    EXPECT_EQ("ended with code 9", result.lost.at(5).second);
    EXPECT_EQ("ended with code 70", result.lost.at(6).second);
  }
}

TEST(Crew, WhenEveryJobCrashesEveryJobIsNamed) {
  const Result result = carried_out(6, 2, [](std::size_t, const Say&) { ::raise(SIGKILL); });
  EXPECT_EQ(6u, result.lost.size());
  EXPECT_EQ(End::all_done, result.end);
}

TEST(Crew, AStopEndsWorkersThatWouldNeverEnd) {
  bool stop = false;
  std::set<std::size_t> done;
  Crew crew;
  crew.work = [](std::size_t job, const Say&) {
    while (job > 0) ::pause();
  };
  crew.done = [&](std::size_t job, const std::string&) {
    done.insert(job);
    stop = true;
  };
  crew.lost = [](std::size_t job, const std::string&, const std::string& how) { FAIL() << job << " " << how; };
  crew.stopped = [&] { return stop; };
  EXPECT_EQ(End::stopped, carry_out(crew, first(5), 2));
  EXPECT_EQ(std::set<std::size_t>{0}, done);
}

volatile sig_atomic_t heard = 0;

TEST(Crew, ASignalReachesTheParentWhileItWaitsAndNoWorker) {
  heard = 0;
  const auto before = ::signal(SIGTERM, [](int) { heard = 1; });
  const pid_t parent = ::getpid();
  const Result result = carried_out(
      4, 2,
      [parent](std::size_t job, const Say&) {
        if (job == 0) ::kill(parent, SIGTERM);
        while (job > 0) ::pause();
      },
      [] { return heard != 0; });
  ::signal(SIGTERM, before);
  EXPECT_EQ(End::stopped, result.end);
  EXPECT_TRUE(result.lost.empty());
}

TEST(Crew, NothingToDoIsDoneAtOnce) {
  EXPECT_EQ(End::all_done, carried_out(0, 3, [](std::size_t, const Say&) { FAIL(); }).end);
}

}  // namespace
}  // namespace acdloop::process
