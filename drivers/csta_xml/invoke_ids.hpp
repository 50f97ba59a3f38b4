// SPDX-License-Identifier: Apache-2.0
// Invoke ids of our requests, 0001 to 9998: which are owed a response, and to whom. An id that was given up stays taken
// until its late answer came. Used by the computing end.
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/request.hpp"

namespace acdloop::csta_xml {

enum class Purpose : std::uint8_t { request, session, session_timer, status, monitor, snapshot, poll };

struct Owed {
  Purpose purpose = Purpose::request;
  std::string service;   // "SetAgentState"
  cti::Request request;  // what was asked; of the end's own questions too
  std::string object;    // Purpose::monitor: the device
  bool abandoned = false;
};

class InvokeIds {
 public:
  // What became of an id that is not owed any more.
  struct Past {
    int invoke = 0;
    Purpose purpose = Purpose::request;
    cti::RequestId request{};
    bool late = false;
  };

  std::optional<int> issue(Owed owed);  // nothing when all are owed
  const Owed* find(int invoke) const;
  void settle(int invoke);
  const Past* past(int invoke) const;
  // False when no such request is owed.
  bool abandon(cti::RequestId request);
  // Requests that count against the window: owed and not given up.
  std::size_t outstanding() const;
  bool owes(Purpose purpose) const;
  // Forgets everything; the requests whose askers still wait.
  std::vector<cti::Request> take_all();

 private:
  std::map<int, Owed> owed_;
  std::deque<Past> past_;
  int last_ = 0;
};

}  // namespace acdloop::csta_xml
