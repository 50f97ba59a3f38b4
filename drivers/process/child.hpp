// SPDX-License-Identifier: Apache-2.0
// One child process at two pipes, and the system calls around it. Private to this folder.
#pragma once

#include <signal.h>
#include <sys/types.h>

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>

namespace acdloop::process {

struct Child {
  pid_t pid = -1;
  int to = -1;    // what is written here the child reads
  int from = -1;  // what the child writes is read here
};

// Forks. In the child: closes `others` (the parent's ends of other children's pipes: an end held open there would
// hide an end of stream), calls `serve` with its two descriptors and leaves without flushing anything. The child dies
// with its parent, does not hear the terminal's interrupt, and is ended by a pipe that nobody reads. Throws
// std::system_error.
Child start_child(const std::function<void(int in, int out)>& serve, std::span<const int> others);

// Closes both pipes and waits; in words how it ended: "ended with code 3", "was ended by signal 9 (Killed)".
std::string end_child(Child& child);
void close_input(Child& child);

// False at the end of the stream or on an error.
bool read_whole(int descriptor, void* into, std::size_t size);
bool write_whole(int descriptor, std::string_view bytes);

// SIGINT and SIGTERM wait while this lives, except where a wait lets them through; SIGPIPE is an error of write().
class SignalsHeldBack {
 public:
  SignalsHeldBack();
  ~SignalsHeldBack();
  // Delivers what has come; a wait that always has something to read would keep it waiting for ever.
  static void let_through();
  SignalsHeldBack(const SignalsHeldBack&) = delete;
  SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;

 private:
  sigset_t before_{};
  struct sigaction pipe_before_ {};
};

}  // namespace acdloop::process
