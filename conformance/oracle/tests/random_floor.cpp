// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/tests/random_floor.hpp"

#include <algorithm>

namespace acdloop::oracle::testing {
namespace {

using cti::FactKind;

constexpr Ticks wrap_up_limit = 83;
constexpr Ticks overflow_after = 97;
constexpr int kinds_of_action = 18;

}  // namespace

TimePoint at_tick(Ticks ticks) { return time_point_of(ticks * 100'000'000); }

RandomFloor::RandomFloor(std::uint32_t seed) : rng_{seed}, told_of_far_ends_{seed % 2 == 0} {
  desks_ = {{"ann", "105", {}, {}, false}, {"bob", "106", {}, {}, false}, {"cat", "107", {}, {}, false}};
  const std::vector<std::vector<std::string>> groups{{"sales", "help"}, {"sales", "tech"}, {"help", "tech"}};
  for (std::size_t index = 0; index < desks_.size(); ++index) {
    for (const std::string& group : groups[index]) {
      Score score;
      score.name = desks_[index].agent + "/" + group;
      score.key = {cti::AgentId{desks_[index].agent}, cti::AcdGroupId{group}, cti::Address{desks_[index].address}};
      scores_.push_back(score);
      fact(FactKind::logged_on, {}, &desks_[index]).group = score.key.group;
    }
  }
}

Configuration RandomFloor::configuration() const {
  Configuration configuration;
  GroupRules sales{.name = cti::AcdGroupId{"sales"}, .wrap_up = GroupRules::WrapUp::manual};
  sales.overflow = GroupRules::Overflow{std::chrono::milliseconds{overflow_after * 100}, cti::AcdGroupId{"help"}};
  GroupRules tech{.name = cti::AcdGroupId{"tech"}, .wrap_up = GroupRules::WrapUp::timed};
  tech.limit = std::chrono::milliseconds{wrap_up_limit * 100};
  configuration.groups = {sales, GroupRules{.name = cti::AcdGroupId{"help"}}, tech};
  return configuration;
}

void RandomFloor::step() {
  pass(1 + pick(60));
  for (int attempt = 0; attempt < 50; ++attempt) {
    if (act(pick(kinds_of_action))) return;
  }
}

void RandomFloor::pass(Ticks ticks) {
  for (Ticks count = 0; count < ticks; ++count) tick();
}

void RandomFloor::tick() {
  for (Desk& desk : desks_) {
    if (!desk.main || desk.main->score < 0) continue;
    Score& score = scores_[static_cast<std::size_t>(desk.main->score)];
    ++score.call;
    if (!desk.main->held) ++score.talk;
  }
  for (Score& score : scores_) {
    if (!score.wrap_up) continue;
    ++score.wrap;
    ++score.call;
  }
  ++now_;
  for (Score& score : scores_) {
    if (!score.wrap_up || score.wrap_up_ends != now_) continue;
    score.wrap_up = false;
    const Desk& desk = *desk_at(score.key.address.value());
    if (desk.main && desk.main->score < 0)
      score.open = true;  // a private call goes on: wrap-up may be seen until its end
  }
  for (Waiting& waiting : waiting_) {
    if (waiting.group != "sales" || !waiting.rings_at.empty() || now_ < waiting.since + overflow_after) continue;
    waiting.group = "help";
    waiting.since = now_;
  }
}

bool RandomFloor::act(int what) {
  switch (what) {
    case 0:
      return outside_call_to_group();
    case 1:
      return pick(4) == 0 && outside_call_to_desk();
    case 2:
      return deliver();
    case 3:
      return answer();
    case 4:
      return pick(3) == 0 && stop_ringing();
    case 5:
      return pick(4) == 0 && caller_gives_up();
    case 6:
      return agent_hangs_up();
    case 7:
      return caller_hangs_up();
    case 8:
      return hold_or_retrieve();
    case 9:
      return pick(2) == 0 && hand_on();
    case 10:
      return consult();
    case 11:
      return end_consultation();
    case 12:
      return transfer();
    case 13:
      return confer();
    case 14:
      return pick(3) == 0 && dial();
    case 15:
      return press_key();
    case 16:
      return pick(4) == 0 && ask_for_state();
    default:
      return pick(30) == 0 && log_out();
  }
}

cti::Fact& RandomFloor::fact(FactKind kind, const std::string& call, const Desk* desk) {
  cti::Fact fact;
  fact.kind = kind;
  fact.call = call;
  fact.when = Interval::at(at_tick(now_));
  if (desk != nullptr) {
    fact.agent = cti::AgentId{desk->agent};
    fact.address = cti::Address{desk->address};
  }
  facts_.push_back(fact);
  return facts_.back();
}

int RandomFloor::start_talk(std::vector<std::string> members) {
  talk_list_.push_back({++talks_, std::move(members)});
  return talks_;
}

RandomFloor::Talk& RandomFloor::talk(int number) {
  return *std::find_if(talk_list_.begin(), talk_list_.end(), [&](const Talk& one) { return one.number == number; });
}

void RandomFloor::leave(int number, const std::string& member) {
  auto& members = talk(number).members;
  const auto found = std::find(members.begin(), members.end(), member);
  if (found != members.end()) members.erase(found);
}

// Nobody talks to himself: with one party left the call is over for that one too.
void RandomFloor::hang_up_in(int number, const std::string& member) {
  leave(number, member);
  if (talk(number).members.size() >= 2) return;
  talk(number).members.clear();
  for (Desk& desk : desks_) {
    if (desk.main && desk.main->talk == number) end_leg(desk, desk.main, desk.address != member);
    if (desk.consult && desk.consult->talk == number) end_leg(desk, desk.consult, desk.address != member);
  }
  for (auto waiting = waiting_.begin(); waiting != waiting_.end();) {
    if (waiting->talk != number) {
      ++waiting;
      continue;
    }
    if (Desk* desk = desk_at(waiting->rings_at)) {
      desk->rings = false;
      const int score = waiting->group.empty() ? -1 : live_score(desk->address, waiting->group);
      if (score >= 0) scores_[static_cast<std::size_t>(score)].offered = false;
      for (Score& one : scores_) {
        if (one.key.address.value() == desk->address) one.offered = false;
      }
    }
    waiting = waiting_.erase(waiting);
  }
}

void RandomFloor::end_leg(Desk& desk, std::optional<Leg>& leg, bool told) {
  const Leg gone = *leg;
  const bool was_main = &leg == &desk.main;
  leg.reset();
  if (told && told_of_far_ends_) fact(FactKind::far_end_gone, gone.call).address = cti::Address{desk.address};
  if (!was_main || gone.score < 0) return;
  Score& score = scores_[static_cast<std::size_t>(gone.score)];
  score.connected = false;
  if (desk.consult) score.open = true;  // she goes on consulting
  if (score.ended || score.key.group.value() == "help") return;
  score.wrap_up = true;
  score.wrap_up_ends = score.key.group.value() == "tech" ? now_ + wrap_up_limit : -1;
}

void RandomFloor::join(int into, int gone) {
  auto& members = talk(into).members;
  for (const std::string& member : talk(gone).members) members.push_back(member);
  talk(gone).members.clear();
  for (Desk& desk : desks_) {
    if (desk.main && desk.main->talk == gone) desk.main->talk = into;
    if (desk.consult && desk.consult->talk == gone) desk.consult->talk = into;
  }
  for (Waiting& waiting : waiting_) {
    if (waiting.talk == gone) waiting.talk = into;
  }
}

RandomFloor::Desk* RandomFloor::desk_at(const std::string& address) {
  const auto found =
      std::find_if(desks_.begin(), desks_.end(), [&](const Desk& desk) { return desk.address == address; });
  return found == desks_.end() ? nullptr : &*found;
}

int RandomFloor::live_score(const std::string& address, const std::string& group) const {
  for (std::size_t index = 0; index < scores_.size(); ++index) {
    const Score& score = scores_[index];
    if (!score.ended && score.key.address.value() == address && score.key.group.value() == group)
      return static_cast<int>(index);
  }
  return -1;
}

RandomFloor::Waiting* RandomFloor::ringing_one() {
  for (Waiting& waiting : waiting_) {
    if (!waiting.rings_at.empty()) return &waiting;
  }
  return nullptr;
}

RandomFloor::Desk* RandomFloor::desk_where(bool (*wanted)(const Desk&)) {
  const int first = pick(static_cast<int>(desks_.size()));
  for (std::size_t offset = 0; offset < desks_.size(); ++offset) {
    Desk& desk = desks_[(static_cast<std::size_t>(first) + offset) % desks_.size()];
    if (wanted(desk)) return &desk;
  }
  return nullptr;
}

bool RandomFloor::outside_call_to_group() {
  const char* groups[] = {"sales", "help", "tech"};
  const std::string group = groups[pick(3)];
  const std::string call = next_call();
  fact(FactKind::call_placed, call).group = cti::AcdGroupId{group};
  waiting_.push_back({call, start_talk({""}), group, now_, {}, 0});
  return true;
}

bool RandomFloor::outside_call_to_desk() {
  Desk* desk = desk_where([](const Desk& one) { return !one.main && !one.consult && !one.rings; });
  if (desk == nullptr) return false;
  const std::string call = next_call();
  fact(FactKind::call_placed, call).address = cti::Address{desk->address};
  fact(FactKind::ringing, call).address = cti::Address{desk->address};
  waiting_.push_back({call, start_talk({""}), {}, now_, desk->address, now_});
  desk->rings = true;
  return true;
}

bool RandomFloor::deliver() {
  for (Waiting& waiting : waiting_) {
    if (!waiting.rings_at.empty()) continue;
    for (Desk& desk : desks_) {
      const int score = live_score(desk.address, waiting.group);
      if (desk.main || desk.consult || desk.rings || score < 0) continue;
      fact(FactKind::ringing, waiting.call).address = cti::Address{desk.address};
      waiting.rings_at = desk.address;
      waiting.rings_since = now_;
      desk.rings = true;
      scores_[static_cast<std::size_t>(score)].offered = true;
      return true;
    }
  }
  return false;
}

bool RandomFloor::answer() {
  Waiting* ringing = ringing_one();
  if (ringing == nullptr) return false;
  Desk& desk = *desk_at(ringing->rings_at);
  fact(FactKind::answered, ringing->call, &desk);
  desk.rings = false;
  const int index = ringing->group.empty() ? -1 : live_score(desk.address, ringing->group);
  desk.main = Leg{ringing->call, ringing->talk, index, false};
  talk(ringing->talk).members.push_back(desk.address);
  for (Score& score : scores_) {
    if (score.key.address.value() != desk.address) continue;
    score.offered = false;
    if (!ringing->group.empty() && index >= 0) score.wrap_up = false;  // the next ACD call ends it
    // An ACD call of a group that she has left meanwhile: what it does to another group's wrap-up is open.
    if (!ringing->group.empty() && index < 0 && score.wrap_up) score.open = true;
  }
  if (index >= 0) {
    Score& score = scores_[static_cast<std::size_t>(index)];
    ++score.calls;
    score.connected = true;
    score.times_to_answer.push_back(now_ - ringing->rings_since);
  }
  waiting_.remove_if([&](const Waiting& one) { return &one == ringing; });
  return true;
}

bool RandomFloor::stop_ringing() {
  Waiting* ringing = ringing_one();
  if (ringing == nullptr || ringing->group.empty()) return false;
  Desk& desk = *desk_at(ringing->rings_at);
  fact(FactKind::ringing_stopped, ringing->call).address = cti::Address{desk.address};
  desk.rings = false;
  for (Score& score : scores_) {
    if (score.key.address.value() == desk.address) score.offered = false;
  }
  ringing->rings_at.clear();
  return true;
}

bool RandomFloor::caller_gives_up() {
  if (waiting_.empty()) return false;
  const Waiting waiting = waiting_.front();
  const auto& members = talk(waiting.talk).members;
  if (members.size() != 1 || !members.front().empty()) return false;  // a consultation waits
  // The caller knows the call by the name he began with; after a transfer the receiver's differs.
  const auto placed = std::find_if(facts_.begin(), facts_.end(), [&](const cti::Fact& one) {
    return one.kind == FactKind::call_placed && one.call == waiting.call;
  });
  if (placed->from) return false;
  fact(FactKind::hung_up, waiting.call);
  hang_up_in(waiting.talk, "");
  return true;
}

bool RandomFloor::agent_hangs_up() {
  Desk* desk = desk_where([](const Desk& one) { return one.main && !one.consult && !one.main->held; });
  if (desk == nullptr) return false;
  const int number = desk->main->talk;
  fact(FactKind::hung_up, desk->main->call, desk);
  end_leg(*desk, desk->main, false);
  hang_up_in(number, desk->address);
  return true;
}

// Somebody outside hangs up; with a consultation under way that is open, so it happens rarely.
bool RandomFloor::caller_hangs_up() {
  Desk* desk = desk_where([](const Desk& one) { return one.main.has_value(); });
  if (desk == nullptr || (desk->consult && pick(4) != 0)) return false;
  const int number = desk->main->talk;
  const auto& members = talk(number).members;
  if (std::count(members.begin(), members.end(), "") != 1) return false;
  // He hangs up his own call: found by who placed it.
  for (const cti::Fact& placed : facts_) {
    if (placed.kind != FactKind::call_placed || placed.from || placed.call != desk->main->call) continue;
    fact(FactKind::hung_up, desk->main->call);
    hang_up_in(number, "");
    return true;
  }
  return false;
}

bool RandomFloor::hold_or_retrieve() {
  Desk* desk = desk_where([](const Desk& one) { return one.main && !one.consult; });
  if (desk == nullptr) return false;
  fact(desk->main->held ? FactKind::retrieved : FactKind::held, desk->main->call, desk);
  desk->main->held = !desk->main->held;
  return true;
}

// In one step, to a group, to a free desk or outside.
bool RandomFloor::hand_on() {
  Desk* desk = desk_where([](const Desk& one) { return one.main && !one.consult && !one.main->held; });
  if (desk == nullptr || talk(desk->main->talk).members.size() != 2) return false;
  const std::string call = desk->main->call;
  const int number = desk->main->talk;
  Desk* free = desk_where([](const Desk& one) { return !one.main && !one.consult && !one.rings; });
  const int where = pick(3);
  if (where == 1 && free == nullptr) return false;
  cti::Fact& told = fact(FactKind::transferred, call, desk);
  if (where == 0) told.group = cti::AcdGroupId{"help"};
  if (where == 1) told.to = cti::Address{free->address};
  end_leg(*desk, desk->main, false);
  leave(number, desk->address);
  if (where == 0) waiting_.push_back({call, number, "help", now_, {}, 0});
  if (where == 1) {
    fact(FactKind::ringing, call).address = cti::Address{free->address};
    waiting_.push_back({call, number, {}, now_, free->address, now_});
    free->rings = true;
  }
  if (where == 2) talk(number).members.push_back("");
  return true;
}

bool RandomFloor::consult() {
  Desk* desk = desk_where([](const Desk& one) { return one.main && !one.consult && !one.main->held; });
  if (desk == nullptr || talk(desk->main->talk).members.size() != 2) return false;
  Desk* free = desk_where([](const Desk& one) { return !one.main && !one.consult && !one.rings; });
  const bool to_desk = free != nullptr && pick(2) == 0;
  const std::string call = next_call();
  fact(FactKind::held, desk->main->call, desk);
  cti::Fact& placed = fact(FactKind::call_placed, call);
  placed.agent = cti::AgentId{desk->agent};
  placed.from = cti::Address{desk->address};
  placed.other_call = desk->main->call;
  if (to_desk)
    placed.to = cti::Address{free->address};
  else
    placed.group = cti::AcdGroupId{"tech"};
  desk->main->held = true;
  const int number = start_talk({desk->address});
  desk->consult = Leg{call, number, -1, false};
  if (to_desk) {
    fact(FactKind::ringing, call).address = cti::Address{free->address};
    free->rings = true;
  }
  waiting_.push_back({call, number, to_desk ? "" : "tech", now_, to_desk ? free->address : "", now_});
  return true;
}

bool RandomFloor::end_consultation() {
  Desk* desk = desk_where([](const Desk& one) { return one.consult.has_value(); });
  if (desk == nullptr) return false;
  const int number = desk->consult->talk;
  fact(FactKind::hung_up, desk->consult->call, desk);
  end_leg(*desk, desk->consult, false);
  hang_up_in(number, desk->address);
  if (desk->main && desk->main->held) {
    fact(FactKind::retrieved, desk->main->call, desk);
    desk->main->held = false;
  }
  return true;
}

bool RandomFloor::transfer() {
  Desk* desk = desk_where([](const Desk& one) { return one.main && one.consult; });
  if (desk == nullptr) return false;
  const Leg main = *desk->main;
  const Leg consult = *desk->consult;
  fact(FactKind::transferred, main.call, desk).other_call = consult.call;
  desk->consult.reset();
  end_leg(*desk, desk->main, false);
  leave(main.talk, desk->address);
  leave(consult.talk, desk->address);
  join(main.talk, consult.talk);
  return true;
}

bool RandomFloor::confer() {
  Desk* desk = desk_where([](const Desk& one) { return one.main && one.consult; });
  if (desk == nullptr || talk(desk->consult->talk).members.size() < 2) return false;
  const Leg consult = *desk->consult;
  fact(FactKind::conferenced, desk->main->call, desk).other_call = consult.call;
  desk->consult.reset();
  desk->main->held = false;
  leave(consult.talk, desk->address);
  join(desk->main->talk, consult.talk);
  return true;
}

// A private call to somebody outside.
bool RandomFloor::dial() {
  Desk* desk = desk_where([](const Desk& one) { return !one.main && !one.consult && !one.rings; });
  if (desk == nullptr) return false;
  const std::string call = next_call();
  cti::Fact& placed = fact(FactKind::call_placed, call);
  placed.agent = cti::AgentId{desk->agent};
  placed.from = cti::Address{desk->address};
  desk->main = Leg{call, start_talk({desk->address, ""}), -1, false};
  return true;
}

bool RandomFloor::press_key() {
  for (Score& score : scores_) {
    if (!score.wrap_up) continue;
    Desk& desk = *desk_at(score.key.address.value());
    fact(FactKind::wrap_up_key, {}, &desk);
    for (Score& other : scores_) {
      if (other.key.agent == score.key.agent) other.wrap_up = false;
    }
    return true;
  }
  return false;
}

bool RandomFloor::ask_for_state() {
  Score& asked = scores_[static_cast<std::size_t>(pick(static_cast<int>(scores_.size())))];
  if (asked.ended) return false;
  Desk& desk = *desk_at(asked.key.address.value());
  fact(pick(2) == 0 ? FactKind::made_ready : FactKind::made_not_ready, {}, &desk).group = asked.key.group;
  if (asked.connected) asked.open = true;  // at once or after the call
  asked.wrap_up = false;
  for (Score& other : scores_) {
    const bool hers = other.key.agent == asked.key.agent && &other != &asked;
    if (hers && (other.wrap_up || other.connected)) other.open = true;
  }
  return true;
}

bool RandomFloor::log_out() {
  Score& leaving = scores_[static_cast<std::size_t>(pick(static_cast<int>(scores_.size())))];
  if (leaving.ended) return false;
  Desk& desk = *desk_at(leaving.key.address.value());
  fact(pick(2) == 0 ? FactKind::logged_off : FactKind::forced_off, {}, &desk).group = leaving.key.group;
  leaving.open = leaving.open || leaving.connected || leaving.wrap_up;
  leaving.wrap_up = false;
  leaving.ended = true;
  return true;
}

}  // namespace acdloop::oracle::testing
