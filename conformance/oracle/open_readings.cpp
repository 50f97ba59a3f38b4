// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/open_readings.hpp"

#include <algorithm>

namespace acdloop::oracle {
namespace {

using tapi::Key;
using tapi::Readings;

// The keys that can matter for this session by now: every other would only multiply the same truth.
struct Matter {
  std::vector<Key> exact;  // there is no number between two answers
  std::vector<Key> soft;   // there is
};

Matter matter_of(const Timeline& timeline, const Readings& held) {
  Matter matter;
  const auto if_open = [&held](std::vector<Key>& keys, Key key, bool matters) {
    if (matters && tapi::is_open(held, key)) keys.push_back(key);
  };
  bool calls = false;
  bool hold = false;
  bool cut = false;
  for (const TimelineCall& call : timeline.calls()) {
    calls = true;
    hold = hold || !call.leg.holds.empty();
    cut = cut || call.truth.cut;
  }
  const bool unanswered = !timeline.unanswered().empty();
  const bool in_progress = timeline.in_progress() != nullptr;
  if_open(matter.exact, Key::hold_in_talk, hold);
  if_open(matter.exact, Key::ring_in_call, calls);
  if_open(matter.exact, Key::tta_start, calls || unanswered);
  if_open(matter.soft, Key::unanswered_in_tta, unanswered);
  if_open(matter.soft, Key::live_totals, in_progress);
  if_open(matter.soft, Key::count_at, in_progress || cut);
  if_open(matter.soft, Key::cut_call, cut);
  return matter;
}

std::vector<Readings> ways_through(std::vector<Readings> all, const std::vector<Key>& keys) {
  for (const Key key : keys) {
    std::vector<Readings> more;
    for (const Readings& so_far : all) {
      for (Readings& way : tapi::ways(so_far, {key})) more.push_back(std::move(way));
    }
    all = std::move(more);
  }
  return all;
}

}  // namespace

OpenReadings::OpenReadings(const Oracle& oracle, const NamedSession& session, const Interval& now, const Readings& held,
                           const TruthOf& truth_of)
    : held_{held} {
  const Matter matter = matter_of(Timeline{oracle, session, now, held_}, held_);
  const std::vector<Readings> exact = ways_through({held_}, matter.exact);
  judged_ = ways_of(oracle, session, now, exact, truth_of);
  told_ = matter.soft.empty() ? judged_ : ways_of(oracle, session, now, ways_through(exact, matter.soft), truth_of);
}

std::vector<Way> OpenReadings::ways_of(const Oracle& oracle, const NamedSession& session, const Interval& now,
                                       const std::vector<Readings>& kinds, const TruthOf& truth_of) {
  std::vector<Way> all;
  for (const Readings& kind : kinds) {
    truths_.push_back(truth_of(Timeline{oracle, session, now, kind}));
    for (const Readings& way : tapi::ways(kind, {Key::rounding})) all.push_back({way, &truths_.back()});
  }
  return all;
}

verdict::Alternatives OpenReadings::permitted(const Permit& permit) const {
  verdict::Alternatives alternatives;
  for (const Way& way : judged_) alternatives.add(permit(way));
  return alternatives;
}

std::vector<verdict::ReadingSeen> OpenReadings::told_by(std::int64_t value, const Permit& permit) const {
  std::array<std::uint32_t, tapi::key_count> agreeing{};
  for (const Way& way : told_) {
    if (verdict::judge(permit(way), value) == verdict::Verdict::fail) continue;
    for (std::size_t key = 0; key < agreeing.size(); ++key) {
      agreeing[key] |= tapi::answers_held(way.readings, static_cast<Key>(key));
    }
  }
  std::vector<verdict::ReadingSeen> all;
  for (std::size_t key = 0; key < agreeing.size(); ++key) {
    for (verdict::ReadingSeen& seen : told(held_, static_cast<Key>(key), agreeing[key])) all.push_back(std::move(seen));
  }
  return all;
}

std::vector<verdict::ReadingSeen> told(const Readings& held, Key key, std::uint32_t agreeing) {
  const std::uint32_t in_order = tapi::answers_held(held, key);
  agreeing &= in_order;
  if (!tapi::is_open(held, key) || agreeing == 0 || agreeing == in_order) return {};
  verdict::ReadingSeen seen;
  const tapi::KeyRow& row = tapi::row_of(key);
  seen.key = row.word;
  for (std::size_t answer = 0; answer < row.answers.size(); ++answer) {
    if ((agreeing >> answer & 1u) != 0) seen.answers.emplace_back(row.answers[answer].word);
  }
  return {seen};
}

}  // namespace acdloop::oracle
