// SPDX-License-Identifier: Apache-2.0
// The client half of the façade on the line, what Tapi3.dll does there: turns methods into line functions, keeps the
// two minutes, matches LINE_REPLY by its request id, reads the packed structure. Talks through line::Line alone.
// Internal to drivers/tapi.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "drivers/tapi/error_mapping.hpp"
#include "drivers/tapi/facade.hpp"
#include "drivers/tapi/line/line.hpp"
#include "drivers/tapi/line_names.hpp"

namespace acdloop::tapi {

class LineClient {
 public:
  using Info = std::function<void(Hresult, const line::AgentSessionInfo&)>;
  using Done = std::function<void(Hresult)>;
  using Created = std::function<void(Hresult, line::HAgentSession)>;
  // LINE_AGENTSESSIONSTATUS: handle, LINEAGENTSESSIONSTATUS_ bits, LINEAGENTSESSIONSTATE_ bit or 0.
  using Status = std::function<void(line::HAgentSession, line::Dword, line::Dword)>;

  // Runs the end of a method, or keeps it until the method that is running now has returned.
  using Run = std::function<void(std::function<void()>)>;

  LineClient(line::Line& line, LineNames& names, const Clock& clock, const Readings& readings, Status status, Run run);
  ~LineClient();
  LineClient(const LineClient&) = delete;
  LineClient& operator=(const LineClient&) = delete;
  std::int32_t open();
  // What is pending never completes.
  void close();

  // Each calls `done` once and never from inside: S_OK, the error of the line in the style of the reading, or
  // TAPI_E_TIMEOUT when two minutes have passed since the call.
  void get_info(line::HAgentSession session, Info done);
  void set_state(line::HAgentSession session, line::Dword state, Done done);
  void create_session(const cti::AgentSessionKey& key, const std::optional<std::string>& pin, Created done);

 private:
  // The end of a line function: 0 or LINEERR_, or nothing when the two minutes were over.
  using Reply = std::function<void(std::optional<std::int32_t>)>;
  struct Pending {
    line::Dword request = 0;
    std::uint64_t timer = 0;
    Reply reply;
  };

  void end(std::function<void()> method);
  void await(std::int32_t id, TimePoint deadline, Reply reply);
  void on_message(const line::Message& message);
  // The method is over, one way or the other; `waiter` is its number here.
  void on_deadline(std::uint64_t waiter);
  void finish(std::uint64_t waiter, std::optional<std::int32_t> result);
  Hresult hresult_of(std::optional<std::int32_t> result, Operation operation) const;
  void create_on(line::HAgent agent, const cti::AgentSessionKey& key, const std::optional<std::string>& pin,
                 TimePoint deadline, const Created& done);

  line::Line& line_;
  LineNames& names_;
  const Clock& clock_;
  const Readings& readings_;
  Status status_;
  line::HLine line_handle_ = 0;
  Run run_;
  std::uint64_t last_waiter_ = 0;
  std::map<std::uint64_t, Pending> pending_;
  std::map<line::Dword, std::uint64_t> waiters_;  // by request id
  std::map<cti::AgentId, line::HAgent> agents_;   // made with lineCreateAgent
  std::shared_ptr<LineClient*> self_;             // what callbacks hold on to; empty inside once the client is gone
};

}  // namespace acdloop::tapi
