# SPDX-License-Identifier: Apache-2.0
"""What acdsim does with peers that break the protocol, vanish, or never read. Loopback only, bounded in count and time.

After each of them a client that was logged in before still gets its answers, the process has not grown without limit,
and the closing count names every broken message. Run as: robustness_test.py ACDSIM [unittest arguments]
"""
import os
import socket
import struct
import sys
import tempfile
import time
import unittest

from acdsim_process import PATIENCE, SOURCE, Acdsim, LineClient, TcpClient, command, login, pdu

PROGRAM = ""
SCENARIO = SOURCE / "scenarios/session/wrap-up-counts-into-call-time.yaml"
MOST_GROWTH = 64 << 20
MOST_LINKS = 64  # at once on one listener
LONGEST_PDU = 64 * 1024


class Robustness(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.line_path = os.path.join(self.folder.name, "oai")
        self.simulator = Acdsim(PROGRAM, "run", SCENARIO, "--listen", "system-oai=tcp:127.0.0.1:0", "--listen",
                                f"system-oai=pty:{self.line_path}")
        self.addCleanup(self.simulator.kill)
        self.port = self.simulator.port()
        self.witness = TcpClient(self.port)
        self.addCleanup(self.witness.close)
        self.witness.log_in()
        self.invoke = 0
        self.links = 1  # the witness; the line is counted when somebody can open it, which is at once
        self.before = self.simulator.memory()

    def connect(self, **options):
        client = TcpClient(self.port, **options)
        self.addCleanup(client.close)
        self.links += 1
        return client

    def logged_in(self, **options):
        client = self.connect(**options)
        client.log_in()
        return client

    def witness_is_served(self):
        self.invoke += 1
        self.assertRegex(self.witness.ask(f"_NO,{self.invoke}", self.invoke), r"^\d{3},CF,_NO,\d+,0$")
        self.assertLess(self.simulator.memory() - self.before, MOST_GROWTH)

    def ends_with(self, cut_anywhere=False, **faults):
        """The witness is served, the process ends well, and these and no other broken messages were counted.

        cut_anywhere: acdsim ended a link at a point that nobody knows; it may have been within a message.
        """
        self.witness_is_served()
        self.assertEqual(0, self.simulator.stop())
        self.assertEqual([], self.simulator.complaints)
        count = self.simulator.closing_count()
        self.assertEqual(sum(count["by name"].values()), count["malformed"])
        if cut_anywhere:
            self.assertIn(count["by name"].pop("truncated_pdu", 0), (0, 1))
        self.assertEqual(faults, count["by name"])
        self.assertEqual(self.links + 1, count["links"])  # and the line

    def closed(self, count=1):
        self.simulator.wait_for_line(r"tcp from .* closed: ", count)

    # --- broken messages

    def test_a_length_beyond_the_bound_closes_the_link(self):
        for length in (LONGEST_PDU + 1, 1 << 20, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF):
            client = self.logged_in()
            client.send(struct.pack("<I", length) + b"_NO,1\r")
            self.assertTrue(client.ended(), hex(length))
            self.witness_is_served()
        stranger = self.connect()
        stranger.send(b"\xff\xff\xff\xff")
        self.assertTrue(stranger.ended())
        self.ends_with(oversized_pdu=6)

    def test_the_longest_message_is_read_and_a_line_in_it_judged(self):
        client = self.logged_in()
        client.send(pdu(b"x" * LONGEST_PDU))
        client.send(pdu(b"_NO,1," + b"x" * (LONGEST_PDU - 7) + b"\r"))
        self.assertTrue(client.confirmation(1).endswith("CF,_NO,1,0"))
        self.ends_with(not_a_command=1)

    def test_empty_messages_are_counted_and_skipped(self):
        client = self.logged_in()
        client.send(pdu(b"") * 3 + command("_NO,1"))
        self.assertTrue(client.confirmation(1).endswith("CF,_NO,1,0"))
        self.ends_with(empty_pdu=3)

    def test_truncated_messages_are_counted_however_the_link_ends(self):
        for cut in (1, 3, 4, 5, 9):
            client = self.logged_in()
            client.send(command("_NO,1")[:cut])
            client.close()
        self.closed(5)
        self.witness_is_served()
        half = self.logged_in()
        half.send(struct.pack("<I", LONGEST_PDU) + b"x" * 1000)
        half.socket.shutdown(socket.SHUT_WR)
        self.assertTrue(half.ended())
        broken = self.logged_in()
        broken.send(command("_NO,1")[:7])
        broken.reset()
        self.closed(7)
        left = self.logged_in()
        left.send(b"\x06\x00")  # still waiting for the rest when the process is told to stop
        self.assertTrue(self.connect().log_in())
        self.ends_with(truncated_pdu=8)

    def test_bytes_that_are_no_text(self):
        client = self.logged_in()
        client.send(pdu(b"_NO,1\0\r") + pdu(b"_NO,\xff1\r") + pdu(b"_N\x01O,1\r") + pdu(b"_NO\r,1\r") +
                    pdu(b"_NO,|1\r") + pdu(bytes(range(256))) + pdu(b"\r") + pdu(b"\r\n") + pdu(b"\n") + pdu(b"\0"))
        client.send(command("_NO,2"))
        self.assertTrue(client.confirmation(2).endswith("CF,_NO,2,0"))
        self.ends_with(nul_byte=3, eight_bit_byte=1, control_byte=2, malformed_text=1)

    def test_nonsense_does_not_fill_the_log(self):
        client = self.logged_in()
        client.send(pdu(b"_NO,1\0\r") * 5000 + command("_NO,2"))
        self.assertTrue(client.confirmation(2).endswith("CF,_NO,2,0"))
        self.simulator.wait_for_line("further ones called nul_byte are only counted")
        self.ends_with(nul_byte=5000)
        self.assertEqual(100, sum("nul_byte: " in line for line in self.simulator.lines))

    def test_commands_that_are_none(self):
        client = self.logged_in()
        client.send(command("hello") + command("_") + command("_no,1") + command("_NOTACOMMANDATALL,1") + command(",,,"))
        self.assertIn(",CF,_ZZ,7,45", client.ask("_ZZ,7", 7))
        client.send(command("_NO"))
        self.assertTrue(client.line().endswith(",CF,_NO,,41"))
        client.send(command("_NO,-1"))
        self.assertTrue(client.line().endswith(",41"))
        client.send(command("_NO,99999999999999999999"))
        self.assertTrue(client.line().endswith(",CF,_NO,,41"))
        self.ends_with(not_a_command=5, unknown_command=1)

    # --- the login

    def test_a_wrong_login_is_closed_without_a_word(self):
        for wrong in (login(password=b"secret"), login(kind=0x84), login(kind=0x00), login(kind=0xFF), pdu(b"\x87"),
                      pdu(b"\x87" + b"a" * 300), pdu(b"\0" * 9), pdu(b"GET / HTTP/1.1\r\n\r\n")):
            client = self.connect()
            client.send(wrong)
            self.assertIsNone(client.message(), wrong)
            self.witness_is_served()
        self.ends_with(login_rejected=8)

    def test_a_command_before_the_login(self):
        for text in ("_NO,1", "_SA,1,105,2003,1,237", "RR", "RT"):
            client = self.connect()
            client.send(command(text))
            self.assertIsNone(client.message(), text)
        self.ends_with(command_before_login=4)

    def test_text_instead_of_a_length(self):
        client = self.connect()
        client.send(b"GET / HTTP/1.1\r\n\r\n")
        self.assertTrue(client.ended())
        self.ends_with(oversized_pdu=1)

    def test_a_peer_that_never_logs_in_disturbs_nobody(self):
        silent = self.connect()
        self.witness_is_served()
        self.assertTrue(self.witness.ask("_SA,900,105,2003,1,237", 900).endswith("CF,_SA,900,0"))
        self.witness_is_served()
        with self.assertRaises(TimeoutError):  # and hears nothing of it
            silent.message(patience=0.2)
        self.ends_with()

    def test_a_second_login_on_one_link_is_no_command(self):
        client = self.logged_in()
        client.send(login())
        self.assertTrue(client.ask("_NO,1", 1).endswith("CF,_NO,1,0"))
        self.ends_with(eight_bit_byte=1)

    # --- how bytes arrive and links end

    def test_one_byte_at_a_time(self):
        client = self.connect()
        client.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for byte in login() + command("_NO,1") + command("_QA,2,105,2003,237"):
            client.send(bytes([byte]))
        self.assertTrue(client.confirmation(1).endswith("CF,_NO,1,0"))
        self.assertTrue(client.confirmation(2).endswith("CF,_QA,2,0,1,2003,237,0"))
        self.ends_with()

    def test_several_messages_in_one_segment(self):
        client = self.connect()
        client.send(login() + command("_NO,1") + command("_NO,2") + command("_QA,3,105,2003,237") + command("_NO,4"))
        for invoke in (1, 2):
            self.assertTrue(client.confirmation(invoke).endswith(f"CF,_NO,{invoke},0"))
        both = {client.line().split(",", 1)[1] for _ in range(2)}  # the switch is asked for the one, not for the other
        self.assertEqual({"CF,_QA,3,0,1,2003,237,0", "CF,_NO,4,0"}, both)
        self.ends_with()

    def test_closed_with_answers_unread(self):
        for _ in range(10):
            client = self.logged_in()
            client.send(command("_NO,1") * 100)
            client.close()
        self.closed(10)
        self.ends_with()

    def test_a_half_closed_link_gets_its_answers_and_the_end(self):
        client = self.logged_in()
        client.send(command("_NO,1"))
        client.socket.shutdown(socket.SHUT_WR)
        self.assertTrue(client.confirmation(1).endswith("CF,_NO,1,0"))
        self.assertIsNone(client.message())
        self.ends_with()

    def test_reset_links(self):
        for at in range(20):
            client = self.connect() if at % 2 else self.logged_in()
            if at % 4 == 0:
                client.send(command("_NO,1") * 50)
            client.reset()
        self.closed(20)
        self.ends_with()

    def test_links_that_come_and_go_leave_nothing_behind(self):
        descriptors = self.simulator.descriptors()
        for turn in range(300):
            client = TcpClient(self.port)
            client.log_in()
            client.close()
        self.links += 300
        self.closed(300)
        self.witness_is_served()
        # Nobody else connects: what is still open now would stay open.
        self.assertTrue(self.eventually(lambda: self.simulator.descriptors() <= descriptors),
                        f"{self.simulator.descriptors()} descriptors, {descriptors} before")
        self.ends_with()

    def eventually(self, condition):
        """Asks the witness in between: each answer proves that the process went round its loop."""
        for _ in range(2000):
            if condition():
                return True
            self.witness_is_served()
        return condition()

    def test_more_links_than_the_limit_are_refused_and_places_become_free(self):
        clients = [TcpClient(self.port) for _ in range(70)]
        for client in clients:
            self.addCleanup(client.close)
        for client in clients:
            try:
                client.send(login())
            except ConnectionError:
                pass  # refused already
        served = []
        for client in clients:
            try:
                first = client.message()
            except ConnectionError:
                first = None
            if first is not None:
                self.assertIn(b",RS,0,", first)
                served.append(client)
        self.assertEqual(MOST_LINKS - 1, len(served))  # and the witness
        self.simulator.wait_for_line("refused: 64 links are open already", 70 - len(served))
        for client in served:
            client.close()
        self.closed(len(served))
        self.witness_is_served()
        self.links += len(served)
        self.assertTrue(self.logged_in().ask("_NO,1", 1).endswith("CF,_NO,1,0"))
        self.ends_with()

    # --- peers that do not read

    def flood(self, client, message, count):
        """Sends without ever reading. True if the link took it all."""
        for _ in range(count // 500):
            try:
                client.socket.sendall(message * 500)
            except ConnectionError:
                return False
            self.assertLess(self.simulator.memory() - self.before, MOST_GROWTH)
        return True

    def test_a_flood_of_200000_commands_from_a_peer_that_never_reads(self):
        client = self.logged_in(receive_buffer=4096)
        self.flood(client, command("_NO,1"), 200_000)
        self.witness_is_served()
        client.close()
        self.closed()
        self.ends_with(cut_anywhere=True)

    def test_a_peer_that_never_reads_is_closed_when_its_queue_is_full(self):
        client = self.logged_in(receive_buffer=4096)
        # The answers are longer than the commands, and the kernel's buffers take some MiB before our queue fills.
        deadline = time.monotonic() + PATIENCE
        while self.flood(client, command("_MS,1,,3"), 50_000):  # until the link is cut
            self.assertLess(time.monotonic(), deadline)
        self.simulator.wait_for_line(r"tcp from .* closed: the peer does not read")
        self.ends_with(cut_anywhere=True)

    def test_a_flood_of_broken_messages(self):
        client = self.logged_in()
        self.assertTrue(self.flood(client, pdu(b""), 20_000))
        self.assertTrue(client.ask("_NO,1", 1).endswith("CF,_NO,1,0"))
        self.ends_with(empty_pdu=20_000)

    # --- the serial line

    def line(self):
        client = LineClient(self.line_path)
        self.assertRegex(client.line(), r"^000,RS,0,")
        self.assertRegex(client.line(), r"^001,RD,0,")
        return client

    def test_a_line_without_end_is_counted_once_and_the_next_is_served(self):
        client = self.line()
        self.addCleanup(client.close)
        for _ in range(512):
            client.send(b"x" * 1024)
        self.witness_is_served()
        client.send(b"\r")
        self.assertTrue(client.ask("_NO,1", 1).endswith("CF,_NO,1,0"))
        self.ends_with(oversized_line=1)

    def test_noise_on_the_line(self):
        client = self.line()
        self.addCleanup(client.close)
        client.send(b"\0\0\0\r" + b"\xc3\xa4\r\n" + b"\x1b[A\r" + b"noise\r" + b"\r\r\n\n\r")
        self.assertTrue(client.ask("_NO,1", 1).endswith("CF,_NO,1,0"))
        self.ends_with(nul_byte=1, eight_bit_byte=1, control_byte=1, not_a_command=1)

    def test_whoever_is_next_on_the_line_begins_with_a_line_end(self):
        # A line does not tell that somebody hung up: what was begun is ended by the next one's carriage return.
        client = self.line()
        client.send(b"_NOTH")
        self.witness_is_served()
        client.close()
        again = LineClient(self.line_path)
        self.addCleanup(again.close)
        again.send(b"\r")
        self.assertIn(",CF,_NOTH,,45", again.line())
        self.assertTrue(again.ask("_NO,1", 1).endswith("CF,_NO,1,0"))
        again.send(b"RR\r")
        self.assertRegex(again.line(), r"^000,RS,1,")
        self.ends_with(unknown_command=1)


if __name__ == "__main__":
    PROGRAM = sys.argv.pop(1)
    unittest.main()
