// SPDX-License-Identifier: Apache-2.0
// Where the documents are silent or at odds: the question, what we hold, and which reading decides. Read by coverage
// and by whoever prints the specification. Judges nothing.
#pragma once

#include <span>
#include <string_view>

namespace acdloop::catalogue {

struct Ambiguity {
  std::string_view id;        // "talk-and-wrap-up", kebab-case
  std::string_view question;  // ours
  std::string_view held;      // what we hold, and how hard it is judged
  std::string_view reading;   // key of the reading that decides, empty where none can
  std::string_view rows;      // ids of the requirements it touches, separated by blanks
};
std::span<const Ambiguity> ambiguities();

// A relation of the measurement model: what figures owe each other and the facts.
struct Relation {
  std::string_view id;       // "M1"
  std::string_view formula;  // in the symbols of symbols()
  std::string_view holds;    // when, and how exactly
  std::string_view rows;     // the requirements that are judged by it
};
std::span<const Relation> relations();

struct Symbol {
  std::string_view name;
  std::string_view meaning;
};
std::span<const Symbol> symbols();

}  // namespace acdloop::catalogue
