# SPDX-License-Identifier: Apache-2.0
"""acdcheck list, lint and explain; and every kind of bad input through the program: place, cause, remedy, code."""
import json
import os
import re
import resource
import unittest

from acdcheck_process import BAD, SUITE, ProcessTest, acdcheck, last_line
from suites import story, write_suite


class List(ProcessTest):
    def test_one_scenario_a_line_id_first(self):
        ran = self.ends(0, acdcheck("list"))
        ids = [line.split("  ")[0] for line in ran.stdout.splitlines()]
        files = sorted(path.relative_to(SUITE).with_suffix("").as_posix() for path in SUITE.rglob("*.yaml")
                       if not {"language", "common"} & set(path.relative_to(SUITE).parts))
        self.assertEqual(files, sorted(ids))
        self.assertEqual("", ran.stderr)

    def test_json_says_what_a_program_wants_to_know(self):
        ran = self.ends(0, acdcheck("list", "session/*", "--json"))
        rows = [json.loads(line) for line in ran.stdout.splitlines()]
        self.assertTrue(rows)
        for row in rows:
            self.assertEqual(["id", "title", "file", "covers", "needs", "takes"], list(row))
            self.assertEqual(f"scenarios/{row['id']}.yaml", row["file"])
            self.assertTrue(row["covers"])

    def test_patterns(self):
        def ids(*patterns):
            ran = self.ends(0, acdcheck("list", *patterns))
            return [line.split("  ")[0] for line in ran.stdout.splitlines()]

        self.assertEqual(ids(), ids("**"))
        self.assertEqual(ids("session/*"), ids("scenarios/session"))
        self.assertEqual(["session/timed-wrap-up"], ids("*/timed-wrap-up"))
        self.assertEqual(["session/timed-wrap-up"], ids("scenarios/session/timed-wrap-up.yaml", "session/timed-*"))


    def test_filters(self):
        rows = [json.loads(line) for line in self.ends(0, acdcheck("list", "--json")).stdout.splitlines()]

        def chosen(*options):
            return [json.loads(line)["id"] for line in self.ends(0, acdcheck("list", "--json", *options)).stdout.splitlines()]

        def those(condition):
            ids = [row["id"] for row in rows if condition(row)]
            self.assertTrue(0 < len(ids) < len(rows))
            return ids

        self.assertEqual(those(lambda row: any(re.fullmatch("AS-016[a-z]?", id) for id in row["covers"])),
                         chosen("--requirement", "AS-016"))
        self.assertEqual(those(lambda row: row["id"].startswith("session/")), chosen("--topic", "session"))
        self.assertEqual(those(lambda row: float(row["takes"][:-1]) <= 30.4), chosen("--at-most", "30.4s"))
        self.assertEqual(those(lambda row: row["id"].startswith("session/") and float(row["takes"][:-1]) <= 90),
                         chosen("--topic", "session", "--at-most", "1.5m"))
        # Those that a wire cannot play are those that a run skips.
        suite = write_suite(self.folder, "good", "skipped")
        ran = self.ends(0, acdcheck("run", "--suite", suite, "--protocol", "system-oai"))
        self.assertRegex(ran.stdout, r"(?m)^skip +kinds/skipped")
        self.assertEqual(["kinds/good"], chosen("--suite", suite, "--protocol", "system-oai"))

    def test_filters_that_are_none(self):
        for options, told in ((["--requirement", "AS-999"], "there is no requirement 'AS-999'"),
                              (["--protocol", "nonsense"], "there is no protocol 'nonsense'"),
                              (["--at-most", "30"], "'30' is no duration")):
            ran = self.ends(2, acdcheck("list", *options))
            self.assertEqual("", ran.stdout)
            self.assertIn(told, ran.stderr)
        self.ends(6, acdcheck("list", "--topic", "nowhere"))


class Lint(ProcessTest):
    def test_the_suite_is_clean(self):
        ran = self.ends(0, acdcheck("lint"))
        self.assertRegex(last_line(ran.stdout), r"^\d+ files, 0 errors, 0 warnings$")

    def test_a_bad_example_reads_through_the_program_as_its_page_says(self):
        for path in sorted(BAD.glob("*.yaml")):
            expected = path.with_suffix(".expected").read_text(encoding="utf-8")
            if path.stem == "id-is-not-its-place":
                continue  # judged by where a file lies; see exit_codes_cases
            with self.subTest(path.name):
                code = 3 if "error[" in expected else 0
                ran = self.ends(code, acdcheck("lint", path.name, cwd=BAD))
                self.assertEqual(expected, ran.stdout[:ran.stdout.rstrip("\n").rindex("\n") + 1])
                self.assertEqual("", ran.stderr)

    def test_a_folder_of_bad_examples(self):
        ran = self.ends(3, acdcheck("lint", "scenarios/language/tests/bad"))
        files = len(list(BAD.rglob("*.yaml")))
        self.assertRegex(last_line(ran.stdout), rf"^{files} files, \d+ errors, \d+ warnings$")

    def test_gcc_is_one_line_for_each_fault(self):
        human = self.ends(3, acdcheck("lint", "scenarios/language/tests/bad"))
        faults = len(re.findall(r"(?m)^(?:error|warning)\[S\d{3}\]: ", human.stdout))
        ran = self.ends(3, acdcheck("lint", "scenarios/language/tests/bad", "--format", "gcc"))
        lines = ran.stdout.split("\n")
        self.assertEqual("", lines.pop())
        self.assertEqual(faults, len(lines))
        for line in lines:
            self.assertRegex(line, r"^scenarios/language/tests/bad/(parts/)?[\w-]+\.yaml:\d+:\d+: (error|warning): .+ \[S\d{3}\]$")

    def test_json_is_one_object_for_each_fault(self):
        ran = self.ends(3, acdcheck("lint", "scenarios/language/tests/bad/many-faults-at-once.yaml", "--format", "json"))
        rows = [json.loads(line) for line in ran.stdout.splitlines()]
        self.assertEqual(6, len(rows))
        for row in rows:
            self.assertEqual("scenarios/language/tests/bad/many-faults-at-once.yaml", row["file"])
            self.assertEqual("error", row["severity"])
            self.assertTrue(row["line"] > 0 and row["column"] > 0 and row["message"] and row["help"])

    def test_needs_no_suite_for_a_file(self):
        path = self.folder / "alone.yaml"
        path.write_text(story("good", "any/place"), encoding="utf-8")
        self.ends(0, acdcheck("lint", path, cwd=self.folder))


class Explain(ProcessTest):
    def explains(self, word, *words):
        ran = self.ends(0, acdcheck("explain", word))
        for expected in words:
            self.assertIn(expected, ran.stdout)
        self.assertEqual("", ran.stderr)

    def test_what_it_knows(self):
        self.explains("AS-016", "AS-016", "TotalCallTime", "call-time-without-wrap-up")
        self.explains("session/timed-wrap-up", "session/timed-wrap-up", "AS-016  A call with wrap-up", "needs      ring-visible",
                      "group      sales, dialled as 237: wrap-up ends by key or after 12.2s",
                      "takes      71.7 s of real time on a bench, and up to 3.0 s more",
                      "line  12        3.2 s  ann answers\n", "line  14       29.4 s  judged: session s must be wrap_up",
                      "s  0.0 s not_ready  0.0 s ready  3.2 s busy  29.4 s wrap_up  41.6 s ready  71.7 s ended")
        self.explains("S104", "S104")
        self.explains("TAPI_E_TIMEOUT", "0x80040044")
        self.explains("0x80040044", "TAPI_E_TIMEOUT")
        self.explains("call_time", "get_TotalCallTime")
        self.explains("get_TotalCallTime", "call_time")
        self.explains("call-time-without-wrap-up", "AS-016")
        self.explains("overflow", "a key", "group ")
        self.explains("transfer", "a verb: An agent hands a call on", "done by people", "an agent, or a number in quotes")
        self.explains("wait", "short form `wait: VALUE` for `wait: { for: VALUE }`")
        self.explains("expect", "exactly one of session, agent, queue, answer")
        self.explains("flowed_out", "a figure of a queue: written as a whole number")
        self.explains("hold-visible", "what a story may need of a wire", "system-oai")
        self.explains("query_agent_state", "a kind of request")
        self.explains("resource_busy", "a cause")
        self.explains("agent-session", "a kind of TAPI events")
        # One word, two meanings.
        self.explains("wrap_up", "a key", "a state of a session, number 3")

    def test_every_word_of_the_reference(self):
        """Every verb and key, from the schema, which comes from the same table."""
        schema = json.loads(self.ends(0, acdcheck("schema", "scenario")).stdout)
        words = set(schema["definitions"]["step"]["properties"])
        for definition in schema["definitions"].values():
            words.update(definition.get("then", definition)["properties"])
        self.assertGreater(len(words), 80)
        for word in sorted(words):
            self.explains(word, word)

    def test_every_code_of_the_reference(self):
        page = (SUITE.parent / "docs" / "scenario-language.md").read_text(encoding="utf-8")
        codes = re.findall(r"(?m)^\| (S\d{3}) \|", page)
        self.assertGreater(len(codes), 50)
        for code in codes:
            self.explains(code, code + "  ")

    def test_every_lint_code_that_a_person_can_be_shown(self):
        codes = set()
        for path in BAD.glob("*.expected"):
            codes.update(re.findall(r"(?m)^\w+\[(S\d{3})\]", path.read_text(encoding="utf-8")))
        self.assertGreater(len(codes), 20)
        for code in sorted(codes):
            self.explains(code, code)

    def test_what_it_does_not_know(self):
        for word in ("AS-999", "S999", "0x180040044", "0x", "0x1234567x", "nonsense", "", "TAPI_E_TIMEOUTS"):
            with self.subTest(word):
                ran = self.ends(2, acdcheck("explain", word))
                self.assertEqual("", ran.stdout)
                self.assertIn(f"knows no '{word}'", ran.stderr)

    def test_a_scenario_that_does_not_load(self):
        suite = write_suite(self.folder, "invalid")
        ran = self.ends(3, acdcheck("explain", "kinds/invalid", "--suite", suite))
        self.assertIn("did you mean calls?", ran.stderr)


class BadInput(ProcessTest):
    """Through the program, because what the loader knows is no use when it does not arrive."""

    def told(self, content, place, cause, remedy):
        path = self.folder / "bad.yaml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        for command in ("run", "lint"):
            with self.subTest(command=command, cause=cause):
                ran = self.ends(3, acdcheck(command, path.name, "--suite", SUITE, cwd=self.folder))
                text = ran.stderr if command == "run" else ran.stdout
                self.assertIn(f"  --> bad.yaml{place}\n", text)
                self.assertIn(cause, text)
                self.assertRegex(text, rf"help: .*{remedy}")

    def good(self, old, new):
        text = story("good", "any/place")
        self.assertIn(old, text)
        return text.replace(old, new)

    def test_keys(self):
        self.told(self.good("title:", "tittle:"), ":2:1", 'unknown key "tittle"', "title")
        self.told(self.good("covers: [AS-001]", "covers: [AS-001]\ncovers: [AS-010]"), ":4:1", 'key "covers" given twice', "keep one")

    def test_values(self):
        self.told(self.good("1.2s", "1.2"), ":9:44", "has no unit", "1.2s")
        self.told(self.good('"2003"', "2003"), ":6:24", "quotes", '"2003"')

    def test_documents(self):
        good = story("good", "any/place")
        self.told(self.good('"237"', '"237'), ":5:29", "a quote is not closed on its line", "close it on the same line")
        self.told(good + "---\nid: second\n", ":12:1", "one file is one scenario", "a file of its own")
        self.told(", " + good, ":1:1", "a scenario is a map of keys", "begin with")
        self.told(good.encode("utf-8") + b"# \xff\n", ":11:3", "UTF-8", "UTF-8")
        self.told(good + "# \0\n", ":11:3", "a control character (byte 0x00)", "remove it")
        self.told(good.replace("covers: [AS-001]", "covers: " + "[" * 40 + "]" * 40), ":3:40", "nested deeper than 32 levels", "five levels")
        self.told(good + "# " + "x" * (1024 * 1024), "", "more than 1048576 bytes", "split")
        self.told("", ":1:1", "the file says nothing", "begins with")

    def test_what_is_no_file(self):
        os.mkfifo(self.folder / "pipe.yaml")
        ran = self.ends(2, acdcheck("lint", "pipe.yaml", cwd=self.folder))
        self.assertIn("no scenario matches 'pipe.yaml'", ran.stderr)


class Cost(ProcessTest):
    def test_one_file_costs_next_to_nothing(self):
        # Processor time, because a clock on the wall says what else the machine does; with room for sanitizers.
        for command in ("lint", "run"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            self.ends(0, acdcheck(command, "session/timed-wrap-up"))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            self.assertLess(spent, 1.0, command)


if __name__ == "__main__":
    unittest.main()
