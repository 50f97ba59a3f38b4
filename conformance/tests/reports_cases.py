# SPDX-License-Identifier: Apache-2.0
"""What acdcheck run writes and where: results, diagnostics, JUnit, event stream, digests, colour."""
import json
import os
import pty
import re
import subprocess
import unittest

from acdcheck_process import ENVIRONMENT, PATIENCE, PROGRAM, SOURCE, ProcessTest, acdcheck, digests, last_line
from suites import write_suite

MIXED = ("good", "failing", "blocked", "contradicting", "skipped")
# As the event stream's own page says it.
RECOMPUTE = """grep -v '^{"class":"wire"' "$1" | grep -v '^{"class":"env"' | grep '"protocol":"'"$2"'"' | sha256sum"""


def recomputed(events, protocol):
    ran = subprocess.run(["sh", "-c", RECOMPUTE, "sh", str(events), protocol], capture_output=True, text=True, check=True)
    return ran.stdout.split()[0]


class Junit(ProcessTest):
    def test_counts_are_those_of_the_console(self):
        from junitparser import Error, Failure, JUnitXml, Skipped
        path = self.folder / "junit.xml"
        ran = self.ends(1, acdcheck("run", "--suite", write_suite(self.folder, *MIXED), "--protocol", "system-oai",
                                    "--junit", path))
        report = JUnitXml.fromfile(str(path))
        self.assertEqual((5, 1, 2, 1), (report.tests, report.failures, report.errors, report.skipped))
        summary = last_line(ran.stdout)
        for words in ("1 of 5 scenarios passed", "1 failed", "1 broke (error)", "1 blocked", "1 skipped"):
            self.assertIn(words, summary)
        results = {case.name: case.result for suite in report for case in suite}
        self.assertEqual({f"kinds/{kind}" for kind in MIXED}, set(results))
        self.assertEqual([], results["kinds/good"])
        expected = {"failing": (Failure, "fail"), "blocked": (Error, "blocked"), "contradicting": (Error, "harness")}
        for kind, (element, kind_of_trouble) in expected.items():
            (result,) = results[f"kinds/{kind}"]
            self.assertIsInstance(result, element)
            self.assertEqual(kind_of_trouble, result.type)
            self.assertTrue(result.message)
        (skip,) = results["kinds/skipped"]
        self.assertIsInstance(skip, Skipped)
        self.assertIn("needs pin", skip.message)

    def test_one_case_a_line_and_as_many_as_ran(self):
        path = self.folder / "junit.xml"
        ran = self.ends(0, acdcheck("run", "--junit", path))
        lines = path.read_text(encoding="utf-8").splitlines()
        cases = sum(line.count("<testcase ") for line in lines)
        self.assertEqual(cases, sum("<testcase " in line for line in lines))
        self.assertTrue(last_line(ran.stdout).startswith(f"{cases} of {cases} scenarios passed"))


class Events(ProcessTest):
    def run_suite(self, name, *more):
        path = self.folder / name
        ran = self.ends(0, acdcheck("run", "--events", path, *more))
        printed = digests(ran.stdout)
        self.assertTrue(printed)
        return path.read_bytes(), printed

    def test_every_line_is_json_and_the_digest_can_be_recomputed(self):
        content, printed = self.run_suite("events")
        records = [json.loads(line) for line in content.splitlines()]
        for record in records:
            self.assertEqual(["class", "protocol", "scenario", "at"], list(record)[:4])
        classes = {record["class"] for record in records}
        self.assertEqual({"env", "wire", "scenario", "step", "fact", "request", "result", "event", "figure", "check",
                          "reading"}, classes)
        for protocol, digest in printed.items():
            self.assertEqual(digest, recomputed(self.folder / "events", protocol))

    def test_equal_runs_give_equal_bytes(self):
        # Nothing may differ: wall times stand on the console and in JUnit, not in the stream.
        self.assertEqual(self.run_suite("one", "--seed", "5"), self.run_suite("other", "--seed", "5"))

    def test_another_seed_changes_the_wire_and_not_the_digest(self):
        content, printed = self.run_suite("one", "--seed", "5")
        other, other_printed = self.run_suite("other", "--seed", "6")
        self.assertEqual(printed, other_printed)

        def wire(lines):
            return [line for line in lines.splitlines() if line.startswith(b'{"class":"wire"')]

        self.assertNotEqual(wire(content), wire(other))

    def test_links_agree(self):
        _, memory = self.run_suite("memory", "--link", "memory")
        for link in ("tcp", "pty"):
            self.assertEqual(memory, self.run_suite(link, "--link", link)[1], link)

    def test_a_dash_puts_the_stream_alone_on_standard_output(self):
        ran = self.ends(0, acdcheck("run", "session/*", "--events", "-"))
        for line in ran.stdout.splitlines():
            json.loads(line)
        self.assertIn("scenarios passed", last_line(ran.stderr))
        path = self.folder / "events"
        path.write_text(ran.stdout, encoding="utf-8")
        for protocol, digest in digests(ran.stderr).items():
            self.assertEqual(digest, recomputed(path, protocol))

    def test_order_and_company_of_patterns_do_not_matter_to_a_scenario(self):
        def of(scenario, *patterns):
            ran = self.ends(0, acdcheck("run", *patterns, "--events", "-"))
            return [line for line in ran.stdout.splitlines()
                    if f'"scenario":"{scenario}"' in line and '"name":"place"' not in line]

        alone = of("session/timed-wrap-up", "session/timed-wrap-up")
        self.assertTrue(alone)
        self.assertEqual(alone, of("session/timed-wrap-up", "timeouts/*", "session/timed-wrap-up"))


class Console(ProcessTest):
    SUMMARY = r"^\d+ of \d+ scenarios? passed on .* in virtual time.*: \d+ checks.* of telephone time in .+\.$"

    def test_results_on_stdout_and_nothing_on_stderr(self):
        ran = self.ends(0, acdcheck("run"))
        self.assertEqual("", ran.stderr)
        self.assertRegex(last_line(ran.stdout), self.SUMMARY)
        self.assertNotIn("\x1b", ran.stdout)
        self.assertNotIn("\r", ran.stdout)

    def test_failures_are_results_too(self):
        ran = self.ends(1, acdcheck("run", "--protocol", "system-oai", "--suite", write_suite(self.folder, *MIXED)))
        self.assertEqual("", ran.stderr)
        self.assertNotIn("\x1b", ran.stdout)

    def test_quiet_is_digests_and_summary(self):
        ran = self.ends(0, acdcheck("run", "-q"))
        *before, summary = ran.stdout.splitlines()
        self.assertRegex(summary, self.SUMMARY)
        self.assertTrue(before)
        for line in before:
            self.assertRegex(line, r"^(digest \S+ [0-9a-f]{64}|verdict digest [0-9a-f]{64} over \d+ scenarios?)$")

    def test_verbose_shows_every_check(self):
        ran = self.ends(0, acdcheck("run", "session/timed-wrap-up", "--protocol", "system-oai", "-v"))
        promised = int(re.search(r"(\d+) checks\n", ran.stdout).group(1))
        self.assertEqual(promised, len(re.findall(r"(?m)^  pass  (?:AS-\d{3}[a-z]?|WIRE-\d)  ", ran.stdout)))
        plain = self.ends(0, acdcheck("run", "session/timed-wrap-up", "--protocol", "system-oai"))
        self.assertEqual(digests(plain.stdout), digests(ran.stdout))

    def test_paths_are_those_a_person_would_type(self):
        write_suite(self.folder, "failing")
        ran = self.ends(1, acdcheck("run", cwd=self.folder / "scenarios" / "kinds"))
        self.assertIn("asked in  failing.yaml:9\n", ran.stdout)
        ran = self.ends(1, acdcheck("run", cwd=self.folder))
        self.assertIn("asked in  scenarios/kinds/failing.yaml:9\n", ran.stdout)
        ran = self.ends(1, acdcheck("run", "--suite", self.folder / "scenarios", cwd=SOURCE))
        self.assertIn(f"asked in  {self.folder}/scenarios/kinds/failing.yaml:9\n", ran.stdout)

    def on_terminal(self, *arguments, **variables):
        """Standard output on a terminal, standard error not."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=theirs, stderr=subprocess.PIPE, cwd=SOURCE,
                                   env={**ENVIRONMENT, "TERM": "xterm", **variables})
        os.close(theirs)
        output = b""
        try:
            while block := os.read(ours, 65536):
                output += block
        except OSError:
            pass  # a terminal whose other side is closed
        finally:
            os.close(ours)
        process.communicate(timeout=PATIENCE)
        return output.decode("utf-8")

    def test_colour_is_for_terminals_and_for_who_asks(self):
        run = ("run", "--suite", write_suite(self.folder, "good", "failing"))
        self.assertIn("\x1b[1;31mFAIL\x1b[0m", self.on_terminal(*run))
        self.assertNotIn("\x1b", self.on_terminal(*run, NO_COLOR="1"))
        self.assertNotIn("\x1b", self.on_terminal(*run, CI="true"))
        self.assertNotIn("\x1b", self.on_terminal(*run, TERM="dumb"))
        self.assertNotIn("\x1b", self.on_terminal(*run, "--color", "never"))
        self.assertIn("\x1b[1;31m", self.on_terminal(*run, "--color", "always", NO_COLOR="1"))
        self.assertIn("\x1b[1;31m", acdcheck(*run, "--color", "always").stdout)

    def test_a_reader_that_goes_away_does_not_end_in_green(self):
        ours, theirs = os.pipe()
        os.close(ours)
        try:
            ran = acdcheck("run", stdout=theirs)
        finally:
            os.close(theirs)
        self.assertNotEqual(0, ran.returncode)


if __name__ == "__main__":
    unittest.main()
