// SPDX-License-Identifier: Apache-2.0
// A façade that computes a session's figures from the wrong things: rings for talk, private calls for ACD calls, other
// sessions, other days.
#include <algorithm>
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

constexpr std::int32_t one_minute = 60;

std::vector<Defect> count_defects() {
  return {
      miscounting("calls-waver-during-a-call", "AS-007",
                  "While a call goes on NumberOfCalls counts it, and the next one too.",
                  {get_NumberOfCalls, [](const Known& k) { return k.of(get_NumberOfCalls) + (k.busy() ? 2 : 0); }}),
      miscounting("calls-in-two-bits", "AS-008", "NumberOfCalls is counted in two bits, and begins again after three.",
                  {get_NumberOfCalls, [](const Known& k) { return k.of(get_NumberOfCalls) & 3; }}),
      miscounting("calls-of-the-agent", "AS-072a", "NumberOfCalls is the agent's, over all groups.",
                  {get_NumberOfCalls, [](const Known& k) { return k.desk.acd_calls; }}),
  };
}

std::vector<Defect> talk_defects() {
  return {
      miscounting(
          "talk-from-the-first-ring", "AS-011", "TotalTalkTime begins when the phone begins to ring.",
          {get_TotalTalkTime, [](const Known& k) { return k.of(get_TotalTalkTime) + whole_seconds(k.desk.ringing); }}),
      miscounting("talk-of-private-calls", "AS-012", "TotalTalkTime holds the agent's private calls too.",
                  {get_TotalTalkTime,
                   [](const Known& k) { return k.of(get_TotalTalkTime) + whole_seconds(k.desk.private_talk); }}),
      miscounting(
          "talk-credited-in-advance", "AS-013", "A call in progress is credited with a minute at once.",
          {get_TotalTalkTime, [](const Known& k) { return k.of(get_TotalTalkTime) + (k.busy() ? one_minute : 0); }}),
      miscounting("talk-goes-on-after-the-call", "AS-014", "The timer of talk runs on when the call is over.",
                  {get_TotalTalkTime,
                   [](const Known& k) {
                     const bool over = !k.busy() && !k.ended() && k.counting_since;
                     return k.of(get_TotalTalkTime) + (over ? whole_seconds(k.now - *k.counting_since) : 0);
                   }}),
  };
}

std::vector<Defect> call_time_defects() {
  return {
      miscounting("call-time-less-wrap-up", "AS-017", "Wrap-up is taken off TotalCallTime instead of added.",
                  {get_TotalCallTime,
                   [](const Known& k) { return std::max(0, k.of(get_TotalCallTime) - 2 * k.of(get_TotalWrapUpTime)); },
                   {get_TotalWrapUpTime}}),
      miscounting(
          "call-time-with-ringing", "AS-018", "TotalCallTime begins when the phone begins to ring.",
          {get_TotalCallTime, [](const Known& k) { return k.of(get_TotalCallTime) + whole_seconds(k.desk.ringing); }}),
      miscounting("hold-lost-from-call-time", "AS-019", "TotalCallTime is talk and wrap-up; hold is lost.",
                  {get_TotalCallTime,
                   [](const Known& k) { return k.of(get_TotalTalkTime) + k.of(get_TotalWrapUpTime); },
                   {get_TotalTalkTime, get_TotalWrapUpTime}}),
      miscounting("wrap-up-always-added", "AS-020", "Ten seconds of wrap-up are added to a call that had none.",
                  {get_TotalCallTime,
                   [](const Known& k) {
                     const bool none = k.of(get_TotalWrapUpTime) == 0;
                     return k.of(get_TotalCallTime) + (none ? 10 * k.of(get_NumberOfCalls) : 0);
                   },
                   {get_TotalWrapUpTime, get_NumberOfCalls}}),
      miscounting(
          "call-time-with-queueing", "AS-021a", "TotalCallTime begins when the caller enters the queue.",
          {get_TotalCallTime, [](const Known& k) { return k.of(get_TotalCallTime) + whole_seconds(k.desk.queued); }}),
      miscounting("call-time-of-private-calls", "AS-021b", "TotalCallTime holds the agent's private calls too.",
                  {get_TotalCallTime,
                   [](const Known& k) { return k.of(get_TotalCallTime) + whole_seconds(k.desk.private_talk); }}),
      miscounting("call-time-within-the-minute", "AS-022a", "TotalCallTime begins again after each full minute.",
                  {get_TotalCallTime, [](const Known& k) { return k.of(get_TotalCallTime) % one_minute; }}),
      miscounting("wrap-up-credited-twice", "AS-022b",
                  "Wrap-up is added to TotalCallTime when the call ends and again when wrap-up ends.",
                  {get_TotalCallTime,
                   [](const Known& k) { return k.of(get_TotalCallTime) + k.of(get_TotalWrapUpTime); },
                   {get_TotalWrapUpTime}}),
  };
}

std::vector<Defect> wrap_up_defects() {
  return {
      miscounting(
          "break-counted-as-wrap-up", "AS-024", "A break after a call is counted as wrap-up.",
          {get_TotalWrapUpTime, [](const Known& k) { return k.of(get_TotalWrapUpTime) + whole_seconds(k.not_ready); }}),
      miscounting("a-second-of-wrap-up-at-least", "AS-025", "Every call is credited with a second of wrap-up at least.",
                  {get_TotalWrapUpTime,
                   [](const Known& k) { return std::max(k.of(get_TotalWrapUpTime), k.of(get_NumberOfCalls)); },
                   {get_NumberOfCalls}}),
      miscounting(
          "wrap-up-after-private-calls", "AS-026", "Ten seconds of wrap-up are counted after a private call.",
          {get_TotalWrapUpTime, [](const Known& k) { return k.of(get_TotalWrapUpTime) + 10 * k.desk.private_calls; }}),
      miscounting("wrap-up-goes-on-in-ready", "AS-028", "TotalWrapUpTime grows on until the next call comes.",
                  {get_TotalWrapUpTime,
                   [](const Known& k) {
                     const bool ready = k.state == tapi::SessionState::ready && k.counting_since;
                     return k.of(get_TotalWrapUpTime) + (ready ? whole_seconds(k.now - *k.counting_since) : 0);
                   }}),
  };
}

std::vector<Defect> average_defects() {
  return {
      miscounting("average-talk-not-divided", "AS-029", "AverageTalkTime is the total.",
                  {get_AverageTalkTime, [](const Known& k) { return k.of(get_TotalTalkTime); }, {get_TotalTalkTime}}),
      miscounting("average-wrap-up-over-one-call-less", "AS-031",
                  "AverageWrapUpTime leaves one call out of the number it divides by.",
                  {get_AverageWrapUpTime,
                   [](const Known& k) { return k.of(get_TotalWrapUpTime) / std::max(1, k.of(get_NumberOfCalls) - 1); },
                   {get_TotalWrapUpTime, get_NumberOfCalls}}),
      miscounting("average-call-in-steps-of-ten", "AS-032", "AverageCallTime is rounded up to the next ten seconds.",
                  {get_AverageCallTime, [](const Known& k) { return (k.of(get_AverageCallTime) + 9) / 10 * 10; }}),
      miscounting("average-of-nothing-is-minus-one", "AS-033", "With no calls AverageTalkTime is -1.",
                  {get_AverageTalkTime,
                   [](const Known& k) { return k.of(get_NumberOfCalls) == 0 ? -1 : k.of(get_AverageTalkTime); },
                   {get_NumberOfCalls}}),
      miscounting(
          "average-answer-of-all-agents", "AS-035", "AverageTimeToAnswer is the mean over all agents.",
          {get_AverageTimeToAnswer,
           [](const Known& k) { return whole_seconds(k.everywhere.ringing / std::max(1, k.everywhere.acd_calls)); }}),
      miscounting("average-answer-is-the-sum", "AS-036", "AverageTimeToAnswer is the sum, and so above the longest.",
                  {get_AverageTimeToAnswer, [](const Known& k) { return whole_seconds(k.desk.ringing); }}),
      miscounting("longest-answer-is-the-last", "AS-037", "LongestTimeToAnswer is that of the last call.",
                  {get_LongestTimeToAnswer, [](const Known& k) { return whole_seconds(k.desk.last_ring); }}),
      miscounting("longest-answer-in-milliseconds", "AS-038a", "LongestTimeToAnswer is given in milliseconds.",
                  {get_LongestTimeToAnswer, [](const Known& k) { return 1000 * k.of(get_LongestTimeToAnswer); }}),
      miscounting("longest-answer-of-all-groups", "AS-038b", "LongestTimeToAnswer is the agent's, over all groups.",
                  {get_LongestTimeToAnswer, [](const Known& k) { return whole_seconds(k.desk.longest_ring); }}),
  };
}

// ACDCallRate changed by a function of its true value.
class RateChanged final : public PassThroughSession {
 public:
  RateChanged(std::shared_ptr<tapi::AgentSession> inner, std::int64_t (*change)(std::int64_t))
      : PassThroughSession(std::move(inner)), change_(change) {}
  void get_acd_call_rate(tapi::Currency* out, Completion done) override {
    inner().get_acd_call_rate(out, [out, change = change_, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) out->scaled = change(out->scaled);
      done(result);
    });
  }

 private:
  std::int64_t (*change_)(std::int64_t);
};

Defect rate_defect(std::string_view id, std::string_view requirement, std::string_view sentence,
                   std::int64_t (*change)(std::int64_t)) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [change](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    spoiler.session = [change](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<RateChanged>(std::move(session), change);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

std::vector<Defect> rate_defects() {
  return {
      rate_defect("rate-not-scaled", "AS-039", "ACDCallRate is the plain number, not a CURRENCY.",
                  [](std::int64_t rate) { return rate / 10'000; }),
      rate_defect("rate-of-nothing-is-one", "AS-041a", "With no calls ACDCallRate is one call per hour.",
                  [](std::int64_t rate) { return rate == 0 ? std::int64_t{10'000} : rate; }),
      rate_defect("rate-below-zero", "AS-041b", "ACDCallRate has the wrong sign.",
                  [](std::int64_t rate) { return -rate; }),
  };
}

// What the sessions before this one came to, by desk: a log-in begins with it.
class CarriedOver final : public PassThroughSession {
 public:
  using Book = std::map<std::string, std::int32_t>;
  CarriedOver(std::shared_ptr<tapi::AgentSession> inner, tapi::Method figure, std::shared_ptr<Book> book)
      : PassThroughSession(std::move(inner)),
        figure_(figure),
        book_(std::move(book)),
        desk_(std::make_shared<std::shared_ptr<const tapi::AddressObject>>()) {
    PassThroughSession::get_address(desk_.get(), [keep = desk_](Hresult) {});
  }
  void get_figure(tapi::Method figure, std::int32_t* out, Completion done) override {
    if (figure != figure_ || !out) return PassThroughSession::get_figure(figure, out, std::move(done));
    inner().get_figure(figure, out, [this, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && *desk_) {
        std::int32_t& last = (*book_)[(*desk_)->id.value()];
        if (!before_) before_ = last;
        *out += *before_;
        last = *out;
      }
      done(result);
    });
  }

 private:
  tapi::Method figure_;
  std::shared_ptr<Book> book_;
  std::shared_ptr<std::shared_ptr<const tapi::AddressObject>> desk_;
  std::optional<std::int32_t> before_;
};

Defect carried_over(std::string_view id, std::string_view requirement, std::string_view sentence, tapi::Method figure) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_facade = [figure](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    auto book = std::make_shared<CarriedOver::Book>();
    spoiler.session = [=](std::shared_ptr<tapi::AgentSession> session) -> std::shared_ptr<tapi::AgentSession> {
      return std::make_shared<CarriedOver>(std::move(session), figure, book);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
  return defect;
}

std::vector<Defect> log_in_defects() {
  return {
      carried_over("longest-answer-kept-over-log-ins", "AS-009",
                   "A new session begins with the LongestTimeToAnswer of the one before.", get_LongestTimeToAnswer),
      carried_over("talk-summed-over-log-ins", "AS-073a", "TotalTalkTime is the day's, over all log-ins at the desk.",
                   get_TotalTalkTime),
  };
}

}  // namespace

std::vector<Defect> figure_defects() {
  std::vector<Defect> all;
  for (std::vector<Defect> family : {count_defects(), talk_defects(), call_time_defects(), wrap_up_defects(),
                                     average_defects(), rate_defects(), log_in_defects()}) {
    std::move(family.begin(), family.end(), std::back_inserter(all));
  }
  return all;
}

}  // namespace acdloop::defects
