# SPDX-License-Identifier: Apache-2.0
"""acdcheck as a process, for the tests beside this file. The program and the source tree come from the environment:
ACDCHECK and ACDLOOP_SOURCE_DIR, set by acdcheck_test.py."""
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["ACDCHECK"]
SOURCE = pathlib.Path(os.environ["ACDLOOP_SOURCE_DIR"])
SUITE = SOURCE / "scenarios"
BAD = SUITE / "language" / "tests" / "bad"
PATIENCE = 240  # seconds of real time for a hang to be called one; nothing here waits

# What the person's own terminal and CI would add.
SURROUNDINGS = ("NO_COLOR", "CI", "TERM", "CI_NODE_INDEX", "CI_NODE_TOTAL", "JOB_COMPLETION_INDEX",
                "ACDLOOP_SHARD_TOTAL", "GTEST_SHARD_INDEX", "GTEST_TOTAL_SHARDS", "GTEST_SHARD_STATUS_FILE",
                "TEST_SHARD_INDEX", "TEST_TOTAL_SHARDS", "TEST_SHARD_STATUS_FILE")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in SURROUNDINGS}


def acdcheck(*arguments, cwd=None, env=None, **more):
    """Runs to its end; output as text. A run that names no protocol is one on System OAI: what is counted here must not
    change with every protocol that is added."""
    if arguments[:1] == ("run",) and "--protocol" not in arguments:
        arguments = (*arguments, "--protocol", "system-oai")
    more.setdefault("stdout", subprocess.PIPE)
    more.setdefault("stderr", subprocess.PIPE)
    return subprocess.run([PROGRAM, *map(str, arguments)], cwd=cwd or SOURCE, env={**ENVIRONMENT, **(env or {})},
                          stdin=subprocess.DEVNULL, text=True, encoding="utf-8", timeout=PATIENCE, check=False, **more)


class ProcessTest(unittest.TestCase):
    """Each test with a folder of its own."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name).resolve()

    def tearDown(self):
        self._folder.cleanup()

    def ends(self, code, ran):
        """The whole output belongs to the message: a code alone explains nothing."""
        self.assertEqual(code, ran.returncode, f"\n--- stdout\n{ran.stdout}\n--- stderr\n{ran.stderr}")
        return ran


def last_line(text):
    return text.rstrip("\n").rsplit("\n", 1)[-1]


def digests(text):
    """{protocol: hex} as printed."""
    lines = [line.split(" ") for line in text.splitlines() if line.startswith("digest ")]
    return {line[1]: line[2] for line in lines}
