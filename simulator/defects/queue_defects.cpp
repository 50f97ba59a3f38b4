// SPDX-License-Identifier: Apache-2.0
// A façade whose queues count wrongly, or whose objects do not know that their group is gone.
#include <memory>
#include <utility>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through_objects.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
using tapi::Hresult;
using tapi::QueueMethod;

template <class Queue, class... Arguments>
FacadeDecorator as_queue(Arguments... arguments) {
  return [=](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    spoiler.queue = [=](std::shared_ptr<tapi::Queue> queue) -> std::shared_ptr<tapi::Queue> {
      return std::make_shared<Queue>(std::move(queue), arguments...);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
}

class FigureMistaken final : public PassThroughQueue {
 public:
  FigureMistaken(std::shared_ptr<tapi::Queue> inner, QueueMethod asked, QueueMethod given)
      : PassThroughQueue(std::move(inner)), asked_(asked), given_(given) {}
  void get_figure(QueueMethod figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure == asked_ ? given_ : figure, out, std::move(done));
  }

 private:
  QueueMethod asked_;
  QueueMethod given_;
};

// One figure with another one added to it.
class FigureWithAnother final : public PassThroughQueue {
 public:
  FigureWithAnother(std::shared_ptr<tapi::Queue> inner, QueueMethod figure, QueueMethod added)
      : PassThroughQueue(std::move(inner)), figure_(figure), added_(added) {}
  void get_figure(QueueMethod figure, std::int32_t* out, Completion done) override {
    if (figure != figure_ || !out) return inner().get_figure(figure, out, std::move(done));
    auto more = std::make_shared<std::int32_t>();
    inner().get_figure(added_, more.get(), [this, figure, more, out, done = std::move(done)](Hresult) {
      inner().get_figure(figure, out, [more, out, done](Hresult result) {
        if (result == tapi::S_OK_) *out += *more;
        done(result);
      });
    });
  }

 private:
  QueueMethod figure_;
  QueueMethod added_;
};

// Nothing is ever counted there.
class FigureNever final : public PassThroughQueue {
 public:
  FigureNever(std::shared_ptr<tapi::Queue> inner, QueueMethod figure)
      : PassThroughQueue(std::move(inner)), figure_(figure) {}
  void get_figure(QueueMethod figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, [wrong = figure == figure_, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && wrong) *out = 0;
      done(result);
    });
  }

 private:
  QueueMethod figure_;
};

// The average is drawn up by the calls that still wait; the maximum knows those alone that have left.
class WaitingInTheAverageAlone final : public PassThroughQueue {
 public:
  using PassThroughQueue::PassThroughQueue;
  void get_figure(QueueMethod figure, std::int32_t* out, Completion done) override {
    if (figure != QueueMethod::get_LongestEverWaitTime || !out) return inner().get_figure(figure, out, std::move(done));
    auto waiting = std::make_shared<std::int32_t>();
    inner().get_figure(
        QueueMethod::get_CurrentCallsQueued, waiting.get(), [this, waiting, out, done = std::move(done)](Hresult) {
          const bool only_left = *waiting > 0;
          inner().get_figure(only_left ? QueueMethod::get_AverageWaitTime : QueueMethod::get_LongestEverWaitTime, out,
                             done);
        });
  }
};

// The object answers from what it last knew.
class StaleQueue final : public PassThroughQueue {
 public:
  using PassThroughQueue::PassThroughQueue;
  void get_figure(QueueMethod figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, still_there(std::move(done)));
  }
  void get_name(std::string* out, Completion done) override { inner().get_name(out, still_there(std::move(done))); }

 private:
  static Completion still_there(Completion done) {
    return [done = std::move(done)](Hresult result) {
      done(result == tapi::TAPI_E_CALLCENTER_QUEUE_REMOVED_ ? tapi::S_OK_ : result);
    };
  }
};

class StaleGroup final : public PassThroughGroup {
 public:
  using PassThroughGroup::PassThroughGroup;
  void get_name(std::string* out, Completion done) override { inner().get_name(out, still_there(std::move(done))); }
  void get_queues(std::vector<std::shared_ptr<tapi::Queue>>* out, Completion done) override {
    inner().get_queues(out, still_there(std::move(done)));
  }

 private:
  static Completion still_there(Completion done) {
    return [done = std::move(done)](Hresult result) {
      done(result == tapi::TAPI_E_CALLCENTER_GROUP_REMOVED_ ? tapi::S_OK_ : result);
    };
  }
};

std::unique_ptr<tapi::Telephony> keep_stale_groups(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.group = [](std::shared_ptr<tapi::AcdGroup> group) {
    return std::static_pointer_cast<tapi::AcdGroup>(std::make_shared<StaleGroup>(std::move(group)));
  };
  return spoil(std::move(inner), std::move(spoiler));
}

Defect queue_defect(std::string_view id, std::string_view requirement, std::string_view sentence,
                    FacadeDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::facade,
          .on_facade = std::move(decorator)};
}

}  // namespace

std::vector<Defect> queue_defects() {
  using enum QueueMethod;
  return {
      queue_defect("queue-abandoned-not-counted", "AS-122", "A caller who gives up in the queue is not counted there.",
                   as_queue<FigureNever>(get_TotalCallsAbandoned)),
      queue_defect("queue-keeps-abandoned-waiting", "AS-122",
                   "A caller who gave up still waits, as far as one is told.",
                   as_queue<FigureWithAnother>(get_CurrentCallsQueued, get_TotalCallsAbandoned)),
      queue_defect("queue-overflow-as-abandoned", "AS-122", "A call that overflows counts as abandoned too.",
                   as_queue<FigureWithAnother>(get_TotalCallsAbandoned, get_TotalCallsFlowedOut)),
      queue_defect("queue-flows-out-the-wrong-way", "AS-123a", "TotalCallsFlowedIn and -Out are each other's.",
                   as_queue<FigureMistaken>(get_TotalCallsFlowedOut, get_TotalCallsFlowedIn)),
      queue_defect("queue-never-final", "AS-123b",
                   "A call that nobody answered to the end of its guide is not counted.",
                   as_queue<FigureNever>(get_FinalDisposition)),
      queue_defect("queue-longest-of-those-gone", "AS-124",
                   "Calls that wait are in the present waits, not in the longest.",
                   as_queue<WaitingInTheAverageAlone>()),
      queue_defect("queue-object-outlives-its-queue", "AS-125b", "A removed queue's object answers S_OK.",
                   as_queue<StaleQueue>()),
      queue_defect("group-object-outlives-its-group", "AS-125a", "A removed group's object answers S_OK.",
                   &keep_stale_groups),
  };
}

}  // namespace acdloop::defects
