# SPDX-License-Identifier: Apache-2.0
"""Known failures through the program: what they excuse, what they never do, and how a list that is wrong is told."""
import re
import unittest

from acdcheck_process import ProcessTest, acdcheck, digests, last_line
from suites import write_suite

# Speaks of the failed check of kinds/failing (suites.py).
ENTRY = """\
  - scenario: kinds/failing
    requirement: {requirement}
    line: {line}
    message: "{message}"
    expires: 2027-01-31
    reason: the author expects what is not so
"""


class Known(ProcessTest):
    def setUp(self):
        super().setUp()
        self.suite = write_suite(self.folder, "good", "failing")
        ran = self.ends(1, acdcheck("run", "--protocol", "system-oai", "--suite", self.suite))
        requirement, what, expected, observed, line = re.search(
            r"(?ms)^  (AS-\d{3}\w?)  .*?    what      (.*?)\n    expected  (.*?)\n    observed  (.*?)\n.*?asked in  \S+:(\d+)$",
            ran.stdout).groups()
        self.fields = {"requirement": requirement, "line": line,
                       "message": f"{what}: expected {expected}, observed {observed}"}
        self.plain = digests(ran.stdout)

    def listed(self, *lists, **changed):
        """A file with this entry in each of the lists."""
        path = self.folder / "known.yaml"
        path.write_text("".join(f"{name}:\n" + ENTRY.format(**(self.fields | changed)) for name in lists))
        return path

    def run_with(self, path, *more, today="2027-01-31"):
        return acdcheck("run", "--protocol", "system-oai", "--suite", self.suite, "--known", path, "--today", today, *more)

    def test_an_expected_failure_is_no_failure_and_stays_in_sight(self):
        junit = self.folder / "junit.xml"
        ran = self.ends(0, self.run_with(self.listed("known"), "--junit", junit))
        self.assertRegex(ran.stdout, r"(?m)^xfail  kinds/failing .*  known: the author expects what is not so$")
        self.assertIn("1 of 2 scenarios passed", last_line(ran.stdout))
        self.assertIn(", 1 failed as expected", last_line(ran.stdout))
        self.assertEqual(self.plain, digests(ran.stdout))
        text = junit.read_text(encoding="utf-8")
        self.assertIn('<skipped message="expected failure: the author expects what is not so" />', text)
        self.assertIn(self.fields["message"].split(":")[0], text)

    def test_a_message_may_leave_out_what_changes(self):
        self.ends(0, self.run_with(self.listed("known", message=self.fields["message"].split("expected")[0] + "expected *")))

    def test_the_last_day_counts_and_the_next_one_not(self):
        path = self.listed("known")
        self.ends(0, self.run_with(path, today="2027-01-31"))
        ran = self.ends(1, self.run_with(path, today="2027-02-01"))
        self.assertIn(f"{path}:2: kinds/failing expired on 2027-01-31 and excuses nothing any more; delete lines 2 to 7", ran.stdout)
        self.assertIn("FAIL   kinds/failing", ran.stdout)
        # An old list is told whatever was selected.
        self.ends(1, acdcheck("run", "--protocol", "system-oai", "--suite", self.suite, "kinds/good", "--known", path, "--today", "2027-02-01"))

    def test_a_pass_that_should_fail_fails_with_the_lines_to_delete(self):
        path = self.listed("known")
        path.write_text(path.read_text().replace("kinds/failing", "kinds/good"))
        ran = self.ends(1, self.run_with(path))
        self.assertRegex(ran.stdout, r"(?m)^UNEXPECTED PASS  kinds/good ")
        self.assertIn("kinds/good on system-oai over memory does not fail so any more; delete lines 2 to 7\n", ran.stdout)
        self.assertIn("1 passed unexpectedly", last_line(ran.stdout))

    def test_a_failure_that_changed_is_told_with_the_lines_to_change(self):
        path = self.listed("known", line="3", message="State of s: expected nothing of the kind")
        ran = self.ends(1, self.run_with(path))
        self.assertIn(f"change line 4 to `line: {self.fields['line']}` and change line 5 to `message: \"{self.fields['message']}\"`", ran.stdout)
        # The advice is good.
        lines = path.read_text().splitlines()
        for number, text in re.findall(r"change line (\d+) to `([^`]+)`", ran.stdout):
            lines[int(number) - 1] = "    " + text
        path.write_text("\n".join(lines) + "\n")
        self.ends(0, self.run_with(path))

    def test_another_protocol_or_link_is_not_spoken_of(self):
        path = self.listed("known")
        path.write_text(path.read_text() + "    link: tcp\n")
        self.ends(1, self.run_with(path))
        self.ends(0, self.run_with(path, "--link", "tcp"))

    def test_what_was_not_selected_is_not_judged(self):
        ran = self.ends(0, self.run_with(self.listed("known"), "kinds/good"))
        self.assertNotIn("known.yaml", ran.stdout)

    def test_what_breaks_is_not_excused(self):
        write_suite(self.folder, "failing-then-blocked")
        path = self.listed("known")
        path.write_text(path.read_text().replace("kinds/failing", "kinds/failing-then-blocked"))
        self.ends(1, self.run_with(path, "kinds/failing-then-blocked"))

    def test_flaky_is_counted_and_never_the_whole_proof(self):
        path = self.listed("flaky")
        junit = self.folder / "junit.xml"
        ran = self.ends(0, self.run_with(path, "--junit", junit))
        self.assertRegex(ran.stdout, r"(?m)^flaky  kinds/failing .*  listed as flaky: the author expects what is not so$")
        self.assertIn(", 1 failed as listed under flaky", last_line(ran.stdout))
        self.assertIn('<property name="flaky" value="the author expects what is not so" />', junit.read_text())
        ran = self.ends(6, self.run_with(path, "kinds/failing"))
        self.assertTrue(last_line(ran.stdout).startswith("Nothing ran"))
        path.write_text(path.read_text().replace("kinds/failing", "kinds/good"))
        ran = self.ends(1, self.run_with(path))
        self.assertIn(", 1 listed as flaky did not fail", last_line(ran.stdout))

    def test_shards_put_together_judge_by_the_same_list(self):
        path = self.listed("known")
        path.write_text(path.read_text() + ENTRY.format(**self.fields).replace("kinds/failing", "kinds/good"))
        streams = []
        for index, code in ((1, 0), (2, 1)):  # failing, good
            streams.append(self.folder / f"stream-{index}")
            self.ends(code, self.run_with(path, "--shard", f"{index}/2", "--events", streams[-1]))
        whole = self.ends(1, self.run_with(path, "--events", self.folder / "whole"))
        path.unlink()
        ran = self.ends(1, acdcheck("report", *streams, "--events", self.folder / "merged"))
        self.assertEqual((self.folder / "whole").read_bytes(), (self.folder / "merged").read_bytes())
        self.assertEqual(re.sub(r" in [\d.]+ s\.", ".", whole.stdout), ran.stdout)

    def refused(self, code, says, *arguments):
        ran = self.ends(code, acdcheck("run", "--protocol", "system-oai", "--suite", self.suite, *arguments))
        self.assertEqual("", ran.stdout)
        self.assertIn(says, ran.stderr)
        return ran

    def test_a_list_with_faults_runs_nothing(self):
        path = self.listed("known")
        path.write_text(path.read_text().replace("kinds/failing", "kinds/fialing").replace("expires: 2027-01-31", "expires: soon"))
        ran = self.refused(3, "nothing was run", "--known", path)
        self.assertIn('unknown scenario "kinds/fialing"', ran.stderr)
        self.assertIn("help: did you mean kinds/failing?", ran.stderr)
        self.assertIn(f"--> {path}:6:14", ran.stderr)
        self.assertIn("^^^^", ran.stderr)
        self.refused(3, "there is no such file", "--known", self.folder / "absent.yaml")
        self.refused(2, "a day is written as in", "--known", self.listed("known"), "--today", "tomorrow")
        self.refused(2, "--known", "--today", "2027-01-01")

    def test_codes_are_explained(self):
        for number in range(101, 108):
            self.assertIn(f"K{number}", self.ends(0, acdcheck("explain", f"K{number}")).stdout)


if __name__ == "__main__":
    unittest.main()
