# SPDX-License-Identifier: Apache-2.0
"""acdsim as a program: what it prints, and how it ends. Run as: acdsim_test.py ACDSIM [unittest arguments]"""
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

from acdsim_process import PATIENCE, SOURCE, Acdsim, TcpClient

PROGRAM = ""
SCENARIO = SOURCE / "scenarios/session/wrap-up-counts-into-call-time.yaml"
ANY_PORT = "system-oai=tcp:127.0.0.1:0"


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=PATIENCE)


class ProgramTest(unittest.TestCase):
    def start(self, *arguments):
        simulator = Acdsim(PROGRAM, *arguments)
        self.addCleanup(simulator.kill)
        return simulator

    def refuses(self, code, arguments, *words):
        result = run(*arguments)
        self.assertEqual(code, result.returncode, result.stderr)
        self.assertEqual("", result.stdout)
        for word in words:
            self.assertIn(word, result.stderr)
        return result.stderr


class UsageErrors(ProgramTest):
    def listen(self, text, *words):
        self.refuses(2, ["run", SCENARIO, "--listen", text], "--listen", *words)

    def test_an_unknown_protocol_is_named_with_where_the_known_ones_are_listed(self):
        self.listen("system-oia=tcp:127.0.0.1:0", "system-oia", "acdsim protocols")

    def test_a_listen_that_cannot_be_read_says_what_would_be_right(self):
        self.listen("tcp:127.0.0.1:4000", "PROTOCOL=LINK", "system-oai=tcp:127.0.0.1:4000")
        self.listen("system-oai=tcp:127.0.0.1", "port is missing", "tcp:HOST:PORT")
        self.listen("system-oai=tcp:127.0.0.1:65536", '"65536" is no port', "65535")
        self.listen("system-oai=tcp:127.0.0.1:4000x", '"4000x" is no port')
        self.listen("system-oai=tcp:::1:4000", "brackets", "tcp:[::1]:4000")
        self.listen("system-oai=udp:127.0.0.1:4000", '"udp"', "tcp:HOST:PORT")
        self.listen("system-oai=serial:/dev/ttyS0", "9600-8N1")
        self.listen("system-oai=memory:here", "cannot be reached from outside")

    def test_an_unknown_defect_is_named_with_where_the_known_ones_are_listed(self):
        self.refuses(2, ["run", SCENARIO, "--listen", ANY_PORT, "--defect", "wrap-up-hiden"], "wrap-up-hiden",
                     "acdsim defects")

    def test_a_defect_of_the_application_s_side_is_refused(self):
        refused = []
        for line in run("defects").stdout.splitlines():
            identity = line.split()[0]
            result = subprocess.Popen([PROGRAM, "run", SCENARIO, "--listen", "system-oai=tcp:203.0.113.1:4000",
                                       "--defect", identity], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                                      text=True)
            complaint = result.communicate(timeout=PATIENCE)[1]
            # An accepted defect gets as far as the address, which is none of this machine's.
            self.assertIn(result.returncode, (2, 5), complaint)
            if result.returncode == 2 and "and system-oai is spoken here" in complaint:
                self.assertRegex(identity, "^(csta-xml|ged188)-")
            elif result.returncode == 2:
                self.assertIn(f"--defect {identity}: it sits on the application's side", complaint)
                refused.append(identity)
        self.assertIn("call-time-without-wrap-up", refused)
        self.assertNotIn("wrap-up-hidden", refused)
        self.assertNotIn("none", refused)

    def test_a_defect_of_another_wire_is_refused(self):
        self.refuses(2, ["run", SCENARIO, "--listen", ANY_PORT, "--defect", "ged188-wrong-length"],
                     "--defect ged188-wrong-length: it breaks ged188, and system-oai is spoken here")

    def test_wrong_options_and_missing_arguments(self):
        self.refuses(2, [], "subcommand")
        self.refuses(2, ["run"], "FILE")
        self.refuses(2, ["serve"], "subcommand")
        self.refuses(2, ["run", SCENARIO, "--lisen", ANY_PORT], "--lisen")
        self.refuses(2, ["run", SCENARIO, SCENARIO], "session")
        self.refuses(2, ["run", SCENARIO, "--listen"], "--listen")


class InvalidScenarios(ProgramTest):
    def test_every_fault_is_told_with_file_line_and_column(self):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "broken.yaml"
            lines = SCENARIO.read_text().splitlines()
            at = next(index for index, line in enumerate(lines) if "- answer:" in line)
            lines[at] = "  - anwser: { agent: ann, after: 4.2s }"
            path.write_text("\n".join(lines) + "\n")
            complaint = self.refuses(3, ["run", path, "--listen", ANY_PORT], "anwser", "nothing was run")
            self.assertIn(f"--> {path}:{at + 1}:5\n", complaint)

    def test_a_file_that_is_not_there(self):
        self.refuses(3, ["run", "/nonexistent/story.yaml", "--listen", ANY_PORT], "/nonexistent/story.yaml")

    def test_a_folder_is_no_scenario(self):
        self.refuses(3, ["run", SOURCE / "scenarios", "--listen", ANY_PORT], "scenarios")


class WorldRefuses(ProgramTest):
    def test_a_port_in_use_is_named_with_the_remedy(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            self.refuses(5, ["run", SCENARIO, "--listen", f"system-oai=tcp:127.0.0.1:{port}"],
                         f"port {port} on 127.0.0.1 is in use", "choose another port")

    def test_an_address_of_another_machine(self):
        self.refuses(5, ["run", SCENARIO, "--listen", "system-oai=tcp:203.0.113.1:4000"], "203.0.113.1",
                     "no address of this machine")

    def test_a_device_that_is_not_there(self):
        self.refuses(5, ["run", SCENARIO, "--listen", "system-oai=serial:/nonexistent/tty@9600-8N1"],
                     "/nonexistent/tty")

    def test_a_second_listener_that_fails_ends_the_first(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            self.refuses(5, ["run", SCENARIO, "--listen", ANY_PORT, "--listen",
                             f"system-oai=tcp:127.0.0.1:{taken.getsockname()[1]}"], "is in use")


class Stopping(ProgramTest):
    def ends_well(self, how):
        simulator = self.start("run", SCENARIO, "--listen", ANY_PORT)
        client = TcpClient(simulator.port())
        self.addCleanup(client.close)
        client.log_in()
        self.assertTrue(client.ask("_SA,7,105,2003,1,237", 7).endswith(",CF,_SA,7,0"))
        self.assertTrue(client.ask("_SA,8,105,2003,1,237", 8).split(",")[4] != "0")
        simulator.wait_for_line("6025551212 calls sales")
        self.assertEqual(0, simulator.stop(how))
        self.assertTrue(client.ended())
        self.assertEqual([], simulator.complaints)
        count = simulator.closing_count()
        self.assertEqual((1, 1, 1, 1, 0), tuple(count[name] for name in
                                                ("links", "agents", "calls", "refused", "malformed")))
        return simulator

    def test_interrupted_it_ends_with_its_closing_count(self):
        self.assertIn("stopping: SIGINT", "\n".join(self.ends_well(signal.SIGINT).lines))

    def test_terminated_it_ends_with_its_closing_count(self):
        self.assertIn("stopping: SIGTERM", "\n".join(self.ends_well(signal.SIGTERM).lines))

    def test_a_pseudo_terminal_is_withdrawn(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "oai")
            simulator = self.start("run", SCENARIO, "--listen", f"system-oai=pty:{path}")
            simulator.wait_for_line(re.escape(f"listening: system-oai on pty {path}"))
            self.assertTrue(os.path.exists(path))
            self.assertEqual(0, simulator.stop())
            self.assertFalse(os.path.lexists(path))


class Lines(ProgramTest):
    def test_every_line_has_its_time_and_is_one_event(self):
        simulator = self.start("run", SCENARIO, "--listen", ANY_PORT)
        client = TcpClient(simulator.port())
        self.addCleanup(client.close)
        client.log_in()
        client.ask("_SA,7,105,2003,1,237", 7)
        client.ask("_ZZ,8", 8)
        client.ask("_SA,9,105,2003,2,237", 9)  # ready already: refused or granted, told or not, but in whole lines
        simulator.wait_for_line("agent_logged_on")
        self.assertEqual(0, simulator.stop())
        before = 0.0
        for line in simulator.lines:
            match = re.match(r" *(\d+\.\d{3}) s  \S", line)
            self.assertIsNotNone(match, line)
            self.assertGreaterEqual(float(match.group(1)), before)
            before = float(match.group(1))
        text = "\n".join(simulator.lines)
        self.assertEqual(1, len(re.findall("agent_logged_on ann sales @105", text)))
        self.assertEqual(1, len(re.findall("tcp from 127.0.0.1:[0-9]+ connected", text)))
        self.assertEqual(1, len(re.findall("malformed: unknown_command: _ZZ", text)))

    def test_quiet_says_where_it_listens_what_the_story_does_and_the_closing_count(self):
        simulator = self.start("run", SCENARIO, "-q", "--listen", ANY_PORT)
        client = TcpClient(simulator.port())
        self.addCleanup(client.close)
        client.log_in()
        client.ask("_SA,7,105,2003,1,237", 7)
        simulator.wait_for_line("did log ann in")
        self.assertEqual(0, simulator.stop())
        for line in simulator.lines:
            self.assertRegex(line, r"listening: |step \d+/\d+|stopping: |closing count: ")

    def test_two_listeners_are_said_in_their_order(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "oai")
            simulator = self.start("run", SCENARIO, "--listen", f"system-oai=pty:{path}", "--listen", ANY_PORT)
            simulator.port()
            self.assertRegex(simulator.lines[0], re.escape(f"listening: system-oai on pty {path}") + "$")
            self.assertRegex(simulator.lines[1], r"listening: system-oai on tcp 127\.0\.0\.1:[1-9]\d*$")
            self.assertEqual(0, simulator.stop())


class Lists(ProgramTest):
    def items(self, *arguments):
        result = run(*arguments)
        self.assertEqual((0, ""), (result.returncode, result.stderr))
        return result.stdout.splitlines()

    def test_protocols_one_a_line_id_first(self):
        lines = self.items("protocols")
        self.assertLessEqual({"system-oai", "csta-xml"}, {line.split()[0] for line in lines})
        for line in lines:
            self.assertRegex(line, r"^[a-z0-9]+(-[a-z0-9]+)*  +\S")

    def test_defects_one_a_line_id_first(self):
        lines = self.items("defects")
        ids = [line.split()[0] for line in lines]
        self.assertEqual(sorted(set(ids)), ids)
        self.assertIn("none", ids)
        self.assertGreater(len(ids), 20)
        for line in lines:
            self.assertRegex(line, r"^[a-z0-9]+(-[a-z0-9]+)* .*\S$")
            if not line.startswith("none "):
                self.assertRegex(line, r"^\S+ +(AS-\d{3}[a-c]?|WIRE-\d) +\S.*\.$")

    def test_protocols_with_what_each_wire_can_express(self):
        lines = self.items("protocols", "--capabilities")
        self.assertIn("system-oai", lines[0])
        told = [line for line in lines if line.startswith("    ")]
        self.assertTrue(any(line.split()[1] in ("yes", "no", "inferred") for line in told), lines)

    def test_help_of_the_program_and_of_each_command(self):
        text = run("--help")
        self.assertEqual((0, ""), (text.returncode, text.stderr))
        for word in ("run", "protocols", "defects", "--version"):
            self.assertIn(word, text.stdout)
        text = run("run", "--help")
        self.assertEqual((0, ""), (text.returncode, text.stderr))
        for word in ("FILE", "--listen", "--defect", "-q"):
            self.assertIn(word, text.stdout)

    def test_version(self):
        self.assertRegex(run("--version").stdout, r"^acdsim \d+\.\d+\.\d+\n$")


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
