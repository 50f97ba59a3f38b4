# SPDX-License-Identifier: Apache-2.0
"""Stories with a matrix, through the commands: each instance is chosen, played, judged and repeated by itself."""
import re
import unittest

from acdcheck_process import ProcessTest, acdcheck
from suites import story


def varied(values="[not_ready, ready, busy]"):
    """Ann is not ready after a log-in here, or ready, by the wire; never busy."""
    text = story("good", "kinds/varied").replace("covers: [AS-001]", f"covers: [AS-001]\nmatrix: {{ asked: {values} }}")
    return text.replace("  - expect:", "  - request: { session: s, state: not_ready }\n  - expect: { session: s, state: $asked }\n  - expect:", 1)


class Matrix(ProcessTest):
    def setUp(self):
        super().setUp()
        self.suite = self.folder / "scenarios"
        (self.suite / "kinds").mkdir(parents=True)
        self.file = self.suite / "kinds" / "varied.yaml"
        self.file.write_text(varied(), encoding="utf-8")

    def test_list_names_every_instance(self):
        ran = self.ends(0, acdcheck("list", cwd=self.folder))
        self.assertEqual([f"kinds/varied[asked={word}]" for word in ("not_ready", "ready", "busy")],
                         [line.split("  ")[0] for line in ran.stdout.splitlines()])

    def test_each_instance_has_its_verdict_and_the_command_that_repeats_it(self):
        ran = self.ends(1, acdcheck("run", "--protocol", "system-oai", cwd=self.folder))
        self.assertRegex(ran.stdout, r"(?m)^pass +kinds/varied\[asked=not_ready\] ")
        self.assertRegex(ran.stdout, r"(?m)^FAIL +kinds/varied\[asked=ready\] ")
        self.assertRegex(ran.stdout, r"(?m)^FAIL +kinds/varied\[asked=busy\] ")
        again = re.search(r"again: acdcheck run '([^']*)'", ran.stdout)[1]
        self.assertEqual("scenarios/kinds/varied.yaml[asked=ready]", again)
        once_more = self.ends(1, acdcheck("run", again, "--protocol", "system-oai", cwd=self.folder))
        self.assertIn("0 of 1 scenario passed", once_more.stdout)

    def test_an_instance_by_file_or_id_once(self):
        for patterns in (["kinds/varied[asked=not_ready]"], ["scenarios/kinds/varied.yaml[asked=not_ready]"],
                         ["kinds/*[asked=not_ready]", "scenarios/kinds/varied.yaml[asked=not_ready]"]):
            ran = self.ends(0, acdcheck("run", *patterns, "--protocol", "system-oai", cwd=self.folder))
            self.assertIn("1 of 1 scenario passed", ran.stdout)
        ran = self.ends(0, acdcheck("list", "kinds/varied", "kinds/varied[asked=busy]", cwd=self.folder))
        self.assertEqual(3, len(ran.stdout.splitlines()))

    def test_an_instance_that_is_not_there(self):
        ran = self.ends(2, acdcheck("run", "kinds/varied[asked=ended]", cwd=self.folder))
        self.assertIn("has no instance [asked=ended]; there is [asked=not_ready], [asked=ready], [asked=busy]", ran.stderr)
        self.file.write_text(story("good", "kinds/varied"), encoding="utf-8")
        ran = self.ends(2, acdcheck("explain", "kinds/varied[asked=ended]", cwd=self.folder))
        self.assertIn("it has no matrix", ran.stderr)

    def test_explain_and_lint_know_instances(self):
        ran = self.ends(0, acdcheck("explain", "kinds/varied[asked=busy]", cwd=self.folder))
        self.assertIn("judged: session s must be busy", ran.stdout)
        self.assertNotIn("must be ready", ran.stdout)
        self.file.write_text(varied("[ready, raedy]"), encoding="utf-8")
        ran = self.ends(3, acdcheck("lint", cwd=self.folder))
        self.assertIn("(with asked=raedy)", ran.stdout)
        self.assertIn("1 file, 1 error, 0 warnings", ran.stdout)


if __name__ == "__main__":
    unittest.main()
