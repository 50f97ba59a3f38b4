// SPDX-License-Identifier: Apache-2.0
#include "conformance/verdict/alternatives.hpp"

#include <algorithm>

namespace acdloop::verdict {
namespace {

using Judge = Verdict (*)(const Permitted&, std::int64_t);

Verdict best(const std::vector<Permitted>& all, Judge judge, std::int64_t reported) {
  Verdict verdict = Verdict::fail;
  for (const Permitted& permitted : all) verdict = std::min(verdict, judge(permitted, reported));
  return verdict;
}

std::vector<bool> not_failing(const std::vector<Permitted>& all, Judge judge, std::int64_t reported) {
  std::vector<bool> agreeing;
  agreeing.reserve(all.size());
  for (const Permitted& permitted : all) agreeing.push_back(judge(permitted, reported) != Verdict::fail);
  return agreeing;
}

// `b` adds nothing to `a`, or carries it on without a gap.
bool joins(const Range& a, const Range& b) { return b.low <= a.high + 1; }

std::vector<Permitted> merged(std::vector<Permitted> all) {
  std::ranges::sort(all, [](const Permitted& a, const Permitted& b) {
    return a.sometimes.low != b.sometimes.low ? a.sometimes.low < b.sometimes.low : a.always.low < b.always.low;
  });
  std::vector<Permitted> result;
  for (const Permitted& next : all) {
    const bool certain = next.always == next.sometimes;
    if (!result.empty() && next == result.back()) continue;
    Permitted* last = result.empty() ? nullptr : &result.back();
    if (last && certain && last->always == last->sometimes && joins(last->always, next.always)) {
      last->always.high = last->sometimes.high = std::max(last->always.high, next.always.high);
    } else {
      result.push_back(next);
    }
  }
  return result;
}

}  // namespace

Verdict Alternatives::judge(std::int64_t reported) const { return best(all_, &verdict::judge, reported); }
Verdict Alternatives::judge_upper(std::int64_t reported) const { return best(all_, &verdict::judge_upper, reported); }

std::vector<bool> Alternatives::agreeing(std::int64_t reported) const {
  return not_failing(all_, &verdict::judge, reported);
}
std::vector<bool> Alternatives::agreeing_upper(std::int64_t reported) const {
  return not_failing(all_, &verdict::judge_upper, reported);
}

std::string Alternatives::text(std::string_view unit) const {
  std::string text;
  for (const Permitted& permitted : merged(all_)) text += (text.empty() ? "" : " or ") + text_of(permitted, unit);
  return text;
}

std::string Alternatives::text_upper(std::string_view unit) const {
  std::int64_t certain = 0;
  std::int64_t possible = 0;
  for (const Permitted& permitted : all_) {
    certain = std::max(certain, permitted.always.high);
    possible = std::max(possible, permitted.sometimes.high);
  }
  std::string text = "at most " + text_of(Range{certain, certain}, unit);
  if (possible != certain) text += " (" + text_of(Range{possible, possible}, unit) + " cannot be excluded)";
  return text;
}

}  // namespace acdloop::verdict
