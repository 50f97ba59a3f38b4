// SPDX-License-Identifier: Apache-2.0
// Which invoke ids are owed a confirmation, and to whom. An id is not used again while its answer may still come: a
// request that was given up keeps its id until the late answer. Used by the computing end.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "drivers/cti/request.hpp"

namespace acdloop::system_oai {

enum class Purpose : std::uint8_t { request, keep_alive, monitor, resync };

struct OwedReply {
  Purpose purpose = Purpose::request;
  std::string command;   // "_SA"
  cti::Request request;  // Purpose::request
  std::string object;    // Purpose::monitor, resync: what was named
  bool abandoned = false;
};

// A confirmation that came; a second copy of it is recognised for a while.
struct SettledReply {
  std::uint32_t invoke = 0;
  std::optional<cti::RequestId> request;
  bool late = false;
};

class InvokeLedger {
 public:
  // Nothing when every id is owed. Ids are 1 to 65534; 1 is not given to _RR, where it means RR.
  std::optional<std::uint32_t> issue(OwedReply owed);
  const OwedReply* find(std::uint32_t invoke) const;
  // The confirmation came.
  void settle(std::uint32_t invoke);
  const SettledReply* settled(std::uint32_t invoke) const;
  // False when no such request is owed.
  bool abandon(cti::RequestId request);
  // Requests that count against the window: owed and not given up.
  std::size_t outstanding() const { return outstanding_; }
  // Forgets everything; the requests whose askers still wait, in the order of their ids.
  std::vector<cti::Request> take_all();
  bool owes(Purpose purpose) const;

 private:
  static constexpr std::size_t most_settled = 64;
  bool usable(std::uint32_t invoke, const OwedReply& owed) const;

  std::map<std::uint32_t, OwedReply> owed_;
  std::map<cti::RequestId, std::uint32_t> by_request_;
  std::deque<SettledReply> settled_;
  std::uint32_t last_ = 1;
  std::size_t outstanding_ = 0;
};

}  // namespace acdloop::system_oai
