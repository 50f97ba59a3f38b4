// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_structures.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/line_bytes.hpp"

namespace acdloop::oracle {
namespace {

using Kind = ObservedLine::Kind;
namespace type = line::request_type;

constexpr std::int32_t inval_param = static_cast<std::int32_t>(0x80000032);
constexpr std::int32_t structure_too_small = static_cast<std::int32_t>(0x8000004D);

std::string relation(const char* text, std::int64_t left, std::int64_t right) {
  return std::string{text} + ": " + std::to_string(left) + " and " + std::to_string(right);
}

}  // namespace

void LineStructures::see(const ObservedLine& seen, LineTally& tally) {
  // A structure from before another state was told says nothing of what get_State is now.
  if (seen.kind == Kind::announced && (seen.p2 & line::status::state) != 0) states_.erase(seen.p1);
  const bool refused = seen.kind == Kind::asked && seen.code <= 0;
  if (!refused && seen.kind != Kind::filled) return;
  if (seen.function != type::info && seen.function != type::list) return;
  judge_memory(seen, tally);
  if (seen.kind != Kind::filled || seen.result != 0) return;
  if (seen.function == type::list) return judge_list(seen, tally);
  judge_info(seen, tally);
}

void LineStructures::judge_memory(const ObservedLine& seen, LineTally& tally) {
  const std::size_t behind = std::min<std::size_t>(seen.total, seen.before.size());
  const bool kept = seen.before.size() == seen.bytes.size() &&
                    std::equal(seen.before.begin() + static_cast<std::ptrdiff_t>(behind), seen.before.end(),
                               seen.bytes.begin() + static_cast<std::ptrdiff_t>(behind));
  if (seen.before.size() > behind) {
    tally.note("AS-114b", "memory behind dwTotalSize", "untouched", kept, "bytes behind dwTotalSize were written");
  }
  const std::uint32_t fixed = seen.function == type::info ? line::info_size : line::list_size;
  if (seen.total >= fixed) return;
  const std::int32_t result = seen.kind == Kind::asked ? seen.code : seen.result;
  tally.note("AS-114a", "a structure smaller than its fixed part",
             "LINEERR_STRUCTURETOOSMALL (0x8000004D) or LINEERR_INVALPARAM (0x80000032)",
             result == structure_too_small || result == inval_param,
             "dwTotalSize " + std::to_string(seen.total) + ": " + line::error_text(result));
}

bool LineStructures::plausible(double date, TimePoint now) const {
  // A day to either side: the zone is an open reading.
  return std::isfinite(date) && date > ole_date_of_(TimePoint{}) - 1 && date < ole_date_of_(now) + 1;
}

void LineStructures::judge_info(const ObservedLine& seen, LineTally& tally) {
  const auto info = line::info_in(seen.bytes);
  constexpr std::string_view packed = "76 bytes with packing 1: dwUsedSize and dwNeededSize at least 76, DATE at 20";
  if (!info) {
    tally.note("AS-113", "LINEAGENTSESSIONINFO", packed, false, std::to_string(seen.bytes.size()) + " bytes");
    return;
  }
  const bool sizes = info->needed >= line::info_size && info->used >= line::info_size && info->used <= info->total &&
                     info->total == seen.total;
  const bool date = plausible(info->start, seen.at);
  const bool shifted = !date && plausible(line::date_at(seen.bytes, 24).value_or(0), seen.at);
  tally.note("AS-113", "LINEAGENTSESSIONINFO", packed, sizes && !shifted,
             shifted ? "DATE at 24: natural alignment"
                     : "dwTotalSize " + std::to_string(info->total) + ", dwNeededSize " + std::to_string(info->needed) +
                           ", dwUsedSize " + std::to_string(info->used));
  if (shifted) return;  // every other field stands elsewhere
  tally.note("AS-044", "dateSessionStartTime", "an OLE DATE: days since 1899-12-30, within the run", date,
             std::to_string(info->start));
  tally.note("AS-064", "dwAgentSessionState", "exactly one LINEAGENTSESSIONSTATE_ bit",
             line::one_state_bit(info->state), line::hex(info->state));
  states_[seen.handle] = {info->state, seen.at};
  judge_relations(seen, tally);
}

// One structure is one snapshot, also in the middle of a call.
void LineStructures::judge_relations(const ObservedLine& seen, LineTally& tally) {
  const line::Info info = *line::info_in(seen.bytes);
  const auto whole = [](std::uint32_t value) { return static_cast<std::int64_t>(value); };
  const std::int64_t calls = whole(info.calls), talk = whole(info.talk), call = whole(info.call),
                     wrap_up = whole(info.wrap_up), duration = whole(info.duration);
  const std::int64_t slack = std::max<std::int64_t>(1, calls);
  const auto note = [&](bool kept, std::string observed) {
    tally.note("AS-115", "fields of one LINEAGENTSESSIONINFO", "one snapshot: relations M1, M3 to M6 and M9 hold", kept,
               std::move(observed));
  };
  note(call + slack >= talk + wrap_up, relation("M1, call time and talk plus wrap-up", call, talk + wrap_up));
  note(call >= wrap_up, relation("M3, call time and wrap-up", call, wrap_up));
  note(call >= talk, relation("M3, call time and talk", call, talk));
  note(call <= duration + slack, relation("M6, call time and duration", call, duration));
  note(info.longest >= info.average_answer,
       relation("M9, longest and average answer", info.longest, info.average_answer));
  // While a call is being counted, totals may already hold a part of it (open readings).
  const bool at_rest = info.state == line::bit::ready || info.state == line::bit::not_ready;
  if (at_rest && calls > 0) {
    const auto average = [&](const char* text, std::int64_t total, std::uint32_t mean) {
      note(whole(mean) >= total / calls && whole(mean) <= (total + calls) / calls, relation(text, total, mean));
    };
    average("M4, talk and its average", talk, info.average_talk);
    average("M4, call time and its average", call, info.average_call);
    average("M4, wrap-up and its average", wrap_up, info.average_wrap_up);
    if (std::abs(call - talk - wrap_up) <= slack) {
      const std::int64_t parts = whole(info.average_talk) + whole(info.average_wrap_up);
      note(std::abs(whole(info.average_call) - parts) <= 2, relation("M5, averages", info.average_call, parts));
    }
  }
  // Calls an hour, in ten-thousandths: within one call of the quotient, whatever the rounding.
  if (calls == 0 || duration >= 60) {
    const std::int64_t exact = duration == 0 ? 0 : 36'000'000 * calls / duration;
    const std::int64_t band = duration == 0 ? 0 : 36'000'000 / duration + 1;
    tally.note(
        "AS-039", "cyACDCallRate", "CURRENCY: calls per hour x 10000",
        calls == 0 ? info.rate == 0 : std::abs(info.rate - exact) <= band,
        std::to_string(info.rate) + " for " + std::to_string(calls) + " calls in " + std::to_string(duration) + " s");
  }
}

void LineStructures::judge_list(const ObservedLine& seen, LineTally& tally) {
  const auto field = [&](std::size_t offset) -> std::uint64_t {
    return line::dword_at(seen.bytes, offset).value_or(0);
  };
  const std::uint64_t used = field(8), count = field(12), size = field(16), offset = field(20);
  const bool inside = count == 0 || (offset >= line::list_size && offset + size <= used);
  tally.note("AS-116", "LINEAGENTSESSIONLIST",
             "dwNumEntries x 28 = dwListSize, the entries inside dwUsedSize behind the fixed part",
             seen.bytes.size() >= line::list_size && count * line::entry_size == size && inside &&
                 used >= line::list_size && used <= seen.total,
             std::to_string(count) + " entries, size " + std::to_string(size) + ", offset " + std::to_string(offset) +
                 ", used " + std::to_string(used));
  if (count == 0 || offset < line::list_size || offset + count * line::entry_size > seen.bytes.size()) return;
  std::set<std::uint32_t> handles;
  for (std::uint64_t index = 0; index < count; ++index) {
    const std::uint32_t handle = line::dword_at(seen.bytes, offset + index * line::entry_size).value_or(0);
    tally.note("AS-071", "handles in a session list", "one of its own for each session",
               handle != 0 && handles.insert(handle).second, line::hex(handle) + " twice");
  }
}

void LineStructures::state_seen(std::uint32_t handle, const std::string& session, std::int32_t state, TimePoint at,
                                LineTally& tally) {
  const auto found = states_.find(handle);
  if (found == states_.end() || found->second.at != at) return;
  tally.note("AS-064", "dwAgentSessionState beside get_State", "the bit of the state",
             line::state_of_bit(found->second.bits) == state,
             line::hex(found->second.bits) + " beside " + state_name(state), session);
}

}  // namespace acdloop::oracle
