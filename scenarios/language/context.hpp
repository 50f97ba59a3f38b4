// SPDX-License-Identifier: Apache-2.0
// What the loader knows while it reads one file: where to complain, which words exist, which names were given so
// far. Private to the loader's parts.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/language/document.hpp"
#include "scenarios/language/loader.hpp"

namespace acdloop::scenarios {

enum class LabelKind : std::uint8_t { session, call, answer, listener, traffic };
std::string_view to_string(LabelKind kind);

struct Label {
  LabelKind kind = LabelKind::session;
  Mark mark;
};

using Marks = std::map<std::string, Mark, std::less<>>;
using Labels = std::map<std::string, Label, std::less<>>;

struct Names {
  bool cast_is_known = false;  // false: the cast could not be read, so nobody can be called unknown
  Marks groups;
  Marks agents;
  Labels labels;      // given so far
  Labels all_labels;  // given anywhere in the file
  Marks ended;        // sessions that were logged out so far, and where
};

class Context {
 public:
  Context(const std::string& file, const Vocabulary& vocabulary, std::vector<Diagnostic>& sink)
      : vocabulary(vocabulary), file_(file), sink_(sink) {}

  // Complains about a value; the returned diagnostic may be added to until the next complaint.
  Diagnostic& fault(std::string_view code, const Node& at, std::string message, std::string why = {},
                    std::string help = {});
  bool has_errors() const;
  // More was found than will be told: reading on would only cost time.
  bool is_full() const { return sink_.size() > max_diagnostics; }
  const std::string& file() const { return file_; }

  const Vocabulary& vocabulary;
  Names names;

 private:
  const std::string& file_;
  std::vector<Diagnostic>& sink_;
};

// "did you mean X?", else the words there are, at most eight.
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

template <class Map>
std::vector<std::string> words_of(const Map& map) {
  std::vector<std::string> words;
  for (const auto& [word, value] : map) words.push_back(word);
  return words;
}

}  // namespace acdloop::scenarios
