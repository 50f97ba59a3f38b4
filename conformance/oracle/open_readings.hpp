// SPDX-License-Identifier: Apache-2.0
// What is permitted of a session's figures where readings are open: the truth under every way of answering them, and
// which answers a reported number agrees with. Inner part of the oracle.
#pragma once

#include <deque>
#include <functional>
#include <vector>

#include "conformance/oracle/timeline.hpp"
#include "conformance/verdict/alternatives.hpp"
#include "conformance/verdict/verdict.hpp"
#include "drivers/tapi/readings.hpp"

namespace acdloop::oracle {

// One way of answering what is open.
struct Way {
  tapi::Readings readings;
  const Truth* truth = nullptr;
};

class OpenReadings {
 public:
  using TruthOf = std::function<Truth(const Timeline&)>;
  OpenReadings(const Oracle& oracle, const NamedSession& session, const Interval& now, const tapi::Readings& held,
               const TruthOf& truth_of = &Timeline::truth);
  OpenReadings(const OpenReadings&) = delete;
  OpenReadings& operator=(const OpenReadings&) = delete;

  using Permit = std::function<verdict::Permitted(const Way&)>;
  const std::vector<Way>& ways() const { return judged_; }
  // Whatever stays open in a way is permitted in its whole width: bounds, not answers.
  verdict::Alternatives permitted(const Permit& permit) const;
  // What a number that is permitted tells of the open readings; nothing where all answers, or none, give it.
  std::vector<verdict::ReadingSeen> told_by(std::int64_t value, const Permit& permit) const;

 private:
  std::vector<Way> ways_of(const Oracle& oracle, const NamedSession& session, const Interval& now,
                           const std::vector<tapi::Readings>& kinds, const TruthOf& truth_of);

  tapi::Readings held_;
  std::deque<Truth> truths_;
  std::vector<Way> judged_;  // told apart where the documents know no middle way
  std::vector<Way> told_;    // every open key answered
};

// The answers in `agreeing` (bits, as in the key's row), if they are fewer than are held.
std::vector<verdict::ReadingSeen> told(const tapi::Readings& held, tapi::Key key, std::uint32_t agreeing);
template <class Enum>
std::vector<verdict::ReadingSeen> told(const tapi::Readings& held, tapi::Key key, std::initializer_list<Enum> answers) {
  std::uint32_t agreeing = 0;
  for (const Enum answer : answers) agreeing |= 1u << static_cast<unsigned>(answer);
  return told(held, key, agreeing);
}

}  // namespace acdloop::oracle
