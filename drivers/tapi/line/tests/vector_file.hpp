// SPDX-License-Identifier: Apache-2.0
// Reads the files of drivers/tapi/line/vectors: blocks of a heading, fields and hex bytes. For tests.
#pragma once

#include <cstddef>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace acdloop::tapi::line {

struct Vector {
  std::string name;  // "LINEAGENTSESSIONINFO"
  int at_line = 0;
  std::vector<std::pair<std::string, std::string>> fields;
  std::vector<std::byte> bytes;
};

inline std::vector<Vector> read_vectors(const std::string& file) {
  std::ifstream in(std::string{ACDLOOP_SOURCE_DIR} + "/drivers/tapi/line/vectors/" + file);
  std::vector<Vector> vectors;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::string word;
    words >> word;
    if (word == "structure" || word == "request") {
      Vector next;
      words >> next.name;
      next.at_line = number;
      vectors.push_back(next);
    } else if (word == "field") {
      std::string key;
      std::string value;
      words >> key >> value;
      vectors.back().fields.emplace_back(key, value);
    } else {
      do vectors.back().bytes.push_back(static_cast<std::byte>(std::stoi(word, nullptr, 16)));
      while (words >> word);
    }
  }
  return vectors;
}

}  // namespace acdloop::tapi::line
