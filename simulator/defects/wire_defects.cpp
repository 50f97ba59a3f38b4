// SPDX-License-Identifier: Apache-2.0
// A wire that loses, swaps or repeats what is said over it, on either end, below the neutral vocabulary's meaning.
#include <deque>
#include <optional>
#include <utility>

#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

template <class Decorator>
ComputingEndDecorator as_computing_end() {
  return [](std::unique_ptr<cti::ComputingEnd> inner) -> std::unique_ptr<cti::ComputingEnd> {
    return std::make_unique<Decorator>(std::move(inner));
  };
}

// Keeps the requests that are owed an answer; a late answer for one nobody waits for is given to the oldest of them,
// and every answer after it is one behind.
class LateAnswerGoesToTheNext final : public PassThroughComputingEnd {
 public:
  using PassThroughComputingEnd::PassThroughComputingEnd;

  void submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) override {
    owed_.push_back(request.id);
    PassThroughComputingEnd::submit(request, now, out);
  }
  void abandon(cti::RequestId id) override {
    std::erase(owed_, id);
    PassThroughComputingEnd::abandon(id);
  }

 private:
  void distort(TimePoint, cti::EndOutput& out) override {
    for (const cti::Result& result : out.results) {
      if (!stolen_) std::erase(owed_, result.id);
    }
    if (stolen_) std::erase_if(out.results, [&](const cti::Result& result) { return result.id == *stolen_; });
    for (const cti::Event& event : out.events) {
      const auto* link = std::get_if<cti::LinkEvent>(&event.body);
      if (!link || link->kind != cti::LinkEventKind::late_reply || owed_.empty() || stolen_) continue;
      cti::Result wrong;
      wrong.id = owed_.front();
      stolen_ = wrong.id;
      owed_.pop_front();
      out.results.push_back(wrong);
    }
  }

  std::deque<cti::RequestId> owed_;
  std::optional<cti::RequestId> stolen_;
};

class AnotherGroupOnDelivery final : public PassThroughComputingEnd {
 public:
  using PassThroughComputingEnd::PassThroughComputingEnd;

 private:
  void distort(TimePoint, cti::EndOutput& out) override {
    for (cti::Event& event : out.events) {
      if (const auto* agent = std::get_if<cti::AgentEvent>(&event.body)) {
        if (agent->kind == cti::AgentEventKind::agent_logged_on && agent->report.subject.group) {
          last_logged_on_ = agent->report.subject.group;
        }
      }
      auto* call = std::get_if<cti::CallEvent>(&event.body);
      if (call && call->info.group && last_logged_on_) call->info.group = last_logged_on_;
    }
  }

  std::optional<cti::AcdGroupId> last_logged_on_;
};

class EndOfWrapUpLost final : public PassThroughComputingEnd {
 public:
  using PassThroughComputingEnd::PassThroughComputingEnd;

 private:
  void distort(TimePoint, cti::EndOutput& out) override {
    std::erase_if(out.events, [this](const cti::Event& event) {
      const auto* agent = std::get_if<cti::AgentEvent>(&event.body);
      return agent && agent->kind == cti::AgentEventKind::agent_ready && ++seen_ % 2 == 1;
    });
  }

  int seen_ = 0;
};

}  // namespace

std::vector<Defect> wire_defects() {
  return {
      {.id = "late-answer-goes-to-the-next",
       .sentence = "A late answer is taken for the answer to the next request, instead of being dropped.",
       .requirement = "AS-102",
       .side = Side::wire,
       .on_computing_end = as_computing_end<LateAnswerGoesToTheNext>()},
      {.id = "another-group-on-delivery",
       .sentence = "Every call is said to come from the group that the agent logged on to last.",
       .requirement = "AS-002",
       .side = Side::wire,
       .on_computing_end = as_computing_end<AnotherGroupOnDelivery>()},
      {.id = "end-of-wrap-up-lost",
       .sentence = "Every second report of an agent becoming ready is lost, so wrap-up runs on.",
       .requirement = "AS-027",
       .side = Side::wire,
       .on_computing_end = as_computing_end<EndOfWrapUpLost>()},
  };
}

}  // namespace acdloop::defects
