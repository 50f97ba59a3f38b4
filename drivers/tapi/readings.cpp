// SPDX-License-Identifier: Apache-2.0
#include "drivers/tapi/readings.hpp"

#include <algorithm>
#include <bit>

namespace acdloop::tapi {
namespace {

// "120 s", "0.25 s": whole nanoseconds, no trailing zeros.
std::string text_of(Duration duration) {
  constexpr std::int64_t second = 1'000'000'000;
  const std::int64_t nanoseconds = duration.count();
  std::string text = std::to_string(nanoseconds / second);
  std::string fraction = std::to_string(nanoseconds % second + second).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (!fraction.empty()) text += "." + fraction;
  return text + " s";
}

}  // namespace

const KeyRow& row_of(Key key) { return key_rows()[static_cast<std::size_t>(key)]; }

const KeyRow* find_key(std::string_view word) {
  const auto found = std::ranges::find(key_rows(), word, &KeyRow::word);
  return found == key_rows().end() ? nullptr : &*found;
}

int answer_number(const KeyRow& row, std::string_view word) {
  const auto found = std::ranges::find(row.answers, word, &AnswerRow::word);
  return found == row.answers.end() ? -1 : static_cast<int>(found - row.answers.begin());
}

std::string_view requirement_of(const KeyRow& row) { return row.decides.substr(0, row.decides.find(' ')); }

std::uint32_t answers_held(const Readings& readings, Key key) {
  const KeyRow& row = row_of(key);
  return row.kind == KeyRow::Kind::choice ? row.answers[row.get(readings)].stands_for : 0;
}

bool is_open(const Readings& readings, Key key) { return std::popcount(answers_held(readings, key)) > 1; }

Readings answered(Readings readings, Key key, std::uint8_t answer) {
  row_of(key).set(readings, answer);
  return readings;
}

std::vector<Readings> ways(const Readings& readings, std::initializer_list<Key> keys) {
  std::vector<Readings> all{readings};
  for (const Key key : keys) {
    if (!is_open(readings, key)) continue;
    const std::uint32_t held = answers_held(readings, key);
    std::vector<Readings> more;
    for (const Readings& so_far : all) {
      for (std::uint8_t answer = 0; answer < row_of(key).answers.size(); ++answer) {
        if ((held >> answer & 1u) != 0) more.push_back(answered(so_far, key, answer));
      }
    }
    all = std::move(more);
  }
  return all;
}

bool can_behave(const KeyRow& row, std::string_view answer) {
  for (std::string_view rest = row.cannot; !rest.empty();) {
    const std::size_t blank = rest.find(' ');
    if (rest.substr(0, blank) == answer) return false;
    rest = blank == std::string_view::npos ? std::string_view{} : rest.substr(blank + 1);
  }
  return true;
}

Readings settled(const Readings& readings) {
  Readings all = readings;
  for (const KeyRow& row : key_rows()) {
    if (row.kind != KeyRow::Kind::choice || row.ours.empty()) continue;
    const bool beyond_us = !can_behave(row, value_text(readings, row.key));
    if (beyond_us) row.set(all, static_cast<std::uint8_t>(answer_number(row, row.ours)));
    if (beyond_us || !is_open(readings, row.key)) continue;
    const std::uint32_t held = answers_held(readings, row.key);
    const int ours = answer_number(row, row.ours);
    // Where what is held leaves a choice without ours, the first of it.
    const bool allowed = (held >> ours & 1u) != 0;
    row.set(all, static_cast<std::uint8_t>(allowed ? ours : std::countr_zero(held)));
  }
  return all;
}

std::string value_text(const Readings& readings, Key key) {
  const KeyRow& row = row_of(key);
  if (row.kind == KeyRow::Kind::duration) return text_of(readings.*row.length);
  return std::string{row.answers[row.get(readings)].word};
}

std::vector<std::pair<std::string, std::string>> describe(const Readings& readings) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const KeyRow& row : key_rows()) lines.emplace_back(row.word, value_text(readings, row.key));
  return lines;
}

}  // namespace acdloop::tapi
