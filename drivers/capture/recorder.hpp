// SPDX-License-Identifier: Apache-2.0
// The last messages of a run, kept for evidence, and how often the wire broke its rules. Fed by attachments or the
// runner with what protocol ends hand out; knows no protocol, holds a bounded amount.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/cti/end.hpp"
#include "drivers/time/time_point.hpp"

namespace acdloop::capture {

// Longest text and longest byte string kept of one message; the rest is counted, not kept.
inline constexpr std::size_t max_kept_bytes = 4096;
// Distinct fault names counted by name; more are counted as "other".
inline constexpr std::size_t max_fault_names = 64;

class Recorder {
 public:
  // Keeps the last `capacity` entries (at least one).
  explicit Recorder(std::size_t capacity = 64);

  void message(TimePoint at, std::string_view attachment, const cti::WireMessage& message);
  void fault(TimePoint at, std::string_view attachment, const cti::WireFault& fault);
  void clear();

  // At most `limit` lines, oldest first, times counted from `origin`:
  //   "12.300 s  > _SA,7,105,2003,1,237"   to the switch
  //   "12.300 s  < _SA,7,0"                to the application
  //   "12.301 s  ! oversized_pdu: …"       a message that broke the protocol
  // The attachment's name stands before the arrow when more than one attachment has spoken. One line each:
  // control characters and bytes that are no UTF-8 are written as \x0a.
  std::vector<std::string> last_messages(std::size_t limit = 12, TimePoint origin = {}) const;

  std::uint64_t messages() const { return messages_; }  // ever, kept or not
  // Name -> how often, in the order of the names.
  const std::map<std::string, std::uint64_t, std::less<>>& faults() const { return faults_; }
  std::uint64_t fault_count() const;

 private:
  struct Entry {
    TimePoint at{};
    std::string attachment;
    char sign = '>';
    std::string text;  // readable, one line
  };
  void keep(Entry entry);

  std::size_t capacity_;
  std::deque<Entry> entries_;
  std::uint64_t messages_ = 0;
  std::map<std::string, std::uint64_t, std::less<>> faults_;
};

}  // namespace acdloop::capture
