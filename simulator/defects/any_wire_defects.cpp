// SPDX-License-Identifier: Apache-2.0
// A switching end that answers twice or never, says things twice or not at all, or of somebody else: on every wire.
#include <map>
#include <utility>

#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"
#include "simulator/defects/wire_seam.hpp"

namespace acdloop::defects {
namespace {

template <class Decorator>
SwitchingEndDecorator as_switching_end() {
  return [](std::unique_ptr<cti::SwitchingEnd> inner) -> std::unique_ptr<cti::SwitchingEnd> {
    return std::make_unique<Decorator>(std::move(inner));
  };
}

class AnswersTwice final : public PassThroughSwitchingEnd {
 public:
  using PassThroughSwitchingEnd::PassThroughSwitchingEnd;
  void confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) override {
    PassThroughSwitchingEnd::confirm(result, now, out);
    if (every_.now()) PassThroughSwitchingEnd::confirm(result, now, out);
  }

 private:
  Every every_{5};
};

class SometimesNoAnswer final : public PassThroughSwitchingEnd {
 public:
  using PassThroughSwitchingEnd::PassThroughSwitchingEnd;
  void confirm(const cti::Result& result, TimePoint now, cti::EndOutput& out) override {
    if (!every_.now()) PassThroughSwitchingEnd::confirm(result, now, out);
  }

 private:
  Every every_{7};
};

bool is_established(const cti::Event& event) {
  const auto* call = std::get_if<cti::CallEvent>(&event.body);
  return call && call->kind == cti::CallEventKind::established;
}

class SaysTwice final : public PassThroughSwitchingEnd {
 public:
  using PassThroughSwitchingEnd::PassThroughSwitchingEnd;
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override {
    PassThroughSwitchingEnd::report(event, now, out);
    if (is_established(event) && every_.now()) PassThroughSwitchingEnd::report(event, now, out);
  }

 private:
  Every every_{2};
};

class AnsweredCallUnsaid final : public PassThroughSwitchingEnd {
 public:
  using PassThroughSwitchingEnd::PassThroughSwitchingEnd;
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override {
    if (!is_established(event) || !every_.now()) PassThroughSwitchingEnd::report(event, now, out);
  }

 private:
  Every every_{3};
};

// An agent becomes ready, and who became so last before is named.
class NamesAnotherAgent final : public PassThroughSwitchingEnd {
 public:
  using PassThroughSwitchingEnd::PassThroughSwitchingEnd;
  void report(const cti::Event& event, TimePoint now, cti::EndOutput& out) override {
    cti::Event told = event;
    auto* agent = std::get_if<cti::AgentEvent>(&told.body);
    if (agent && agent->report.subject.agent) {
      const cti::AgentId whose = *agent->report.subject.agent;
      const bool ready = agent->kind == cti::AgentEventKind::agent_ready;
      if (ready && last_ && *last_ != whose) agent->report.subject.agent = last_;
      last_ = whose;
    }
    PassThroughSwitchingEnd::report(told, now, out);
  }

 private:
  std::optional<cti::AgentId> last_;
};

}  // namespace

std::vector<Defect> any_wire_defects() {
  return {
      {.id = "answers-twice",
       .sentence = "Every fifth request is answered twice under the same id.",
       .requirement = "WIRE-2",
       .side = Side::wire,
       .on_switching_end = as_switching_end<AnswersTwice>()},
      {.id = "sometimes-no-answer",
       .sentence = "Every seventh request is carried out and never answered.",
       .requirement = "WIRE-2",
       .side = Side::wire,
       .on_switching_end = as_switching_end<SometimesNoAnswer>()},
      {.id = "says-twice",
       .sentence = "Every second established call is reported twice to the same monitor.",
       .requirement = "WIRE-3",
       .side = Side::wire,
       .on_switching_end = as_switching_end<SaysTwice>()},
      {.id = "names-another-agent",
       .sentence = "The report that an agent is ready names the agent of the report before.",
       .requirement = "WIRE-4",
       .side = Side::wire,
       .on_switching_end = as_switching_end<NamesAnotherAgent>()},
      {.id = "answered-call-unsaid",
       .sentence = "Every third answered call is not reported as established.",
       .requirement = "WIRE-5",
       .side = Side::wire,
       .on_switching_end = as_switching_end<AnsweredCallUnsaid>()},
  };
}

}  // namespace acdloop::defects
