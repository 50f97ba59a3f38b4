// SPDX-License-Identifier: Apache-2.0
// Streams of shards: read, refused, put together.
#include "conformance/report/merge.hpp"

#include <gmock/gmock.h>

#include <functional>

#include "conformance/report/tests/helpers.hpp"
#include "conformance/report/tests/sample_reports.hpp"

namespace acdloop::report {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::passed_report;
using testing::StringSink;

RunHeader sample_header(int shard, int shards) {
  RunHeader header;
  header.program = "acdcheck 0.1.0";
  header.protocols = {"system-oai", "other"};
  header.link = "memory";
  header.clock = "virtual";
  header.seed = "7";
  header.readings = {{"rounding", "any"}};
  header.subject_readings = {{"rounding", "up"}};
  header.selected = 5;
  header.suite = "abc";
  header.shard = shard;
  header.shards = shards;
  return header;
}

// Five scenarios on two protocols, those of this shard.
std::string stream_of(const RunHeader& header) {
  StringSink sink;
  Stream stream(&sink);
  tell_head(stream, header);
  for (const std::string& protocol : header.protocols) {
    for (int place = header.shard; place <= 5; place += header.shards) {
      verdict::ScenarioReport report = passed_report("topic/number-" + std::to_string(place));
      report.protocol = protocol;
      stream.scenario_started(TimePoint{}, protocol, report.id, report.title, {});
      stream.scenario_ended(TimePoint{}, report.outcome, "");
      note_report(stream, report, place);
    }
  }
  stream.seal();
  return sink.text;
}

StreamFile file_of(const RunHeader& header, const std::string& name = "a stream") {
  auto file = read_stream(stream_of(header), name);
  EXPECT_TRUE(file) << file.error();
  return std::move(*file);
}

std::vector<StreamFile> shards_of(int total) {
  std::vector<StreamFile> files;
  for (int index = total; index >= 1; --index) {
    files.push_back(file_of(sample_header(index, total), "stream " + std::to_string(index)));
  }
  return files;
}

TEST(RunHead, SaysEverythingThatRunsMustAgreeOn) {
  RunHeader header = sample_header(2, 3);
  header.strict = true;
  header.repeat = 4;
  header.known_file = "known.yaml";
  header.known_text = "known:\n\n  - \"x\"\n";
  header.today = "2027-01-31";
  const StreamFile file = file_of(header);
  EXPECT_EQ(header.program, file.head.program);
  EXPECT_EQ(header.protocols, file.head.protocols);
  EXPECT_EQ(header.readings, file.head.readings);
  EXPECT_EQ(header.subject_readings, file.head.subject_readings);
  EXPECT_TRUE(file.head.strict);
  EXPECT_EQ(4, file.head.repeat);
  EXPECT_EQ(5, file.head.selected);
  EXPECT_EQ(header.known_text, file.head.known_text);
  EXPECT_EQ("2027-01-31", file.head.today);
  EXPECT_EQ(2, file.head.shard);
  EXPECT_EQ(3, file.head.shards);
}

TEST(RunHead, AnotherFormIsRefused) {
  EXPECT_THAT(read_head({{"stream", "acdloop events 9"}}).error(), HasSubstr("is of the form 'acdloop events 9'"));
  EXPECT_THAT(read_head({{"program", "x"}}).error(), HasSubstr("does not begin with"));
  EXPECT_THAT(read_head({{"stream", std::string{stream_form}}}).error(), HasSubstr("does not say its program"));
  for (const char* shard : {"0/1", "2/1", "1", "1/", "/1", "x/y", "1/2/3"}) {
    EXPECT_FALSE(read_head({{"stream", std::string{stream_form}}, {"shard", shard}})) << shard;
  }
}

TEST(StreamFile, ALineTooFewOrChangedIsSeen) {
  const std::string whole = stream_of(sample_header(1, 1));
  ASSERT_TRUE(read_stream(whole, "x"));
  for (std::size_t cut = 0; cut < whole.size(); cut += 7) EXPECT_FALSE(read_stream(whole.substr(0, cut), "x")) << cut;
  for (std::size_t at = 0; at < whole.size(); at += 5) {
    std::string changed = whole;
    changed[at] = changed[at] == 'x' ? 'y' : 'x';
    EXPECT_FALSE(read_stream(changed, "x")) << at;
  }
}

TEST(Merge, PutsShardsInSelectionOrderProtocolByProtocol) {
  for (int total = 1; total <= 7; ++total) {
    const std::vector<StreamFile> files = shards_of(total);
    const auto run = merge(files);
    ASSERT_TRUE(run) << run.error();
    ASSERT_EQ(10u, run->order.size());
    std::string lines;
    for (const StreamFile::Scenario* scenario : run->order) lines += scenario->lines;
    const std::string whole = stream_of(sample_header(1, 1));
    EXPECT_THAT(whole, HasSubstr(lines));
    EXPECT_EQ(1, run->header.shards);
    EXPECT_EQ(10, run->header.scenarios);
  }
}

TEST(Merge, AMissingOrDoubledShardIsNamed) {
  std::vector<StreamFile> files = shards_of(4);
  files.erase(files.begin() + 1);
  EXPECT_EQ("no stream of shard 3/4: give the streams of all 4 shards", merge(files).error());
  files.push_back(file_of(sample_header(1, 4), "again"));
  EXPECT_EQ("shard 1/4 is there twice: stream 1 and again; name each once", merge(files).error());
  EXPECT_FALSE(merge({}));
}

TEST(Merge, StreamsOfOtherRunsAreRefused) {
  const auto refused = [](const std::function<void(RunHeader&)>& change) {
    RunHeader other = sample_header(2, 2);
    change(other);
    std::vector<StreamFile> files;
    files.push_back(file_of(sample_header(1, 2), "one"));
    files.push_back(file_of(other, "two"));
    const auto run = merge(files);
    EXPECT_FALSE(run);
    return run ? std::string{} : run.error();
  };
  EXPECT_THAT(refused([](RunHeader& header) { header.seed = "8"; }),
              HasSubstr("seed is 7 in the one and 8 in the other"));
  EXPECT_THAT(refused([](RunHeader& header) { header.program = "acdcheck 9"; }), HasSubstr("program is"));
  EXPECT_THAT(refused([](RunHeader& header) {
                header.readings = {{"rounding", "up"}};
              }),
              HasSubstr("reading rounding is any"));
  EXPECT_THAT(refused([](RunHeader& header) { header.suite = "def"; }), HasSubstr("selected other scenarios"));
  EXPECT_THAT(refused([](RunHeader& header) { header.link = "tcp"; }), HasSubstr("link is"));
  EXPECT_THAT(refused([](RunHeader& header) { header.strict = true; }), HasSubstr("strict is"));
  EXPECT_THAT(refused([](RunHeader& header) {
                header.known_file = "known.yaml";
                header.known_text = "known: []\n";
                header.today = "2027-01-01";
              }),
              HasSubstr("other lists of known failures"));
  EXPECT_THAT(refused([](RunHeader& header) { header.shards = 3; }), HasSubstr("not of one division"));
}

}  // namespace
}  // namespace acdloop::report
