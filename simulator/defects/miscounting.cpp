// SPDX-License-Identifier: Apache-2.0
#include "simulator/defects/miscounting.hpp"

#include <utility>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
using tapi::Hresult;
using tapi::Method;

class Miscounting final : public PassThroughSession {
 public:
  Miscounting(std::shared_ptr<tapi::AgentSession> inner, Miscount miscount, std::shared_ptr<Overheard> overheard,
              Timer timer)
      : PassThroughSession(std::move(inner)),
        miscount_(std::move(miscount)),
        overheard_(std::move(overheard)),
        timer_(std::move(timer)),
        address_(std::make_shared<std::shared_ptr<const tapi::AddressObject>>()) {
    PassThroughSession::get_address(address_.get(), [keep = address_](Hresult) {});
  }

  void told(std::int32_t event) {
    const bool pause = event == static_cast<std::int32_t>(tapi::SessionEvent::not_ready);
    if (pause && !not_ready_since_) not_ready_since_ = timer_.now();
    if (!pause && not_ready_since_) {
      not_ready_ += timer_.now() - *not_ready_since_;
      not_ready_since_.reset();
    }
  }

  void get_figure(Method figure, std::int32_t* out, Completion done) override {
    if (figure != miscount_.figure || !out) return PassThroughSession::get_figure(figure, out, std::move(done));
    auto asking = std::make_shared<Asking>();
    asking->out = out;
    asking->done = std::move(done);
    asking->left = miscount_.also;
    asking->left.push_back(figure);
    inner().get_state(&asking->known.state, [this, asking](Hresult) { next(asking); });
  }

 private:
  struct Asking {
    Known known;
    std::int32_t value = 0;
    std::vector<Method> left;
    std::int32_t* out = nullptr;
    Completion done;
  };

  void next(const std::shared_ptr<Asking>& asking) {
    const Method figure = asking->left.back();
    asking->left.pop_back();
    inner().get_figure(figure, &asking->value, [this, asking, figure](Hresult result) {
      if (result != tapi::S_OK_) return asking->done(result);
      asking->known.figures[figure] = asking->value;
      asking->left.empty() ? answer(*asking) : next(asking);
    });
  }

  void answer(Asking& asking) {
    Known& known = asking.known;
    known.now = timer_.now();
    known.everywhere = overheard_->everywhere();
    if (*address_) known.desk = overheard_->at((*address_)->id);
    known.not_ready = not_ready_ + (not_ready_since_ ? known.now - *not_ready_since_ : Duration{});
    if (known.of(miscount_.figure) > 0 && !counting_since_) counting_since_ = known.now;
    known.counting_since = counting_since_;
    *asking.out = miscount_.wrong(known);
    asking.done(tapi::S_OK_);
  }

  Miscount miscount_;
  std::shared_ptr<Overheard> overheard_;
  Timer timer_;
  std::shared_ptr<std::shared_ptr<const tapi::AddressObject>> address_;
  std::optional<TimePoint> counting_since_;
  std::optional<TimePoint> not_ready_since_;
  Duration not_ready_{};
};

}  // namespace

Defect miscounting(std::string_view id, std::string_view requirement, std::string_view sentence, Miscount miscount) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.together = [miscount = std::move(miscount)](Defect& afresh) {
    auto overheard = std::make_shared<Overheard>();
    afresh.on_computing_end = listening(overheard);
    afresh.on_facade = [miscount, overheard](std::unique_ptr<tapi::Telephony> inner, const Timer& timer) {
      FacadeSpoiler spoiler;
      spoiler.session = [=](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
        return std::make_shared<Miscounting>(std::move(session), miscount, overheard, timer);
      };
      spoiler.told = [](tapi::AgentSession& session, std::int32_t event) {
        static_cast<Miscounting&>(session).told(event);
      };
      return spoil(std::move(inner), std::move(spoiler));
    };
  };
  return defect;
}

std::int32_t whole_seconds(Duration length) {
  return static_cast<std::int32_t>(std::chrono::floor<std::chrono::seconds>(length).count());
}

}  // namespace acdloop::defects
