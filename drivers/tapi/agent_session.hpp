// SPDX-License-Identifier: Apache-2.0
// The API under judgement: ITAgentSession as an abstract class whose methods start and complete; its neighbours are in
// agent.hpp, acd_group.hpp, queue.hpp and agent_handler.hpp, what hands them out in telephony.hpp. Implemented by our
// reference façade (facade.hpp) and by decorators around it; used by the runner. Includes nothing of how it is done.
//
// Rules of every method (NF:tapi3cc.ITAgentSession.*): a null `out` completes with E_POINTER and sends nothing; a
// completion never runs inside the call; after it `*out` is never written.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "drivers/cti/ids.hpp"
#include "drivers/tapi/hresult.hpp"
#include "drivers/tapi/methods.hpp"

namespace acdloop::tapi {

// AGENT_SESSION_STATE (ASST_), NE:tapi3cc.AGENT_SESSION_STATE.
enum class SessionState : std::int32_t {
  not_ready = 0,
  ready = 1,
  busy_on_call = 2,
  busy_wrap_up = 3,
  session_ended = 4
};
inline constexpr int session_state_count = 5;
std::string_view to_string(SessionState state);  // "ASST_NOT_READY"

// AGENT_SESSION_EVENT (ASE_), NE:tapi3cc.AGENT_SESSION_EVENT: not the numbering of ASST_.
enum class SessionEvent : std::int32_t { new_session = 0, not_ready = 1, ready = 2, busy = 3, wrap_up = 4, end = 5 };
std::string_view to_string(SessionEvent event);  // "ASE_NEW_SESSION"

// CURRENCY: value x 10000 (wtypes CY).
struct Currency {
  std::int64_t scaled = 0;
  friend bool operator==(Currency, Currency) = default;
};

// OLE DATE: days since 1899-12-30 00:00, fraction = time of day.
struct OleDate {
  double days = 0;
  friend bool operator==(OleDate, OleDate) = default;
};

// ITAddress, as far as a call center needs it. A copy of the pointer to an object is an AddRef.
struct AddressObject {
  cti::Address id;
};
class Agent;     // agent.hpp
class AcdGroup;  // acd_group.hpp

using Completion = std::function<void(Hresult)>;

class AgentSession {
 public:
  virtual ~AgentSession() = default;

  virtual void get_agent(std::shared_ptr<Agent>* out, Completion done) = 0;
  virtual void get_address(std::shared_ptr<const AddressObject>* out, Completion done) = 0;
  virtual void get_acd_group(std::shared_ptr<AcdGroup>* out, Completion done) = 0;
  // Any number: a value that is no session state completes with E_INVALIDARG.
  virtual void put_state(std::int32_t state, Completion done) = 0;
  virtual void get_state(SessionState* out, Completion done) = 0;
  virtual void get_session_start_time(OleDate* out, Completion done) = 0;
  virtual void get_acd_call_rate(Currency* out, Completion done) = 0;
  // The ten `long` getters: figure is one of them (seconds, calls, seconds per call).
  virtual void get_figure(Method figure, std::int32_t* out, Completion done) = 0;

  void get_session_duration(std::int32_t* out, Completion d) {
    get_figure(Method::get_SessionDuration, out, std::move(d));
  }
  void get_number_of_calls(std::int32_t* out, Completion d) {
    get_figure(Method::get_NumberOfCalls, out, std::move(d));
  }
  void get_total_talk_time(std::int32_t* out, Completion d) {
    get_figure(Method::get_TotalTalkTime, out, std::move(d));
  }
  void get_average_talk_time(std::int32_t* out, Completion d) {
    get_figure(Method::get_AverageTalkTime, out, std::move(d));
  }
  void get_total_call_time(std::int32_t* out, Completion d) {
    get_figure(Method::get_TotalCallTime, out, std::move(d));
  }
  void get_average_call_time(std::int32_t* out, Completion d) {
    get_figure(Method::get_AverageCallTime, out, std::move(d));
  }
  void get_total_wrap_up_time(std::int32_t* out, Completion d) {
    get_figure(Method::get_TotalWrapUpTime, out, std::move(d));
  }
  void get_average_wrap_up_time(std::int32_t* out, Completion d) {
    get_figure(Method::get_AverageWrapUpTime, out, std::move(d));
  }
  void get_longest_time_to_answer(std::int32_t* out, Completion d) {
    get_figure(Method::get_LongestTimeToAnswer, out, std::move(d));
  }
  void get_average_time_to_answer(std::int32_t* out, Completion d) {
    get_figure(Method::get_AverageTimeToAnswer, out, std::move(d));
  }
};

}  // namespace acdloop::tapi
