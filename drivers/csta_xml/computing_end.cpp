// SPDX-License-Identifier: Apache-2.0
#include "drivers/csta_xml/computing_end.hpp"

#include <algorithm>
#include <utility>

#include "drivers/csta_xml/requests.hpp"
#include "drivers/csta_xml/traffic.hpp"

namespace acdloop::csta_xml {
namespace {

constexpr auto to_switch = cti::WireMessage::Direction::to_switch;
constexpr std::size_t most_waiting = 4096;

}  // namespace

ComputingEnd::ComputingEnd(Settings settings, cti::Naming naming, cti::Watch watch)
    : settings_(std::move(settings)), naming_(std::move(naming)), watch_(std::move(watch)) {
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
  if (const auto begun = reader_.finish()) violation(*begun, turn);
  if (phase_ == Phase::session) {
    say(cti::LinkEventKind::association_refused, "closed while the session was asked for", turn,
        cti::RefusalCause::not_associated);
  } else {
    say(cti::LinkEventKind::link_down, "the link was closed", turn, cti::RefusalCause::association_lost);
  }
  fail_everything(turn);
}

std::optional<TimePoint> ComputingEnd::next_wake() const {
  if (room_freed_ && phase_ == Phase::up && !waiting_.empty()) return TimePoint{};
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
  if (phase_ == Phase::closed && was_up_) return refuse(request, cti::RefusalCause::not_associated, turn);
  auto document = write_request(request, naming_);
  if (!document) return refuse(request, document.error(), turn);
  if (waiting_.size() >= most_waiting) return refuse(request, cti::RefusalCause::resource_limit, turn);
  waiting_.push_back({request, *std::move(document)});
  pump(turn);
}

void ComputingEnd::abandon(cti::RequestId id) {
  const auto unsent = std::ranges::find_if(waiting_, [&](const Waiting& one) { return one.request.id == id; });
  if (unsent != waiting_.end()) {
    waiting_.erase(unsent);
  } else if (ids_.abandon(id)) {
    room_freed_ = true;
  }
}

void ComputingEnd::pump(Turn turn) {
  room_freed_ = false;
  const auto window = static_cast<std::size_t>(std::max(1, settings_.dialect.max_outstanding));
  while (phase_ == Phase::up && !waiting_.empty() && ids_.outstanding() < window) {
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    std::string service = next.document.name;
    Owed owed{Purpose::request, std::move(service), next.request, {}, false};
    if (!send(std::move(next.document), std::move(owed), turn)) {
      refuse(next.request, cti::RefusalCause::resource_limit, turn);
    }
  }
}

bool ComputingEnd::send(Element root, Owed owed, Turn turn) {
  const auto invoke = ids_.issue(std::move(owed));
  if (!invoke) return false;
  if (root.space.empty()) root.space = namespace_;
  return send_document(to_switch, *invoke, root, turn.out);
}

void ComputingEnd::answer(int invoke, Element root, Turn turn) {
  root.space = namespace_;
  send_document(to_switch, invoke, root, turn.out);
}

void ComputingEnd::violation(const cti::WireFault& fault, Turn turn) {
  turn.out.faults.push_back(fault);
  say(cti::LinkEventKind::protocol_violation, fault.name + ": " + fault.text, turn);
}

void ComputingEnd::say(cti::LinkEventKind kind, std::string text, Turn turn, cti::RefusalCause cause,
                       std::optional<cti::RequestId> request) {
  turn.out.events.push_back(cti::Event{cti::LinkEvent{kind, cause, request, std::move(text)}});
}

void ComputingEnd::refuse(const cti::Request& request, cti::RefusalCause cause, Turn turn) {
  cti::Result result;
  result.id = request.id;
  result.outcome = cti::Outcome::refused;
  result.cause = cause;
  turn.out.results.push_back(std::move(result));
}

std::unique_ptr<cti::ComputingEnd> make_computing_end(Settings settings, cti::Naming naming, cti::Watch watch) {
  return std::make_unique<ComputingEnd>(std::move(settings), std::move(naming), std::move(watch));
}

}  // namespace acdloop::csta_xml
