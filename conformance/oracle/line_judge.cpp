// SPDX-License-Identifier: Apache-2.0
#include "conformance/oracle/line_judge.hpp"

#include <set>
#include <utility>

#include "conformance/oracle/codes.hpp"
#include "conformance/oracle/line_bytes.hpp"

namespace acdloop::oracle {

LineJudge::LineJudge(const tapi::Readings& readings, std::function<double(TimePoint)> ole_date_of,
                     AllowedByFacts allowed)
    : requests_(readings.timeout), messages_(std::move(allowed)), structures_(std::move(ole_date_of)) {}

void LineJudge::see(const ObservedLine& seen) {
  messages_.see(seen, tally_);
  requests_.see(seen, messages_.known(), tally_);
  structures_.see(seen, tally_);
  const bool created = seen.kind == ObservedLine::Kind::filled && seen.result == 0 &&
                       seen.function == line::request_type::create_session;
  if (created) created_ = seen.handle;
}

void LineJudge::name_created(const std::string& session) {
  if (created_) messages_.name(session, *created_, tally_);
}

void LineJudge::state_seen(const std::string& session, std::int32_t state, TimePoint at) {
  messages_.state_seen(session, state, at, tally_);
  if (const auto handle = handle_of(session)) structures_.state_seen(*handle, session, state, at, tally_);
}

void LineJudge::list_seen(const std::vector<std::byte>& list, const std::vector<std::string>& sessions) {
  std::set<std::uint32_t> wanted;
  for (const std::string& session : sessions) wanted.insert(handle_of(session).value_or(0));
  std::set<std::uint32_t> listed;
  const std::size_t count = line::dword_at(list, 12).value_or(0);
  const std::size_t offset = line::dword_at(list, 20).value_or(0);
  for (std::size_t index = 0; index < count && index <= sessions.size(); ++index) {
    listed.insert(line::dword_at(list, offset + index * line::entry_size).value_or(0));
  }
  tally_.note("AS-116", "who is in an agent's LINEAGENTSESSIONLIST", "the agent's live sessions, each once",
              listed == wanted && count == wanted.size(),
              std::to_string(count) + " entries for " + std::to_string(wanted.size()) + " sessions");
}

void LineJudge::update_seen(const std::string& session, int events, std::int32_t state_before,
                            std::int32_t state_after) {
  tally_.note("AS-081", "UPDATEINFO alone", "no event and no other state", events == 0 && state_before == state_after,
              std::to_string(events) + " events, " + state_name(state_before) + " before and " +
                  state_name(state_after) + " after",
              session);
}

void LineJudge::null_getter_seen(const std::string& session, std::uint64_t functions) {
  tally_.advise("AS-090b", "proxy requests of a getter with a null pointer", "none", functions == 0,
                std::to_string(functions), session);
}

std::vector<verdict::Check> LineJudge::judge(TimePoint now, bool at_end) {
  requests_.judge(now, at_end, tally_);
  messages_.judge(tally_);
  return tally_.take(now);
}

}  // namespace acdloop::oracle
