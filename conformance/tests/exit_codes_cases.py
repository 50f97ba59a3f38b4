# SPDX-License-Identifier: Apache-2.0
"""One test for every row of the exit-code table, by runs that end so.

4 (something is inconclusive) cannot be brought about from outside on the virtual clock, where every instant is known
to the nanosecond; its place among the others is tested in conformance/verdict/tests.
"""
import os
import resource
import signal
import subprocess
import unittest

from acdcheck_process import ENVIRONMENT, PATIENCE, PROGRAM, SUITE, ProcessTest, acdcheck, last_line
from suites import write_copies, write_suite


class Zero(ProcessTest):
    def test_the_suite_passes(self):
        ran = self.ends(0, acdcheck("run"))
        self.assertRegex(last_line(ran.stdout), r"^\d+ of \d+ scenarios passed on ")

    def test_one_scenario_that_ran_among_skips_is_enough(self):
        ran = self.ends(0, acdcheck("run", "--suite", write_suite(self.folder, "good", "skipped"), "--protocol", "system-oai"))
        self.assertIn("1 of 2 scenarios passed", ran.stdout)
        self.assertIn("1 skipped", last_line(ran.stdout))

    def test_help_and_version(self):
        for arguments in (["--help"], ["--version"], ["run", "--help"]):
            ran = self.ends(0, acdcheck(*arguments))
            self.assertIn("acdcheck", ran.stdout)
            self.assertEqual("", ran.stderr)

    def test_a_caught_defect(self):
        ran = self.ends(0, acdcheck("mutate", "--only", "call-time-without-wrap-up"))
        self.assertIn("1 of 1 planted defects caught", last_line(ran.stdout))
        self.assertIn("AS-016", ran.stdout)

    def test_a_caught_defect_is_repeated_over_the_same_link(self):
        file = "scenarios/session/timed-wrap-up.yaml"
        for link in ("tcp", "pty"):
            ran = self.ends(0, acdcheck("mutate", file, "--only", "call-time-without-wrap-up", "--link", link))
            self.assertIn(f"again: acdcheck mutate {file} --only call-time-without-wrap-up --link {link}\n", ran.stdout)

    def test_a_defect_of_one_wire_is_played_there_alone_and_the_evidence_has_its_place(self):
        file = SUITE / "session" / "wrap-up-counts-into-call-time.yaml"
        for defect, fault in (("csta-xml-wrong-invoke-id", "response_not_owed"), ("ged188-wrong-length", "float_past_end"),
                              ("system-oai-wrong-invoke-id", "confirmation_not_owed")):
            ran = self.ends(0, acdcheck("mutate", file, "--only", defect))
            protocol = defect[:defect.index("-wrong")]
            caught_by = ran.stdout[ran.stdout.index("caught by:\n"):].splitlines()[1]
            self.assertEqual(f"  session/wrap-up-counts-into-call-time on {protocol}", caught_by)
            self.assertRegex(ran.stdout, rf"{fault}: .*messages? \d+.* of {protocol} from byte \d+")

    def test_the_defect_that_breaks_nothing_survives(self):
        ran = self.ends(0, acdcheck("mutate", "--only", "none"))
        self.assertIn("survived", ran.stdout)


class One(ProcessTest):
    def test_a_failed_check(self):
        ran = self.ends(1, acdcheck("run", "--protocol", "system-oai", "--suite", write_suite(self.folder, "failing", "good"), cwd=self.folder))
        self.assertIn("FAIL   kinds/failing", ran.stdout)
        self.assertIn("expected  busy", ran.stdout)
        self.assertIn("asked in  scenarios/kinds/failing.yaml:9\n", ran.stdout)
        self.assertIn("again: acdcheck run scenarios/kinds/failing.yaml ", ran.stdout)
        self.assertIn("1 failed", last_line(ran.stdout))

    def test_what_breaks_later_does_not_launder_it(self):
        ran = self.ends(1, acdcheck("run", "--protocol", "system-oai", "--suite", write_suite(self.folder, "failing-then-blocked")))
        self.assertIn("BLOCKED", ran.stdout)
        self.ends(1, acdcheck("run", "--protocol", "system-oai", "--suite", write_suite(self.folder, "failing", "blocked", "contradicting")))

    def test_an_uncaught_defect(self):
        ran = self.ends(1, acdcheck("mutate", "--suite", write_suite(self.folder, "good"), "--only",
                                    "call-time-without-wrap-up"))
        self.assertIn("0 of 1 planted defects caught", last_line(ran.stdout))

    def test_what_fails_without_a_defect_catches_none(self):
        suite = write_suite(self.folder, "failing")
        for defect in ("none", "call-time-without-wrap-up"):
            ran = self.ends(1, acdcheck("mutate", "--suite", suite, "--only", defect))
            self.assertIn("does not pass without a planted defect", ran.stderr)


class Two(ProcessTest):
    def refused(self, *arguments, says):
        ran = self.ends(2, acdcheck(*arguments))
        self.assertEqual("", ran.stdout)
        self.assertIn(says, ran.stderr)
        return ran

    def test_command_lines_without_sense(self):
        self.refused(says="subcommand is required")
        self.refused("dance", says="there is no command 'dance'; there is run,")
        self.refused("run", "--loud", says="--loud")
        self.refused("run", "-q", "-v", says="excludes")
        self.refused("run", "--link", "string", says="string")
        self.refused("run", "--clock", "real", says="real")
        self.refused("run", "--color", "blue", says="blue")
        self.refused("lint", "--format", "xml", says="xml")
        self.refused("explain", says="WORD")

    def test_a_seed_that_is_no_whole_number(self):
        for seed in ("-1", "1.5", "0x10", "", "9" * 30):
            self.refused("run", "--seed", seed, says="--seed")

    def test_a_pattern_that_matches_nothing_is_told_the_nearest_names(self):
        ran = self.refused("run", "sesion/call-without-wrapup", says="no scenario matches 'sesion/call-without-wrapup'")
        self.assertIn("nearest: session/call-without-wrap-up", ran.stderr)
        self.refused("list", "nothing/*", says="no scenario matches 'nothing/*'")
        self.refused("lint", "absent.yaml", says="there is no such file")
        self.refused("run", "session/timed-wrap-up", "session/nonsense", says="no scenario matches 'session/nonsense'")
        self.refused("run", "session", says="did you mean 'session/**'?")
        self.refused("run", "", says="no scenario matches ''")
        self.refused("run", str(self.folder), says="the folder holds no scenario")

    def test_reports_that_cannot_be_written_are_refused_before_the_run(self):
        for flag in ("--junit", "--events"):
            self.refused("run", flag, self.folder / "absent" / "report", says="create the folder")
            self.refused("run", flag, self.folder, says="name a file in it")
        self.refused("run", "--junit", "-", says="name a file")
        same = self.folder / "both"
        self.refused("run", "--junit", same, "--events", same, says="name two files")
        self.assertFalse(same.exists())

    def test_an_unknown_protocol_is_told_the_known_ones(self):
        self.refused("run", "--protocol", "isdn", says="there is no protocol 'isdn'; there is system-oai")
        self.refused("run", "--protocol", "", says="there is no protocol ''")
        self.refused("run", "--protocol", "system-oai,system-oai", says="named twice")

    def test_an_unknown_defect(self):
        self.refused("mutate", "--only", "no-such-defect", says="there is no planted defect 'no-such-defect'")
        self.refused("mutate", "--only", "ged188-wrong-length", "--protocol", "system-oai,csta-xml",
                     says="'ged188-wrong-length' breaks ged188, which is not played here")

    def test_a_suite_that_is_not_there(self):
        for command in ("run", "list", "lint", "mutate"):
            self.refused(command, "--suite", self.folder / "absent", says="there is no such folder")
        ran = self.ends(2, acdcheck("run", cwd=self.folder))
        self.assertIn("name one with --suite DIR", ran.stderr)

    def test_a_folder_too_deep_to_be_walked_does_not_shrink_the_suite_unseen(self):
        suite = write_suite(self.folder, "good")
        suite.joinpath(*["deeper"] * 20).mkdir(parents=True)
        ran = self.ends(2, acdcheck("run", "--protocol", "system-oai", "--suite", suite))
        self.assertIn("the folder cannot be read", ran.stderr)


class Three(ProcessTest):
    def test_an_invalid_scenario_is_shown_with_all_its_faults_and_nothing_runs(self):
        suite = write_suite(self.folder, "invalid", "good")
        for command in (["run"], ["list"], ["mutate", "--only", "none"]):
            ran = self.ends(3, acdcheck(*command, "--suite", suite, cwd=self.folder))
            self.assertEqual("", ran.stdout)
            self.assertIn("  --> scenarios/kinds/invalid.yaml:9:27\n", ran.stderr)
            self.assertIn("  --> scenarios/kinds/invalid.yaml:10:16\n", ran.stderr)
            self.assertRegex(ran.stderr, r"\n +9 \| .*cals: 0 \}\n +\| +\^\^\^\^")
            self.assertIn("did you mean calls?", ran.stderr)
            self.assertIn("1 of 2 scenario files are invalid", ran.stderr)

    def test_no_report_is_begun(self):
        events = self.folder / "events"
        suite = write_suite(self.folder, "invalid")
        self.ends(3, acdcheck("run", "--protocol", "system-oai", "--suite", suite, "--events", events))
        self.assertFalse(events.exists())

    def test_an_id_that_is_not_the_place_in_the_suite(self):
        suite = write_suite(self.folder, "good")
        (suite / "kinds" / "good.yaml").rename(suite / "kinds" / "other.yaml")
        for pattern in ([], ["kinds/other"], [suite / "kinds" / "other.yaml"], ["scenarios/kinds/other.yaml"],
                        ["scenarios/kinds"]):
            ran = self.ends(3, acdcheck("run", "--protocol", "system-oai", "--suite", suite, *pattern, cwd=self.folder))
            self.assertIn("write id: kinds/other, or move the file", ran.stderr)


class Five(ProcessTest):
    def test_a_story_that_cannot_go_on(self):
        ran = self.ends(5, acdcheck("run", "--protocol", "system-oai", "--suite", write_suite(self.folder, "blocked", "good")))
        self.assertIn("BLOCKED", ran.stdout)
        self.assertIn("line 9: ann's phone did not ring within 60s", ran.stdout)
        self.assertIn("1 blocked", last_line(ran.stdout))

    def test_a_scenario_that_contradicts_itself(self):
        ran = self.ends(5, acdcheck("run", "--protocol", "system-oai", "--suite", write_suite(self.folder, "contradicting", "good")))
        self.assertIn("the scenario says 2 calls, the facts say 0", ran.stdout)
        self.assertIn("1 broke (error)", last_line(ran.stdout))

    def test_full_disks(self):
        suite = write_suite(self.folder, "good")
        for flag in ("--events", "--junit"):
            ran = self.ends(5, acdcheck("run", "--protocol", "system-oai", "--suite", suite, flag, "/dev/full"))
            self.assertIn("cannot write /dev/full: No space left on device", ran.stderr)
        for command in (["run"], ["list"], ["lint"], ["mutate", "--only", "none"]):
            with open("/dev/full", "w", encoding="ascii") as full:
                ran = acdcheck(*command, "--suite", suite, stdout=full)
            self.assertEqual(5, ran.returncode, command)
            self.assertIn("No space left on device", ran.stderr)

    def test_a_full_disk_does_not_hide_a_failed_check(self):
        self.ends(1, acdcheck("run", "--protocol", "system-oai", "--suite", write_suite(self.folder, "failing"), "--events", "/dev/full"))

    def test_a_port_that_cannot_be_opened_breaks_the_scenario_and_leaves_a_report(self):
        junit = self.folder / "junit.xml"
        ran = self.ends(5, acdcheck("run", "--suite", write_suite(self.folder, "good"), "--link", "pty", "--protocol",
                                    "system-oai", "--junit", junit,
                                    preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (6, 6))))
        self.assertIn("ERROR  kinds/good", ran.stdout)
        self.assertIn('<error type="harness"', junit.read_text(encoding="utf-8"))


class Six(ProcessTest):
    def test_nothing_but_skips(self):
        ran = self.ends(6, acdcheck("run", "--suite", write_suite(self.folder, "skipped"), "--protocol", "system-oai"))
        self.assertRegex(ran.stdout, r"\nskip   kinds/skipped  system-oai  needs pin: .+\n")
        self.assertIn("Nothing ran:", last_line(ran.stdout))

    def test_an_empty_suite(self):
        for command in ("run", "list", "lint", "mutate"):
            ran = self.ends(6, acdcheck(command, "--suite", self.folder))
            self.assertIn("there is no scenario in", ran.stderr)


class Interrupted(ProcessTest):
    """The output is larger than the pipe, so the run cannot be over when its first line has been read."""

    COPIES = 120

    def interrupt(self, signal_number, command):
        suite = write_copies(self.folder, self.COPIES)
        process = subprocess.Popen([PROGRAM, *command, "--suite", str(suite)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=ENVIRONMENT, text=True, encoding="utf-8")
        read = []
        for line in process.stdout:
            read.append(line)
            if line.startswith("pass "):
                break
        process.send_signal(signal_number)
        rest, diagnostics = process.communicate(timeout=PATIENCE)
        return process.returncode, "".join(read) + rest, diagnostics

    def check_run(self, signal_number, code):
        from junitparser import Error, JUnitXml
        junit = self.folder / "junit.xml"
        returned, output, diagnostics = self.interrupt(
            signal_number, ["run", "-v", "--protocol", "system-oai", "--junit", str(junit)])
        self.assertEqual(code, returned, diagnostics)
        report = JUnitXml.fromfile(str(junit))
        self.assertEqual(self.COPIES, report.tests)
        cases = [case for suite in report for case in suite]
        not_run = [case for case in cases if any(isinstance(one, Error) and one.type == "not-run" for one in case.result)]
        passed = [case for case in cases if not case.result]
        self.assertGreaterEqual(len(passed), 1)
        self.assertGreater(len(not_run), 0)
        self.assertEqual(self.COPIES, len(passed) + len(not_run))
        self.assertEqual(report.errors, len(not_run))
        self.assertEqual(len(not_run), output.count("\nNOT RUN  long/"))
        summary = last_line(output)
        self.assertTrue(summary.startswith(f"{len(passed)} of {self.COPIES} scenarios passed"), summary)
        self.assertIn(f", {len(not_run)} not run", summary)

    def test_sigint_leaves_the_partial_report(self):
        self.check_run(signal.SIGINT, 130)

    def test_sigterm_leaves_the_partial_report(self):
        self.check_run(signal.SIGTERM, 143)


if __name__ == "__main__":
    unittest.main()
