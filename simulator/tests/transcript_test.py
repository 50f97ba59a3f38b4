# SPDX-License-Identifier: Apache-2.0
"""docs/talk-to-acdsim-by-hand.md says what acdsim says: plays its transcripts against the program, line by line.

Run as: transcript_test.py ACDSIM [unittest arguments]
"""
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from acdsim_process import PATIENCE, SOURCE, Acdsim, LineClient, TcpClient, command

PROGRAM = ""
PAGE = SOURCE / "docs/talk-to-acdsim-by-hand.md"
SCENARIO = SOURCE / "docs/examples/two-calls-by-hand.yaml"
# The words of the page that stand for what differs from run to run.
PLACEHOLDERS = {"HH:MM": r"([01]\d|2[0-3]):[0-5]\d", "MMDDYY": r"(0[1-9]|1[0-2])([0-2]\d|3[01])\d\d",
                "SECONDS": r"\d{1,3}"}
CALL = re.compile(r"\bCALL\d\b")
CALL_ID = r"[0-9A-Z*#@]{1,20}"


def blocks(kind):
    """The lines of all fenced blocks of that kind, in their order."""
    text = PAGE.read_text()
    found = re.findall(rf"^```{re.escape(kind)}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return "".join(found).splitlines()


def literal(text):
    """The bytes of a line that is written in brackets, or None."""
    match = re.fullmatch(r"\[((?:[0-9A-F]{2} ?)+)\]", text)
    return bytes.fromhex(match.group(1)) if match else None


class Names:
    """Which call of this run each CALLn of the page is."""

    def __init__(self):
        self.known = {}

    def in_command(self, text):
        return CALL.sub(lambda match: self.known[match.group()], text)

    def matches(self, expected, said):
        pattern = ""
        for part in re.split(rf"({'|'.join(PLACEHOLDERS)}|CALL\d)", expected):
            if part in PLACEHOLDERS:
                pattern += PLACEHOLDERS[part]
            elif CALL.fullmatch(part):
                known = self.known.get(part)
                pattern += re.escape(known) if known else f"(?P<{part}>{CALL_ID})"
            else:
                pattern += re.escape(part)
        match = re.fullmatch(pattern, said)
        if not match:
            return False
        fresh = match.groupdict()
        if set(fresh.values()) & set(self.known.values()):
            return False  # two calls by one name
        self.known.update(fresh)
        return True


class Transcript(unittest.TestCase):
    def start(self, link, scenario=SCENARIO):
        simulator = Acdsim(PROGRAM, "run", scenario, "--listen", f"system-oai={link}")
        self.addCleanup(simulator.kill)
        return simulator

    def play(self, lines, client, send_text, read_bytes):
        names = Names()
        said = []
        for line in lines:
            sign, _, text = line.partition(" ")
            if sign == "...":
                continue  # the next line comes when it comes
            self.assertIn(sign, ("<", ">"), line)
            exact = literal(text)
            if sign == ">":
                client.send(exact if exact is not None else send_text(names.in_command(text)))
                continue
            if exact is not None:
                self.assertEqual(exact, read_bytes(len(exact)))
                continue
            said.append(client.line())
            self.assertTrue(names.matches(text, said[-1]),
                            f"\nthe page says: {text}\nacdsim said:   {said[-1]}\nafter\n  " + "\n  ".join(said[-8:]))

    def test_the_walk_through_two_calls_over_tcp(self):
        lines = blocks("oai")
        self.assertGreater(len(lines), 60)
        simulator = self.start("tcp:127.0.0.1:0")
        client = TcpClient(simulator.port())
        self.addCleanup(client.close)

        def read_bytes(count):
            payload = client.message()
            return len(payload).to_bytes(4, "little") + payload

        self.play(lines, client, command, read_bytes)
        simulator.wait_for_line("the story is told")
        self.people_took_their_time(simulator)
        self.assertEqual(0, simulator.stop(signal.SIGINT))
        count = simulator.closing_count()
        self.assertEqual((1, 1, 2, 2, 0), tuple(count[name] for name in
                                                ("links", "agents", "calls", "refused", "malformed")))

    def people_took_their_time(self, simulator):
        """The waits that the page names, by acdsim's own clock: never shorter, however busy the machine is."""
        told = [simulator.wait_for_line(r"^ *([0-9.]+) s  .*" + what).group(1) for what in
                ("did ask for state 1", "6025551212 calls sales", "ann answers", "the caller of c1 hangs up",
                 "presses the wrap-up key")]
        waits = [float(wait) for wait in re.findall(r"^\.\.\. ([0-9.]+) s, then", PAGE.read_text(), re.MULTILINE)]
        self.assertEqual([1.4, 1.2, 2.2, 1.2, 1.2], waits)
        for earlier, later, wait in zip(told, told[1:], waits):
            self.assertGreaterEqual(float(later) - float(earlier), wait - 0.0021)  # two roundings to milliseconds

    def test_the_greeting_on_a_serial_line(self):
        lines = blocks("oai serial")
        self.assertGreater(len(lines), 4)
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "oai")
            simulator = self.start(f"pty:{path}")
            simulator.wait_for_line("listening: system-oai on pty")
            client = LineClient(path)
            self.addCleanup(client.close)
            self.play(lines, client, lambda text: text.encode() + b"\r", None)
            self.assertEqual(0, simulator.stop())

    @unittest.skipUnless(shutil.which("bash"), "no bash here")
    def test_the_client_in_bash(self):
        simulator = self.start("tcp:127.0.0.1:0")
        script = "\n".join(blocks("bash")).replace("/4000", f"/{simulator.port()}")
        self.assertIn(f"/{simulator.port()}\n", script)
        shell = subprocess.Popen(["bash", "-c", script + "\nwait"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                 start_new_session=True)
        try:
            shown = b""
            deadline = time.monotonic() + PATIENCE
            while b"CF,_NO" not in shown or not shown.endswith(b"\n"):
                ready = select.select([shell.stdout], [], [], max(0.0, deadline - time.monotonic()))[0]
                self.assertTrue(ready, shown)
                data = os.read(shell.stdout.fileno(), 65536)
                self.assertTrue(data, shown)
                shown += data
        finally:
            os.killpg(shell.pid, signal.SIGKILL)
            shell.wait()
            shell.stdout.close()
        self.assertIn(b"^P^@^@^@002,CF,_NO,1,0^M\n", shown)

    def test_the_page_starts_the_scenario_that_it_walks_through(self):
        self.assertIn(f"acdsim run {SCENARIO.relative_to(SOURCE)} --listen system-oai=tcp:127.0.0.1:4000",
                      PAGE.read_text())


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
