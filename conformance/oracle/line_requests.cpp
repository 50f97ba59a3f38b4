// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_requests.hpp"

#include <algorithm>
#include <string>

#include "conformance/oracle/line_bytes.hpp"

namespace acdloop::oracle {
namespace {

using Kind = ObservedLine::Kind;
namespace type = line::request_type;

constexpr Duration promptly = std::chrono::seconds{5};
constexpr std::int32_t not_registered = static_cast<std::int32_t>(0x80000047);
constexpr std::int32_t operation_unavail = static_cast<std::int32_t>(0x80000049);

bool about_a_session(std::uint32_t function) { return function >= type::create_session && function <= type::info; }
bool takes_session_handle(std::uint32_t function) { return function == type::set_state || function == type::info; }

}  // namespace

void LineRequests::see(const ObservedLine& seen, const std::set<std::uint32_t>& known, LineTally& tally) {
  switch (seen.kind) {
    case Kind::opened:
      return on_opened(seen, tally);
    case Kind::closed:
      return on_closed(seen);
    case Kind::asked:
      return on_asked(seen, known, tally);
    case Kind::responded:
      return on_responded(seen, tally);
    case Kind::told:
      if (seen.message == line::message::proxy_request) on_requested(seen, tally);
      if (seen.message == line::message::reply) on_reply(seen, known, tally);
      return;
    case Kind::announced:
      if (seen.message != line::message::agent_session_status || (seen.p2 & line::status::state) == 0) return;
      for (Ask& ask : asks_) ask.state_told = ask.state_told || ask.call.handle == seen.p1;
      return;
    case Kind::filled:
      return;
  }
}

void LineRequests::on_opened(const ObservedLine& seen, LineTally& tally) {
  bool taken = false;
  for (const std::uint32_t wanted : seen.types) {
    if (!registered_.contains(wanted)) continue;
    taken = true;
    contested_.insert(wanted);
  }
  if (taken) {
    tally.note("AS-111", "registration of a type that is served already", "LINEERR_NOTREGISTERED (0x80000047)",
               seen.line == 0 && seen.code == not_registered,
               seen.line != 0 ? "lineOpen succeeded" : line::error_text(seen.code));
  }
  if (seen.line == 0) return;
  for (const std::uint32_t wanted : seen.types) registered_.emplace(wanted, seen.line);
}

void LineRequests::on_closed(const ObservedLine& seen) {
  if (seen.code != 0) return;
  std::erase_if(registered_, [&](const auto& entry) { return entry.second == seen.line; });
  std::erase_if(asks_, [&](const Ask& ask) { return ask.call.line == seen.line; });
  for (Ask& ask : asks_) {
    const auto request = ask.request ? requests_.find(*ask.request) : requests_.end();
    if (request != requests_.end() && request->second.proxy == seen.line) ask.proxy_closed = seen.at;
  }
}

void LineRequests::on_asked(const ObservedLine& seen, const std::set<std::uint32_t>& known, LineTally& tally) {
  ++asked_;
  const bool served = registered_.contains(seen.function);
  if (seen.code > 0) {
    const bool unique =
        std::none_of(asks_.begin(), asks_.end(), [&](const Ask& ask) { return ask.call.code == seen.code; });
    tally.note("AS-110", "request ids", "positive, and unique among those outstanding", unique,
               std::to_string(seen.code) + " was given out while it was outstanding");
    asks_.push_back({.call = seen, .request = {}, .responded = {}, .proxy_closed = {}, .unserved = !served});
    return;
  }
  tally.note("AS-110", "request ids", "positive, and unique among those outstanding", seen.code < 0,
             "the function returned 0");
  if (!served) {
    tally.note("AS-094", "a request that no proxy serves", "a documented error within 5 s",
               line::documented_error(seen.code), line::error_text(seen.code));
    tally.advise("AS-094", "the code of a request that no proxy serves", "LINEERR_OPERATIONUNAVAIL (0x80000049)",
                 seen.code == operation_unavail, line::error_text(seen.code));
  }
  judge_unknown(seen, seen.code, known, tally);
}

void LineRequests::on_requested(const ObservedLine& seen, LineTally& tally) {
  requests_[seen.request] = {seen.line, seen.at, false};
  const std::uint32_t sent = line::dword_at(seen.bytes, 24).value_or(0);
  if (contested_.contains(sent)) {
    const auto first = registered_.find(sent);
    tally.note("AS-111", "whom requests of a contested type reach", "the proxy that registered first",
               first != registered_.end() && first->second == seen.line, "another application");
  }
  const auto ask = std::find_if(asks_.begin(), asks_.end(), [](const Ask& a) { return !a.request && !a.unserved; });
  if (ask == asks_.end()) {
    tally.note("AS-109", "proxy requests", "one for each call of a function", false,
               "a request of type " + line::hex(sent) + " that nobody made");
    return;
  }
  ask->request = seen.request;
  if (!about_a_session(ask->call.function)) return;
  const std::uint32_t wanted = ask->call.function;
  bool same = sent == wanted;
  if (wanted != type::create_session) same = same && line::dword_at(seen.bytes, 28) == ask->call.handle;
  if (wanted == type::set_state) {
    same = same && line::dword_at(seen.bytes, 32) == ask->call.state &&
           line::dword_at(seen.bytes, 36) == ask->call.next_state;
  }
  tally.note("AS-109", "proxy requests",
             "create session 0x0C, list 0x0D, set state 0x0E, info 0x0F, with the caller's arguments", same,
             "type " + line::hex(sent) + " for a call of type " + line::hex(wanted) +
                 (sent == wanted ? ", with other arguments" : ""));
}

void LineRequests::on_responded(const ObservedLine& seen, LineTally& tally) {
  const auto request = requests_.find(seen.request);
  const bool first = request != requests_.end() && !request->second.answered;
  tally.note("AS-108", "answers to proxy requests", "exactly one each, 0 or a negative LINEERR_",
             first && seen.result <= 0,
             !first ? "a second answer to one request" : "the answer " + std::to_string(seen.result));
  if (!first || seen.code != 0) return;
  request->second.answered = true;
  if (seen.at - request->second.at >= two_minutes_) {
    tally.advise("AS-103", "an answer of the proxy after two minutes", "accepted once", true, "");
  }
  for (Ask& ask : asks_) {
    if (ask.request == seen.request) ask.responded = seen.result;
  }
}

void LineRequests::on_reply(const ObservedLine& seen, const std::set<std::uint32_t>& known, LineTally& tally) {
  const auto found = std::find_if(asks_.begin(), asks_.end(), [&](const Ask& ask) {
    return ask.call.line == seen.line && ask.call.code == static_cast<std::int32_t>(seen.p1);
  });
  constexpr std::string_view expected = "one for each request, with its id and the proxy's result";
  if (found == asks_.end()) {
    tally.note("AS-110", "LINE_REPLY", expected, false,
               "a reply with id " + std::to_string(seen.p1) + ", for which nobody waits");
    return;
  }
  const Ask ask = *found;
  asks_.erase(found);
  const auto result = static_cast<std::int32_t>(seen.p2);
  const bool by_close = ask.proxy_closed || ask.unserved || !ask.request;
  tally.note("AS-110", "LINE_REPLY", expected, ask.responded ? *ask.responded == result : by_close && result < 0,
             line::error_text(result) + (ask.responded ? " after the proxy answered " + line::error_text(*ask.responded)
                                                       : " although the proxy has not answered"));
  if (ask.proxy_closed) {
    tally.note("AS-112", "requests that were pending when the proxy closed", "an error, at once",
               result < 0 && seen.at - *ask.proxy_closed <= promptly, line::error_text(result));
  }
  if (ask.unserved) {
    tally.note("AS-094", "a request that no proxy serves", "a documented error within 5 s",
               line::documented_error(result) && seen.at - ask.call.at <= promptly, line::error_text(result));
  }
  if (ask.call.function == type::set_state && ask.call.state == 0) {
    tally.note("AS-063", "lineSetAgentSessionState with state 0", "success, and the state stays as it is",
               result == 0 && !ask.state_told, ask.state_told ? "the state was changed" : line::error_text(result));
  }
  judge_unknown(ask.call, result, known, tally);
}

void LineRequests::judge_unknown(const ObservedLine& call, std::int32_t result, const std::set<std::uint32_t>& known,
                                 LineTally& tally) {
  if (!takes_session_handle(call.function) || known.contains(call.handle)) return;
  tally.note("AS-095", "a request with a handle that no session has", "a documented error",
             line::documented_error(result), "handle " + line::hex(call.handle) + ": " + line::error_text(result));
}

void LineRequests::judge(TimePoint now, bool at_end, LineTally& tally) {
  for (auto ask = asks_.begin(); ask != asks_.end();) {
    const bool waited = at_end || now - ask->call.at > promptly;
    const bool overdue = (ask->unserved || ask->proxy_closed) && waited;
    if (overdue && ask->unserved) {
      tally.note("AS-094", "a request that no proxy serves", "a documented error within 5 s", false, "no answer");
    } else if (overdue) {
      tally.note("AS-112", "requests that were pending when the proxy closed", "an error, at once", false, "no answer");
    }
    ask = overdue ? asks_.erase(ask) : ask + 1;
  }
  if (!at_end) return;
  for (const auto& [number, request] : requests_) {
    if (request.answered || now - request.at <= two_minutes_ + promptly) continue;
    tally.advise(
        "AS-103", "an answer of the proxy after two minutes", "accepted once", false,
        "a request is still open after " + std::to_string((now - request.at) / std::chrono::seconds{1}) + " s");
  }
}

}  // namespace acdloop::oracle
