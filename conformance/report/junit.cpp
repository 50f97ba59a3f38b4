// SPDX-License-Identifier: Apache-2.0
#include "conformance/report/junit.hpp"

#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "conformance/report/evidence.hpp"
#include "conformance/report/text.hpp"
#include "drivers/capture/readable.hpp"

namespace acdloop::report {
namespace {

using verdict::Outcome;
using verdict::ScenarioReport;

struct Counts {
  int tests = 0;
  int failures = 0;
  int errors = 0;
  int skipped = 0;
  Duration time{};

  void add(const Counts& more) {
    tests += more.tests;
    failures += more.failures;
    errors += more.errors;
    skipped += more.skipped;
    time += more.time;
  }
};

// Which element a report becomes; an empty name is a pass.
struct Element {
  const char* name = "";
  const char* type = "";
};

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}

void add_property(pugi::xml_node properties, std::string_view name, std::string_view value) {
  pugi::xml_node property = properties.append_child("property");
  set(property, "name", name);
  set(property, "value", value);
}

// "0.004": seconds as every reader of JUnit understands them.
std::string plain_seconds(Duration time) {
  std::string text = capture::seconds(std::max(time, Duration{}));
  return text.substr(0, text.size() - 2);
}

void set_counts(pugi::xml_node node, const Counts& counts, const JunitOptions& options) {
  set(node, "tests", std::to_string(counts.tests));
  set(node, "failures", std::to_string(counts.failures));
  set(node, "errors", std::to_string(counts.errors));
  set(node, "skipped", std::to_string(counts.skipped));
  if (options.own_time) set(node, "time", plain_seconds(counts.time));
}

bool has_failed_check(const ScenarioReport& report) {
  return std::ranges::find(report.checks, verdict::Verdict::fail, &verdict::Check::verdict) != report.checks.end();
}

Element element_of(const ScenarioReport& report) {
  const Element harness{"error", "harness"};
  switch (report.outcome) {
    case Outcome::pass:
      return {};
    case Outcome::fail:
      return {"failure", "fail"};
    case Outcome::xpass:
      return {"failure", "unexpected-pass"};
    case Outcome::inconclusive:
      return {"error", "inconclusive"};
    // What broke later must not launder a proven failure.
    case Outcome::error:
      return has_failed_check(report) ? Element{"failure", "fail"} : harness;
    case Outcome::blocked:
      return {"error", "blocked"};
    case Outcome::not_run:
      return {"error", "not-run"};
    case Outcome::skip:
    case Outcome::xfail:
    case Outcome::flaky:
      return {"skipped", ""};
  }
  return harness;
}

// One line: the reason, and the first check at the level that gave the outcome.
std::string message_of(const ScenarioReport& report) {
  if (report.outcome == Outcome::skip) return report.reason.empty() ? "no reason given" : report.reason;
  if (report.outcome == Outcome::xfail) return "expected failure: " + report.reason;
  if (report.outcome == Outcome::flaky) return "flaky: " + report.flaky;
  if (report.outcome == Outcome::xpass) {
    return "passed although a failure was expected" + (report.reason.empty() ? "" : ": " + report.reason);
  }
  std::string message = report.reason;
  const auto wanted = has_failed_check(report) ? verdict::Verdict::fail : verdict::Verdict::inconclusive;
  const auto first = std::ranges::find(report.checks, wanted, &verdict::Check::verdict);
  if (first != report.checks.end()) {
    message += (message.empty() ? "" : "; ") + first->requirement + " " + check_sentence(*first);
  }
  return message.empty() ? std::string{to_string(report.outcome)} : message;
}

std::string warnings_of(const ScenarioReport& report) {
  std::string text;
  for (const verdict::Check& check : report.checks) {
    if (!check.warning) continue;
    text += "warning  " + check.requirement + "  " + check_sentence(check) + "  (" + place_of(check, report) + ")\n";
  }
  return text;
}

std::string folder_of(const ScenarioReport& report) {
  const std::size_t slash = report.id.rfind('/');
  return slash == std::string::npos ? std::string{"scenarios"} : report.id.substr(0, slash);
}

std::string class_name_of(const ScenarioReport& report) {
  std::string folder = folder_of(report);
  std::ranges::replace(folder, '/', '.');
  return folder + "." + report.protocol + "." + report.link;
}

void add_case_properties(pugi::xml_node testcase, const ScenarioReport& report) {
  pugi::xml_node properties = testcase.append_child("properties");
  std::set<std::string_view> requirements;
  for (const verdict::Check& check : report.checks) requirements.insert(check.requirement);
  for (const std::string_view requirement : requirements) add_property(properties, "requirement", requirement);
  add_property(properties, "virtual-time", plain_seconds(report.virtual_time));
  if (report.repetitions > 1) add_property(properties, "repetitions", std::to_string(report.repetitions));
  if (!report.flaky.empty()) add_property(properties, "flaky", report.flaky);
}

Counts add_case(pugi::xml_node suite, const ScenarioReport& report, const JunitOptions& options) {
  pugi::xml_node testcase = suite.append_child("testcase");
  set(testcase, "classname", class_name_of(report));
  set(testcase, "name", report.id);
  if (options.own_time) set(testcase, "time", plain_seconds(report.wall_time));
  if (!report.file.empty()) set(testcase, "file", report.file);
  add_case_properties(testcase, report);

  Counts counts{.tests = 1, .time = std::max(report.wall_time, Duration{})};
  const Element element = element_of(report);
  const std::string_view kind = element.name;
  counts.failures = kind == "failure" ? 1 : 0;
  counts.errors = kind == "error" ? 1 : 0;
  counts.skipped = kind == "skipped" ? 1 : 0;
  if (!kind.empty()) {
    pugi::xml_node verdict = testcase.append_child(element.name);
    if (*element.type != '\0') set(verdict, "type", element.type);
    set(verdict, "message", message_of(report));
    if (kind != "skipped") {
      const std::string text = evidence(report, options.sentence_of);
      verdict.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
    }
  }
  std::string aside = warnings_of(report);
  // Excused is not unseen.
  if (report.outcome == Outcome::xfail || report.outcome == Outcome::flaky)
    aside += evidence(report, options.sentence_of);
  if (!aside.empty()) {
    testcase.append_child("system-out").append_child(pugi::node_pcdata).set_value(xml_text(aside).c_str());
  }
  return counts;
}

class StringWriter : public pugi::xml_writer {
 public:
  void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
  std::string text;
};

}  // namespace

std::string junit_xml(std::span<const ScenarioReport> reports, const JunitOptions& options) {
  pugi::xml_document document;
  pugi::xml_node declaration = document.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  pugi::xml_node root = document.append_child("testsuites");
  set(root, "name", options.name);

  std::vector<std::string> folders;  // in order of appearance
  for (const ScenarioReport& report : reports) {
    if (std::ranges::find(folders, folder_of(report)) == folders.end()) folders.push_back(folder_of(report));
  }
  Counts all;
  for (const std::string& folder : folders) {
    pugi::xml_node suite = root.append_child("testsuite");
    set(suite, "name", folder);
    Counts counts;
    if (!options.properties.empty()) {
      pugi::xml_node properties = suite.append_child("properties");
      for (const auto& [name, value] : options.properties) add_property(properties, name, value);
    }
    for (const ScenarioReport& report : reports) {
      if (folder_of(report) == folder) counts.add(add_case(suite, report, options));
    }
    set_counts(suite, counts, options);
    all.add(counts);
  }
  set_counts(root, all, options);

  StringWriter writer;
  document.save(writer, "  ", pugi::format_indent, pugi::encoding_utf8);
  return writer.text;
}

}  // namespace acdloop::report
