// SPDX-License-Identifier: Apache-2.0
// What several tests of the reports need: a folder of their own, a sink that keeps everything, commands as people run.
#pragma once

#include <stdlib.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "conformance/report/sink.hpp"

namespace acdloop::report::testing {

class StringSink : public TextSink {
 public:
  void write(std::string_view more) override { text += more; }
  bool flush() override { return true; }
  std::string text;
};

// Removed with all its content at the end.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "report_test.XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  // How many files and folders stand in it.
  std::ptrdiff_t entries() const {
    return std::distance(std::filesystem::directory_iterator{path_}, std::filesystem::directory_iterator{});
  }

 private:
  std::filesystem::path path_;
};

inline std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>{file}, {}};
}

inline void put_content(const std::string& path, std::string_view content) {
  std::ofstream(path, std::ios::binary) << content;
}

struct Ran {
  int status = -1;
  std::string output;
};
// Runs a shell command and takes its standard output.
inline Ran run_shell(const std::string& command) {
  Ran ran;
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return ran;
  std::array<char, 4096> block{};
  while (const std::size_t count = std::fread(block.data(), 1, block.size(), pipe))
    ran.output.append(block.data(), count);
  const int status = ::pclose(pipe);
  ran.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return ran;
}

}  // namespace acdloop::report::testing
