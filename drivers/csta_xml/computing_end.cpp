// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/computing_end.hpp"

#include <utility>

#include "drivers/csta_xml/requests.hpp"
#include "drivers/csta_xml/traffic.hpp"

namespace acdloop::csta_xml {
namespace {

constexpr auto to_switch = cti::WireMessage::Direction::to_switch;

}  // namespace

ComputingEnd::ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch)
    : settings_(std::move(settings)),
      naming_(std::move(naming)),
      watch_(std::move(watch)),
      window_(1, last_invoke_id, settings_.dialect.max_outstanding) {
  for (const cti::Address& address : watch_.addresses) stations_.insert(naming_.to_wire(address));
}

void ComputingEnd::on_open(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  reader_.finish();
  copies_.interrupt();
  monitors_.clear();
  statuses_owed_ = 0;
  namespace_ = namespace_of(settings_.dialect);
  give_up_at_ = now + settings_.dialect.keep_alive_every;
  if (settings_.dialect.application_session) return start_session(turn);
  phase_ = Phase::status;
  ask_status(turn);
}

void ComputingEnd::on_bytes(std::span<const std::byte> bytes, TimePoint now, cti::EndOutput& out) {
  while (phase_ != Phase::closed) {
    auto frame = reader_.next(bytes);
    if (!frame) return;
    take_frame(*frame, {now, out});
  }
}

void ComputingEnd::on_closed(TimePoint now, cti::EndOutput& out) {
  if (phase_ == Phase::closed) return;
  const Turn turn{now, out};
  if (const auto begun = reader_.finish()) turn.out.violation(*begun);
  if (phase_ == Phase::session) {
    turn.out.say(cti::LinkEventKind::association_refused, "closed while the session was asked for",
                 cti::RefusalCause::not_associated);
  } else {
    turn.out.say(cti::LinkEventKind::link_down, "the link was closed", cti::RefusalCause::association_lost);
  }
  fail_everything(turn);
}

std::optional<TimePoint> ComputingEnd::next_wake() const {
  if (phase_ == Phase::up && window_.wants_to_send()) return TimePoint{};
  std::optional<TimePoint> soonest;
  for (const auto& at : {give_up_at_, keep_alive_at_, session_timer_at_, poll_at_}) {
    if (at && (!soonest || *at < *soonest)) soonest = at;
  }
  return soonest;
}

void ComputingEnd::on_wake(TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  if (give_up_at_ && now >= *give_up_at_) return die("the association did not come about in time", turn);
  if (session_timer_at_ && now >= *session_timer_at_) prolong_session(turn);
  if (poll_at_ && now >= *poll_at_) poll(turn);
  if (keep_alive_at_ && now >= *keep_alive_at_) keep_alive(turn);
  if (phase_ != Phase::closed) pump(turn);
}

void ComputingEnd::submit(const cti::Request& request, TimePoint now, cti::EndOutput& out) {
  const Turn turn{now, out};
  // Before the first association a request waits for it. On a link that was lost nobody can say when it would be sent.
  if (phase_ == Phase::closed && was_up_) return out.refuse(request.id, cti::RefusalCause::not_associated);
  if (!window_.wait(request)) return out.refuse(request.id, cti::RefusalCause::resource_limit);
  pump(turn);
}

void ComputingEnd::abandon(cti::RequestId id) { window_.abandon(id); }

void ComputingEnd::pump(Turn turn) {
  while (phase_ == Phase::up) {
    const auto request = window_.next();
    if (!request) return;
    auto document = write_request(*request, naming_);
    if (!document) {
      turn.out.refuse(request->id, document.error());
      continue;
    }
    const Note note{Purpose::request, document->name};
    if (!send(*std::move(document), {note, *request}, turn)) {
      turn.out.refuse(request->id, cti::RefusalCause::resource_limit);
    }
  }
}

bool ComputingEnd::send(Element root, Owed owed, Turn turn) {
  const auto invoke = window_.issue(std::move(owed));
  if (!invoke) return false;
  if (root.space.empty()) root.space = namespace_;
  return send_document(to_switch, static_cast<int>(*invoke), root, turn.out);
}

bool ComputingEnd::owes(Purpose purpose) const {
  return window_.owes([purpose](const Note& note) { return note.purpose == purpose; });
}

void ComputingEnd::answer(int invoke, Element root, Turn turn) {
  root.space = namespace_;
  send_document(to_switch, invoke, root, turn.out);
}

std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch) {
  return std::make_unique<ComputingEnd>(std::move(settings), std::move(naming), std::move(watch));
}

}  // namespace acdloop::csta_xml
