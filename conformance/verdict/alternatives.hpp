// SPDX-License-Identifier: Apache-2.0
// P where an open question leaves several answers: one set of permitted numbers for each. Used by the oracle. Knows
// nothing of what the numbers or the questions mean.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/verdict/range.hpp"

namespace acdloop::verdict {

class Alternatives {
 public:
  Alternatives() = default;
  explicit Alternatives(const Permitted& only) : all_{only} {}
  void add(const Permitted& permitted) { all_.push_back(permitted); }

  // pass if one of them passes; fail if all of them fail.
  Verdict judge(std::int64_t reported) const;
  Verdict judge_upper(std::int64_t reported) const;
  // Which of them do not fail, in the order in which they were added.
  std::vector<bool> agreeing(std::int64_t reported) const;
  std::vector<bool> agreeing_upper(std::int64_t reported) const;

  // "30 s to 31 s or 60 s": what touches or overlaps is told as one.
  std::string text(std::string_view unit) const;
  // "at most 31 s".
  std::string text_upper(std::string_view unit) const;

 private:
  std::vector<Permitted> all_;
};

}  // namespace acdloop::verdict
