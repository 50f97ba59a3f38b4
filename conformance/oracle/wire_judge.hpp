// SPDX-License-Identifier: Apache-2.0
// Judges the wire itself, unasked and once a story: what the switch said against the wire's own document, against what
// was asked and against what people did. Used by the runner; knows no wire by name.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "conformance/verdict/verdict.hpp"
#include "drivers/cti/end.hpp"
#include "drivers/cti/event.hpp"
#include "drivers/cti/fact.hpp"
#include "drivers/cti/request.hpp"
#include "drivers/cti/result.hpp"

namespace acdloop::oracle {

class WireJudge {
 public:
  using Desk = std::pair<cti::Address, cti::AgentId>;
  explicit WireJudge(const std::vector<Desk>& desks);

  // What passes at the application's end, in the order it passes.
  void message(const std::string& link, const cti::WireMessage& message);
  void fault(const cti::WireFault& fault, TimePoint at);
  void asked(const cti::Request& request, TimePoint at);
  void answered(const cti::Result& result);
  void event(const cti::Event& event, TimePoint at);
  void learn(const cti::Fact& fact);

  // What the story itself does to the wire is nobody's fault.
  void answers_kept_back() { kept_back_ = true; }
  void link_cut() { cut_ = true; }

  // One check a requirement. Where the run broke off, only what was seen is judged, not what is missing.
  enum class Until : std::uint8_t { the_end, it_broke };
  std::vector<verdict::Check> judge(TimePoint now, Until until) const;

 private:
  // What is wrong, the first time, and how often in all.
  struct Offence {
    std::string text;
    TimePoint at{};
    int count = 0;
    void add(std::string what, TimePoint when);
  };
  // "message 12 of system-oai from byte 340: 008,CF,…".
  std::string last_message() const;
  void agent_event(const cti::AgentEvent& event, TimePoint at);
  void link_event(const cti::LinkEvent& event, TimePoint at);
  Offence unanswered() const;
  Offence unreported() const;

  bool kept_back_ = false;
  bool cut_ = false;
  std::string link_;
  std::uint64_t messages_ = 0;  // of the switch
  std::uint64_t bytes_ = 0;     // of these
  std::string last_text_;
  std::uint64_t last_at_ = 0;  // where the last began
  std::set<cti::Address> desks_;
  std::set<Desk> seats_;  // who may be spoken of, where
  std::map<cti::RequestId, std::pair<std::string, TimePoint>> open_;
  std::map<cti::Address, std::vector<TimePoint>> answers_;  // calls answered there, by the facts
  std::map<cti::Address, std::size_t> established_;         // the same by the reports
  Offence form_;
  Offence replies_;
  Offence numbering_;
  Offence naming_;
};

}  // namespace acdloop::oracle
