// SPDX-License-Identifier: Apache-2.0
// Prints the catalogue, one requirement a line, fields separated by tabs: id, sentence, source, level, strength,
// witnesses, reading. Run by ci/check-docs, which makes docs/requirements.md of it. Judges nothing.
#include <cstdio>
#include <string>

#include "conformance/catalogue/catalogue.hpp"

int main() {
  using namespace acdloop;
  for (const catalogue::Requirement& row : catalogue::rows()) {
    std::string line;
    for (const std::string_view field : {row.id, row.sentence, row.source, catalogue::to_string(row.level),
                                         catalogue::to_string(row.strength), row.witnesses, row.reading}) {
      if (!line.empty()) line += '\t';
      line += field;
    }
    std::puts(line.c_str());
  }
  return std::fflush(stdout) == 0 ? 0 : 1;
}
