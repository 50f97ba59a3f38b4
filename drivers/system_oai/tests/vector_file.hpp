// SPDX-License-Identifier: Apache-2.0
// The samples in drivers/system_oai/vectors, for tests.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

namespace acdloop::system_oai::test {

struct Vector {
  std::string where;
  bool hex = false;
  std::string text;
};

inline std::vector<Vector> vectors(const std::string& name) {
  std::ifstream file{std::string{ACDLOOP_SOURCE_DIR} + "/drivers/system_oai/vectors/" + name};
  std::vector<Vector> all;
  std::string line;
  bool sourced = false;
  for (int number = 1; std::getline(file, line); ++number) {
    const std::string where = name + ":" + std::to_string(number);
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("source: ")) {
      sourced = true;
    } else if (sourced && (line.starts_with("hex ") || line.starts_with("line "))) {
      all.push_back({where, line[0] == 'h', line.substr(line.find(' ') + 1)});
    } else {
      ADD_FAILURE() << where << ": neither source, hex nor line";
    }
  }
  return all;
}

inline std::string from_hex(const std::string& digits) {
  std::string bytes;
  for (std::size_t at = 0; at + 1 < digits.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(digits.substr(at, 2), nullptr, 16));
  }
  return bytes;
}

}  // namespace acdloop::system_oai::test
