// SPDX-License-Identifier: Apache-2.0
// What a computing end has been asked to do: requests that wait for room, messages that are owed an answer, answers
// that came. An id is not used again while its answer may still come. Used by every computing end; what a message looks
// like and what it is for is the end's own: a Note.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "drivers/cti/end.hpp"
#include "drivers/cti/request.hpp"

namespace acdloop::cti {

// Note: copyable, with `bool is_request() const`: somebody outside waits for what this message asks.
template <class Note>
class RequestWindow {
 public:
  struct Owed {
    Note note;
    Request request = {};  // what is asked; of the end's own questions too
    bool abandoned = false;
  };

  // Ids are given out from `first` to `last`, then from the beginning. At most `most_outstanding` requests are on
  // their way at once.
  RequestWindow(std::uint32_t first, std::uint32_t last, int most_outstanding)
      : first_(first), last_(last), room_(static_cast<std::size_t>(std::max(1, most_outstanding))), next_(first) {}

  // False when too many wait.
  bool wait(const Request& request) {
    if (waiting_.size() >= most_waiting) return false;
    waiting_.push_back(request);
    return true;
  }
  // The next request to be sent, while there is room. `elsewhere`: requests on their way that owe no message now.
  std::optional<Request> next(std::size_t elsewhere = 0) {
    room_freed_ = false;
    if (waiting_.empty() || outstanding_ + elsewhere >= room_) return std::nullopt;
    Request request = std::move(waiting_.front());
    waiting_.pop_front();
    return request;
  }
  // abandon() made room for a request that waits: the end wants to be woken.
  bool wants_to_send() const { return room_freed_ && !waiting_.empty(); }
  void free_room() { room_freed_ = true; }

  // Nothing when every id is taken.
  std::optional<std::uint32_t> issue(Owed owed) {
    if (owed_.size() >= most_owed || owed_.size() + most_settled > last_ - first_) return std::nullopt;
    while (owed_.contains(next_) || settled(next_)) next_ = after(next_);
    const std::uint32_t id = std::exchange(next_, after(next_));
    if (owed.note.is_request()) ++outstanding_;
    owed_.emplace(id, std::move(owed));
    return id;
  }
  const Owed* find(std::uint32_t id) const {
    const auto found = owed_.find(id);
    return found == owed_.end() ? nullptr : &found->second;
  }
  // The answer came; the id must be owed.
  Owed settle(std::uint32_t id) {
    Owed owed = std::move(owed_.extract(id).mapped());
    Settled done{id, std::nullopt, owed.abandoned};
    if (owed.note.is_request()) {
      done.request = owed.request.id;
      if (!owed.abandoned) --outstanding_;
    }
    settled_.push_back(done);
    if (settled_.size() > most_settled) settled_.pop_front();
    return owed;
  }
  // What there is to say of an answer that nobody waits for any more, and settles it: a late_reply where the request
  // was given up, a duplicate_message where an answer came before. Nothing when it is waited for, or never was owed.
  std::optional<Event> stale(std::uint32_t id, std::string text) {
    const Owed* owed = find(id);
    if (owed && !owed->abandoned) return std::nullopt;
    const Settled* past = settled(id);
    if (!owed && !past) return std::nullopt;
    const bool late = owed || past->late;
    const std::optional<RequestId> request = owed ? settle(id).request.id : past->request;
    const auto kind = late ? LinkEventKind::late_reply : LinkEventKind::duplicate_message;
    return Event{LinkEvent{kind, RefusalCause::none, request, std::move(text)}};
  }

  // False when no such request waits or is owed. One that was sent keeps its id until the late answer.
  bool abandon(RequestId request) {
    if (std::erase_if(waiting_, [&](const Request& one) { return one.id == request; }) != 0) return true;
    const auto found = std::ranges::find_if(
        owed_, [&](const auto& entry) { return entry.second.note.is_request() && entry.second.request.id == request; });
    if (found == owed_.end()) return false;
    if (!std::exchange(found->second.abandoned, true)) --outstanding_;
    room_freed_ = true;
    return true;
  }
  // Requests on their way that somebody still waits for.
  std::size_t outstanding() const { return outstanding_; }
  template <class Predicate>
  bool owes(Predicate predicate) const {
    return std::ranges::any_of(owed_, [&](const auto& entry) { return predicate(entry.second.note); });
  }

  // The link is gone: every request that somebody waits for ends unknown, in the order of asking. All is forgotten but
  // where the ids go on.
  void lose_all(EndOutput& out) {
    for (const auto& [id, owed] : owed_) {
      if (owed.note.is_request() && !owed.abandoned) out.lose(owed.request.id);
    }
    for (const Request& request : waiting_) out.lose(request.id);
    owed_.clear();
    waiting_.clear();
    settled_.clear();
    outstanding_ = 0;
    room_freed_ = false;
  }

 private:
  struct Settled {
    std::uint32_t id = 0;
    std::optional<RequestId> request;
    bool late = false;
  };
  static constexpr std::size_t most_waiting = 4096;
  static constexpr std::size_t most_owed = 65'536;
  static constexpr std::size_t most_settled = 64;

  std::uint32_t after(std::uint32_t id) const { return id >= last_ ? first_ : id + 1; }
  const Settled* settled(std::uint32_t id) const {
    const auto found = std::ranges::find(settled_, id, &Settled::id);
    return found == settled_.end() ? nullptr : &*found;
  }

  std::uint32_t first_;
  std::uint32_t last_;
  std::size_t room_;
  std::uint32_t next_;
  std::deque<Request> waiting_;
  std::map<std::uint32_t, Owed> owed_;
  std::deque<Settled> settled_;
  std::size_t outstanding_ = 0;
  bool room_freed_ = false;
};

}  // namespace acdloop::cti
