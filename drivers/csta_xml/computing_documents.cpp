// SPDX-License-Identifier: Apache-2.0
// Documents of the switch: events, responses, and the few services that it asks of an application.
#include <utility>

#include "drivers/csta_xml/computing_end.hpp"
#include "drivers/csta_xml/event_reader.hpp"
#include "drivers/csta_xml/requests.hpp"
#include "drivers/csta_xml/traffic.hpp"

namespace acdloop::csta_xml {
namespace {

std::string brief(int invoke, const Element& root) { return std::to_string(invoke) + " " + root.name.substr(0, 80); }

}  // namespace

void ComputingEnd::take_frame(Frame& frame, Turn turn) {
  if (frame.fatal) {
    turn.out.violation(*frame.fault);
    return die("the byte stream cannot be read on", turn);
  }
  auto root = frame.fault ? std::unexpected(DocumentFault{*frame.fault}) : read_document(frame.document);
  note_received(cti::WireMessage::Direction::to_application, frame, root ? &*root : nullptr, turn.out);
  if (!root) return turn.out.violation(root.error());
  if (!is_csta_namespace(root->space) && root->space != session_namespace) {
    turn.out.violation({"foreign_namespace", root->name.substr(0, 80) + " in " + root->space.substr(0, 80)});
  }
  take_document(frame.invoke, *root, turn);
}

void ComputingEnd::take_document(int invoke, const Element& root, Turn turn) {
  const std::string_view name = root.name;
  if (name == "ApplicationSessionTerminated") return die("the switch ended the session", turn);
  if (name.ends_with("Event")) return take_event(invoke, root, turn);
  copies_.interrupt();
  if (name.ends_with("Response") || name == "CSTAErrorCode") return take_response(invoke, root, turn);
  take_request(invoke, root, turn);
}

void ComputingEnd::take_event(int invoke, const Element& event, Turn turn) {
  // Said and read all the same: the content is what counts.
  if (invoke != event_invoke_id) turn.out.violation({"event_with_invoke_id", brief(invoke, event)});
  EventReading reading = read_event(event, {naming_, stations_});
  if (reading.fault) turn.out.violation(*reading.fault);
  if (reading.fault && reading.events.empty()) return;
  const std::string_view xref = event.value("monitorCrossRefID");
  // While monitors are started their events may come before the answer that tells the cross reference.
  if (phase_ == Phase::up && !monitors_.contains(xref)) {
    return turn.out.violation({"unknown_monitor", event.name + ", monitor " + std::string{xref.substr(0, 40)}});
  }
  const EventCopies::Verdict verdict = copies_.take(event);
  if (verdict == EventCopies::Verdict::copy) return;
  if (verdict == EventCopies::Verdict::repetition) {
    turn.out.say(cti::LinkEventKind::duplicate_message, brief(invoke, event));
  }
  std::ranges::move(reading.events, std::back_inserter(turn.out.events));
}

void ComputingEnd::take_request(int invoke, const Element& request, Turn turn) {
  if (request.name == "SystemStatus") return answer(invoke, make("SystemStatusResponse"), turn);
  if (request.name == "RequestSystemStatus") {
    Element response = make("RequestSystemStatusResponse");
    response.with("systemStatus", "normal");
    return answer(invoke, std::move(response), turn);
  }
  if (request.name == "MonitorStop") {
    answer(invoke, make("MonitorStopResponse"), turn);
    const std::string_view xref = request.value("monitorCrossRefID");
    if (const auto found = monitors_.find(xref); found != monitors_.end()) monitors_.erase(found);
    return turn.out.say(cti::LinkEventKind::monitor_ended, "monitor " + std::string{xref.substr(0, 40)});
  }
  turn.out.violation({"unknown_message", brief(invoke, request)});
  if (invoke == event_invoke_id) return;
  Element refusal = make("CSTAErrorCode");
  refusal.with("operation", "serviceNotSupported");
  answer(invoke, std::move(refusal), turn);
}

void ComputingEnd::take_response(int invoke, const Element& response, Turn turn) {
  const auto id = static_cast<std::uint32_t>(invoke);
  if (auto stale = window_.stale(id, brief(invoke, response))) return turn.out.events.push_back(*std::move(stale));
  const Owed* found = window_.find(id);
  if (found == nullptr) return turn.out.violation({"response_not_owed", brief(invoke, response)});
  if (!found->note.is_request()) return take_own_response(window_.settle(id), response, turn);
  auto result = read_response(response, found->request, found->note.service, naming_);
  // An answer that cannot be read is none: the asker goes on waiting.
  if (!result) return turn.out.violation(result.error());
  window_.settle(id);
  turn.out.results.push_back(*std::move(result));
  pump(turn);
}

void ComputingEnd::take_own_response(const Owed& owed, const Element& response, Turn turn) {
  switch (owed.note.purpose) {
    case Purpose::session:
      return session_answered(response, turn);
    case Purpose::session_timer:
      return session_timer_answered(response, turn);
    case Purpose::status:
      return status_answered(response, turn);
    case Purpose::monitor:
      return monitor_answered(owed.note.object, response, turn);
    case Purpose::snapshot:
      return snapshot_answered(owed, response, turn);
    case Purpose::poll:
      return poll_answered(owed, response, turn);
    case Purpose::request:
      return;
  }
}

}  // namespace acdloop::csta_xml
