// SPDX-License-Identifier: Apache-2.0
#include "drivers/process/file_watch.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <system_error>

namespace acdloop::process {
namespace {

namespace fs = std::filesystem;

struct FileWatchTest : testing::Test {
  void SetUp() override {
    folder = fs::path(testing::TempDir()) /
             ("watch-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder);
    fs::create_directories(folder);
    write("story.yaml");
  }
  void TearDown() override { fs::remove_all(folder); }
  void write(const char* name) { std::ofstream(folder / name) << "text"; }

  fs::path folder;
  // A watch that sees nothing gives up at the third look.
  int looks = 0;
  std::function<bool()> soon = [this] { return ++looks > 3; };
};

TEST_F(FileWatchTest, SeesASaveOnceAndOnlyOnce) {
  FileWatch watch({folder / "story.yaml"});
  write("story.yaml");
  write("story.yaml");
  EXPECT_TRUE(watch.wait(soon));
  EXPECT_FALSE(watch.wait(soon));
}

TEST_F(FileWatchTest, SeesAFileThatAnEditorRenamesIntoPlace) {
  FileWatch watch({folder / "story.yaml"});
  write(".story.yaml.new");
  fs::rename(folder / ".story.yaml.new", folder / "story.yaml");
  EXPECT_TRUE(watch.wait(soon));
}

TEST_F(FileWatchTest, SeesAFileThatDidNotExist) {
  FileWatch watch({folder / "later.yaml"});
  write("later.yaml");
  EXPECT_TRUE(watch.wait(soon));
}

TEST_F(FileWatchTest, DoesNotCareForNeighboursAndReaders) {
  FileWatch watch({folder / "story.yaml"});
  write("other.yaml");
  std::string text;
  std::ifstream(folder / "story.yaml") >> text;
  EXPECT_FALSE(watch.wait(soon));
}

TEST_F(FileWatchTest, WatchesSeveralFilesOfOneFolder) {
  write("second.yaml");
  FileWatch watch({folder / "story.yaml", folder / "second.yaml"});
  write("second.yaml");
  EXPECT_TRUE(watch.wait(soon));
  looks = 0;
  write("story.yaml");
  EXPECT_TRUE(watch.wait(soon));
}

TEST_F(FileWatchTest, ReturnsWhenToldToStop) {
  FileWatch watch({folder / "story.yaml"});
  EXPECT_FALSE(watch.wait([] { return true; }));
}

TEST_F(FileWatchTest, RefusesAFolderThatIsNotThere) {
  EXPECT_THROW(FileWatch({folder / "nowhere" / "story.yaml"}), std::system_error);
}

}  // namespace
}  // namespace acdloop::process
