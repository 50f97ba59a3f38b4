// SPDX-License-Identifier: Apache-2.0
// Worker processes that carry out numbered jobs and send text back, so that a crash takes one job and not the run.
// Used by programs that have many independent things to do. Knows nothing of what a job is.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace acdloop::process {

// What a job has to say. Goes to the parent at once, so that it knows how far a crashed job came.
using Say = std::function<void(std::string_view)>;

struct Crew {
  // Carried out in a worker: a copy of this process made by fork() when run() began, so it sees what the parent had
  // loaded and changes nothing of it. Must not return by an exception; one ends the worker like a crash.
  std::function<void(std::size_t job, const Say& say)> work;

  // In the parent. Jobs end in any order; each begun job ends once.
  std::function<void(std::size_t job)> begun = {};
  std::function<void(std::size_t job, std::string text)> done;
  // The worker did not live to the job's end. `how`: "was ended by signal 11 (Segmentation fault)"; `text`: what it had
  // said until then. Another worker takes its place.
  std::function<void(std::size_t job, std::string text, std::string how)> lost;
  // Asked before each wait; once true, every worker is ended and run() returns. What was begun is then neither done
  // nor lost.
  std::function<bool()> stopped;
};

enum class End { all_done, stopped };

// Gives the jobs to at most `workers` processes (at least one), the next one to whoever is free. Only one thread may
// exist. SIGINT and SIGTERM are delivered to the parent while it waits, never to a worker. Nothing of the caller's
// buffered output may be pending: a worker leaves without flushing. Throws std::system_error when not even one
// worker can be started.
End carry_out(const Crew& crew, std::span<const std::size_t> jobs, int workers);

// A job may say this much; one that says more is lost.
inline constexpr std::size_t most_said = std::size_t{512} << 20;

}  // namespace acdloop::process
