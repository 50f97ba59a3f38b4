// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/switching_end.hpp"

#include <utility>

#include "drivers/csta_xml/traffic.hpp"

namespace acdloop::csta_xml {

using Direction = cti::WireMessage::Direction;

SwitchingEnd::SwitchingEnd(Settings settings, cti::Naming naming, const cti::Directory& directory)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      directory_(directory),
      monitors_(settings_.dialect.max_monitors) {}

void SwitchingEnd::on_open(TimePoint now, cti::EndOutput& /*out*/) {
  forget();
  open_ = true;
  namespace_ = namespace_of(settings_.dialect);
  calls_.load(directory_);
  patience_ends_at_ = now + settings_.dialect.association_patience;
  if (settings_.dialect.system_status_every > Duration{}) status_at_ = now + settings_.dialect.system_status_every;
}

void SwitchingEnd::on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) {
  while (open_ && !closing_) {
    auto frame = reader_.next(bytes);
    if (!frame) return;
    take_frame(*frame, {now, out});
  }
}

void SwitchingEnd::on_closed(TimePoint now, cti::EndOutput& out) {
  if (!closing_) {
    if (auto begun = reader_.finish()) fault(begun->name, begun->text, {now, out});
  }
  forget();
}

std::optional<TimePoint> SwitchingEnd::next_wake() const {
  std::optional<TimePoint> soonest;
  for (const auto& at : {session_ends_at_, patience_ends_at_, status_at_, held_since_}) {
    if (at && (!soonest || *at < *soonest)) soonest = at;
  }
  return soonest;
}

void SwitchingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  release(turn);
  if (patience_ends_at_ && now >= *patience_ends_at_) {
    fault("no_association", "nothing was said within the time for it", turn);
    return close(out);
  }
  if (session_ends_at_ && now >= *session_ends_at_) {
    Element end = make("ApplicationSessionTerminated", session_namespace);
    end.with("sessionID", session_).add("sessionTermReason").with("definedTermReason", "sessionTimerExpired");
    send(event_invoke_id, std::move(end), turn);  // [guess] on the invoke id
    return close(out);
  }
  if (status_at_ && now >= *status_at_) system_status(turn);
}

void SwitchingEnd::close(cti::EndOutput& out) {
  closing_ = true;
  session_ends_at_.reset();
  patience_ends_at_.reset();
  status_at_.reset();
  out.close = true;
}

void SwitchingEnd::forget() {
  reader_.finish();
  monitors_.clear();
  owed_.clear();
  last_reply_.reset();
  held_reply_.reset();
  held_events_.clear();
  held_since_.reset();
  session_.clear();
  session_ends_at_.reset();
  patience_ends_at_.reset();
  status_at_.reset();
  statuses_owed_ = 0;
  open_ = closing_ = false;
}

void SwitchingEnd::take_frame(Frame& frame, Turn turn) {
  if (frame.fatal) {
    fault(frame.fault->name, frame.fault->text, turn);
    return close(turn.out);
  }
  const bool numbered = !frame.fault || frame.fault->name != "malformed_invoke_id";
  auto root = frame.fault ? std::unexpected(DocumentFault{*frame.fault}) : read_document(frame.document);
  note_received(Direction::to_switch, frame, root ? &*root : nullptr, turn.out);
  if (root) return take_document(frame.invoke, *root, turn);
  fault(root.error().name, root.error().text, turn);
  if (numbered && frame.invoke != event_invoke_id) refuse(frame.invoke, {"operation", "generic"}, turn);  // [guess]
}

void SwitchingEnd::take_document(int invoke, const Element& root, Turn turn) {
  if (invoke == event_invoke_id) {
    return fault("request_with_event_invoke_id", root.name.substr(0, 80), turn);
  }
  patience_ends_at_.reset();
  if (root.name.ends_with("Response") || root.name == "CSTAErrorCode") return take_response(invoke, root, turn);
  if (root.space == session_namespace && take_session(invoke, root, turn)) return;
  if (session_.empty() && settings_.dialect.session_required) {
    fault("request_without_session", root.name.substr(0, 80), turn);
    return refuse(invoke, {"security", "generic"}, turn);
  }
  // The application chooses the edition; the local name is what counts.
  if (is_csta_namespace(root.space)) {
    namespace_ = root.space;
  } else {
    fault("foreign_namespace", root.name.substr(0, 80) + " in " + root.space.substr(0, 80), turn);
  }
  run(invoke, root, turn);
}

void SwitchingEnd::send(int invoke, Element root, Turn turn) {
  if (root.space.empty()) root.space = namespace_;
  if (send_document(Direction::to_application, invoke, root, turn.out)) return;
  // Only lists can be as long as that.
  refuse(invoke, {"systemResourceAvailibility", "resourceLimitExceeded"}, turn);
}

void SwitchingEnd::refuse(int invoke, ErrorWord word, Turn turn) {
  Element error = make("CSTAErrorCode");
  error.with(word.error_class, word.value);
  send(invoke, std::move(error), turn);
}

void SwitchingEnd::fault(std::string name, std::string text, Turn turn) {
  turn.out.faults.push_back({std::move(name), std::move(text)});
}

std::unique_ptr<cti::SwitchingEnd> make_switching_end(Settings settings, cti::Naming naming,
                                                      const cti::Directory& directory) {
  return std::make_unique<SwitchingEnd>(std::move(settings), std::move(naming), directory);
}

}  // namespace acdloop::csta_xml
