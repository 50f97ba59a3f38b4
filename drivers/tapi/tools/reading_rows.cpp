// SPDX-License-Identifier: Apache-2.0
// Prints the table of readings as Markdown, for docs/readings.md.
#include <cstdio>
#include <string>

#include "drivers/tapi/readings.hpp"

namespace {

using acdloop::tapi::AnswerRow;
using acdloop::tapi::KeyRow;

void print(const std::string& text) { std::fputs(text.c_str(), stdout); }

std::string code(std::string_view word) { return "`" + std::string{word} + "`"; }

void print_row(const KeyRow& row, const std::string& held) {
  print("### " + std::string{row.word} + "\n\n" + std::string{row.question} + " Held by default: " + code(held) + ".");
  if (!row.ours.empty() && row.ours != held)
    print(" Our own switch and façade, where it is open: " + code(row.ours) + ".");
  if (!row.decides.empty()) print(" Decides " + std::string{row.decides} + ".");
  if (!row.cannot.empty()) print(" Our own switch and façade cannot behave as: " + std::string{row.cannot} + ".");
  if (!row.later.empty()) print(" Cannot be held yet: " + std::string{row.later} + ".");
  if (row.kind == KeyRow::Kind::duration) return print("\n\n");
  print("\n\n| answer | means |\n|---|---|\n");
  for (const AnswerRow& answer : row.answers)
    print("| " + code(answer.word) + " | " + std::string{answer.meaning} + " |\n");
  print("\n");
}

}  // namespace

int main() {
  const acdloop::tapi::Readings defaults;
  for (const KeyRow& row : acdloop::tapi::key_rows()) print_row(row, acdloop::tapi::value_text(defaults, row.key));
}
