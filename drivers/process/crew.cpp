// SPDX-License-Identifier: Apache-2.0
#include "drivers/process/crew.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "drivers/process/child.hpp"

namespace acdloop::process {
namespace {

// A worker on its job: frames that it has sent are taken apart here.
struct Worker {
  Child child;
  std::optional<std::size_t> job;
  std::string received;  // not yet a whole frame
  std::string said;      // of this job
  bool finished = false;
};

enum class Frame : char { text = 't', over = 'o' };
constexpr std::size_t frame_head = 1 + sizeof(std::uint32_t);

std::string frame(Frame kind, std::string_view text) {
  const auto size = static_cast<std::uint32_t>(text.size());
  std::string bytes(1, static_cast<char>(kind));
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  return bytes.append(text);
}

// In the worker: job numbers in, frames out, until the parent has no more for it.
void serve(const Crew& crew, int jobs, int results) {
  std::size_t job = 0;
  while (read_whole(jobs, &job, sizeof job)) {
    crew.work(job, [&](std::string_view text) {
      constexpr std::size_t most = std::size_t{1} << 20;
      for (; !text.empty(); text.remove_prefix(std::min(text.size(), most))) {
        write_whole(results, frame(Frame::text, text.substr(0, most)));
      }
    });
    write_whole(results, frame(Frame::over, {}));
  }
}

class Shift {
 public:
  Shift(const Crew& crew, std::span<const std::size_t> jobs, int wanted)
      : crew_(crew), jobs_(jobs), wanted_(static_cast<std::size_t>(std::max(wanted, 1))) {}

  End work() {
    while (true) {
      SignalsHeldBack::let_through();
      if (crew_.stopped && crew_.stopped()) return stop();
      staff();
      if (workers_.empty()) return End::all_done;
      listen();
      std::erase_if(workers_, [](const Worker& worker) { return worker.finished; });
    }
  }

 private:
  bool jobs_left() const { return next_ < jobs_.size(); }

  // A job for whoever has none, a worker for every job up to the number wanted, an end for whoever is not needed.
  void staff() {
    for (Worker& worker : workers_) {
      if (!worker.job) hand_out(worker);
    }
    while (jobs_left() && workers_.size() < wanted_) {
      std::vector<int> others;
      for (const Worker& worker : workers_) others.insert(others.end(), {worker.child.to, worker.child.from});
      try {
        workers_.push_back(
            {start_child([this](int in, int out) { serve(crew_, in, out); }, others), {}, {}, {}, false});
      } catch (const std::system_error&) {
        if (workers_.empty()) throw;
        wanted_ = workers_.size();  // fewer do it as well
        return;
      }
      hand_out(workers_.back());
    }
  }

  void hand_out(Worker& worker) {
    if (!jobs_left()) {
      close_input(worker.child);  // it reads the end and leaves
      return;
    }
    const std::size_t job = jobs_[next_];
    // Whoever died between two jobs takes none with it.
    if (!write_whole(worker.child.to, {reinterpret_cast<const char*>(&job), sizeof job})) return;
    ++next_;
    worker.job = job;
    worker.said.clear();
    if (crew_.begun) crew_.begun(job);
  }

  void listen() {
    std::vector<pollfd> waiting;
    for (const Worker& worker : workers_) waiting.push_back({worker.child.from, POLLIN, 0});
    sigset_t none;
    sigemptyset(&none);
    if (::ppoll(waiting.data(), waiting.size(), nullptr, &none) < 0) {
      if (errno == EINTR) return;
      throw std::system_error(errno, std::generic_category(), "cannot wait for worker processes");
    }
    for (std::size_t index = 0; index < waiting.size(); ++index) {
      if (waiting[index].revents != 0) hear(workers_[index]);
    }
  }

  void hear(Worker& worker) {
    std::array<char, 64 << 10> block;
    const ssize_t got = ::read(worker.child.from, block.data(), block.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (got <= 0) return bury(worker, {});
    worker.received.append(block.data(), static_cast<std::size_t>(got));
    take_frames(worker);
  }

  void take_frames(Worker& worker) {
    std::size_t at = 0;
    while (worker.received.size() - at >= frame_head) {
      std::uint32_t size = 0;
      worker.received.copy(reinterpret_cast<char*>(&size), sizeof size, at + 1);
      if (worker.received.size() - at - frame_head < size) break;
      const auto kind = static_cast<Frame>(worker.received[at]);
      if (kind == Frame::text) worker.said.append(worker.received, at + frame_head, size);
      at += frame_head + size;
      if (kind == Frame::over) {
        crew_.done(*std::exchange(worker.job, std::nullopt), std::exchange(worker.said, {}));
      } else if (worker.said.size() > most_said) {
        worker.received.clear();
        return bury(worker, "said more than any job may say");
      }
    }
    worker.received.erase(0, at);
  }

  // It is gone or must go. `why`, if not empty, is told in place of how it ended.
  void bury(Worker& worker, std::string why) {
    if (!why.empty()) ::kill(worker.child.pid, SIGKILL);
    const std::string how = end_child(worker.child);
    worker.finished = true;
    if (worker.job) crew_.lost(*worker.job, std::move(worker.said), why.empty() ? how : why);
  }

  End stop() {
    for (Worker& worker : workers_) ::kill(worker.child.pid, SIGKILL);
    for (Worker& worker : workers_) end_child(worker.child);
    workers_.clear();
    return End::stopped;
  }

 public:
  // Nobody outlives the shift, however it ends.
  ~Shift() { stop(); }

 private:
  const Crew& crew_;
  std::span<const std::size_t> jobs_;
  std::size_t wanted_;
  std::size_t next_ = 0;
  std::vector<Worker> workers_;
};

}  // namespace

End carry_out(const Crew& crew, std::span<const std::size_t> jobs, int workers) {
  const SignalsHeldBack held;
  return Shift(crew, jobs, workers).work();
}

}  // namespace acdloop::process
