// SPDX-License-Identifier: Apache-2.0
// TAPI itself between applications and the ACD proxy: who has the line open, who serves which request, which requests
// are out. Used by the façade. Pure: no clock, no thread; messages go out through `post` and never from inside a call.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>

#include "drivers/tapi/line/line.hpp"

namespace acdloop::tapi::line {

// Runs the handler after what is running now.
using Post = std::function<void(std::function<void()>)>;

class LineBoundary final : public Line {
 public:
  explicit LineBoundary(Post post);

  std::expected<HLine, std::int32_t> open(std::vector<Dword> proxy_types, Callback callback) override;
  std::int32_t close(HLine line) override;
  std::int32_t create_agent(HLine line, const std::string& id, const std::optional<std::string>& pin,
                            HandleOut out) override;
  std::int32_t create_agent_session(HLine line, HAgent agent, const std::optional<std::string>& pin,
                                    Dword working_address, const Guid& group, HandleOut out) override;
  std::int32_t get_agent_session_list(HLine line, HAgent agent, Buffer list) override;
  std::int32_t set_agent_session_state(HLine line, HAgentSession session, Dword state, Dword next_state) override;
  std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) override;
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override;
  std::int32_t proxy_message(HLine line, Dword message, Dword p1, Dword p2, Dword p3) override;

  // Requests that no proxy has answered yet.
  std::size_t pending() const { return pending_.size(); }

  static constexpr std::size_t max_open = 1024;
  static constexpr std::size_t max_pending = 4096;
  static constexpr Dword max_structure = 4'000'000;  // bytes of dwTotalSize that a request may ask for

 private:
  struct Open {
    std::set<Dword> types;
    Callback callback;
  };
  struct Pending {
    HLine client = 0;
    HLine proxy = 0;
    std::int32_t id = 0;
    Dword embedded_total = 0;
    Buffer buffer;     // of a list or info request
    HandleOut handle;  // of a creation
  };

  std::int32_t submit(HLine line, const Arm& arm, Buffer buffer, HandleOut handle, std::size_t fixed_size);
  HLine proxy_of(Dword type) const;  // 0: none
  std::int32_t next_id();
  void deliver(HLine to, Message message);
  void tell_others(HLine sender, Dword message, Dword p1, Dword p2, Dword p3);
  void reply(const Pending& pending, std::int32_t result);
  bool all_open_for_acd() const;

  Post post_;
  std::shared_ptr<const bool> alive_;  // what is still posted when the boundary goes is dropped
  std::map<HLine, Open> open_;
  std::map<std::uint64_t, Pending> pending_;  // by ProxyRequest::number
  std::set<std::int32_t> ids_;                // outstanding
  HLine last_line_ = 0;
  std::uint64_t last_number_ = 0;
  std::int32_t last_id_ = 0;
};

}  // namespace acdloop::tapi::line
