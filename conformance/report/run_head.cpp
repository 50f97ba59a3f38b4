// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/run_head.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace acdloop::report {
namespace {

constexpr std::string_view reading_prefix = "reading ";
constexpr std::string_view subject_prefix = "subject reading ";

template <class Each>
void for_each_part(std::string_view text, char separator, const Each& each) {
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(separator), text.size());
    each(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

std::optional<int> counted_from_one(std::string_view text) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{} || end != text.data() + text.size() || number < 1) return std::nullopt;
  return number;
}

bool read_shard(const std::string& value, RunHeader& header) {
  const std::size_t slash = std::min(value.find('/'), value.size());
  const auto index = counted_from_one(std::string_view{value}.substr(0, slash));
  const auto total = counted_from_one(std::string_view{value}.substr(std::min(slash + 1, value.size())));
  if (!index || !total || *index > *total) return false;
  header.shard = *index;
  header.shards = *total;
  return true;
}

// False when the value cannot be.
bool take(const std::string& name, const std::string& value, RunHeader& header) {
  if (name == "program") header.program = value;
  if (name == "link") header.link = value;
  if (name == "clock") header.clock = value;
  if (name == "seed") header.seed = value;
  if (name.starts_with(reading_prefix)) header.readings.emplace_back(name.substr(reading_prefix.size()), value);
  if (name.starts_with(subject_prefix)) header.subject_readings.emplace_back(name.substr(subject_prefix.size()), value);
  if (name == "protocols") {
    for_each_part(value, ',', [&](std::string_view id) { header.protocols.emplace_back(id); });
  }
  if (name == "strict") header.strict = value == "yes";
  if (name == "suite") header.suite = value;
  if (name == "known") header.known_file = value;
  if (name == "today") header.today = value;
  if (name == "known line") header.known_text += value + '\n';
  if (name == "repeat" || name == "selected") {
    const auto number = name == "selected" && value == "0" ? 0 : counted_from_one(value);
    (name == "repeat" ? header.repeat : header.selected) = number.value_or(0);
    return number.has_value();
  }
  return name != "shard" || read_shard(value, header);
}

}  // namespace

void tell_head(Stream& stream, const RunHeader& header) {
  stream.run_env("stream", stream_form);
  stream.run_env("program", header.program);
  stream.run_env("link", header.link);
  stream.run_env("clock", header.clock);
  stream.run_env("seed", header.seed);
  for (const auto& [key, value] : header.readings) stream.run_env(std::string{reading_prefix} + key, value);
  for (const auto& [key, value] : header.subject_readings) stream.run_env(std::string{subject_prefix} + key, value);
  stream.run_env("protocols", joined(header.protocols));
  stream.run_env("strict", header.strict ? "yes" : "no");
  stream.run_env("repeat", std::to_string(header.repeat));
  stream.run_env("suite", header.suite);
  stream.run_env("selected", std::to_string(header.selected));
  if (!header.known_file.empty()) {
    stream.run_env("known", header.known_file);
    stream.run_env("today", header.today);
    for_each_part(header.known_text, '\n', [&](std::string_view line) { stream.run_env("known line", line); });
  }
  stream.run_env("shard", std::to_string(header.shard) + "/" + std::to_string(header.shards));
}

std::expected<RunHeader, std::string> read_head(const HeadRecords& records) {
  if (records.empty() || records.front().first != "stream") {
    return std::unexpected("is no event stream of acdcheck run: it does not begin with the record `stream`");
  }
  if (records.front().second != stream_form) {
    return std::unexpected("is of the form '" + records.front().second + "'; this program reads '" +
                           std::string{stream_form} + "'");
  }
  RunHeader header;
  for (const auto& [name, value] : records) {
    if (!take(name, value, header)) return std::unexpected("says " + name + " " + value + ", which cannot be");
  }
  for (const std::string_view name :
       {"program", "link", "clock", "seed", "protocols", "repeat", "suite", "selected", "shard"}) {
    if (std::ranges::find(records, name, &HeadRecords::value_type::first) == records.end()) {
      return std::unexpected("does not say its " + std::string{name});
    }
  }
  return header;
}

}  // namespace acdloop::report
