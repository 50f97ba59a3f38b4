# SPDX-License-Identifier: Apache-2.0
"""Runs at size: worker processes, shards and their report, repetitions, order, floor. Everything that may not change
what comes out is held byte for byte against a plain run."""
import json
import os
import pathlib
import re
import signal
import subprocess
import time
import unittest

from acdcheck_process import ENVIRONMENT, PATIENCE, PROGRAM, SOURCE, ProcessTest, acdcheck, digests, last_line
from suites import write_copies, write_suite

# One of each kind of end, more than there are workers.
MIXED = ("good", "failing", "blocked", "contradicting", "skipped", "failing-then-blocked")


def without_own_time(junit):
    return re.sub(r' time="[\d.]+"', "", junit)


def without_wall(console):
    """The console but for how long it took us."""
    return re.sub(r"( of telephone time) in [^\n]+\.$", r"\1.", console, flags=re.M)


def children_of(pid):
    """Processes whose parent this is, as /proc tells."""
    found = []
    for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except (OSError, IndexError):
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(stat.parent.name))
    return sorted(found)


class Sized(ProcessTest):
    def told(self, *arguments, code=None, env=None):
        """Console, JUnit, stream and code of a run or report."""
        number = len(list(self.folder.glob("events-*")))
        events = self.folder / f"events-{number}.ndjson"
        junit = self.folder / f"junit-{number}.xml"
        ran = acdcheck(*arguments, "--events", events, "--junit", junit, env=env)
        if code is not None:
            self.ends(code, ran)
        return ran, junit.read_text(encoding="utf-8"), events

    def same(self, one, other):
        self.assertEqual(one[0].returncode, other[0].returncode, other[0].stderr)
        self.assertEqual(one[2].read_bytes(), other[2].read_bytes())
        self.assertEqual(without_own_time(one[1]), without_own_time(other[1]))
        self.assertEqual(without_wall(one[0].stdout), without_wall(other[0].stdout))


class Workers(Sized):
    def test_change_nothing_on_any_link(self):
        for link in ("memory", "tcp", "pty"):
            plain = self.told("run", "--link", link, code=0)
            self.same(plain, self.told("run", "--link", link, "-j", "2"))

    def test_and_links_and_order_agree_on_one_digest(self):
        printed = {json.dumps(digests(self.ends(0, acdcheck("run", "-q", "--order", "random", "-j", "3", "--link", link)).stdout))
                   for link in ("memory", "tcp", "pty")}
        self.assertEqual(1, len(printed), printed)

    def test_change_nothing_of_what_went_wrong(self):
        suite = write_suite(self.folder, *MIXED)
        plain = self.told("run", "--suite", suite, code=1)
        for workers in ("2", "5", "64"):
            self.same(plain, self.told("run", "--suite", suite, "-j", workers))

    def test_are_one_to_sixty_four(self):
        for wrong in ("0", "-1", "65", "x", ""):
            self.ends(2, acdcheck("run", "-j", wrong))

    def start(self, *arguments):
        return subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                env=ENVIRONMENT, cwd=SOURCE, text=True, encoding="utf-8")

    def workers_of(self, process, count):
        """Waits until there are so many."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and process.poll() is None:
            children = children_of(process.pid)
            if len(children) >= count:
                return children
            time.sleep(0.005)
        self.fail(f"there were never {count} workers")

    def test_a_crash_takes_one_worker_and_names_its_scenario(self):
        suite = write_copies(self.folder, 6)
        events = self.folder / "events.ndjson"
        process = self.start("run", "--protocol", "system-oai", "--suite", suite, "-j", "2", "--repeat", "400", "--events", events)
        os.kill(self.workers_of(process, 2)[0], signal.SIGSEGV)
        output, diagnostics = process.communicate(timeout=PATIENCE)
        self.assertEqual(5, process.returncode, output + diagnostics)
        self.assertEqual(1, len(re.findall(r"(?m)^ERROR  long/000\d", output)), output)
        self.assertRegex(output, r"reason: its worker process was ended by signal 11 \(.*\), (in line \d+ \(\w+\)|before its first step)")
        self.assertTrue(last_line(output).startswith("5 of 6 scenarios passed"), output)
        self.assertIn(", 1 broke (error)", last_line(output))
        # The stream is whole, so the report of it is the same.
        again = self.ends(5, acdcheck("report", events))
        self.assertEqual(without_wall(output), without_wall(again.stdout))

    def test_when_the_parent_is_killed_no_worker_stays(self):
        process = self.start("run", "--suite", write_copies(self.folder, 4), "-j", "2", "--repeat", "100000")
        workers = self.workers_of(process, 2)
        process.kill()
        process.communicate(timeout=PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while any(pathlib.Path(f"/proc/{worker}/exe").exists() for worker in workers):
            self.assertLess(time.monotonic(), deadline, "a worker outlives its parent")
            time.sleep(0.005)

    def interrupt(self, number, code):
        suite = write_copies(self.folder, 8)
        junit, events = self.folder / "junit.xml", self.folder / "events.ndjson"
        process = self.start("run", "--protocol", "system-oai", "--suite", suite, "-j", "2", "--repeat", "100000", "--junit", junit,
                             "--events", events)
        workers = self.workers_of(process, 2)
        process.send_signal(number)
        output, diagnostics = process.communicate(timeout=PATIENCE)
        self.assertEqual(code, process.returncode, output + diagnostics)
        self.assertEqual("", diagnostics)
        self.assertEqual(8, output.count("\nNOT RUN  long/"), output)
        self.assertTrue(last_line(output).startswith("Nothing ran: 0 of 8 scenarios passed"), output)
        self.assertEqual(8, junit.read_text(encoding="utf-8").count('type="not-run"'))
        self.assertEqual([], [worker for worker in workers if pathlib.Path(f"/proc/{worker}/exe").exists()])
        self.ends(5, acdcheck("report", events))

    def test_sigint_stops_them_and_leaves_the_partial_report(self):
        self.interrupt(signal.SIGINT, 130)

    def test_sigterm_stops_them_and_leaves_the_partial_report(self):
        self.interrupt(signal.SIGTERM, 143)


class Shards(Sized):
    def streams(self, total, *more, suite=None, code=0):
        """The streams of all shards."""
        where = ["--suite", suite] if suite else []
        streams = []
        for index in range(1, total + 1):
            stream = self.folder / f"shard-{index}-of-{total}-{len(list(self.folder.iterdir()))}"
            ran = acdcheck("run", *where, "--shard", f"{index}/{total}", "--events", stream, *more)
            if code is not None:
                self.ends(code, ran)
            streams.append(stream)
        return streams

    def test_put_together_are_the_report_of_one_run(self):
        for link in ("memory", "tcp", "pty"):
            plain = self.told("run", "--link", link, code=0)
            streams = self.streams(3, "--link", link, "-j", "2")
            self.same(plain, self.told("report", *reversed(streams)))

    def test_put_together_tell_what_went_wrong(self):
        suite = write_suite(self.folder, *MIXED)
        plain = self.told("run", "--suite", suite, "--strict", "--seed", "7", code=1)
        self.same(plain, self.told("report", *self.streams(4, "--strict", "--seed", "7", suite=suite, code=None)))
        self.same(plain, self.told("report", plain[2]))

    def test_one_more_than_there_are_scenarios_has_nothing_to_do(self):
        suite = write_suite(self.folder, "good")
        ran = self.ends(0, acdcheck("run", "--suite", suite, "--shard", "2/2"))
        self.assertIn("shard 2/2 (--shard): 0 of 1 scenarios; the others play them all", ran.stdout)
        self.assertTrue(last_line(ran.stdout).startswith("Nothing ran"))
        plain = self.told("run", "--suite", suite, code=0)
        self.same(plain, self.told("report", *self.streams(3, suite=suite)))

    def test_a_selection_that_nothing_can_play_is_green_in_no_shard(self):
        suite = write_suite(self.folder, "skipped")
        for index in (1, 2):
            self.ends(6, acdcheck("run", "--suite", suite, "--shard", f"{index}/2"))
        self.ends(6, acdcheck("report", *self.streams(2, suite=suite, code=6)))

    def test_a_shard_of_skips_is_left_to_the_others_that_play(self):
        suite = write_suite(self.folder, "good", "skipped")  # in this order
        self.ends(0, acdcheck("run", "--suite", suite, "--shard", "2/2"))
        self.ends(0, acdcheck("report", *self.streams(2, suite=suite)))

    def test_what_pipelines_set(self):
        for variables in ({"CI_NODE_INDEX": "2", "CI_NODE_TOTAL": "3"},
                          {"JOB_COMPLETION_INDEX": "1", "ACDLOOP_SHARD_TOTAL": "3"},
                          {"GTEST_SHARD_INDEX": "1", "GTEST_TOTAL_SHARDS": "3"},
                          {"TEST_SHARD_INDEX": "1", "TEST_TOTAL_SHARDS": "3"}):
            ran = self.ends(0, acdcheck("run", "-q", env=variables))
            index, total = variables
            self.assertIn(f"shard 2/3 ({index} and {total}): ", ran.stdout)
            flag = self.ends(0, acdcheck("run", "-q", "--shard", "2/3"))
            self.assertEqual(digests(flag.stdout), digests(ran.stdout))
            everything = self.ends(0, acdcheck("run", "-q", "--shard", "1/1", env=variables))
            self.assertNotIn("shard", everything.stdout)

    def test_bazel_learns_that_it_was_understood(self):
        status = self.folder / "status"
        variables = {"TEST_SHARD_INDEX": "0", "TEST_TOTAL_SHARDS": "2", "TEST_SHARD_STATUS_FILE": str(status)}
        self.ends(0, acdcheck("run", "-q", "--shard", "1/2", env=variables))
        self.assertFalse(status.exists())
        self.ends(0, acdcheck("run", "-q", env=variables))
        self.assertTrue(status.exists())
        self.ends(2, acdcheck("run", "-q", env=variables | {"TEST_SHARD_STATUS_FILE": "/no/such/place"}))

    def refused(self, says, *arguments, code=2, env=None):
        ran = self.ends(code, acdcheck(*arguments, env=env))
        self.assertEqual("", ran.stdout)
        self.assertIn(says, ran.stderr)

    def test_usage(self):
        for wrong in ("0/3", "4/3", "3", "x/3", "1/0"):
            self.refused("say I/N", "run", "--shard", wrong)
        self.refused("ACDLOOP_SHARD_TOTAL is not set", "run", env={"JOB_COMPLETION_INDEX": "0"})
        self.refused("CI_NODE_INDEX is not set", "run", env={"CI_NODE_TOTAL": "2"})
        self.refused("say shard 1/2, GTEST_SHARD_INDEX and GTEST_TOTAL_SHARDS say 1/3", "run",
                     env={"CI_NODE_INDEX": "1", "CI_NODE_TOTAL": "2", "GTEST_SHARD_INDEX": "0", "GTEST_TOTAL_SHARDS": "3"})
        self.refused("sees only its part", "run", "--shard", "1/2", "--min-scenarios", "3")

    def test_what_is_no_part_of_the_run_is_refused(self):
        suite = write_suite(self.folder, *MIXED)
        one, two, three = self.streams(3, suite=suite, code=None)

        def refused(says, *streams):
            self.refused(says, "report", *streams, code=3)

        refused("no stream of shard 3/3", one, two)
        refused("no stream of shard 1/3 and 3/3", two)
        refused("shard 2/3 is there twice", one, two, two, three)
        refused("seed is 1 in the one and 2 in the other", one, *self.streams(3, "--seed", "2", suite=suite, code=None)[1:])
        refused("strict is no in the one and yes in the other", one,
                *self.streams(3, "--strict", suite=suite, code=None)[1:])
        refused("not of one division", one, self.streams(2, suite=suite, code=None)[1])
        changed = suite / "kinds" / "good.yaml"
        changed.write_text(changed.read_text().replace("1.2s", "1.3s"))
        refused("selected other scenarios", one, *self.streams(3, suite=suite, code=None)[1:])
        self.ends(1, acdcheck("report", one, two, three))

    def test_what_is_no_whole_stream_is_refused(self):
        whole = self.folder / "whole"
        self.ends(0, acdcheck("run", "session/timed-wrap-up", "--events", whole))
        text = whole.read_text()
        lines = text.splitlines(keepends=True)
        head = next(number for number, line in enumerate(lines) if '"class":"scenario"' in line)
        spoiled = {
            "": "is empty",
            "nonsense\n": "is no event stream",
            '{"class":"env"}\n': "is no event stream",
            text[:-1]: "is cut off",
            text[:-30]: "is cut off",
            "".join(lines[:-1]): "is cut off after line",
            "".join(lines[:head]): "is cut off after line",
            "".join(lines[:50] + lines[51:]): "was changed or lost lines",
            text.replace('"verdict":"pass"', '"verdict":"fail"', 1): "was changed or lost lines",
            text + text: "was changed or lost lines",
            "".join(lines[1:]): "was changed or lost lines",
        }
        for content, says in spoiled.items():
            with self.subTest(says=says, length=len(content)):
                path = self.folder / "spoiled"
                path.write_text(content)
                self.refused(says, "report", path, code=3)
        self.refused("No such file", "report", self.folder / "absent", code=3)
        self.refused("cannot read", "report", self.folder, code=3)
        self.ends(2, acdcheck("report"))
        self.refused("cannot be written: name another file", "report", whole, "--events", whole)


class Repetitions(Sized):
    def test_change_nothing_that_is_stable(self):
        once = self.ends(0, acdcheck("run", "-q", "session/*"))
        ran, junit, events = self.told("run", "session/*", "--repeat", "3", "-j", "2", code=0)
        self.assertEqual(digests(once.stdout), digests(ran.stdout))
        self.assertIn(" checks, 3 times\n", ran.stdout)
        self.assertIn('<property name="repetitions" value="3" />', junit)
        self.same((ran, junit, events), self.told("run", "session/*", "--repeat", "3"))
        self.same((ran, junit, events), self.told("report", events))

    def test_are_once_to_a_million_times(self):
        for wrong in ("0", "-1", "1000001", "x"):
            self.ends(2, acdcheck("run", "--repeat", wrong))


class Order(Sized):
    def test_is_random_from_the_seed_and_changes_no_report(self):
        plain = self.told("run", code=0)
        self.same(plain, self.told("run", "--order", "random"))
        self.same(plain, self.told("run", "--order", "random", "-j", "2"))
        self.ends(2, acdcheck("run", "--order", "alphabet"))


class Floor(Sized):
    def test_fewer_than_promised_is_not_green(self):
        suite = write_suite(self.folder, "good", "skipped")
        self.ends(0, acdcheck("run", "--suite", suite, "--min-scenarios", "1"))
        ran, _, events = self.told("run", "--suite", suite, "--min-scenarios", "2", code=6)
        self.assertIn("1 scenarios ran on system-oai, fewer than the 2 of --min-scenarios", ran.stderr)
        self.ends(0, acdcheck("report", events, "--min-scenarios", "1"))
        self.ends(6, acdcheck("report", events, "--min-scenarios", "2"))
        self.ends(2, acdcheck("run", "--suite", suite, "--min-scenarios", "0"))

    def test_a_failure_outranks_it(self):
        suite = write_suite(self.folder, "good", "failing")
        self.ends(1, acdcheck("run", "--suite", suite, "--min-scenarios", "9"))


class Mutants(Sized):
    def test_over_workers_the_matrix_is_the_same(self):
        one, two = self.folder / "one.json", self.folder / "two.json"
        plain = self.ends(0, acdcheck("mutate", "session/*", "--only", "none"))
        self.assertIn("survived", plain.stdout)
        ran = [acdcheck("mutate", "session/*", "calls/*", "--json", path, "-j", workers)
               for path, workers in ((one, "1"), (two, "2"))]
        self.assertEqual(ran[0].returncode, ran[1].returncode)
        self.assertEqual(one.read_bytes(), two.read_bytes())
        self.assertEqual(re.sub(r" in [\d.]+ s", "", ran[0].stdout), re.sub(r" in [\d.]+ s", "", ran[1].stdout))

    def test_json_says_what_the_console_says(self):
        path = self.folder / "matrix.json"
        ran = acdcheck("mutate", "session/*", "--json", path)
        matrix = json.loads(path.read_text())
        self.assertEqual(["score", "uncaught", "defects", "scenarios", "catch_nothing"], list(matrix))
        caught = [row for row in matrix["defects"] if row["result"] == "caught"]
        self.assertEqual(len(caught), len(re.findall(r"(?m)^caught ", ran.stdout)))
        self.assertEqual(matrix["score"]["caught"], len(caught))
        self.assertTrue(last_line(ran.stdout).startswith(f"{len(caught)} of {matrix['score']['planted']} planted"))
        self.assertEqual(1 if matrix["uncaught"] else 0, ran.returncode)
        by_id = {row["id"]: row for row in matrix["defects"]}
        for row in caught:
            self.assertTrue(row["caught_by"])
            for kill in row["caught_by"]:
                self.assertTrue(kill["requirement"].startswith(row["requirement"]))
                self.assertNotEqual(kill["expected"], kill["observed"])
        for scenario in matrix["scenarios"]:
            for defect in scenario["alone"]:
                self.assertEqual({scenario["id"]}, {kill["scenario"] for kill in by_id[defect]["caught_by"]})
            for defect in scenario["catches"]:
                self.assertIn(scenario["id"], {kill["scenario"] for kill in by_id[defect]["caught_by"]})
        self.assertEqual([row["id"] for row in matrix["scenarios"] if not row["catches"]], matrix["catch_nothing"])
        doubles = [row for row in caught if row["same_as"]]
        self.assertEqual(matrix["score"]["distinct_caught"], len(caught) - len(doubles))
        for row in doubles:
            twin = by_id[row["same_as"]]
            self.assertEqual(row["requirement"], twin["requirement"])
            self.assertEqual({kill["scenario"] for kill in row["caught_by"]}, {kill["scenario"] for kill in twin["caught_by"]})

    def test_json_that_cannot_be_written_is_refused_before(self):
        ran = self.ends(2, acdcheck("mutate", "--json", "/no/such/folder/x.json"))
        self.assertEqual("", ran.stdout)


if __name__ == "__main__":
    unittest.main()
