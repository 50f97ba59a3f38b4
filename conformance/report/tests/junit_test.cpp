// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/junit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <pugixml.hpp>
#include <sstream>

#include "conformance/report/file.hpp"
#include "conformance/report/tests/helpers.hpp"
#include "conformance/report/tests/sample_reports.hpp"

namespace acdloop::report {
namespace {

using testing::failed_report;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::passed_report;
using testing::sample_check;
using testing::sample_report;
using verdict::Outcome;
using verdict::ScenarioReport;
using verdict::Verdict;

const JunitOptions options{
    .name = "acdcheck", .properties = {{"seed", "7"}, {"clock", "virtual"}}, .sentence_of = testing::sample_sentence};

// One scenario of each outcome, in the order of the enumeration, in two folders.
std::vector<ScenarioReport> one_of_each() {
  std::vector<ScenarioReport> reports{passed_report("session/a"), failed_report("session/b")};
  reports.push_back(sample_report(Outcome::inconclusive, "session/c"));
  reports.back().checks = {sample_check(Verdict::inconclusive, "somewhere")};
  for (const auto& [outcome, id] : {std::pair{Outcome::error, "call/d"},
                                    {Outcome::blocked, "call/e"},
                                    {Outcome::skip, "call/f"},
                                    {Outcome::not_run, "call/g"},
                                    {Outcome::xfail, "call/h"},
                                    {Outcome::xpass, "session/i"}}) {
    reports.push_back(sample_report(outcome, id));
    reports.back().reason = std::string{"because of "} + id;
  }
  return reports;
}

pugi::xml_document parsed(const std::string& xml) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_string(xml.c_str(), pugi::parse_full);
  EXPECT_TRUE(result) << result.description() << "\n" << xml;
  return document;
}

pugi::xml_node testcase(const pugi::xml_document& document, const std::string& name) {
  return document.select_node(("//testcase[@name='" + name + "']").c_str()).node();
}

TEST(Junit, IsWrittenAsAgreed) {
  auto skipped = sample_report(Outcome::skip, "session/other");
  skipped.reason = "needs transfer";
  const std::vector<ScenarioReport> reports{failed_report(), skipped};
  EXPECT_EQ(junit_xml(reports, options), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="acdcheck" tests="2" failures="1" errors="0" skipped="1" time="0.008">
  <testsuite name="session" tests="2" failures="1" errors="0" skipped="1" time="0.008">
    <properties>
      <property name="seed" value="7" />
      <property name="clock" value="virtual" />
    </properties>
    <testcase classname="session.system-oai.memory" name="session/wrap-up" time="0.004" file="scenarios/session/wrap-up.yaml">
      <properties>
        <property name="requirement" value="AS-010" />
        <property name="requirement" value="AS-016" />
        <property name="virtual-time" value="73.100" />
      </properties>
      <failure type="fail" message="AS-016 TotalCallTime of s: expected 42 s to 43 s, observed 30 s">  Wrap-up counts into call time
  AS-016  Call time is talk time plus wrap-up time.
    what      TotalCallTime of s
    expected  42 s to 43 s
    observed  30 s
    judged    switch, wire or façade; by figure of the façade against the facts
    at        73.100 s
    asked in  scenarios/session/wrap-up.yaml:27
  around the first failure
    12.300 s  &gt; _SA,7,105,2003,1,237
    12.300 s  &lt; _SA,7,0
  again: acdcheck run session/wrap-up --protocol system-oai --link memory --seed 7
</failure>
    </testcase>
    <testcase classname="session.system-oai.memory" name="session/other" time="0.004" file="scenarios/session/other.yaml">
      <properties>
        <property name="virtual-time" value="73.100" />
      </properties>
      <skipped message="needs transfer" />
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST(Junit, GivesEveryOutcomeItsElement) {
  const auto document = parsed(junit_xml(one_of_each(), options));
  EXPECT_FALSE(testcase(document, "session/a").child("failure"));
  EXPECT_FALSE(testcase(document, "session/a").child("error"));
  EXPECT_FALSE(testcase(document, "session/a").child("skipped"));
  const auto type = [&document](const std::string& name, const char* element) {
    return std::string{testcase(document, name).child(element).attribute("type").value()};
  };
  EXPECT_EQ(type("session/b", "failure"), "fail");
  EXPECT_EQ(type("session/c", "error"), "inconclusive");
  EXPECT_EQ(type("call/d", "error"), "harness");
  EXPECT_EQ(type("call/e", "error"), "blocked");
  EXPECT_EQ(type("call/g", "error"), "not-run");
  EXPECT_EQ(type("session/i", "failure"), "unexpected-pass");
  const auto skipped = [&document](const std::string& name) {
    return std::string{testcase(document, name).child("skipped").attribute("message").value()};
  };
  EXPECT_EQ(skipped("call/f"), "because of call/f");
  EXPECT_EQ(skipped("call/h"), "expected failure: because of call/h");
}

TEST(Junit, CountsInsteadOfClaiming) {
  const auto document = parsed(junit_xml(one_of_each(), options));
  const auto counts = [](pugi::xml_node node) {
    return std::string{node.attribute("tests").value()} + " " + node.attribute("failures").value() + " " +
           node.attribute("errors").value() + " " + node.attribute("skipped").value() + " " +
           node.attribute("time").value();
  };
  const pugi::xml_node all = document.child("testsuites");
  EXPECT_EQ(counts(all), "9 2 4 2 0.036");
  EXPECT_EQ(counts(all.find_child_by_attribute("testsuite", "name", "session")), "4 2 1 0 0.016");
  EXPECT_EQ(counts(all.find_child_by_attribute("testsuite", "name", "call")), "5 0 3 2 0.020");
}

TEST(Junit, PutsOneTestcaseOnALine) {
  std::istringstream lines(junit_xml(one_of_each(), options));
  int count = 0;
  for (std::string line; std::getline(lines, line);) count += line.find("<testcase ") != std::string::npos ? 1 : 0;
  EXPECT_EQ(count, 9);
}

TEST(Junit, KeepsAProvenFailureAFailureWhenTheHarnessBrokeLater) {
  auto report = failed_report("session/a");
  report.outcome = Outcome::error;
  report.reason = "the adapter died";
  const auto document = parsed(junit_xml(std::vector{report}, options));
  const pugi::xml_node failure = testcase(document, "session/a").child("failure");
  EXPECT_STREQ(failure.attribute("type").value(), "fail");
  EXPECT_STREQ(failure.attribute("message").value(),
               "the adapter died; AS-016 TotalCallTime of s: expected 42 s to 43 s, observed 30 s");
  EXPECT_FALSE(testcase(document, "session/a").child("error"));
}

TEST(Junit, NamesNestedFoldersAndScenariosWithoutAFolder) {
  const auto document = parsed(junit_xml(std::vector{passed_report("a/b/c"), passed_report("lonely")}, options));
  EXPECT_STREQ(testcase(document, "a/b/c").attribute("classname").value(), "a.b.system-oai.memory");
  EXPECT_STREQ(testcase(document, "a/b/c").parent().attribute("name").value(), "a/b");
  EXPECT_STREQ(testcase(document, "lonely").attribute("classname").value(), "scenarios.system-oai.memory");
}

TEST(Junit, TellsWarningsOfAPass) {
  auto report = passed_report("session/a");
  report.checks[0].warning = true;
  const auto document = parsed(junit_xml(std::vector{report}, options));
  EXPECT_STREQ(testcase(document, "session/a").child_value("system-out"),
               "warning  AS-016  TotalCallTime of s: expected 42 s to 43 s, observed 42 s  "
               "(scenarios/session/a.yaml:27)\n");
}

TEST(Junit, StaysWellFormedWhateverTheTextsContain) {
  auto report = failed_report("session/<&\">\x01\xFF");
  report.reason = std::string("]]> \x00 \x0B \xEF\xBF\xBF \r\n", 13);
  report.title = "<!-- \x1b";
  report.checks[1].observed = "\x02 & <b>";
  report.checks[1].requirement = "AS-\x03";
  report.chart = {"\xC0\x80 </failure>"};
  report.protocol = "\x04";
  const std::string xml = junit_xml(std::vector{report}, options);
  EXPECT_TRUE(std::ranges::none_of(xml, [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }));
  // A character reference to a control character is as ill-formed as the character itself.
  for (int code = 0; code < 32; ++code) {
    if (code == 9 || code == 10 || code == 13) continue;
    EXPECT_THAT(xml, Not(HasSubstr("&#" + std::to_string(code) + ";")));
    EXPECT_THAT(xml, Not(HasSubstr("&#0" + std::to_string(code) + ";")));
  }
  const testing::Folder folder;
  testing::put_content(folder / "j.xml", xml);
  const testing::Ran ran = testing::run_shell(
      "/usr/bin/python3 -c 'import sys,xml.etree.ElementTree as e; print(e.parse(sys.argv[1]).getroot().tag)' " +
      (folder / "j.xml"));
  EXPECT_EQ(ran.output, "testsuites\n") << xml;
}

TEST(Junit, OfNothingIsStillADocument) {
  const auto document = parsed(junit_xml({}, options));
  EXPECT_STREQ(document.child("testsuites").attribute("tests").value(), "0");
}

TEST(Junit, IsReadBackByAForeignReader) {
  const testing::Folder folder;
  const std::string path = folder / "junit.xml";
  ASSERT_TRUE(write_whole(path, junit_xml(one_of_each(), options)));
  if (testing::run_shell("/usr/bin/python3 -c 'import junitparser' 2>&1").status != 0) {
    FAIL() << "python3 has no junitparser here: ci/setup installs it (python3-junitparser)";
  }
  const testing::Ran ran = testing::run_shell(
      "/usr/bin/python3 -c 'import sys\n"
      "from junitparser import JUnitXml\n"
      "xml = JUnitXml.fromfile(sys.argv[1])\n"
      "print(xml.tests, xml.failures, xml.errors, xml.skipped)\n"
      "for suite in xml:\n"
      "  print(suite.name, suite.tests, suite.failures, suite.errors, suite.skipped)\n"
      "  for case in suite:\n"
      "    print(case.classname, case.name, case.time, [type(r).__name__ + \":\" + str(r.type) for r in case.result])\n"
      "' " +
      path);
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.output, R"(9 2 4 2
session 4 2 1 0
session.system-oai.memory session/a 0.004 []
session.system-oai.memory session/b 0.004 ['Failure:fail']
session.system-oai.memory session/c 0.004 ['Error:inconclusive']
session.system-oai.memory session/i 0.004 ['Failure:unexpected-pass']
call 5 0 3 2
call.system-oai.memory call/d 0.004 ['Error:harness']
call.system-oai.memory call/e 0.004 ['Error:blocked']
call.system-oai.memory call/f 0.004 ['Skipped:None']
call.system-oai.memory call/g 0.004 ['Error:not-run']
call.system-oai.memory call/h 0.004 ['Skipped:None']
)");
}

}  // namespace
}  // namespace acdloop::report
