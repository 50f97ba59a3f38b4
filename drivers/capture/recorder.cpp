// SPDX-License-Identifier: Apache-2.0
#include "drivers/capture/recorder.hpp"

#include <algorithm>
#include <utility>

#include "drivers/capture/readable.hpp"

namespace acdloop::capture {
namespace {

// One line of at most max_kept_bytes of `text`, with the number of bytes that were left away.
std::string bounded(std::string_view text) {
  if (text.size() <= max_kept_bytes) return readable(text);
  return readable(text.substr(0, max_kept_bytes)) + " … " + std::to_string(text.size() - max_kept_bytes) +
         " more bytes";
}

}  // namespace

Recorder::Recorder(std::size_t capacity) : capacity_(std::max<std::size_t>(capacity, 1)) {}

void Recorder::message(TimePoint at, std::string_view attachment, const cti::WireMessage& message) {
  ++messages_;
  const char sign = message.direction == cti::WireMessage::Direction::to_switch ? '>' : '<';
  // An end that has no better text still leaves its bytes as evidence.
  keep({at, readable(attachment), sign, bounded(message.text.empty() ? message.bytes : message.text)});
}

void Recorder::fault(TimePoint at, std::string_view attachment, const cti::WireFault& fault) {
  const bool known = faults_.contains(fault.name);
  ++faults_[known || faults_.size() < max_fault_names ? fault.name : "other"];
  keep({at, readable(attachment), '!', bounded(fault.name + ": " + fault.text)});
}

void Recorder::clear() {
  entries_.clear();
  faults_.clear();
  messages_ = 0;
}

std::vector<std::string> Recorder::last_messages(std::size_t limit, TimePoint origin) const {
  const auto other = [this](const Entry& entry) { return entry.attachment != entries_.front().attachment; };
  const bool several = std::any_of(entries_.begin(), entries_.end(), other);
  const std::size_t count = std::min(limit, entries_.size());
  std::vector<std::string> lines;
  lines.reserve(count);
  for (auto entry = entries_.end() - static_cast<std::ptrdiff_t>(count); entry != entries_.end(); ++entry) {
    std::string line = seconds(entry->at - origin) + "  ";
    if (several) line += entry->attachment + " ";
    lines.push_back(line + entry->sign + " " + entry->text);
  }
  return lines;
}

std::uint64_t Recorder::fault_count() const {
  std::uint64_t sum = 0;
  for (const auto& [name, count] : faults_) sum += count;
  return sum;
}

void Recorder::keep(Entry entry) {
  if (entries_.size() == capacity_) entries_.pop_front();
  entries_.push_back(std::move(entry));
}

}  // namespace acdloop::capture
