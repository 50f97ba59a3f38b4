// SPDX-License-Identifier: Apache-2.0
#include "conformance/runner/listeners.hpp"

#include <algorithm>
#include <cstdio>
#include <utility>

namespace acdloop::runner {
namespace {

using verdict::Check;
using verdict::Verdict;

// No name of a scenario begins with a capital.
constexpr const char* reference_name = "Everything";
constexpr const char* without_filter = "WithoutFilter";
constexpr const char* agents_alone = "AgentsAlone";

Check make_check(std::string_view requirement, std::string what, std::string expected, std::string observed, bool good,
                 TimePoint at) {
  Check check;
  check.requirement = requirement;
  check.what = std::move(what);
  check.witnesses = "events of another application";
  check.subject = "façade";
  check.expected = std::move(expected);
  check.observed = std::move(observed);
  check.verdict = good ? Verdict::pass : Verdict::fail;
  check.at = at;
  return check;
}

std::string mask_text(std::int32_t mask) {
  char text[16];
  std::snprintf(text, sizeof text, "0x%X", static_cast<unsigned>(mask));
  return text;
}

std::string count_text(std::size_t count) {
  if (count == 0) return "no event";
  return std::to_string(count) + (count == 1 ? " event" : " events");
}

bool lets_sessions_through(const std::optional<std::int32_t>& mask) {
  return (mask.value_or(0) & tapi::TE_AGENTSESSION) != 0;
}

}  // namespace

void Listeners::open() {
  listen(without_filter, std::nullopt);
  listen(agents_alone, tapi::TE_AGENT);
  listen(reference_name, tapi::TE_AGENT | tapi::TE_AGENTSESSION);
}

const std::vector<Heard>& Listeners::reference() const { return listeners_.at(reference_name).heard; }

Listeners::Listener& Listeners::opened(const std::string& name) {
  Listener& listener = listeners_[name];
  if (listener.application) return listener;
  listener.application = bench_.telephony().open_application();
  listener.application->advise([this, &listener](const tapi::Notification& notification) {
    if (notification.session) listener.heard.push_back({notification.event, stage_.now()});
  });
  return listener;
}

std::vector<Check> Listeners::listen(const std::string& name, std::optional<std::int32_t> mask) {
  Listener& listener = opened(name);
  listener.spans.push_back({mask, listeners_.contains(reference_name) ? reference().size() : 0, listener.heard.size()});
  if (!mask) return {};
  const TimePoint now = stage_.now();
  const bool replaced = listener.spans.size() > 1;
  const std::string_view requirement = replaced ? "AS-088a" : lets_sessions_through(mask) ? "AS-087" : "AS-086";
  const tapi::Hresult put = listener.application->put_event_filter(*mask);
  std::vector<Check> checks;
  checks.push_back(
      make_check(requirement, "put_EventFilter of " + name, "S_OK", tapi::to_string(put), put == tapi::S_OK_, now));
  std::int32_t kept = 0;
  const tapi::Hresult got = listener.application->get_event_filter(&kept);
  const bool same = got == tapi::S_OK_ && kept == *mask;
  checks.push_back(make_check("AS-088b", "get_EventFilter of " + name, mask_text(*mask),
                              got == tapi::S_OK_ ? mask_text(kept) : tapi::to_string(got), same, now));
  return checks;
}

std::shared_ptr<tapi::AgentHandler> Listeners::handler_of(tapi::Application& application) {
  std::vector<std::shared_ptr<tapi::AgentHandler>> handlers;
  bool told = false;
  application.get_agent_handlers(&handlers, [&](tapi::Hresult) {
    told = true;
    stage_.changed();
  });
  stage_.wait_until([&] { return told; }, stage_.now());
  return handlers.empty() ? nullptr : handlers.front();
}

std::shared_ptr<tapi::Agent> Listeners::agent(const std::string& name, const cti::AgentId& id) {
  Listener& listener = opened(name);
  std::shared_ptr<tapi::Agent>& known = listener.agents[id];
  if (known) return known;
  if (!listener.handler) listener.handler = handler_of(*listener.application);
  if (!listener.handler) return nullptr;
  bool told = false;
  listener.handler->create_agent_with_id(id, std::string{}, &known, [&](tapi::Hresult) {
    told = true;
    stage_.changed();
  });
  stage_.wait_until([&] { return told; }, stage_.now());
  return known;
}

bool Listeners::hears_sessions(const std::string& name) const {
  const auto found = listeners_.find(name);
  return found != listeners_.end() && lets_sessions_through(found->second.spans.back().mask);
}

Check Listeners::judge_span(const std::string& name, const Listener& listener, std::size_t index, TimePoint now) const {
  const auto& spans = listener.spans;
  const Span& span = spans[index];
  const bool last = index + 1 == spans.size();
  const std::size_t reference_end = last ? reference().size() : spans[index + 1].first_of_reference;
  const std::size_t heard_end = last ? listener.heard.size() : spans[index + 1].first_heard;
  const auto part = [](const std::vector<Heard>& events, std::size_t from, std::size_t to) {
    return std::vector<Heard>(events.begin() + static_cast<std::ptrdiff_t>(from),
                              events.begin() + static_cast<std::ptrdiff_t>(to));
  };
  const std::vector<Heard> heard = part(listener.heard, span.first_heard, heard_end);
  const bool hears = lets_sessions_through(span.mask);
  const std::vector<Heard> expected =
      hears ? part(reference(), span.first_of_reference, reference_end) : std::vector<Heard>{};
  const std::string_view requirement = index > 0 ? "AS-088a" : !span.mask ? "AS-085" : hears ? "AS-087" : "AS-086";
  const std::string what =
      !span.mask ? "Events without put_EventFilter"
                 : "Events with the filter " + mask_text(*span.mask) + (index > 0 ? " in place of another" : "");
  const bool own = name == without_filter || name == agents_alone;
  return make_check(requirement, own ? what : what + ", " + name, count_text(expected.size()), count_text(heard.size()),
                    heard == expected, now);
}

std::vector<Check> Listeners::judge(std::size_t events_of_the_usual_one, TimePoint now) const {
  std::vector<Check> checks;
  if (reference().empty()) return checks;  // nothing was there to be filtered
  checks.push_back(make_check("AS-087", "Events with a filter of TE_AGENTSESSION alone", count_text(reference().size()),
                              count_text(events_of_the_usual_one), events_of_the_usual_one == reference().size(), now));
  for (const auto& [name, listener] : listeners_) {
    if (name == reference_name) continue;
    for (std::size_t index = 0; index < listener.spans.size(); ++index) {
      checks.push_back(judge_span(name, listener, index, now));
    }
  }
  return checks;
}

}  // namespace acdloop::runner
