// SPDX-License-Identifier: Apache-2.0
// What is lost with a link, although it comes back.
#include <map>
#include <memory>
#include <utility>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
using tapi::Hresult;
using tapi::Method;

// Times how often the application had to associate again.
class AssociationCounter final : public PassThroughComputingEnd {
 public:
  AssociationCounter(std::unique_ptr<cti::ComputingEnd> inner, std::shared_ptr<int> openings)
      : PassThroughComputingEnd(std::move(inner)), openings_(std::move(openings)) {}
  void on_open(TimePoint now, cti::EndOutput& out) override {
    ++*openings_;
    PassThroughComputingEnd::on_open(now, out);
  }

 private:
  std::shared_ptr<int> openings_;
};

bool is_cumulative(Method figure) {
  return figure == Method::get_NumberOfCalls || figure == Method::get_TotalTalkTime ||
         figure == Method::get_TotalCallTime || figure == Method::get_TotalWrapUpTime;
}

// Counters begin again with every association, in the same session.
class CountsAnew final : public PassThroughSession {
 public:
  CountsAnew(std::shared_ptr<tapi::AgentSession> inner, std::shared_ptr<int> openings)
      : PassThroughSession(std::move(inner)), openings_(std::move(openings)) {}
  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (!is_cumulative(figure) || !out) return inner().get_figure(figure, out, std::move(done));
    inner().get_figure(figure, out, [this, figure, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) {
        Counter& counter = counters_[figure];
        if (counter.opening != *openings_) counter = {*openings_, counter.last, counter.last};
        counter.last = *out;
        *out -= counter.base;
      }
      done(result);
    });
  }

 private:
  struct Counter {
    int opening = 1;
    std::int32_t base = 0;  // what had been counted when the link came back
    std::int32_t last = 0;
  };
  std::shared_ptr<int> openings_;
  std::map<Method, Counter> counters_;
};

}  // namespace

std::vector<Defect> link_defects() {
  Defect anew{.id = "counters-anew-after-a-cut",
              .sentence = "When the link comes back the counters of a session begin again at 0.",
              .requirement = "AS-128",
              .side = Side::facade};
  anew.together = [](Defect& defect) {
    auto openings = std::make_shared<int>(0);
    defect.on_computing_end =
        [openings](std::unique_ptr<cti::ComputingEnd> inner) -> std::unique_ptr<cti::ComputingEnd> {
      return std::make_unique<AssociationCounter>(std::move(inner), openings);
    };
    defect.on_facade = [openings](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
      FacadeSpoiler spoiler;
      spoiler.session = [openings](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
        return std::make_shared<CountsAnew>(std::move(session), openings);
      };
      return spoil(std::move(inner), std::move(spoiler));
    };
  };
  return {anew};
}

}  // namespace acdloop::defects
