// SPDX-License-Identifier: Apache-2.0
#include "drivers/cti/end.hpp"

#include <iterator>
#include <utility>

namespace acdloop::cti {
namespace {

Result unanswered(RequestId request, Outcome outcome, RefusalCause cause) {
  Result result;
  result.id = request;
  result.outcome = outcome;
  result.cause = cause;
  return result;
}

}  // namespace

void EndOutput::clear() {
  send.clear();
  close = false;
  messages.clear();
  faults.clear();
  results.clear();
  events.clear();
  requests.clear();
}

void EndOutput::say(LinkEventKind kind, std::string text, RefusalCause cause, std::optional<RequestId> request) {
  events.push_back(Event{LinkEvent{kind, cause, request, std::move(text)}});
}

void EndOutput::violation(WireFault fault) {
  say(LinkEventKind::protocol_violation, fault.name + ": " + fault.text);
  faults.push_back(std::move(fault));
}

void EndOutput::refuse(RequestId request, RefusalCause cause) {
  results.push_back(unanswered(request, Outcome::refused, cause));
}

void EndOutput::lose(RequestId request) {
  results.push_back(unanswered(request, Outcome::unknown, RefusalCause::association_lost));
}

void Reaction::append(Reaction&& more) {
  results.insert(results.end(), std::make_move_iterator(more.results.begin()),
                 std::make_move_iterator(more.results.end()));
  events.insert(events.end(), std::make_move_iterator(more.events.begin()), std::make_move_iterator(more.events.end()));
  signals.insert(signals.end(), more.signals.begin(), more.signals.end());
}

}  // namespace acdloop::cti
