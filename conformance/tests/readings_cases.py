# SPDX-License-Identifier: Apache-2.0
"""Readings: for every key that our own subject can answer in two ways, the judge that holds another answer fails the
right requirement, the judge that holds that answer passes, and the judge that leaves it open passes and says what it saw."""
import json
import os
import pathlib
import re
import tempfile
import unittest

from acdcheck_process import SUITE, acdcheck

HOLD = "readings/hold-is-treated-alike"
GOING_ON = "readings/figures-while-a-call-goes-on"
REQUESTS = "readings/requests-left-open"
CUT = "readings/cut-off-by-the-log-out"
ZONE = "readings/start-time-has-a-zone"
DIRECT = "calls/direct-call-is-not-counted"
IN_VAIN = "calls/abandon-in-ring-is-not-counted"
CALLS = "calls/three-calls-with-different-durations"
REFUSED = "errors/log-in-refused"

# key, held, the subject's answer, requirement that fails, where
MATRIX = [
    ("hold_in_talk", "false", "true", "AS-015", HOLD),
    ("hold_in_talk", "true", "false", "AS-015", HOLD),
    ("ring_in_call", "false", "true", "AS-021a", CALLS),
    ("ring_in_call", "true", "false", "AS-016", CALLS),
    ("count_at", "release", "answer", "AS-007", GOING_ON),
    ("count_at", "answer", "release", "AS-007", GOING_ON),
    ("count_at", "release", "wrapup_end", "AS-007", GOING_ON),
    ("live_totals", "false", "true", "AS-013", GOING_ON),
    ("live_totals", "true", "false", "AS-013", GOING_ON),
    ("rounding", "floor_total", "ceil_total", "AS-010", CALLS),
    ("rounding", "ceil_total", "floor_total", "AS-010", CALLS),
    ("rounding", "floor_total", "floor_per_call", "AS-016", CALLS),
    ("rounding", "ceil", "floor_per_call", "AS-010", CALLS),
    ("rounding", "floor_total", "ceil_per_call", "AS-010", CALLS),
    ("rounding", "ceil_per_call", "clock_edges", "AS-010", CALLS),
    ("tta_start", "offered", "queued", "AS-034", GOING_ON),
    ("tta_start", "queued", "offered", "AS-034", GOING_ON),
    ("unanswered_in_tta", "false", "true", "AS-034", IN_VAIN),
    ("unanswered_in_tta", "true", "false", "AS-034", IN_VAIN),
    ("cut_call", "counted", "dropped", "AS-001", CUT),
    ("cut_call", "dropped", "counted", "AS-001", CUT),
    ("empty_average", "zero", "error", "AS-033", GOING_ON),
    ("empty_average", "error", "zero", "AS-033", GOING_ON),
    ("session_state_on_non_acd", "unchanged", "not_ready", "AS-055", DIRECT),
    ("session_state_on_non_acd", "not_ready", "unchanged", "AS-055", DIRECT),
    ("initial_state", "ready", "not_ready", "AS-053", GOING_ON),
    ("initial_state", "not_ready", "ready", "AS-053", GOING_ON),
    ("busy_put_policy", "reject", "deferred", "AS-062", REQUESTS),
    ("busy_put_policy", "deferred", "reject", "AS-062", REQUESTS),
    ("busy_put_policy", "immediate", "reject", "AS-062", REQUESTS),
    ("put_same_state", "granted", "refused", "AS-057", REQUESTS),
    ("put_same_state", "refused", "granted", "AS-057", REQUESTS),
    ("put_call_state", "refused", "ignored", "AS-061", REQUESTS),
    ("put_call_state", "granted", "refused", "AS-061", REQUESTS),
    ("start_time_zone", "local", "utc", "AS-042", ZONE),
    ("start_time_zone", "utc", "local", "AS-042", ZONE),
    ("ended_query", "final", "error", "AS-126a", REQUESTS),
    ("ended_query", "error", "final", "AS-126a", REQUESTS),
    ("error_style", "raw", "mapped", "AS-091", REQUESTS),
    ("error_style", "mapped", "raw", "AS-091", REQUESTS),
]


class Readings(unittest.TestCase):
    def play(self, key, held, subject, scenario):
        with tempfile.TemporaryDirectory() as folder:
            events = os.path.join(folder, "events.ndjson")
            # Where a session begins is the wire's, and so is whether a request asks for the state that is there.
            ran = acdcheck("run", scenario, "--protocol", "system-oai", "--suite", SUITE, "--reading", f"{key}={held}",
                           "--subject-reading", f"{key}={subject}", "--events", events)
            records = [json.loads(line) for line in pathlib.Path(events).read_text().splitlines()]
        failed = {record["requirement"] for record in records
                  if record["class"] == "check" and record["verdict"] == "fail"}
        seen = {record["key"]: record["answers"].split() for record in records if record["class"] == "reading"}
        return ran, failed, seen

    def test_what_is_held_otherwise_fails_the_right_requirement(self):
        for key, held, subject, requirement, scenario in MATRIX:
            with self.subTest(key=key, held=held, subject=subject):
                ran, failed, _ = self.play(key, held, subject, scenario)
                self.assertEqual(ran.returncode, 1, ran.stdout + ran.stderr)
                self.assertIn(requirement, failed)

    def test_what_is_held_likewise_passes(self):
        for key, _, subject, _, scenario in MATRIX:
            with self.subTest(key=key, subject=subject):
                ran, failed, _ = self.play(key, subject, subject, scenario)
                self.assertEqual((ran.returncode, failed), (0, set()), ran.stdout + ran.stderr)

    def test_what_is_left_open_passes_and_is_observed(self):
        for key, _, subject, _, scenario in MATRIX:
            with self.subTest(key=key, subject=subject):
                ran, failed, seen = self.play(key, "either" if key == "error_style" else "any", subject, scenario)
                self.assertEqual((ran.returncode, failed), (0, set()), ran.stdout + ran.stderr)
                sharp = [answer for answer in seen[key] if answer == subject or answer != "clock_edges"]
                self.assertIn(subject, sharp)
                if key != "rounding":
                    self.assertEqual(sharp, [subject])

    def test_figures_of_the_switch_are_told_where_it_has_any(self):
        def told(protocol, rounding):
            with tempfile.TemporaryDirectory() as folder:
                events = os.path.join(folder, "events.ndjson")
                ran = acdcheck("run", CALLS, "--protocol", protocol, "--suite", SUITE, "--reading",
                               f"rounding={rounding}", "--subject-reading", "figures_from=switch", "--events", events)
                records = [json.loads(line) for line in pathlib.Path(events).read_text().splitlines()]
            return ran.returncode, {record["requirement"] for record in records
                                    if record["class"] == "check" and record["verdict"] == "fail"}
        # That switch counts each call in whole seconds; our own count rounds as held, and over a wire without
        # figures it is all there is.
        self.assertEqual(told("ged188", "floor_per_call"), (0, set()))
        code, failed = told("ged188", "floor_total")
        self.assertEqual(code, 1)
        self.assertIn("AS-016", failed)
        self.assertEqual(told("system-oai", "floor_total"), (0, set()))

    def test_a_file_is_read_with_care_and_the_command_line_wins(self):
        with tempfile.TemporaryDirectory() as folder:
            file = os.path.join(folder, "readings.yaml")
            pathlib.Path(file).write_text("live_totals: true\n")
            held = acdcheck("run", GOING_ON, "--suite", SUITE, "--readings", file, "--subject-reading", "live_totals=false")
            self.assertEqual(held.returncode, 1)
            wins = acdcheck("run", GOING_ON, "--suite", SUITE, "--readings", file, "--reading", "live_totals=false")
            self.assertEqual(wins.returncode, 0, wins.stdout)
            pathlib.Path(file).write_text("live_totlas: true\nrounding: flor\n")
            bad = acdcheck("run", GOING_ON, "--suite", SUITE, "--readings", file)
        self.assertEqual(bad.returncode, 3)
        self.assertIn("readings.yaml:1:1", bad.stderr)
        self.assertIn("did you mean live_totals?", bad.stderr)
        self.assertIn("readings.yaml:2:11", bad.stderr)
        self.assertIn("did you mean floor?", bad.stderr)

    def test_an_option_that_says_nothing_is_a_usage_error(self):
        for option in ("roundng=floor", "rounding=flor", "rounding", "timeout=5", "timeout=2h"):
            for flag in ("--reading", "--subject-reading"):
                ran = acdcheck("run", GOING_ON, "--suite", SUITE, flag, option)
                self.assertEqual(ran.returncode, 2, option)
                self.assertIn(flag, ran.stderr)
        beyond = acdcheck("run", GOING_ON, "--suite", SUITE, "--subject-reading", "busy_put_policy=immediate")
        self.assertEqual(beyond.returncode, 2)

    def test_two_answers_in_one_run_are_a_failure(self):
        for defect, requirement in (("same-state-refused-at-times", "AS-057"), ("ended-figure-forgotten", "AS-126a")):
            ran = acdcheck("mutate", "readings/**", "--suite", SUITE, "--only", defect)
            self.assertEqual(ran.returncode, 0, ran.stdout)
            self.assertIn("inconsistent reading", ran.stdout)
            self.assertIn(requirement, ran.stdout)

    def test_readings_stand_in_head_and_end_of_the_console_and_in_junit(self):
        with tempfile.TemporaryDirectory() as folder:
            junit = os.path.join(folder, "junit.xml")
            ran = acdcheck("run", GOING_ON, "--suite", SUITE, "--reading", "timeout=60s", "--subject-reading",
                           "live_totals=true", "--junit", junit)
            xml = pathlib.Path(junit).read_text()
        text = re.sub(r"\n  ", " ", ran.stdout)
        self.assertIn("timeout 60 s", text)
        self.assertIn("our own switch and façade: live_totals true", text)
        self.assertRegex(text, r"readings observed on system-oai: .*live_totals true \(\d+ checks\)")
        self.assertIn('name="reading timeout" value="60 s"', xml)
        self.assertRegex(xml, r'name="reading observed system-oai live_totals" value="true \(\d+ checks\)"')
