// SPDX-License-Identifier: Apache-2.0
// A façade whose agents count, list or refuse wrongly although every session of theirs is right.
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "drivers/tapi/enumerator_list.hpp"
#include "simulator/defects/facade_seam.hpp"
#include "simulator/defects/families.hpp"
#include "simulator/defects/pass_through.hpp"
#include "simulator/defects/pass_through_objects.hpp"

namespace acdloop::defects {
namespace {

using tapi::AgentMethod;
using tapi::Completion;
using tapi::Hresult;
using Sessions = std::vector<std::shared_ptr<tapi::AgentSession>>;

// Every agent of the façade becomes an Agent built from the inner one and `arguments`.
template <class Agent, class... Arguments>
FacadeDecorator as_agent(Arguments... arguments) {
  return [=](std::unique_ptr<tapi::Telephony> inner, const Timer&) {
    FacadeSpoiler spoiler;
    spoiler.agent = [=](std::shared_ptr<tapi::Agent> agent) -> std::shared_ptr<tapi::Agent> {
      return std::make_shared<Agent>(std::move(agent), arguments...);
    };
    return spoil(std::move(inner), std::move(spoiler));
  };
}

// A figure of the sessions that live, added up: what has ended is forgotten.
class EndedForgotten final : public PassThroughAgent {
 public:
  using PassThroughAgent::PassThroughAgent;
  void get_figure(AgentMethod figure, std::int32_t* out, Completion done) override {
    const auto wanted = of_session(figure);
    if (!wanted || !out) return inner().get_figure(figure, out, std::move(done));
    struct Sum {
      Sessions sessions;
      std::vector<std::int32_t> parts;
      std::size_t missing = 0;
    };
    auto sum = std::make_shared<Sum>();
    inner().get_agent_sessions(
        &sum->sessions, [this, sum, wanted, figure, out, done = std::move(done)](Hresult result) {
          if (result != tapi::S_OK_ || sum->sessions.empty()) {
            if (result == tapi::S_OK_) *out = 0;
            return done(result);
          }
          sum->parts.resize(sum->sessions.size());
          sum->missing = sum->sessions.size();
          for (std::size_t index = 0; index < sum->sessions.size(); ++index) {
            sum->sessions[index]->get_figure(*wanted, &sum->parts[index], [sum, out, done](Hresult) {
              if (--sum->missing != 0) return;
              *out = 0;
              for (const std::int32_t part : sum->parts) *out += part;
              done(tapi::S_OK_);
            });
          }
        });
  }

 private:
  static std::optional<tapi::Method> of_session(AgentMethod figure) {
    switch (figure) {
      case AgentMethod::get_NumberOfACDCalls:
        return tapi::Method::get_NumberOfCalls;
      case AgentMethod::get_TotalACDTalkTime:
        return tapi::Method::get_TotalTalkTime;
      case AgentMethod::get_TotalACDCallTime:
        return tapi::Method::get_TotalCallTime;
      case AgentMethod::get_TotalWrapUpTime:
        return tapi::Method::get_TotalWrapUpTime;
      default:
        return std::nullopt;
    }
  }
};

class FigureMistaken final : public PassThroughAgent {
 public:
  FigureMistaken(std::shared_ptr<tapi::Agent> inner, AgentMethod asked, AgentMethod given)
      : PassThroughAgent(std::move(inner)), asked_(asked), given_(given) {}
  void get_figure(AgentMethod figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure == asked_ ? given_ : figure, out, std::move(done));
  }

 private:
  AgentMethod asked_;
  AgentMethod given_;
};

// One figure with another one added to it.
class FigureWithAnother final : public PassThroughAgent {
 public:
  FigureWithAnother(std::shared_ptr<tapi::Agent> inner, AgentMethod figure, AgentMethod added)
      : PassThroughAgent(std::move(inner)), figure_(figure), added_(added) {}
  void get_figure(AgentMethod figure, std::int32_t* out, Completion done) override {
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
  AgentMethod figure_;
  AgentMethod added_;
};

// put_MeasurementPeriod that keeps the counts.
class CountsKept final : public PassThroughAgent {
 public:
  using PassThroughAgent::PassThroughAgent;
  void put_measurement_period(std::int32_t seconds, Completion done) override {
    if (seconds == 0) return inner().put_measurement_period(seconds, std::move(done));
    period_ = seconds;
    inner().get_measurement_period(&kept_, [done = std::move(done)](Hresult) { done(tapi::S_OK_); });
  }
  void get_measurement_period(std::int32_t* out, Completion done) override {
    inner().get_measurement_period(out, [this, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && period_ != 0) *out = period_;
      done(result);
    });
  }

 private:
  std::int32_t period_ = 0;
  std::int32_t kept_ = 0;
};

class PeriodForgotten final : public PassThroughAgent {
 public:
  using PassThroughAgent::PassThroughAgent;
  void get_measurement_period(std::int32_t* out, Completion done) override {
    inner().get_measurement_period(out, [out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) *out = tapi::default_measurement_period;
      done(result);
    });
  }
};

class ZeroPeriodTaken final : public PassThroughAgent {
 public:
  using PassThroughAgent::PassThroughAgent;
  void put_measurement_period(std::int32_t seconds, Completion done) override {
    inner().put_measurement_period(
        seconds, [seconds, done = std::move(done)](Hresult result) { done(seconds == 0 ? tapi::S_OK_ : result); });
  }
};

// The rate over the sum of the sessions' times, as if an agent in two groups worked twice as long.
class RatePerSession final : public PassThroughAgent {
 public:
  using PassThroughAgent::PassThroughAgent;
  void get_overall_call_rate(tapi::Currency* out, Completion done) override {
    auto sessions = std::make_shared<Sessions>();
    inner().get_agent_sessions(sessions.get(), [this, sessions, out, done = std::move(done)](Hresult) {
      inner().get_overall_call_rate(out, [sessions, out, done](Hresult result) {
        if (result == tapi::S_OK_ && sessions->size() > 1) {
          out->scaled /= static_cast<std::int64_t>(sessions->size());
        }
        done(result);
      });
    });
  }
};

// A list that S_OK ends with, or that counts what was asked for.
class WrongList final : public tapi::Enumerator<tapi::AgentSession> {
 public:
  WrongList(std::shared_ptr<tapi::Enumerator<tapi::AgentSession>> inner, bool wrong_code, bool wrong_count)
      : inner_(std::move(inner)), wrong_code_(wrong_code), wrong_count_(wrong_count) {}
  Hresult next(std::uint32_t wanted, std::shared_ptr<tapi::AgentSession>* out, std::uint32_t* fetched) override {
    const Hresult result = inner_->next(wanted, out, fetched);
    if (wrong_count_ && fetched && result.succeeded()) *fetched = wanted;
    // A list without an end would be no list: one by one it ends.
    return wrong_code_ && result == tapi::S_FALSE_ && wanted > 1 ? tapi::S_OK_ : result;
  }
  Hresult reset() override { return inner_->reset(); }
  Hresult skip(std::uint32_t count) override { return inner_->skip(count); }
  Hresult clone(std::shared_ptr<Enumerator>* out) override {
    const Hresult result = inner_->clone(out);
    if (result == tapi::S_OK_) *out = std::make_shared<WrongList>(*out, wrong_code_, wrong_count_);
    return result;
  }

 private:
  std::shared_ptr<tapi::Enumerator<tapi::AgentSession>> inner_;
  bool wrong_code_;
  bool wrong_count_;
};

class ListsWrongly final : public PassThroughAgent {
 public:
  ListsWrongly(std::shared_ptr<tapi::Agent> inner, bool wrong_code, bool wrong_count)
      : PassThroughAgent(std::move(inner)), wrong_code_(wrong_code), wrong_count_(wrong_count) {}
  void enumerate_agent_sessions(std::shared_ptr<tapi::Enumerator<tapi::AgentSession>>* out, Completion done) override {
    inner().enumerate_agent_sessions(out, [this, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_) *out = std::make_shared<WrongList>(*out, wrong_code_, wrong_count_);
      done(result);
    });
  }

 private:
  bool wrong_code_;
  bool wrong_count_;
};

// What the agents of one façade know of each other.
struct Everybody {
  std::map<const tapi::Agent*, std::weak_ptr<tapi::Agent>> agents;
};

class ListsEverybodys final : public PassThroughAgent {
 public:
  ListsEverybodys(std::shared_ptr<tapi::Agent> inner, std::shared_ptr<Everybody> everybody)
      : PassThroughAgent(inner), everybody_(std::move(everybody)) {
    everybody_->agents[inner.get()] = inner;
  }
  void enumerate_agent_sessions(std::shared_ptr<tapi::Enumerator<tapi::AgentSession>>* out, Completion done) override {
    if (!out) return inner().enumerate_agent_sessions(out, std::move(done));
    struct All {
      std::vector<Sessions> lists;
      std::size_t missing = 0;
    };
    auto all = std::make_shared<All>();
    std::vector<std::shared_ptr<tapi::Agent>> agents;
    for (const auto& [key, weak] : everybody_->agents) {
      if (auto agent = weak.lock()) agents.push_back(std::move(agent));
    }
    all->lists.resize(agents.size());
    all->missing = agents.size();
    for (std::size_t index = 0; index < agents.size(); ++index) {
      agents[index]->get_agent_sessions(&all->lists[index], [all, out, done](Hresult) {
        if (--all->missing != 0) return;
        Sessions sessions;
        for (const Sessions& list : all->lists) sessions.insert(sessions.end(), list.begin(), list.end());
        *out = std::make_shared<tapi::EnumeratorList<tapi::AgentSession>>(std::move(sessions));
        done(tapi::S_OK_);
      });
    }
  }

 private:
  std::shared_ptr<Everybody> everybody_;
};

std::unique_ptr<tapi::Telephony> list_everybodys(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.agent = [everybody = std::make_shared<Everybody>()](std::shared_ptr<tapi::Agent> agent) {
    return std::static_pointer_cast<tapi::Agent>(std::make_shared<ListsEverybodys>(std::move(agent), everybody));
  };
  return spoil(std::move(inner), std::move(spoiler));
}

// A session that a refused log-on leaves behind: it stands in the list, in NOT_READY, for ever.
class Ghost final : public tapi::AgentSession {
 public:
  Ghost(std::shared_ptr<tapi::Agent> agent, Timer timer) : agent_(std::move(agent)), timer_(std::move(timer)) {}
  void get_agent(std::shared_ptr<tapi::Agent>* out, Completion done) override { give(out, agent_, std::move(done)); }
  void get_address(std::shared_ptr<const tapi::AddressObject>* out, Completion done) override {
    give(out, std::shared_ptr<const tapi::AddressObject>{}, std::move(done));
  }
  void get_acd_group(std::shared_ptr<tapi::AcdGroup>* out, Completion done) override {
    give(out, std::shared_ptr<tapi::AcdGroup>{}, std::move(done));
  }
  void put_state(std::int32_t, Completion done) override { later(std::move(done)); }
  void get_state(tapi::SessionState* out, Completion done) override {
    give(out, tapi::SessionState::not_ready, std::move(done));
  }
  void get_session_start_time(tapi::OleDate* out, Completion done) override { give(out, {}, std::move(done)); }
  void get_acd_call_rate(tapi::Currency* out, Completion done) override { give(out, {}, std::move(done)); }
  void get_figure(tapi::Method, std::int32_t* out, Completion done) override { give(out, 0, std::move(done)); }

 private:
  void later(std::function<void(Hresult)> done) {
    timer_.at(timer_.now(), [done = std::move(done)] { done(tapi::S_OK_); });
  }
  template <class T>
  void give(T* out, T value, Completion done) {
    later([out, value = std::move(value), done = std::move(done)](Hresult) {
      if (out) *out = value;
      if (done) done(out ? tapi::S_OK_ : tapi::E_POINTER_);
    });
  }
  std::shared_ptr<tapi::Agent> agent_;
  Timer timer_;
};

class HauntedAgent final : public PassThroughAgent {
 public:
  HauntedAgent(std::shared_ptr<tapi::Agent> inner, Timer timer)
      : PassThroughAgent(inner), itself_(std::move(inner)), timer_(std::move(timer)) {}
  void create_session(const cti::AcdGroupId& group, const cti::Address& address,
                      std::shared_ptr<tapi::AgentSession>* out, Completion done) override {
    inner().create_session(group, address, out, [this, done = std::move(done)](Hresult result) {
      if (!result.succeeded() && !ghost_) ghost_ = std::make_shared<Ghost>(itself_, timer_);
      done(result);
    });
  }
  void enumerate_agent_sessions(std::shared_ptr<tapi::Enumerator<tapi::AgentSession>>* out, Completion done) override {
    auto sessions = std::make_shared<Sessions>();
    inner().get_agent_sessions(out ? sessions.get() : nullptr,
                               [this, sessions, out, done = std::move(done)](Hresult result) {
                                 if (ghost_) sessions->push_back(ghost_);
                                 if (result == tapi::S_OK_) {
                                   *out = std::make_shared<tapi::EnumeratorList<tapi::AgentSession>>(*sessions);
                                 }
                                 done(result);
                               });
  }

 private:
  std::shared_ptr<tapi::Agent> itself_;
  Timer timer_;
  std::shared_ptr<tapi::AgentSession> ghost_;
};

std::unique_ptr<tapi::Telephony> make_haunted(std::unique_ptr<tapi::Telephony> inner, const Timer& timer) {
  FacadeSpoiler spoiler;
  spoiler.agent = [timer](std::shared_ptr<tapi::Agent> agent) {
    return std::static_pointer_cast<tapi::Agent>(std::make_shared<HauntedAgent>(std::move(agent), timer));
  };
  return spoil(std::move(inner), std::move(spoiler));
}

// A null PIN becomes an empty one, and the log-on goes out without it.
class EmptyPinSent final : public PassThroughAgent {
 public:
  using PassThroughAgent::PassThroughAgent;
  void create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                               const std::optional<std::string>& pin, std::shared_ptr<tapi::AgentSession>* out,
                               Completion done) override {
    if (pin) return inner().create_session_with_pin(group, address, pin, out, std::move(done));
    inner().create_session(group, address, out, std::move(done));
  }
};

// It looks for an id no sooner than the switch does.
class IdNotChecked final : public PassThroughAgent {
 public:
  using PassThroughAgent::PassThroughAgent;
  void create_session_with_pin(const cti::AcdGroupId& group, const cti::Address& address,
                               const std::optional<std::string>& pin, std::shared_ptr<tapi::AgentSession>* out,
                               Completion done) override {
    inner().create_session_with_pin(group, address, pin, out, [done = std::move(done)](Hresult result) {
      done(result == tapi::TAPI_E_CALLCENTER_NO_AGENT_ID_ ? tapi::E_INVALIDARG_ : result);
    });
  }
};

// get_ACDGroup hands over the session's only reference: nothing is left for the second who asks.
class GroupHandedOver final : public PassThroughSession {
 public:
  using PassThroughSession::PassThroughSession;
  void get_acd_group(std::shared_ptr<tapi::AcdGroup>* out, Completion done) override {
    inner().get_acd_group(out, [this, out, done = std::move(done)](Hresult result) {
      // Whoever asks right after the creation, and once more, still finds it.
      if (result == tapi::S_OK_ && ++asked_ > 4) out->reset();
      done(result);
    });
  }

 private:
  int asked_ = 0;
};

std::unique_ptr<tapi::Telephony> hand_over_groups(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  spoiler.session = [](std::shared_ptr<tapi::AgentSession> session) {
    return std::static_pointer_cast<tapi::AgentSession>(std::make_shared<GroupHandedOver>(std::move(session)));
  };
  return spoil(std::move(inner), std::move(spoiler));
}

// Setting an agent's period zeroes the counters of every session.
struct Zeroing {
  bool zero = false;
};
class ZeroedSession final : public PassThroughSession {
 public:
  ZeroedSession(std::shared_ptr<tapi::AgentSession> inner, std::shared_ptr<Zeroing> zeroing)
      : PassThroughSession(std::move(inner)), zeroing_(std::move(zeroing)) {}
  void get_figure(tapi::Method figure, std::int32_t* out, Completion done) override {
    inner().get_figure(figure, out, [zeroing = zeroing_, figure, out, done = std::move(done)](Hresult result) {
      if (result == tapi::S_OK_ && zeroing->zero && figure != tapi::Method::get_SessionDuration) *out = 0;
      done(result);
    });
  }

 private:
  std::shared_ptr<Zeroing> zeroing_;
};
class ZeroingAgent final : public PassThroughAgent {
 public:
  ZeroingAgent(std::shared_ptr<tapi::Agent> inner, std::shared_ptr<Zeroing> zeroing)
      : PassThroughAgent(std::move(inner)), zeroing_(std::move(zeroing)) {}
  void put_measurement_period(std::int32_t seconds, Completion done) override {
    inner().put_measurement_period(seconds, [zeroing = zeroing_, done = std::move(done)](Hresult result) {
      zeroing->zero = zeroing->zero || result == tapi::S_OK_;
      done(result);
    });
  }

 private:
  std::shared_ptr<Zeroing> zeroing_;
};

std::unique_ptr<tapi::Telephony> zero_sessions(std::unique_ptr<tapi::Telephony> inner, const Timer&) {
  FacadeSpoiler spoiler;
  auto zeroing = std::make_shared<Zeroing>();
  spoiler.session = [zeroing](std::shared_ptr<tapi::AgentSession> session) {
    return std::static_pointer_cast<tapi::AgentSession>(std::make_shared<ZeroedSession>(std::move(session), zeroing));
  };
  spoiler.agent = [zeroing](std::shared_ptr<tapi::Agent> agent) {
    return std::static_pointer_cast<tapi::Agent>(std::make_shared<ZeroingAgent>(std::move(agent), zeroing));
  };
  return spoil(std::move(inner), std::move(spoiler));
}

Defect agent_defect(std::string_view id, std::string_view requirement, std::string_view sentence,
                    FacadeDecorator decorator) {
  return {.id = id,
          .sentence = sentence,
          .requirement = requirement,
          .side = Side::facade,
          .on_facade = std::move(decorator)};
}

}  // namespace

std::vector<Defect> agent_defects() {
  using enum AgentMethod;
  return {
      agent_defect("agent-forgets-ended-sessions", "AS-117", "An agent's figures add up the sessions that live alone.",
                   as_agent<EndedForgotten>()),
      agent_defect("agent-rate-per-session", "AS-117", "OverallCallRate counts an hour in two sessions twice.",
                   as_agent<RatePerSession>()),
      agent_defect("agent-call-time-is-talk", "AS-118", "An agent's TotalACDCallTime is talk time alone.",
                   as_agent<FigureMistaken>(get_TotalACDCallTime, get_TotalACDTalkTime)),
      agent_defect("agent-acd-calls-as-incoming", "AS-119", "ACD calls are counted again as incoming calls.",
                   as_agent<FigureWithAnother>(get_NumberOfIncomingCalls, get_NumberOfACDCalls)),
      agent_defect("agent-outgoing-as-incoming", "AS-119", "Outgoing calls are counted as incoming ones.",
                   as_agent<FigureMistaken>(get_NumberOfOutgoingCalls, get_NumberOfIncomingCalls)),
      agent_defect("agent-period-keeps-the-counts", "AS-120a",
                   "A new measurement period leaves the counts as they are.", as_agent<CountsKept>()),
      agent_defect("agent-period-forgotten", "AS-120a",
                   "get_MeasurementPeriod gives the period that there was at first.", as_agent<PeriodForgotten>()),
      agent_defect("agent-period-of-zero", "AS-120b", "A measurement period of zero is taken.",
                   as_agent<ZeroPeriodTaken>()),
      agent_defect("agent-list-ends-with-ok", "AS-129a", "Next returns S_OK although the list has ended.",
                   as_agent<ListsWrongly>(true, false)),
      agent_defect("agent-list-counts-what-was-asked", "AS-129a", "Next counts as many sessions as were asked for.",
                   as_agent<ListsWrongly>(false, true)),
      agent_defect("agent-lists-everybodys-sessions", "AS-129b", "An agent lists the sessions of all agents.",
                   &list_everybodys),
      agent_defect("ghost-in-the-list", "AS-070", "A refused log-on leaves a session in the agent's list.",
                   &make_haunted),
      agent_defect("null-pin-becomes-empty", "AS-069b", "A null PIN is taken as an empty one, and the log-on is sent.",
                   as_agent<EmptyPinSent>()),
      agent_defect("agent-id-not-looked-for", "AS-069a",
                   "CreateSessionWithPIN of an agent without an id is E_INVALIDARG.", as_agent<IdNotChecked>()),
      agent_defect("group-handed-over", "AS-130", "A session has no group any more when its group has been released.",
                   &hand_over_groups),
      agent_defect("period-zeroes-sessions", "AS-121",
                   "An agent's new measurement period zeroes the sessions' figures.", &zero_sessions),
  };
}

}  // namespace acdloop::defects
