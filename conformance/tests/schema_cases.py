# SPDX-License-Identifier: Apache-2.0
"""acdcheck schema against somebody else's validator: it takes every story of the suite, and refuses every bad example
but those that only a reader of the whole story can refuse. And every story means the same to readers of YAML 1.1 and 1.2."""
import json
import re
import unittest

import jsonschema
import ruamel.yaml
import yaml

from acdcheck_process import BAD, SOURCE, SUITE, ProcessTest, acdcheck

# A schema sees what a YAML reader made of the text; the text itself is gone by then.
OF_THE_TEXT = {
    "anchor-and-alias": "references are followed before a schema looks",
    "merge-key": "the reader has merged the map",
    "tag": "the reader has followed the tag",
}
# A name is right or wrong by what stands elsewhere in the file.
OF_NAMES = {
    name: "the name is not one that the file has given, or not of that kind, or given twice"
    for name in ("another-kind-of-name", "group-and-agent-of-one-name", "listener-named-as-a-session", "name-given-twice",
                 "number-belongs-to-two", "overflow-to-itself", "overflow-to-nobody", "unknown-agent", "unknown-answer",
                 "unknown-application", "unknown-call", "unknown-destination", "unknown-group", "unknown-session",
                 "used-before-named")
}
# What a story means shows only when it is walked through.
OF_THE_STORY = {
    name: "the steps before it make it wrong"
    for name in ("agent-not-configured", "consult-without-a-call", "dial-in-a-call", "forced-out-twice",
                 "near-a-rounding-edge", "no-check", "not-a-member", "queues-hand-on-too-often", "restore-without-cut", "session-has-ended",
                 "story-too-long", "traffic-without-end", "transfer-without-a-consultation")
}
OF_VALUES = {
    "broken-measurement-period": "a schema cannot add up the digits of a duration",
    "guide-ends-before-overflow": "a schema cannot compare two durations",
    "id-is-not-its-place": "a schema does not know where the file lies",
    "no-date": "a schema does not know how long a month is",
    "pin-of-a-stranger": "the agent who has it is not configured",
}
OF_VARIABLES = {
    "matrix-too-large": "a schema cannot multiply",
    "unknown-variable": "a schema does not know which variables the file has",
    "unused-variable": "nor where they are used",
    "value-of-a-variable": "the value is good in itself, not where its name stands",
}
OF_INCLUDES = {
    name: "a schema sees one file"
    for name in ("include-given-twice", "include-in-a-circle", "include-too-deep", "include-with-faults")
}
ONLY_THE_LOADER = {**OF_THE_TEXT, **OF_NAMES, **OF_THE_STORY, **OF_VALUES, **OF_VARIABLES, **OF_INCLUDES}

# YAML 1.1 makes truth values and base-60 numbers of these.
SLIPPERY = re.compile(r"^(on|off|yes|no|y|n|[0-9]+(:[0-5]?[0-9])+)$", re.IGNORECASE)


def stories():
    return [path for path in sorted(SUITE.rglob("*.yaml")) if SUITE / "language" not in path.parents]


def reader_of_editors():
    reader = ruamel.yaml.YAML(typ="safe", pure=True)
    reader.version = (1, 2)
    return reader


def scalars(tree):
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from scalars(value)
    elif isinstance(tree, list):
        for item in tree:
            yield from scalars(item)
    else:
        yield tree




class Schema(ProcessTest):
    @classmethod
    def setUpClass(cls):
        ran = acdcheck("schema", "scenario")
        assert ran.returncode == 0, ran.stderr
        cls.schema = json.loads(ran.stdout)
        jsonschema.Draft7Validator.check_schema(cls.schema)
        cls.validator = jsonschema.Draft7Validator(cls.schema)

    def faults(self, tree):
        return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in self.validator.iter_errors(tree)]

    def test_takes_the_whole_suite(self):
        files = stories()
        self.assertGreater(len(files), 100)
        for path in files:
            with self.subTest(path.name):
                self.assertEqual([], self.faults(yaml.safe_load(path.read_text(encoding="utf-8"))))

    def test_refuses_every_bad_example_that_is_wrong_in_itself(self):
        unread, taken = set(), set()
        for path in sorted(BAD.glob("*.yaml")):
            try:
                trees = list(reader_of_editors().load_all(path.read_bytes()))
            except (ruamel.yaml.error.YAMLError, UnicodeDecodeError, RecursionError, ValueError):
                unread.add(path.stem)  # no editor gets as far as a schema
                continue
            if len(trees) == 1 and not self.faults(trees[0]):
                taken.add(path.stem)
        self.assertEqual(sorted(ONLY_THE_LOADER), sorted(taken), "refused by the loader alone")
        # Of those that a YAML reader refuses, each is one that our loader refuses as text.
        for name in sorted(unread):
            expected = (BAD / f"{name}.expected").read_text(encoding="utf-8")
            self.assertRegex(expected, r"(?m)^error\[S(0\d\d|102)\]", name)

    def test_good_files_stay_good_where_only_a_name_changes(self):
        """The schema is not merely strict: what it refuses in a bad example is taken once it is mended."""
        story = yaml.safe_load((SUITE / "session" / "timed-wrap-up.yaml").read_text(encoding="utf-8"))
        self.assertEqual([], self.faults(story))
        for change in ({"cover": ["AS-001"]}, {"virtual_only": "true"}, {"steps": []}, {"id": "Session/x"}):
            self.assertNotEqual([], self.faults({**story, **change}), change)

    def test_every_key_has_its_help(self):
        for name, definition in self.schema["definitions"].items():
            for key, value in definition.get("then", definition).get("properties", {}).items():
                if name == "expect" and "description" not in value:
                    continue  # a figure's word; `acdcheck explain` knows it
                self.assertRegex(value["description"], r"\.$", f"{name}.{key}")

    def test_the_page_tells_editors_how(self):
        page = (SOURCE / "docs" / "scenario-language.md").read_text(encoding="utf-8")
        settings = json.loads(re.search(r"```json\n(.*?)```", page, re.DOTALL)[1])
        self.assertEqual(["./scenario.schema.json"], list(settings["yaml.schemas"]))
        self.assertRegex(page, r"(?m)^# yaml-language-server: \$schema=\S*scenario\.schema\.json$")


class Yaml(ProcessTest):
    def test_stories_mean_the_same_in_yaml_1_1_and_1_2(self):
        reader = reader_of_editors()
        for path in stories():
            with self.subTest(path.name):
                text = path.read_text(encoding="utf-8")
                older, newer = yaml.safe_load(text), reader.load(text)
                self.assertEqual(older, newer)
                # 1 equals True and 1.0 in Python, not in YAML.
                self.assertEqual([type(value) for value in scalars(older)], [type(value) for value in scalars(newer)])
                for value in scalars(older):
                    self.assertFalse(isinstance(value, str) and SLIPPERY.match(value), value)

    def test_the_two_readers_would_differ(self):
        """Otherwise the comparison could not fail."""
        reader = reader_of_editors()
        self.assertNotEqual(yaml.safe_load("a: on"), reader.load("a: on"))
        self.assertNotEqual(yaml.safe_load("a: 1:30"), reader.load("a: 1:30"))


class Usage(ProcessTest):
    def test_alone_it_says_which_words_it_takes(self):
        ran = self.ends(2, acdcheck("schema"))
        self.assertEqual("", ran.stdout)
        self.assertIn("Usage: acdcheck schema", ran.stderr)
        self.assertIn("scenario", ran.stderr)

    def test_what_does_not_exist_is_no_word(self):
        for word in ("bench", "events", "scenarios", ""):
            ran = self.ends(2, acdcheck("schema", word))
            self.assertEqual("", ran.stdout)


if __name__ == "__main__":
    unittest.main()
