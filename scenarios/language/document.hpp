// SPDX-License-Identifier: Apache-2.0
// One YAML document as a tree of our own with places and quoting, read from yaml-cpp's events. Used by the loader.
// Knows YAML and what of it a scenario may use; nothing of the language.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/diagnostic.hpp"

namespace acdloop::scenarios {

struct Entry;

struct Node {
  enum class Kind : std::uint8_t { null, scalar, list, map, rejected };  // rejected: already complained about
  Kind kind = Kind::null;
  Mark mark;
  int length = 1;       // code points on the first line
  std::string text;     // scalar
  bool quoted = false;  // scalar in quotes or a block scalar
  Mark used_at{};       // where a `$name` stands that this value replaced; {0, 0}: it stands where it was written
  std::vector<Node> items;
  std::vector<Entry> entries;
};

struct Entry {
  Node key;  // a scalar
  Node value;
};

// What the file is to be, as messages say it.
struct DocumentWords {
  std::string_view what = "scenario";
  std::string_view small = "story";
  std::string_view begin = "id: topic/behaviour";  // how one begins
};

// A fault at a value of a small file, for readers of their own formats.
Diagnostic fault_at(const Node& node, std::string_view code, std::string file, std::string message, std::string why,
                    std::string help);

// Nothing if the text is no document; `sink` then says why. Anchors, aliases, tags, merge keys and duplicate keys are
// told to the sink and the rest is read on.
std::optional<Node> read_document(std::string_view text, const std::string& file, std::vector<Diagnostic>& sink,
                                  const DocumentWords& words = {});

}  // namespace acdloop::scenarios
