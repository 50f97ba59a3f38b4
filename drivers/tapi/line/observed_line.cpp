// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/line/observed_line.hpp"

#include <map>
#include <utility>

namespace acdloop::tapi::line {
namespace {

using Kind = Observation::Kind;

Observation of(Kind kind) {
  Observation seen;
  seen.kind = kind;
  return seen;
}

class ObservedLine final : public Line {
 public:
  ObservedLine(std::unique_ptr<Line> inner, Observer observer)
      : inner_(std::move(inner)), state_(std::make_shared<State>(State{std::move(observer), {}})) {}

  std::expected<HLine, std::int32_t> open(std::vector<Dword> proxy_types, Callback callback) override {
    Observation seen = of(Kind::opened);
    seen.types = proxy_types;
    const auto opened = inner_->open(std::move(proxy_types), [state = state_, callback](const Message& message) {
      state->on_message(message);
      if (callback) callback(message);
    });
    if (opened) {
      seen.line = *opened;
    } else {
      seen.code = opened.error();
    }
    state_->observer(seen);
    return opened;
  }

  std::int32_t close(HLine line) override {
    Observation seen = of(Kind::closed);
    seen.line = line;
    seen.code = inner_->close(line);
    state_->observer(seen);
    return seen.code;
  }

  std::int32_t create_agent(HLine line, const std::string& id, const std::optional<std::string>& pin,
                            HandleOut out) override {
    return asked(inner_->create_agent(line, id, pin, out), call(line, RequestType::create_agent), {nullptr, out});
  }
  std::int32_t create_agent_session(HLine line, HAgent agent, const std::optional<std::string>& pin,
                                    Dword working_address, const Guid& group, HandleOut out) override {
    Observation seen = call(line, RequestType::create_agent_session);
    seen.handle = agent;
    return asked(inner_->create_agent_session(line, agent, pin, working_address, group, out), seen, {nullptr, out});
  }
  std::int32_t get_agent_session_list(HLine line, HAgent agent, Buffer list) override {
    Observation seen = call(line, RequestType::get_agent_session_list);
    seen.handle = agent;
    remember(list, seen);
    return asked(inner_->get_agent_session_list(line, agent, list), seen, {list, nullptr});
  }
  std::int32_t set_agent_session_state(HLine line, HAgentSession session, Dword state, Dword next_state) override {
    Observation seen = call(line, RequestType::set_agent_session_state);
    seen.handle = session;
    seen.state = state;
    seen.next_state = next_state;
    return asked(inner_->set_agent_session_state(line, session, state, next_state), seen, {});
  }
  std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) override {
    Observation seen = call(line, RequestType::get_agent_session_info);
    seen.handle = session;
    remember(info, seen);
    return asked(inner_->get_agent_session_info(line, session, info), seen, {info, nullptr});
  }

  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    Observation seen = of(Kind::responded);
    seen.line = line;
    seen.request = request ? request->number : 0;
    seen.result = result;
    if (request) seen.bytes = request->block;
    seen.code = inner_->proxy_response(line, request, result);
    state_->observer(seen);
    return seen.code;
  }
  std::int32_t proxy_message(HLine line, Dword message, Dword p1, Dword p2, Dword p3) override {
    Observation seen = of(Kind::announced);
    seen.line = line;
    seen.message = message;
    seen.p1 = p1;
    seen.p2 = p2;
    seen.p3 = p3;
    seen.code = inner_->proxy_message(line, message, p1, p2, p3);
    state_->observer(seen);
    return seen.code;
  }

 private:
  // What a call left for its reply to fill.
  struct Memory {
    Buffer buffer;
    HandleOut handle;
  };
  struct Call {
    Observation seen;
    Memory memory;
  };
  struct State {
    Observer observer;
    std::map<std::pair<HLine, Dword>, Call> calls;  // by line and request id

    void on_message(const Message& message) {
      Observation told = of(Kind::told);
      told.line = message.device;
      told.message = message.message;
      told.p1 = message.p1;
      told.p2 = message.p2;
      told.p3 = message.p3;
      if (message.request) {
        told.request = message.request->number;
        told.bytes = message.request->block;
      }
      observer(told);
      if (message.message == message::reply) on_reply(message);
    }

    void on_reply(const Message& message) {
      const auto found = calls.find({message.device, message.p1});
      if (found == calls.end()) return;
      Call call = std::move(found->second);
      calls.erase(found);
      call.seen.kind = Kind::filled;
      call.seen.result = static_cast<std::int32_t>(message.p2);
      if (call.memory.buffer) call.seen.bytes = *call.memory.buffer;
      if (call.memory.handle) call.seen.handle = *call.memory.handle;
      observer(call.seen);
    }
  };

  static Observation call(HLine line, RequestType function) {
    Observation seen = of(Kind::asked);
    seen.line = line;
    seen.function = function;
    return seen;
  }
  static void remember(const Buffer& buffer, Observation& seen) {
    if (!buffer) return;
    seen.before = *buffer;
    for (std::size_t index = 4; index-- > 0;) {
      seen.total = seen.total << 8 | (index < buffer->size() ? std::to_integer<Dword>((*buffer)[index]) : 0);
    }
  }
  std::int32_t asked(std::int32_t code, Observation seen, Memory memory) {
    seen.code = code;
    // A refused call has no reply: what it has already done to the memory is seen here.
    if (code <= 0 && memory.buffer) seen.bytes = *memory.buffer;
    state_->observer(seen);
    if (code > 0) {
      state_->calls.insert_or_assign({seen.line, static_cast<Dword>(code)}, Call{std::move(seen), std::move(memory)});
    }
    return code;
  }

  std::unique_ptr<Line> inner_;
  std::shared_ptr<State> state_;
};

}  // namespace

std::unique_ptr<Line> observe(std::unique_ptr<Line> inner, Observer observer) {
  return std::make_unique<ObservedLine>(std::move(inner), std::move(observer));
}

}  // namespace acdloop::tapi::line
