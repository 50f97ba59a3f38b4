// SPDX-License-Identifier: Apache-2.0
// System OAI traffic of ordinary ACD calls, for the codec benchmark: neutral events of a switch, and the lines that the
// product's own switching end makes of them. Nothing here is measured.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/functions.hpp"
#include "drivers/cti/naming.hpp"
#include "drivers/system_oai/protocol.hpp"

namespace acdloop::benchmarks {

// ann (2003) at 105, in group sales (237); outside callers come over trunk 97061.
cti::Naming oai_naming();
// An associated port with monitors on station, group and trunk.
class OaiPort {
 public:
  OaiPort();
  ~OaiPort();
  cti::SwitchingEnd& end() { return *end_; }

 private:
  class SmallSwitch;
  std::unique_ptr<SmallSwitch> switch_;
  std::unique_ptr<cti::SwitchingEnd> end_;
};

// Log on, then calls: offered, queued, ringing, answered, held, retrieved, cleared, wrap-up, ready.
std::vector<cti::Event> oai_story(int calls);
// Lines of such a story, sequence numbers 000 to 999, without framing.
std::vector<std::string> thousand_oai_lines();
// Each with its length and terminator, one behind the other.
std::string framed(const std::vector<std::string>& lines);

}  // namespace acdloop::benchmarks
