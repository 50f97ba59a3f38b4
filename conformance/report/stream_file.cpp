// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/stream_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "conformance/report/digest.hpp"

namespace acdloop::report {
namespace {

using Json = nlohmann::json;

constexpr std::string_view start_of_scenario = R"({"class":"scenario")";

struct Line {
  std::string_view text;  // without its end
  std::size_t offset = 0;
  int number = 0;
};

std::vector<Line> lines_of(std::string_view content) {
  std::vector<Line> lines;
  for (std::size_t at = 0; at < content.size();) {
    const std::size_t end = std::min(content.find('\n', at), content.size());
    lines.push_back({content.substr(at, end - at), at, static_cast<int>(lines.size()) + 1});
    at = end + 1;
  }
  return lines;
}

// Name and value of a record of the run; nothing for a record of a scenario.
std::optional<std::pair<std::string, std::string>> of_the_run(std::string_view line) {
  if (class_of(line) != "env" || !scenario_of(line).empty()) return std::nullopt;
  const Json record = Json::parse(line, nullptr, false);
  if (!record.is_object() || !record.contains("name") || !record.contains("value")) return std::nullopt;
  if (!record["name"].is_string() || !record["value"].is_string()) return std::nullopt;
  return std::pair{record["name"].get<std::string>(), record["value"].get<std::string>()};
}

class Reader {
 public:
  Reader(StreamFile& file) : file_(file), lines_(lines_of(*file.content)) {}

  std::expected<void, std::string> read() {
    if (lines_.empty()) return fail("is empty");
    if (!of_the_run(lines_.front().text)) {
      return fail("is no event stream: line 1 is no record of a run; write one with acdcheck run --events FILE");
    }
    if (auto whole = check_end(); !whole) return whole;
    std::size_t at = 0;
    for (; at + 1 < lines_.size(); ++at) {
      auto record = of_the_run(lines_[at].text);
      if (!record) break;
      file_.records.push_back(std::move(*record));
    }
    auto head = read_head(file_.records);
    if (!head) return fail(head.error());
    file_.head = std::move(*head);
    return read_scenarios(at);
  }

 private:
  std::expected<void, std::string> fail(const std::string& what) const {
    return std::unexpected(file_.name + " " + what);
  }

  // The last record vouches for all before it.
  std::expected<void, std::string> check_end() const {
    const Line& last = lines_.back();
    const auto record = of_the_run(last.text);
    if (!file_.content->ends_with('\n') || !record || record->first != "end") {
      return fail("is cut off after line " + std::to_string(last.number) +
                  ": its last record is not `end`; the run that wrote it did not come to its end");
    }
    const std::string told = std::to_string(lines_.size() - 1) + " lines, sha256 " +
                             sha256_hex(std::string_view{*file_.content}.substr(0, last.offset));
    if (last.text == R"({"class":"env","protocol":"","scenario":"","at":0,"name":"end","value":")" + told + "\"}")
      return {};
    return fail("was changed or lost lines: its last record speaks of " + record->second + ", it holds " + told);
  }

  std::expected<void, std::string> read_scenarios(std::size_t first) {
    const std::size_t last = lines_.size() - 1;
    for (std::size_t at = first; at < last;) {
      std::size_t end = at + 1;
      while (end < last && !begins_scenario(lines_[end].text)) ++end;
      const std::string_view text =
          std::string_view{*file_.content}.substr(lines_[at].offset, lines_[end].offset - lines_[at].offset);
      auto told = retell(text);
      if (!told) {
        return fail("cannot be read from line " + std::to_string(lines_[at].number) + " on: " + told.error());
      }
      file_.scenarios.push_back({text, std::move(*told)});
      at = end;
    }
    return {};
  }

  static bool begins_scenario(std::string_view line) {
    return line.starts_with(start_of_scenario) && raw_field(line, "phase") == R"("start")";
  }

  StreamFile& file_;
  std::vector<Line> lines_;
};

}  // namespace

std::expected<StreamFile, std::string> read_stream(std::string content, const std::string& name) {
  StreamFile file;
  file.name = name;
  file.content = std::make_shared<const std::string>(std::move(content));
  if (auto read = Reader(file).read(); !read) return std::unexpected(read.error());
  return file;
}

std::expected<StreamFile, std::string> read_stream_file(const std::string& path) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) return std::unexpected("cannot read " + path + ": " + std::strerror(errno));
  std::string content;
  std::array<char, 64 << 10> block;
  while (const std::size_t got = std::fread(block.data(), 1, block.size(), file.get())) {
    content.append(block.data(), got);
    if (content.size() > most_stream_bytes) return std::unexpected(path + " is longer than any stream may be (1 GiB)");
  }
  if (std::ferror(file.get()) != 0) return std::unexpected("cannot read " + path + ": " + std::strerror(errno));
  return read_stream(std::move(content), path);
}

}  // namespace acdloop::report
