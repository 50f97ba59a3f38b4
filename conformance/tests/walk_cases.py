# SPDX-License-Identifier: Apache-2.0
"""acdcheck walk: what a random walk finds is made small and becomes a scenario that loads and fails."""
import re

from acdcheck_process import ProcessTest, acdcheck


class Walk(ProcessTest):
    def found(self, defect, protocol):
        """What the console says of a planted defect, and the scenario that is kept of it."""
        kept = self.folder / "walks/finding.yaml"
        kept.parent.mkdir()
        ran = self.ends(1, acdcheck("walk", "--protocol", protocol, "--sessions", "20", "--defect", defect, "--keep", kept))
        return ran.stdout, kept

    def is_a_story_that_fails(self, requirement, defect, protocol):
        said, kept = self.found(defect, protocol)
        self.assertRegex(said, rf"(?m)^walk \d+ does not pass: {requirement}\b")
        self.assertNotRegex(said, r"(?m) of $")
        left, steps = map(int, re.search(r"(?m)^(\d+) of (\d+) steps are left", said).groups())
        self.assertLess(left, steps)
        self.ends(0, acdcheck("lint", kept))
        self.ends(0, acdcheck("run", kept, "--protocol", protocol))
        again = acdcheck("mutate", kept, "--protocol", protocol, "--only", defect)
        self.assertIn(f"{requirement}", self.ends(0, again).stdout)

    def test_a_facade_that_counts_wrongly(self):
        self.is_a_story_that_fails("AS-016", "call-time-without-wrap-up", "system-oai")

    def test_a_wire_that_says_everything_twice(self):
        self.is_a_story_that_fails("WIRE-3", "says-twice", "csta-xml")

    def test_a_defect_of_another_wire_finds_nothing_and_is_refused(self):
        ran = self.ends(2, acdcheck("walk", "--protocol", "csta-xml", "--defect", "ged188-wrong-length", "--sessions", "5"))
        self.assertEqual("acdcheck walk: --defect: 'ged188-wrong-length' breaks ged188, and the walk is on csta-xml: it would find nothing\n", ran.stderr)

    def test_what_agrees_is_counted(self):
        ran = self.ends(0, acdcheck("walk", "--sessions", "20"))
        self.assertRegex(ran.stdout, r"^\d+ sessions and \d+ calls in \d+ random walks on system-oai over memory, .* agree\.\n$")
