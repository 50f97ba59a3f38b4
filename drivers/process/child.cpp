// SPDX-License-Identifier: Apache-2.0
#include "drivers/process/child.hpp"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <exception>
#include <system_error>

namespace acdloop::process {
namespace {

[[noreturn]] void fail(const char* what) { throw std::system_error(errno, std::generic_category(), what); }

void close_one(int& descriptor) {
  if (descriptor >= 0) ::close(descriptor);
  descriptor = -1;
}

sigset_t interrupts() {
  sigset_t both;
  sigemptyset(&both);
  sigaddset(&both, SIGINT);
  sigaddset(&both, SIGTERM);
  return both;
}

void settle_in(pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(0);  // it died before it was asked
  ::signal(SIGINT, SIG_IGN);              // a terminal tells every process of the group; the parent decides
  ::signal(SIGTERM, SIG_DFL);
  ::signal(SIGPIPE, SIG_DFL);
  sigset_t none;
  sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
}

}  // namespace

Child start_child(const std::function<void(int in, int out)>& serve, std::span<const int> others) {
  int down[2] = {-1, -1};
  int up[2] = {-1, -1};
  if (::pipe2(down, O_CLOEXEC) != 0) fail("cannot make a pipe for a worker process");
  const pid_t parent = ::getpid();
  const pid_t pid = ::pipe2(up, O_CLOEXEC) == 0 ? ::fork() : -1;
  if (pid < 0) {
    const int error = errno;
    for (int* const end : {&down[0], &down[1], &up[0], &up[1]}) close_one(*end);
    errno = error;
    fail("cannot start a worker process");
  }
  if (pid == 0) {
    settle_in(parent);
    for (const int other : others) {
      if (other >= 0) ::close(other);
    }
    close_one(down[1]);
    close_one(up[0]);
    try {
      serve(down[0], up[1]);
    } catch (const std::exception& error) {
      const std::string text = std::string{"a worker process: "} + error.what() + "\n";
      write_whole(STDERR_FILENO, text);
      ::_exit(70);
    }
    ::_exit(0);
  }
  close_one(down[0]);
  close_one(up[1]);
  return {pid, down[1], up[0]};
}

void close_input(Child& child) { close_one(child.to); }

std::string end_child(Child& child) {
  close_one(child.to);
  close_one(child.from);
  int status = 0;
  while (::waitpid(child.pid, &status, 0) < 0) {
    if (errno != EINTR) return "ended unseen";
  }
  child.pid = -1;
  if (!WIFSIGNALED(status)) return "ended with code " + std::to_string(WEXITSTATUS(status));
  return "was ended by signal " + std::to_string(WTERMSIG(status)) + " (" + ::strsignal(WTERMSIG(status)) + ")";
}

bool read_whole(int descriptor, void* into, std::size_t size) {
  auto* at = static_cast<char*>(into);
  while (size > 0) {
    const ssize_t got = ::read(descriptor, at, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    at += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_whole(int descriptor, std::string_view bytes) {
  if (descriptor < 0) return false;
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

SignalsHeldBack::SignalsHeldBack() {
  const sigset_t both = interrupts();
  ::sigprocmask(SIG_BLOCK, &both, &before_);
  struct sigaction ignore {};
  ignore.sa_handler = SIG_IGN;
  ::sigaction(SIGPIPE, &ignore, &pipe_before_);
}

void SignalsHeldBack::let_through() {
  const sigset_t both = interrupts();
  ::sigprocmask(SIG_UNBLOCK, &both, nullptr);
  ::sigprocmask(SIG_BLOCK, &both, nullptr);
}

SignalsHeldBack::~SignalsHeldBack() {
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
  ::sigaction(SIGPIPE, &pipe_before_, nullptr);
}

}  // namespace acdloop::process
