// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/sink.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "conformance/report/stream.hpp"
#include "conformance/report/tests/helpers.hpp"

namespace acdloop::report {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(FileSink, WritesEverythingThatWasGivenToIt) {
  const testing::Folder folder;
  auto sink = FileSink::open(folder / "events.ndjson");
  ASSERT_TRUE(sink) << sink.error();
  const std::string block(10'000, 'x');
  for (int index = 0; index < 20; ++index) (*sink)->write(block);
  EXPECT_TRUE((*sink)->close());
  EXPECT_EQ(testing::content_of(folder / "events.ndjson"), std::string(200'000, 'x'));
}

TEST(FileSink, ReplacesAnOlderFile) {
  const testing::Folder folder;
  testing::put_content(folder / "e", "older and longer");
  auto sink = FileSink::open(folder / "e");
  ASSERT_TRUE(sink);
  (*sink)->write("new");
  sink->reset();
  EXPECT_EQ(testing::content_of(folder / "e"), "new");
}

TEST(FileSink, NoticesAFullDisk) {
  auto sink = FileSink::open("/dev/full");
  ASSERT_TRUE(sink);
  (*sink)->write("one line\n");
  EXPECT_TRUE((*sink)->ok()) << "held back so far";
  EXPECT_FALSE((*sink)->flush());
  EXPECT_FALSE((*sink)->ok());
  EXPECT_EQ((*sink)->error(), "cannot write /dev/full: No space left on device: free some space or name another place");
  (*sink)->write("more\n");
  EXPECT_FALSE((*sink)->close());
}

TEST(FileSink, SaysWhyAFileCannotBeOpened) {
  const testing::Folder folder;
  const auto sink = FileSink::open(folder / "missing/e");
  ASSERT_FALSE(sink);
  EXPECT_THAT(sink.error(), AllOf(HasSubstr(folder / "missing/e"), HasSubstr("No such file or directory"),
                                  HasSubstr("create the folder")));
}

TEST(OstreamSink, WritesToTheStream) {
  std::ostringstream out;
  OstreamSink sink(out, "text");
  sink.write("a");
  sink.write("b");
  EXPECT_TRUE(sink.flush());
  EXPECT_EQ(out.str(), "ab");
}

TEST(OstreamSink, NoticesAFullDisk) {
  std::ofstream out("/dev/full");
  OstreamSink sink(out, "standard output");
  sink.write("a");
  EXPECT_FALSE(sink.flush());
  EXPECT_THAT(sink.error(), HasSubstr("cannot write standard output: No space left on device"));
}

TEST(Stream, NoticesAFullDiskAndStillDigests) {
  auto sink = FileSink::open("/dev/full");
  ASSERT_TRUE(sink);
  Stream stream(sink->get());
  Stream elsewhere;
  for (Stream* each : {&stream, &elsewhere}) {
    each->scenario_started({}, "system-oai", "a/b", "T", {});
    for (int index = 0; index < 2000; ++index) each->step({}, index, "wait", "a text that fills the buffer");
    each->scenario_ended({}, verdict::Outcome::pass, "");
  }
  EXPECT_FALSE(stream.flush());
  EXPECT_FALSE(stream.ok());
  EXPECT_THAT(stream.error(), HasSubstr("No space left on device"));
  EXPECT_TRUE(elsewhere.ok());
  EXPECT_EQ(stream.digests().by_protocol(), elsewhere.digests().by_protocol());
}

}  // namespace
}  // namespace acdloop::report
