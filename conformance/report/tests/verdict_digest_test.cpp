// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/verdict_digest.hpp"

#include <gtest/gtest.h>

#include "conformance/report/stream.hpp"
#include "conformance/report/tests/helpers.hpp"

namespace acdloop::report {
namespace {

using verdict::Outcome;
using verdict::Verdict;

// Tells stories to a stream, with what a test wants to vary.
struct Teller {
  Stream stream;

  void begin(const std::string& protocol, const std::string& id) { stream.scenario_started({}, protocol, id, "T", {}); }
  void answered(std::int64_t nanoseconds, const std::string& call = "c1") {
    cti::Fact fact;
    fact.kind = cti::FactKind::answered;
    fact.call = call;
    fact.when = Interval::at(time_point_of(nanoseconds));
    stream.fact(fact);
  }
  void check(const std::string& expected, Verdict verdict, const std::string& requirement = "AS-016") {
    verdict::Check check;
    check.requirement = requirement;
    check.expected = expected;
    check.verdict = verdict;
    stream.check(check);
  }
  void end(Outcome outcome = Outcome::pass) { stream.scenario_ended({}, outcome, ""); }
};

TEST(VerdictDigest, AgreesAlthoughFiguresAndRestingPointsDiffer) {
  Teller teller;
  teller.begin("csta-xml", "a");
  teller.answered(5);
  teller.check("42 s to 43 s", Verdict::pass);
  teller.check("42 s to 43 s", Verdict::pass);
  teller.end();
  teller.begin("system-oai", "a");
  teller.answered(5);
  teller.stream.event({}, "s", 0x400, 1, "an event that only this wire forces");
  teller.check("43 s", Verdict::pass);
  teller.check("READY", Verdict::pass);
  teller.end();
  const auto comparison = teller.stream.verdicts().compare();
  EXPECT_FALSE(comparison.difference);
  EXPECT_EQ(comparison.scenarios, 1);
  EXPECT_EQ(comparison.digest, sha256_hex("scenario a\n"
                                          "fact 5 \"answered\" call=\"c1\" agent=null group=null address=null\n"
                                          "check \"AS-016\" verdict=\"pass\"\n"));
}

TEST(VerdictDigest, NamesTheFirstVerdictThatDiffers) {
  Teller teller;
  for (const std::string protocol : {"csta-xml", "system-oai"}) {
    teller.begin(protocol, "a");
    teller.answered(5);
    teller.check("42 s", protocol == "csta-xml" ? Verdict::pass : Verdict::fail);
    teller.end();
  }
  const auto difference = teller.stream.verdicts().compare().difference;
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->scenario, "a");
  EXPECT_EQ(difference->protocol, "csta-xml");
  EXPECT_EQ(difference->record, "check \"AS-016\" verdict=\"pass\"");
  EXPECT_EQ(difference->other_protocol, "system-oai");
  EXPECT_EQ(difference->other_record, "check \"AS-016\" verdict=\"fail\"");
}

TEST(VerdictDigest, NoticesARecordThatOnlyOneHas) {
  Teller teller;
  for (const std::string protocol : {"csta-xml", "system-oai"}) {
    teller.begin(protocol, "a");
    teller.check("1 call", Verdict::pass);
    if (protocol == "system-oai") teller.check("1 call", Verdict::pass, "AS-017");
    teller.end();
  }
  const auto difference = teller.stream.verdicts().compare().difference;
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->record, "(nothing)");
  EXPECT_EQ(difference->other_record, "check \"AS-017\" verdict=\"pass\"");
}

TEST(VerdictDigest, ComparesOnlyWhatAllOfThemRan) {
  Teller teller;
  teller.begin("csta-xml", "a");
  teller.check("1 call", Verdict::pass);
  teller.end();
  teller.begin("csta-xml", "b");
  teller.check("1 call", Verdict::fail);
  teller.end(Outcome::fail);
  teller.begin("csta-xml", "c");
  teller.end();
  teller.begin("system-oai", "a");
  teller.check("1 call", Verdict::pass);
  teller.end();
  teller.begin("system-oai", "b");
  teller.end(Outcome::skip);
  teller.begin("system-oai", "c");
  teller.check("1 call", Verdict::pass);
  teller.end(Outcome::error);
  const auto comparison = teller.stream.verdicts().compare();
  EXPECT_EQ(comparison.scenarios, 1);
  EXPECT_FALSE(comparison.difference);
  EXPECT_EQ(comparison.digest, sha256_hex("scenario a\ncheck \"AS-016\" verdict=\"pass\"\n"));
}

TEST(VerdictDigest, AScenarioThatOneWireSkipsIsHeldAgainstTheOthers) {
  Teller teller;
  for (const std::string protocol : {"asterisk-ami", "csta-xml", "system-oai"}) {
    const bool skips = protocol == "asterisk-ami";
    teller.begin(protocol, "a");
    if (!skips) teller.check("1 call", protocol == "csta-xml" ? Verdict::pass : Verdict::fail);
    teller.end(skips ? Outcome::skip : Outcome::pass);
  }
  const auto comparison = teller.stream.verdicts().compare();
  EXPECT_EQ(comparison.scenarios, 0);
  ASSERT_TRUE(comparison.difference);
  EXPECT_EQ(comparison.difference->protocol, "csta-xml");
  EXPECT_EQ(comparison.difference->other_protocol, "system-oai");
}

TEST(VerdictDigest, DoesNotDependOnTheOrderOfScenarios) {
  const auto digest_of = [](const std::string& first, const std::string& second) {
    Teller teller;
    for (const std::string& id : {first, second}) {
      teller.begin("system-oai", id);
      teller.check(id == "a" ? "1 call" : "2 s", Verdict::pass);
      teller.end();
    }
    return teller.stream.verdicts().compare().digest;
  };
  EXPECT_EQ(digest_of("a", "b"), digest_of("b", "a"));
}

// The story of a call that rings at another moment on each of these wires.
void tell_moments(Stream& stream, std::initializer_list<std::pair<std::string, int>> moments) {
  for (const auto& [protocol, moment] : moments) {
    stream.scenario_started({}, protocol, "a", "", {});
    cti::Fact fact;
    fact.when = Interval::at(time_point_of(moment));
    stream.fact(fact);
    stream.scenario_ended({}, Outcome::pass, "");
  }
}

TEST(VerdictDigest, ComparesInstantsOfFactsUnlessToldOtherwise) {
  Stream stream;
  tell_moments(stream, {{"csta-xml", 1}, {"system-oai", 2}});
  EXPECT_TRUE(stream.verdicts().compare().difference);
  stream.verdicts().order_only("csta-xml");
  EXPECT_FALSE(stream.verdicts().compare().difference);
  EXPECT_EQ(stream.verdicts().compare().scenarios, 1);
}

TEST(VerdictDigest, AWireHeldByItsOrderLoosensNothingBetweenTheOthers) {
  Stream stream;
  stream.verdicts().order_only("asterisk-ami");
  tell_moments(stream, {{"asterisk-ami", 3}, {"csta-xml", 1}, {"system-oai", 2}});
  const auto difference = stream.verdicts().compare().difference;
  ASSERT_TRUE(difference);
  EXPECT_EQ(difference->protocol, "csta-xml");
  EXPECT_EQ(difference->other_protocol, "system-oai");
}

TEST(VerdictDigest, ComparesTheOrderOfFacts) {
  Teller teller;
  for (const std::string protocol : {"csta-xml", "system-oai"}) {
    teller.begin(protocol, "a");
    teller.answered(5, protocol == "csta-xml" ? "c1" : "c2");
    teller.answered(5, protocol == "csta-xml" ? "c2" : "c1");
    teller.end();
  }
  EXPECT_TRUE(teller.stream.verdicts().compare().difference);
}

TEST(VerdictDigest, OfNothingIsTheDigestOfNothing) {
  const auto comparison = VerdictDigest{}.compare();
  EXPECT_EQ(comparison.digest, sha256_hex(""));
  EXPECT_EQ(comparison.scenarios, 0);
}

}  // namespace
}  // namespace acdloop::report
