// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conformance/report/tests/helpers.hpp"

namespace acdloop::report {
namespace {

using ::testing::HasSubstr;

TEST(CanWrite, LeavesNothingBehind) {
  const testing::Folder folder;
  std::string why;
  EXPECT_TRUE(can_write(folder / "report.xml", why)) << why;
  EXPECT_EQ(folder.entries(), 0);
  testing::put_content(folder / "report.xml", "old");
  EXPECT_TRUE(can_write(folder / "report.xml", why)) << why;
  EXPECT_EQ(testing::content_of(folder / "report.xml"), "old");
  EXPECT_EQ(folder.entries(), 1);
}

TEST(CanWrite, RefusesBeforeTheRunWithCauseAndRemedy) {
  const testing::Folder folder;
  std::string why;
  EXPECT_FALSE(can_write(folder / "missing/report.xml", why));
  EXPECT_EQ(why, "cannot write " + (folder / "missing/report.xml") +
                     ": No such file or directory: create the folder or name another place");
  EXPECT_FALSE(can_write(folder / "", why));
  EXPECT_THAT(why, HasSubstr("Is a directory: name a file in it"));
  EXPECT_FALSE(can_write("", why));
  EXPECT_THAT(why, HasSubstr("its file name is empty"));
  testing::put_content(folder / "file", "");
  EXPECT_FALSE(can_write(folder / "file/report.xml", why));
  EXPECT_THAT(why, HasSubstr("Not a directory"));
  EXPECT_FALSE(can_write("/proc/report.xml", why));
}

TEST(WriteWhole, ReplacesTheOldContentAndLeavesOneFile) {
  const testing::Folder folder;
  testing::put_content(folder / "report.xml", "a much longer old content");
  ASSERT_TRUE(write_whole(folder / "report.xml", "new"));
  EXPECT_EQ(testing::content_of(folder / "report.xml"), "new");
  EXPECT_EQ(folder.entries(), 1);
}

TEST(WriteWhole, WritesThroughASymbolicLink) {
  const testing::Folder folder;
  testing::put_content(folder / "real.xml", "old");
  std::filesystem::create_symlink(folder / "real.xml", folder / "link.xml");
  ASSERT_TRUE(write_whole(folder / "link.xml", "new"));
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.xml"));
  EXPECT_EQ(testing::content_of(folder / "real.xml"), "new");
}

TEST(WriteWhole, NoticesAFullDiskAndNeverReplacesADevice) {
  const auto written = write_whole("/dev/full", "text");
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error(), "cannot write /dev/full: No space left on device: free some space or name another place");
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/full"));
}

TEST(WriteWhole, SaysWhyNot) {
  const testing::Folder folder;
  const auto written = write_whole(folder / "missing/x", "text");
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error(), HasSubstr("No such file or directory"));
}

}  // namespace
}  // namespace acdloop::report
