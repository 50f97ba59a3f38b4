// SPDX-License-Identifier: Apache-2.0
// Mistakes on the line beneath the API: a proxy that answers, counts or packs wrongly, and a TAPI that hands its
// requests, replies and messages on wrongly.
#include <algorithm>
#include <bit>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "drivers/tapi/line/pass_through_line.hpp"
#include "simulator/defects/families.hpp"

namespace acdloop::defects {
namespace {

using tapi::line::Buffer;
using tapi::line::Callback;
using tapi::line::Dword;
using tapi::line::HAgentSession;
using tapi::line::HLine;
using tapi::line::Message;
using tapi::line::PassThroughLine;
using tapi::line::ProxyRequestPtr;
using tapi::line::RequestType;
namespace message = tapi::line::message;
namespace error = tapi::line::error;

using Block = std::vector<std::byte>;

// Offsets into a LINEPROXYREQUEST: the type, the first member of the arm, the members of an embedded structure.
constexpr std::size_t type_at = 24, handle_at = 28, state_at = 32, info_at = 32, address_at = 60;

Dword get(const Block& block, std::size_t offset) {
  Dword value = 0;
  for (std::size_t index = 4; index-- > 0;) {
    value = value << 8 | (offset + index < block.size() ? std::to_integer<Dword>(block[offset + index]) : 0);
  }
  return value;
}
void put(Block& block, std::size_t offset, Dword value) {
  for (std::size_t index = 0; index < 4 && offset + index < block.size(); ++index) {
    block[offset + index] = static_cast<std::byte>(value >> (8 * index));
  }
}
std::uint64_t get_wide(const Block& block, std::size_t offset) {
  return get(block, offset) | static_cast<std::uint64_t>(get(block, offset + 4)) << 32;
}
void put_wide(Block& block, std::size_t offset, std::uint64_t value) {
  put(block, offset, static_cast<Dword>(value));
  put(block, offset + 4, static_cast<Dword>(value >> 32));
}
bool is_type(const Block& block, RequestType type) { return get(block, type_at) == static_cast<Dword>(type); }

// --- what the proxy does ----------------------------------------------------------------------------------------

// Fills LINEAGENTSESSIONINFO, or LINEAGENTSESSIONLIST, in a way of its own; the block begins at `info_at`.
class SpoiledStructure final : public PassThroughLine {
 public:
  SpoiledStructure(std::unique_ptr<Line> inner, RequestType type, void (*spoil)(Block&))
      : PassThroughLine(std::move(inner)), type_(type), spoil_(spoil) {}
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    if (result == 0 && is_type(request->block, type_)) spoil_(request->block);
    return inner().proxy_response(line, request, result);
  }

 private:
  RequestType type_;
  void (*spoil_)(Block&);
};

void align_naturally(Block& block) {
  // DATE stands at 24, and everything behind it four bytes later; the last field falls off the end.
  std::copy_backward(block.begin() + info_at + 20, block.end() - 4, block.end());
  put(block, info_at + 20, 0);
}
void number_for_bit(Block& block) {
  put(block, info_at + 12, static_cast<Dword>(std::countr_zero(get(block, info_at + 12))));
}
void unix_time(Block& block) {
  constexpr double unix_epoch = 25569;  // days from 1899-12-30 to 1970-01-01
  const double days = std::bit_cast<double>(get_wide(block, info_at + 20));
  put_wide(block, info_at + 20, std::bit_cast<std::uint64_t>((days - unix_epoch) * 86400));
}
void rate_unscaled(Block& block) { put_wide(block, info_at + 60, get_wide(block, info_at + 60) / 10'000); }
void size_for_offset(Block& block) {
  const Dword size = get(block, info_at + 16);
  put(block, info_at + 16, get(block, info_at + 20));
  put(block, info_at + 20, size);
}

// TotalCallTime is as old as the question before: asked of the switch on its own.
class TornSnapshot final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    if (result == 0 && is_type(request->block, RequestType::get_agent_session_info)) {
      Dword& before = call_times_[get(request->block, handle_at)];
      const Dword now = get(request->block, info_at + 44);
      put(request->block, info_at + 44, std::exchange(before, now));
    }
    return inner().proxy_response(line, request, result);
  }

 private:
  std::map<HAgentSession, Dword> call_times_;
};

class AnswersTwice final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    const std::int32_t code = inner().proxy_response(line, request, result);
    inner().proxy_response(line, request, result);
    return code;
  }
};

// The end of a session is told as LINEAGENTSTATEEX_RELEASED, of agents.
class AgentStateValues final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::int32_t proxy_message(HLine line, Dword msg, Dword p1, Dword p2, Dword p3) override {
    constexpr Dword agent_released = 0x40;
    return inner().proxy_message(line, msg, p1, p2, p3 == tapi::line::session_state::ended ? agent_released : p3);
  }
};

// A handle that no session has gets the figures that were asked for last.
class AnybodysFigures final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    Block& block = request->block;
    if (is_type(block, RequestType::get_agent_session_info)) {
      if (result == 0) last_.assign(block.begin() + info_at, block.end());
      if (result == error::inval_param && last_.size() == block.size() - info_at) {
        std::copy(last_.begin(), last_.end(), block.begin() + info_at);
        result = 0;
      }
    }
    return inner().proxy_response(line, request, result);
  }

 private:
  Block last_;
};

// A proxy that sees its requests in another light.
class MisreadRequests : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::expected<HLine, std::int32_t> open(std::vector<Dword> types, Callback callback) override {
    if (types.empty()) return inner().open(std::move(types), std::move(callback));
    return inner().open(std::move(types), [this, callback = std::move(callback)](const Message& message) {
      if (message.request) misread(message.request->block);
      if (callback) callback(message);
    });
  }

 protected:
  virtual void misread(Block& block) = 0;
};

class ZeroIsNotReady final : public MisreadRequests {
 public:
  using MisreadRequests::MisreadRequests;

 private:
  void misread(Block& block) override {
    const bool zero = is_type(block, RequestType::set_agent_session_state) && get(block, state_at) == 0;
    if (zero) put(block, state_at, tapi::line::session_state::not_ready);
  }
};

// The handle of a session is the first one that its desk ever had.
class HandleOfTheDesk final : public MisreadRequests {
 public:
  using MisreadRequests::MisreadRequests;
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    if (result == 0 && is_type(request->block, RequestType::create_agent_session)) {
      const Dword desk = get(request->block, address_at);
      put(request->block, handle_at, handles_.emplace(desk, get(request->block, handle_at)).first->second);
    }
    return inner().proxy_response(line, request, result);
  }

 private:
  void misread(Block&) override {}
  std::map<Dword, HAgentSession> handles_;
};

// --- what TAPI does ---------------------------------------------------------------------------------------------

// Watches what is delivered to each application.
class SpoiledDelivery : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::expected<HLine, std::int32_t> open(std::vector<Dword> types, Callback callback) override {
    return inner().open(std::move(types), [this, callback](const Message& message) {
      Message spoiled = message;
      if (deliver(spoiled) && callback) callback(spoiled);
    });
  }

 protected:
  // False: it does not arrive.
  virtual bool deliver(Message& message) = 0;
};

class LegacyType final : public SpoiledDelivery {
 public:
  using SpoiledDelivery::SpoiledDelivery;

 private:
  bool deliver(Message& message) override {
    if (message.request && is_type(message.request->block, RequestType::set_agent_session_state)) {
      put(message.request->block, type_at, static_cast<Dword>(RequestType::set_agent_state));
    }
    return true;
  }
};

// Four ids have to do.
class IdsReused final : public SpoiledDelivery {
 public:
  using SpoiledDelivery::SpoiledDelivery;
  std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) override {
    const std::int32_t id = inner().get_agent_session_info(line, session, std::move(info));
    if (id <= 0) return id;
    asked_.insert(id);
    return short_id(id);
  }

 private:
  static std::int32_t short_id(std::int32_t id) { return 0x7000'0000 + id % 4; }
  bool deliver(Message& message) override {
    const auto id = static_cast<std::int32_t>(message.p1);
    if (message.message == message::reply && asked_.erase(id) > 0) message.p1 = static_cast<Dword>(short_id(id));
    return true;
  }
  std::set<std::int32_t> asked_;
};

class UpdateIsReady final : public SpoiledDelivery {
 public:
  using SpoiledDelivery::SpoiledDelivery;

 private:
  bool deliver(Message& message) override {
    namespace status = tapi::line::session_status;
    if (message.message == message::agent_session_status && message.p2 == status::update_info) {
      message.p2 = status::state;
      message.p3 = tapi::line::session_state::ready;
    }
    return true;
  }
};

class OnlyTheFirstIsTold final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::expected<HLine, std::int32_t> open(std::vector<Dword> types, Callback callback) override {
    const bool told = !types.empty() || !std::exchange(first_is_there_, true);
    return inner().open(std::move(types), [told, callback = std::move(callback)](const Message& message) {
      if ((told || message.message != message::agent_session_status) && callback) callback(message);
    });
  }

 private:
  bool first_is_there_ = false;
};

class EchoToTheSender final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::expected<HLine, std::int32_t> open(std::vector<Dword> types, Callback callback) override {
    auto opened = inner().open(std::move(types), callback);
    if (opened) callbacks_[*opened] = std::move(callback);
    return opened;
  }
  std::int32_t proxy_message(HLine line, Dword msg, Dword p1, Dword p2, Dword p3) override {
    const std::int32_t code = inner().proxy_message(line, msg, p1, p2, p3);
    const auto sender = callbacks_.find(line);
    if (code == 0 && sender != callbacks_.end() && sender->second) sender->second({line, msg, p1, p2, p3, nullptr});
    return code;
  }

 private:
  std::map<HLine, Callback> callbacks_;
};

class SecondRegistrationAccepted final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::expected<HLine, std::int32_t> open(std::vector<Dword> types, Callback callback) override {
    const auto opened = inner().open(std::move(types), callback);
    if (opened || opened.error() != error::not_registered) return opened;
    return inner().open({}, std::move(callback));
  }
};

// Whoever waits for a proxy that has closed waits on.
class CloseForgetsRequests final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::expected<HLine, std::int32_t> open(std::vector<Dword> types, Callback callback) override {
    const bool proxy = !types.empty();
    const auto opened = inner().open(std::move(types), std::move(callback));
    if (opened && proxy) proxies_.insert(*opened);
    return opened;
  }
  std::int32_t close(HLine line) override { return proxies_.contains(line) ? 0 : inner().close(line); }
  std::int32_t proxy_response(HLine line, const ProxyRequestPtr& request, std::int32_t result) override {
    return result == error::operation_failed ? 0 : inner().proxy_response(line, request, result);
  }

 private:
  std::set<HLine> proxies_;
};

class UnservedIsNotAnswered final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) override {
    const std::int32_t id = inner().get_agent_session_info(line, session, std::move(info));
    return id == error::operation_unavail ? ++last_ : id;
  }

 private:
  std::int32_t last_ = 0x6000'0000;
};

class Overrun final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) override {
    const std::int32_t id = inner().get_agent_session_info(line, session, info);
    if (id == error::structure_too_small) {
      const std::size_t end = std::min<std::size_t>(info->size(), tapi::line::AgentSessionInfo::size);
      std::fill(info->begin() + 4, info->begin() + static_cast<std::ptrdiff_t>(end), std::byte{0});
    }
    return id;
  }
};

// The answer goes to a structure of its own, and the caller is told that all went well.
class TooSmallAccepted final : public PassThroughLine {
 public:
  using PassThroughLine::PassThroughLine;
  std::int32_t get_agent_session_info(HLine line, HAgentSession session, Buffer info) override {
    const std::int32_t id = inner().get_agent_session_info(line, session, info);
    if (id != error::structure_too_small) return id;
    return inner().get_agent_session_info(line, session, tapi::line::make_buffer(tapi::line::AgentSessionInfo::size));
  }
};

template <class Spoiled, class... Arguments>
tapi::LineDecorator with(Arguments... arguments) {
  return [=](std::unique_ptr<tapi::line::Line> inner) -> std::unique_ptr<tapi::line::Line> {
    return std::make_unique<Spoiled>(std::move(inner), arguments...);
  };
}

Defect of_the_proxy(std::string_view id, std::string_view requirement, std::string_view sentence,
                    tapi::LineDecorator decorator) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_proxy = std::move(decorator);
  return defect;
}

Defect of_the_line(std::string_view id, std::string_view requirement, std::string_view sentence,
                   tapi::LineDecorator decorator) {
  Defect defect{.id = id, .sentence = sentence, .requirement = requirement, .side = Side::facade};
  defect.on_line = std::move(decorator);
  return defect;
}

}  // namespace

std::vector<Defect> line_defects() {
  constexpr RequestType info = RequestType::get_agent_session_info;
  return {
      of_the_proxy("line-info-naturally-aligned", "AS-113",
                   "LINEAGENTSESSIONINFO is laid out with natural alignment: DATE at 24 and all behind it shifted.",
                   with<SpoiledStructure>(info, &align_naturally)),
      of_the_proxy("line-state-number-for-bit", "AS-064",
                   "dwAgentSessionState holds the number of the state in place of its bit.",
                   with<SpoiledStructure>(info, &number_for_bit)),
      of_the_proxy("line-unix-time-for-date", "AS-044", "dateSessionStartTime counts seconds since 1970.",
                   with<SpoiledStructure>(info, &unix_time)),
      of_the_proxy("line-rate-unscaled", "AS-039", "cyACDCallRate is the plain number of calls per hour.",
                   with<SpoiledStructure>(info, &rate_unscaled)),
      of_the_proxy("line-list-size-for-offset", "AS-116", "dwListSize and dwListOffset are swapped.",
                   with<SpoiledStructure>(RequestType::get_agent_session_list, &size_for_offset)),
      of_the_proxy("line-torn-snapshot", "AS-115",
                   "One field of LINEAGENTSESSIONINFO is older than the others: collected by a question of its own.",
                   with<TornSnapshot>()),
      of_the_proxy("line-answers-twice", "AS-108", "Each proxy request is answered twice.", with<AnswersTwice>()),
      of_the_proxy("line-agent-state-values", "AS-083",
                   "LINE_AGENTSESSIONSTATUS tells the end of a session by the value of agents.",
                   with<AgentStateValues>()),
      of_the_proxy("line-unknown-handle-served", "AS-095",
                   "A handle that no session has is answered with another session's figures.", with<AnybodysFigures>()),
      of_the_proxy("line-state-zero-is-not-ready", "AS-063",
                   "lineSetAgentSessionState with state 0 makes the session not ready.", with<ZeroIsNotReady>()),
      of_the_proxy("line-handle-of-the-desk", "AS-071", "All sessions at one desk have the same handle.",
                   with<HandleOfTheDesk>()),
      of_the_line("line-legacy-request-type", "AS-109",
                  "Setting a session's state is asked of the proxy as the old SETAGENTSTATE.", with<LegacyType>()),
      of_the_line("line-ids-reused", "AS-110", "A request id is given out again while its request is outstanding.",
                  with<IdsReused>()),
      of_the_line("line-update-is-ready", "AS-081", "A statistics update reaches applications as READY.",
                  with<UpdateIsReady>()),
      of_the_line("line-tells-one-application", "AS-084b",
                  "LINE_AGENTSESSIONSTATUS reaches only the first application.", with<OnlyTheFirstIsTold>()),
      of_the_line("line-echo-to-the-proxy", "AS-084a", "The proxy gets its own messages back.",
                  with<EchoToTheSender>()),
      of_the_line("line-second-registration-accepted", "AS-111",
                  "A second proxy may register for what is served already.", with<SecondRegistrationAccepted>()),
      of_the_line("line-close-forgets-requests", "AS-112",
                  "Requests that were pending at a proxy that closed are never answered.",
                  with<CloseForgetsRequests>()),
      of_the_line("line-unserved-not-answered", "AS-094",
                  "A request that no proxy serves is taken on and never answered.", with<UnservedIsNotAnswered>()),
      of_the_line("line-too-small-accepted", "AS-114a", "A structure that is too small is accepted.",
                  with<TooSmallAccepted>()),
      of_the_line("line-overrun", "AS-114b", "A structure that is too small is written to all the same.",
                  with<Overrun>()),
  };
}

}  // namespace acdloop::defects
