// SPDX-License-Identifier: Apache-2.0
#include "drivers/system_oai/copies.hpp"

#include <array>
#include <utility>

#include "drivers/system_oai/messages.hpp"

namespace acdloop::system_oai {
namespace {

constexpr std::size_t most_remembered = 256;  // different events in one run, then it starts anew

std::string payload_key(const Fields& line) {
  // CO has its state before the last field, after as many parties as there are.
  const bool conferenced = line[event::id] == "CO";
  const std::size_t state_at = conferenced ? line.size() - 2 : local_state_at(line[event::id]);
  std::string key = line[event::resync];
  for (std::size_t at = event::first; at < line.size(); ++at) {
    key += ',';
    if (at != state_at) key += line[at];
  }
  // Who left (blank state) and whose own end is gone (N) are two different lines of XC.
  if (line[event::id] == "XC" && line[state_at].empty()) key += "?";
  return key;
}

}  // namespace

CopyMerger::Verdict CopyMerger::take(const Fields& line) {
  std::string run = line[event::id] + "," + line[event::first];
  if (run != run_ || seen_.size() >= most_remembered) {
    run_ = std::move(run);
    seen_.clear();
  }
  // Cross references are compared as numbers: 1 and 001 are the same.
  const std::uint32_t xref = to_number(line[event::xref], 999'999).value_or(0);
  std::set<std::uint32_t>& monitors = seen_[payload_key(line)];
  const bool first = monitors.empty();
  const bool fresh = monitors.size() < most_remembered && monitors.insert(xref).second;
  if (first) return Verdict::first;
  return fresh ? Verdict::copy : Verdict::repetition;
}

void CopyMerger::interrupt() {
  run_.clear();
  seen_.clear();
}

std::size_t local_state_at(const std::string& event_id) {
  static constexpr std::array<std::pair<std::string_view, std::size_t>, 11> places{{
      {"OR", or_::state},
      {"QU", qu::state},
      {"DE", de::state},
      {"DI", di::state},
      {"ES", es::state},
      {"ER", es::state},
      {"HE", he::state},
      {"RE", re::state},
      {"XC", xc::state},
      {"FA", fa::state},
      {"TR", tr::state},
  }};
  for (const auto& [id, at] : places) {
    if (id == event_id) return at;
  }
  return 0;
}

}  // namespace acdloop::system_oai
