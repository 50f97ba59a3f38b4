# SPDX-License-Identifier: Apache-2.0
"""acdcheck run --watch: from a save to the verdict, as somebody who writes a story sees it."""
import os
import signal
import subprocess
import time
import unittest

from acdcheck_process import ENVIRONMENT, PROGRAM, ProcessTest, acdcheck
from suites import story

PATIENCE = 30  # seconds; a watch that sees nothing is broken, not slow


class Watch(ProcessTest):
    def setUp(self):
        super().setUp()
        self.story = self.folder / "story.yaml"
        self.write("good")
        self.process = subprocess.Popen([PROGRAM, "run", "story.yaml", "--protocol", "system-oai", "--watch"], cwd=self.folder, env=ENVIRONMENT,
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.said = []

    def tearDown(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
        super().tearDown()

    def write(self, kind):
        self.story.write_text(story(kind, "any/place"), encoding="utf-8")

    def until_it_waits(self):
        """What it says up to the line that tells what it waits for."""
        lines = []
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            line = self.process.stdout.readline()
            self.assertNotEqual("", line, "".join(lines))
            if line.startswith("watching story.yaml"):
                return "".join(lines)
            lines.append(line)
        self.fail("".join(lines))

    def test_every_save_is_played_and_judged(self):
        self.assertIn("1 of 1 scenario passed", self.until_it_waits())
        self.write("failing")
        self.assertIn("FAIL   any/place", self.until_it_waits())
        self.write("invalid")
        self.assertIn("did you mean calls?", self.until_it_waits())
        # As many editors save: a new file is renamed into place.
        new = self.folder / ".story.yaml.swp"
        new.write_text(story("good", "any/place"), encoding="utf-8")
        began = time.monotonic()
        os.replace(new, self.story)
        self.assertIn("1 of 1 scenario passed", self.until_it_waits())
        # Milliseconds in a release build; here only that nobody waits for a timer of seconds.
        self.assertLess(time.monotonic() - began, 5)
        self.process.send_signal(signal.SIGINT)
        self.assertEqual(130, self.process.wait(PATIENCE))

    def test_a_terminated_watch_says_so(self):
        self.until_it_waits()
        self.process.send_signal(signal.SIGTERM)
        self.assertEqual(143, self.process.wait(PATIENCE))

    def test_reports_and_shards_do_not_go_with_it(self):
        for option in (["--junit", "x.xml"], ["--events", "-"], ["--shard", "1/2"]):
            ran = self.ends(2, acdcheck("run", "story.yaml", "--watch", *option, cwd=self.folder))
            self.assertIn(f"{option[0]} excludes --watch", ran.stderr)
        self.ends(2, acdcheck("run", "nowhere.yaml", "--watch", cwd=self.folder))


if __name__ == "__main__":
    unittest.main()
