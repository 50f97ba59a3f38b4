// SPDX-License-Identifier: Apache-2.0
// The literal samples of vectors/samples.txt, as bytes.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace acdloop::asterisk_ami::test {

struct Vector {
  std::string where;
  bool canonical = true;  // as we would write it
  std::string bytes;
};

inline std::vector<Vector> vectors() {
  std::ifstream file{ACDLOOP_SOURCE_DIR "/drivers/asterisk_ami/vectors/samples.txt"};
  std::vector<Vector> all;
  std::string line;
  bool sourced = false;
  bool inside = false;
  for (int number = 1; std::getline(file, line); ++number) {
    if (inside) {
      const bool bare = line.ends_with("<LF>");
      if (bare) line.resize(line.size() - 4);
      all.back().bytes += line + (bare ? "\n" : "\r\n");
      inside = !line.empty();
    } else if (line.starts_with("source: ")) {
      sourced = true;
    } else if (sourced && (line == "message" || line == "loose")) {
      all.push_back({"samples.txt:" + std::to_string(number), line == "message", ""});
      inside = true;
    } else if (!line.empty() && line[0] != '#') {
      ADD_FAILURE() << "samples.txt:" << number << ": neither source nor message";
    }
  }
  return all;
}

}  // namespace acdloop::asterisk_ami::test
