// SPDX-License-Identifier: Apache-2.0
// Several monitors produce several copies of one event, alike but for sequence number, cross reference and the state
// at the monitored device. Tells a copy from a repetition. Used by the computing end.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>

#include "drivers/system_oai/codec.hpp"

namespace acdloop::system_oai {

class CopyMerger {
 public:
  enum class Verdict : std::uint8_t { first, copy, repetition };

  // `line` is a whole event line with a cross reference. Copies are looked for among the lines that follow each other
  // without a gap and tell of the same event and the same call or agent.
  Verdict take(const Fields& line);
  // The run of consecutive lines is broken: a gap, a confirmation, a resync.
  void interrupt();

 private:
  std::string run_;
  std::map<std::string, std::set<std::uint32_t>> seen_;
};

// Where the event prints its Local_Cnx_State; 0 for none.
std::size_t local_state_at(const std::string& event_id);

}  // namespace acdloop::system_oai
