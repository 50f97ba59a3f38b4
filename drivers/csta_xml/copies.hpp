// SPDX-License-Identifier: Apache-2.0
// One event reported to several monitors is told once; the same monitor twice is a repetition. Copies are equal but for
// the monitor and the state at its device, and nothing else comes between them. Used by the computing end.
#pragma once

#include <set>
#include <string>

#include "drivers/csta_xml/element.hpp"

namespace acdloop::csta_xml {

class EventCopies {
 public:
  enum class Verdict : std::uint8_t { first, copy, repetition };
  Verdict take(const Element& event);
  // Something else was said.
  void interrupt();

 private:
  std::string last_;                // the event without what its copies differ in
  std::set<std::string> monitors_;  // that have told it
};

}  // namespace acdloop::csta_xml
