// SPDX-License-Identifier: Apache-2.0
// A line that passes everything on: the base of every decorator of the boundary, which overrides the calls it changes.
#pragma once

#include <memory>
#include <utility>

#include "drivers/tapi/line/line.hpp"

namespace acdloop::tapi::line {

class PassThroughLine : public Line {
 public:
  explicit PassThroughLine(std::unique_ptr<Line> inner) : owned_(std::move(inner)), inner_(*owned_) {}
  // `inner` outlives it.
  explicit PassThroughLine(Line& inner) : inner_(inner) {}

  std::expected<HLine, std::int32_t> open(std::vector<Dword> proxy_types, Callback callback) override {
    return inner_.open(std::move(proxy_types), std::move(callback));
  }
  std::int32_t close(HLine line) override { return inner_.close(line); }
  std::int32_t create_agent(HLine line, const std::string& id, const std::optional<std::string>& pin,
                            HandleOut out) override {
    return inner_.create_agent(line, id, pin, std::move(out));
  }
  std::int32_t create_agent_session(HLine line, HAgent agent, const std::optional<std::string>& pin,
                                    Dword working_address, const Guid& group, HandleOut out) override {
    return inner_.create_agent_session(line, agent, pin, working_address, group, std::move(out));
  }
  std::int32_t get_agent_session_list(HLine line, HAgent agent, Buffer list) override {
    return inner_.get_agent_session_list(line, agent, std::move(list));
  }
  std::int32_t set_agent_session_state(HLine line, HAgentSession session, Dword state, Dword next_state) override {
    return inner_.set_agent_session_state(line, session, state, next_state);
  }
  std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) override {
    return inner_.get_agent_session_info(line, session, std::move(info));
  }
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    return inner_.proxy_response(line, request, result);
  }
  std::int32_t proxy_message(HLine line, Dword message, Dword p1, Dword p2, Dword p3) override {
    return inner_.proxy_message(line, message, p1, p2, p3);
  }

 protected:
  Line& inner() { return inner_; }

 private:
  std::unique_ptr<Line> owned_;
  Line& inner_;
};

}  // namespace acdloop::tapi::line
