// SPDX-License-Identifier: Apache-2.0
// A façade that answers a log-in wrongly, or hides the session of one that timed out.
#include <memory>
#include <utility>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through_objects.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
using tapi::Hresult;
using SessionOut = std::shared_ptr<tapi::AgentSession>*;

// One answer of CreateSession given in place of another.
class AnsweredOtherwise final : public PassThroughAgent {
 public:
  AnsweredOtherwise(std::shared_ptr<tapi::Agent> inner, Hresult right, Hresult wrong)
      : PassThroughAgent(std::move(inner)), right_(right), wrong_(wrong) {}
  void create_session(const cti::AcdGroupId& group, const cti::Address& address, SessionOut out,
                      Completion done) override {
    inner().create_session(group, address, out,
                           [right = right_, wrong = wrong_, done = std::move(done)](Hresult result) {
                             done(result == right ? wrong : result);
                           });
  }

 private:
  Hresult right_;
  Hresult wrong_;
};

Defect answered_otherwise(std::string_view id, std::string_view requirement, std::string_view sentence, Hresult right,
                          Hresult wrong) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [=](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    spoiler.agent = [=](std::shared_ptr<tapi::Agent> agent) -> std::shared_ptr<tapi::Agent> {
      return std::make_shared<AnsweredOtherwise>(std::move(agent), right, wrong);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

struct LastLogIn {
  bool under_way = false;
  bool lost = false;
};

// What a log-in that timed out left at the switch: nobody is shown it, and nobody gets it.
class Unreachable final : public PassThroughAgent {
 public:
  Unreachable(std::shared_ptr<tapi::Agent> inner, std::shared_ptr<LastLogIn> last)
      : PassThroughAgent(std::move(inner)), last_(std::move(last)) {}
  void create_session(const cti::AcdGroupId& group, const cti::Address& address, SessionOut out,
                      Completion done) override {
    last_->under_way = true;
    inner().create_session(group, address, out, [last = last_, done = std::move(done)](Hresult result) {
      last->under_way = false;
      if (last->lost) return done(tapi::LINEERR_OPERATIONFAILED_);
      last->lost = result == tapi::TAPI_E_TIMEOUT_;
      done(result);
    });
  }

 private:
  std::shared_ptr<LastLogIn> last_;
};

FacadeDecorator hiding_lost_log_ins() {
  return [](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    const auto last = std::make_shared<LastLogIn>();
    FacadeSpoiler spoiler;
    spoiler.agent = [=](std::shared_ptr<tapi::Agent> agent) -> std::shared_ptr<tapi::Agent> {
      return std::make_shared<Unreachable>(std::move(agent), last);
    };
    spoiler.deliver = [=]() -> FacadeSpoiler::Deliver {
      return [=](const tapi::Notification& notification, const tapi::NotificationSink& sink) {
        if (!last->under_way && !last->lost) sink(notification);
      };
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
}

}  // namespace

std::vector<Defect> creation_defects() {
  return {
      answered_otherwise("log-in-without-a-place", "AS-068a",
                         "CreateSession without a place for the session returns E_INVALIDARG.", tapi::E_POINTER_,
                         tapi::E_INVALIDARG_),
      answered_otherwise("wrong-group-called-a-failure", "AS-068b",
                         "CreateSession for a group or an address that is not valid returns OPERATIONFAILED.",
                         tapi::LINEERR_INVALPARAM_, tapi::LINEERR_OPERATIONFAILED_),
      answered_otherwise("closed-line-called-a-failure", "AS-068c",
                         "CreateSession on a line that cannot be opened returns OPERATIONFAILED.", tapi::E_UNEXPECTED_,
                         tapi::LINEERR_OPERATIONFAILED_),
      {.id = "lost-log-in-locks-the-agent-out",
       .sentence =
           "After a log-in that timed out the agent is logged on at the switch; no application sees or gets it.",
       .requirement = "AS-105",
       .side = Side::facade,
       .on_facade = hiding_lost_log_ins()},
  };
}

}  // namespace acdloop::defects
