// SPDX-License-Identifier: Apache-2.0
// ECMA-354 application sessions and the heartbeat of the switch's end.
#include <algorithm>
#include <charconv>
#include <utility>

#include "drivers/csta_xml/switching_end.hpp"

namespace acdloop::csta_xml {
namespace {

std::string seconds_text(Duration duration) {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(duration).count());
}

// What is granted: at most what was asked for, at most what the dialect allows.
Duration granted(std::string_view asked, Duration longest) {
  long seconds = 0;
  const auto [end, error] = std::from_chars(asked.data(), asked.data() + asked.size(), seconds);
  const bool whole = error == std::errc{} && end == asked.data() + asked.size();
  if (!whole || seconds <= 0 || seconds > 1'000'000) return longest;
  return std::min(longest, Duration{std::chrono::seconds{seconds}});
}

// Vendors nest user and password differently; the names are what they share.
std::string_view find_text(const Element& root, std::initializer_list<std::string_view> names) {
  for (const Element& child : root.children) {
    if (std::ranges::find(names, std::string_view{child.name}) != names.end()) return child.trimmed();
    if (const std::string_view found = find_text(child, names); !found.empty()) return found;
  }
  return {};
}

}  // namespace

bool SwitchingEnd::take_session(int invoke, const Element& root, Turn turn) {
  if (root.name == "StartApplicationSession") {
    start_session(invoke, root, turn);
  } else if (root.name == "ResetApplicationSessionTimer") {
    reset_timer(invoke, root, turn);
  } else if (root.name == "StopApplicationSession") {
    stop_session(invoke, root, turn);
  } else {
    return false;
  }
  return true;
}

bool SwitchingEnd::may_enter(const Element& root) const {
  const Element* info = root.child("applicationInfo");
  const Element* specific = info != nullptr ? info->child("applicationSpecificInfo") : nullptr;
  if (settings_.user.empty() && settings_.password.empty()) return true;
  return specific != nullptr && find_text(*specific, {"user", "userName"}) == settings_.user &&
         find_text(*specific, {"password"}) == settings_.password;
}

void SwitchingEnd::start_session(int invoke, const Element& root, Turn turn) {
  constexpr std::string_view negative = "StartApplicationSessionNegResponse";
  if (!session_.empty()) return answer_negative(invoke, negative, "maxNumberSessions", turn);
  const Element* info = root.child("applicationInfo");
  if (info == nullptr || info->value("applicationID").empty() || !may_enter(root)) {
    answer_negative(invoke, negative, "invalidApplicationInfo", turn);
    fault("session_refused", "application or its credentials are not known", turn);
    return close(turn.out);
  }
  const Element* versions = root.child("requestedProtocolVersions");
  std::string_view version;
  if (versions != nullptr) {
    const auto known = std::ranges::find_if(versions->children, [](const Element& one) {
      return one.name == "protocolVersion" && is_csta_namespace(one.trimmed());
    });
    if (known != versions->children.end()) version = known->trimmed();
  }
  if (version.empty()) return answer_negative(invoke, negative, "requestedProtocolVersionNotSupported", turn);
  namespace_ = version;
  session_ = std::to_string(++sessions_begun_);
  const Duration duration = granted(root.value("requestedSessionDuration"), settings_.dialect.longest_session_duration);
  session_ends_at_ = turn.now + duration;
  Element response = make("StartApplicationSessionPosResponse", session_namespace);
  response.with("sessionID", session_).with("actualProtocolVersion", namespace_);
  response.with("actualSessionDuration", seconds_text(duration));
  send(invoke, std::move(response), turn);
}

void SwitchingEnd::reset_timer(int invoke, const Element& root, Turn turn) {
  if (session_.empty() || root.value("sessionID") != session_) {
    return answer_negative(invoke, "ResetApplicationSessionTimerNegResponse", "invalidSessionID", turn);
  }
  const Duration duration = granted(root.value("requestedSessionDuration"), settings_.dialect.longest_session_duration);
  session_ends_at_ = turn.now + duration;
  Element response = make("ResetApplicationSessionTimerPosResponse", session_namespace);
  response.with("actualSessionDuration", seconds_text(duration));
  send(invoke, std::move(response), turn);
}

void SwitchingEnd::stop_session(int invoke, const Element& root, Turn turn) {
  if (session_.empty() || root.value("sessionID") != session_) {
    return answer_negative(invoke, "StopApplicationSessionNegResponse", "invalidSessionID", turn);
  }
  send(invoke, make("StopApplicationSessionPosResponse", session_namespace), turn);
  session_.clear();
  session_ends_at_.reset();
  monitors_.clear();
  patience_ends_at_ = turn.now + settings_.dialect.association_patience;
}

void SwitchingEnd::answer_negative(int invoke, std::string_view name, std::string_view error, Turn turn) {
  Element response = make(name, session_namespace);
  response.add("errorCode").with("definedError", error);
  send(invoke, std::move(response), turn);
}

void SwitchingEnd::system_status(Turn turn) {
  if (statuses_owed_ >= 2) {
    fault("heartbeat_not_answered", "two SystemStatus without an answer", turn);
    return close(turn.out);
  }
  status_at_ = turn.now + settings_.dialect.system_status_every;
  ++statuses_owed_;
  last_own_invoke_ = last_own_invoke_ % last_invoke_id + 1;
  Element status = make("SystemStatus");
  status.with("systemStatus", "normal");
  send(last_own_invoke_, std::move(status), turn);
}

void SwitchingEnd::take_response(int invoke, const Element& root, Turn turn) {
  const int oldest = last_own_invoke_ - statuses_owed_;
  if (root.name == "SystemStatusResponse" && invoke > oldest && invoke <= last_own_invoke_) {
    statuses_owed_ = last_own_invoke_ - invoke;  // an answer to a later one settles the earlier ones
    return;
  }
  fault("response_not_owed", std::to_string(invoke) + " " + root.name.substr(0, 80), turn);
}

}  // namespace acdloop::csta_xml
