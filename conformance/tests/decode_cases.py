# SPDX-License-Identifier: Apache-2.0
"""acdcheck decode: every wire's samples, what a run recorded, broken bytes, and input of any size."""
import pathlib
import subprocess
import tempfile
import unittest

from acdcheck_process import PROGRAM, SOURCE, ProcessTest

PROTOCOLS = ("system-oai", "csta-xml", "ged188")


def decode(*arguments, data=b""):
    return subprocess.run([PROGRAM, "decode", *map(str, arguments)], input=data, capture_output=True, timeout=120)


def csta_samples():
    stream = b""
    for line in (SOURCE / "drivers/csta_xml/vectors/session.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            _, header, invoke, document = line.split(" ", 3)
            stream += bytes.fromhex(header) + invoke.encode() + document.encode()
    return stream


def ged_samples():
    lines = (SOURCE / "drivers/ged188/vectors/samples.txt").read_text().splitlines()
    rows = [line.split() for line in lines if line.startswith("hex ")]
    return b"".join(bytes.fromhex(digits) for _, _, version, digits in rows if version == "20")


class Decode(ProcessTest):
    def test_samples_are_well_formed_in_one_piece_from_a_file_and_from_standard_input(self):
        for protocol, stream in (("csta-xml", csta_samples()), ("ged188", ged_samples()),
                                 ("system-oai", b"\x06\0\0\0_NO,1\r")):
            with self.subTest(protocol), tempfile.TemporaryDirectory() as folder:
                file = pathlib.Path(folder) / "stream"
                file.write_bytes(stream)
                done = decode(protocol, file)
                self.assertEqual(done.returncode, 0, done.stdout[-500:])
                self.assertRegex(done.stdout.decode().splitlines()[-1], r"^\d+ messages?, all well formed\.$")
                self.assertEqual(decode(protocol, "-", data=stream).stdout, done.stdout)

    def test_a_damaged_byte_is_found_where_it_stands(self):
        stream = bytearray(csta_samples())
        stream[100] = 0
        done = decode("csta-xml", "-", data=bytes(stream))
        self.assertEqual(done.returncode, 1)
        self.assertIn(b"wrong at 00000064: ill_formed_xml", done.stdout)
        caret = [line for line in done.stdout.decode().splitlines() if line.strip() == "^^"][0]
        above = done.stdout.decode().splitlines()[done.stdout.decode().splitlines().index(caret) - 1]
        self.assertEqual(above[len(caret) - 2:][:2], "00", "the caret is under the byte")
        self.assertRegex(done.stdout.decode().splitlines()[-1], r"^42 messages, 1 wrong, the first at 00000064\.$")

    def test_what_a_run_recorded_is_well_formed_on_every_wire(self):
        with tempfile.TemporaryDirectory() as folder:
            events = pathlib.Path(folder) / "events"
            subprocess.run([PROGRAM, "run", "session/*", "--suite", SOURCE / "scenarios", "-q", "--events", events],
                           check=True, capture_output=True, timeout=120)
            for protocol in PROTOCOLS:
                with self.subTest(protocol):
                    done = decode(protocol, events)
                    self.assertEqual(done.returncode, 0, done.stdout[-800:])
                    self.assertIn(b"== session/", done.stdout)

    def test_ten_megabytes_stream(self):
        once = csta_samples()
        done = subprocess.run(["bash", "-c", f"ulimit -v 400000; exec {PROGRAM} decode csta-xml -"],
                              input=once * (10_000_000 // len(once) + 1), capture_output=True, timeout=300)
        self.assertEqual(done.returncode, 0, done.stderr[-300:])

    def test_garbage_of_any_kind_ends_in_a_verdict(self):
        for protocol in PROTOCOLS:
            for data in (b"\0", b"\xff" * 70_000, b"x" * 200_000, bytes(range(256)) * 10, b"\r\n\r\n", b"\0" * 64):
                with self.subTest(protocol, data=data[:4]):
                    self.assertIn(decode(protocol, "-", data=data).returncode, (1, 6))

    def test_an_event_stream_that_is_damaged_or_foreign(self):
        for data in (b"{", b'{"class":"wire"}\n', b'{"class":"wire","protocol":"ged188","direction":"to_switch","bytes":"zz"}\n',
                     b"{" + b"x" * 3_000_000):
            with self.subTest(data[:40]):
                done = decode("ged188", "-", data=data)
                self.assertIn(done.returncode, (1, 6))
                self.assertTrue(done.stdout or done.stderr)

    def test_nothing_is_not_well_formed(self):
        done = decode("ged188", "-")
        self.assertEqual((done.returncode, done.stdout), (6, b""))
        self.assertIn(b"nothing to decode", done.stderr)

    def test_usage(self):
        for arguments in (("no-such", "-"), ("ged188", "/no/such/file"), ("ged188",), (), ("ged188", "-", "--from", "me"),
                          ("ged188", "/")):
            with self.subTest(arguments):
                done = decode(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertEqual(done.stdout, b"")
                self.assertTrue(done.stderr)
        self.assertEqual(decode("ged188", "-", "--from", "switch", data=b"{}\n").returncode, 2)


if __name__ == "__main__":
    unittest.main()
