// SPDX-License-Identifier: Apache-2.0
// A façade that is wrong about when a session began and how long it has lasted.
#include <map>
#include <memory>
#include <utility>

#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/miscounting.hpp"
#include "simulator/defects/pass_through.hpp"

namespace acdloop::defects {
namespace {

using tapi::Completion;
using tapi::Hresult;
using enum tapi::Method;

constexpr double seconds_a_day = 86'400;
constexpr double days_to_1970 = 25'569;  // from 1899-12-30

// The SessionStartTime that is told, from the true one; `first` is that of the first session that was asked.
using Start = double (*)(double days, double first, int asked);

class StartChanged final : public PassThroughSession {
 public:
  StartChanged(std::shared_ptr<tapi::AgentSession> inner, Start start, std::shared_ptr<std::optional<double>> first)
      : PassThroughSession(std::move(inner)), start_(start), first_(std::move(first)) {}
  void get_session_start_time(tapi::OleDate* out, Completion done) override {
    inner().get_session_start_time(out, [this, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) {
        if (!*first_) *first_ = out->days;
        out->days = start_(out->days, **first_, ++asked_);
      }
      done(result);
    });
  }

 private:
  Start start_;
  std::shared_ptr<std::optional<double>> first_;
  int asked_ = 0;
};

Defect start_defect(std::string_view id, std::string_view requirement, std::string_view sentence, Start start) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [start](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    auto first = std::make_shared<std::optional<double>>();
    spoiler.session = [=](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<StartChanged>(std::move(session), start, first);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

}  // namespace

std::vector<Defect> start_defects() {
  return {
      start_defect("start-of-the-first-session", "AS-042", "Every session tells the start of the first one.",
                   [](double, double first, int) { return first; }),
      start_defect("start-that-jitters", "AS-043",
                   "SessionStartTime is computed anew each time, and is half a second off every second time.",
                   [](double days, double, int asked) { return days + (asked % 2 == 0 ? 0.5 / seconds_a_day : 0); }),
      start_defect("start-in-unix-time", "AS-044", "SessionStartTime is in seconds since 1970.",
                   [](double days, double, int) { return (days - days_to_1970) * seconds_a_day; }),
      miscounting(
          "duration-pauses-in-breaks", "AS-045", "SessionDuration stands still while the agent is not ready.",
          {get_SessionDuration, [](const Known& k) { return k.of(get_SessionDuration) - whole_seconds(k.not_ready); }}),
      miscounting("duration-in-sixteen-bits", "AS-047", "SessionDuration begins again after 65535 seconds.",
                  {get_SessionDuration, [](const Known& k) { return k.of(get_SessionDuration) & 0xFFFF; }}),
  };
}

}  // namespace acdloop::defects
