// SPDX-License-Identifier: Apache-2.0
// A switch that counts wrongly itself, whatever it reports: seen where its answer reaches the application's end.
#include <map>
#include <memory>
#include <type_traits>
#include <utility>

#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

// The figures of an agent as they were when the last call had not been counted yet; the times of states are new.
class FiguresOfBeforeTheLastCall final : public PassThroughComputingEnd {
 public:
  using PassThroughComputingEnd::PassThroughComputingEnd;

 private:
  struct Told {
    cti::Figures last;
    cti::Figures before;
  };

  void distort(TimePoint, cti::EndOutput& out) override {
    for (cti::Result& result : out.results) {
      if (result.figures && result.figures->subject.agent) make_stale(*result.figures);
    }
  }

  void make_stale(cti::Figures& figures) {
    Told& told = told_[*figures.subject.agent];
    const std::int64_t calls = figures.calls.value_or(0);
    const std::int64_t known = told.last.calls.value_or(0);
    if (calls < known) told = {};  // logged on anew
    if (calls > known) told.before = told.last;
    told.last = figures;
    const auto stale = [](auto& field, const auto& before) {
      if (field) field = before.value_or(std::decay_t<decltype(*field)>{});
    };
    stale(figures.calls, told.before.calls);
    stale(figures.calls_time, told.before.calls_time);
    stale(figures.talk_time, told.before.talk_time);
    stale(figures.after_call_time, told.before.after_call_time);
    stale(figures.calls_held, told.before.calls_held);
    stale(figures.hold_time, told.before.hold_time);
  }

  std::map<cti::AgentId, Told> told_;
};

}  // namespace

std::vector<Defect> statistics_defects() {
  return {
      {.id = "stale-statistics",
       .sentence = "Asked for what it has counted itself, the switch answers with the figures of before the last call.",
       .requirement = "AS-117",
       .side = Side::wire,
       .on_computing_end = [](std::unique_ptr<cti::ComputingEnd> inner) -> std::unique_ptr<cti::ComputingEnd> {
         return std::make_unique<FiguresOfBeforeTheLastCall>(std::move(inner));
       }}};
}

}  // namespace acdloop::defects
