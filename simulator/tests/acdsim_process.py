# SPDX-License-Identifier: Apache-2.0
"""A running acdsim and the two ways to reach its System OAI port, for the tests of this folder.

Python's standard library alone. Everything waits for a condition with a generous bound; nothing sleeps to cure a race.
"""
import os
import pathlib
import re
import select
import signal
import socket
import struct
import subprocess
import termios
import threading
import time
import tty

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds for anything that must happen; reached only when it does not happen


class Acdsim:
    """One process. Its lines are read all the time, so that it never waits for us."""

    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, *map(str, arguments)], stdin=subprocess.DEVNULL,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, errors="replace")
        self.lines = []
        self.complaints = []
        self._news = threading.Condition()
        self._readers = [threading.Thread(target=self._read, args=pair, daemon=True)
                         for pair in ((self.process.stdout, self.lines), (self.process.stderr, self.complaints))]
        for reader in self._readers:
            reader.start()

    def _read(self, stream, into):
        for line in stream:
            with self._news:
                into.append(line.rstrip("\n"))
                self._news.notify_all()
        with self._news:
            self._news.notify_all()

    def wait_for_line(self, pattern, count=1):
        """The match of the count-th line that has the pattern in it."""
        deadline = time.monotonic() + PATIENCE
        with self._news:
            while True:
                found = [match for match in (re.search(pattern, line) for line in self.lines) if match]
                if len(found) >= count:
                    return found[count - 1]
                left = deadline - time.monotonic()
                if left <= 0 or not any(reader.is_alive() for reader in self._readers):
                    raise AssertionError(f"acdsim did not say {pattern!r} {count} times; it said:\n"
                                         + "\n".join(self.lines[-40:] + self.complaints[-40:]))
                self._news.wait(left)

    def port(self):
        return int(self.wait_for_line(r"listening: system-oai on tcp 127\.0\.0\.1:(\d+)").group(1))

    def memory(self):
        """Resident bytes."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        raise AssertionError("acdsim is no longer running")

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self, how=signal.SIGTERM):
        """Ends it; the exit code."""
        self.process.send_signal(how)
        return self.wait()

    def wait(self):
        code = self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        return code

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(PATIENCE)
        for reader in self._readers:
            reader.join(PATIENCE)
        self.process.stdout.close()
        self.process.stderr.close()

    def closing_count(self):
        """The numbers of the last line, by what is counted; the malformed frames by their names."""
        line = self.lines[-1]
        match = re.search(r"closing count: (\d+) links?, (\d+) agents? logged on, (\d+) calls?, (\d+) refused requests?, "
                          r"(\d+) malformed frames?(?: \((.*)\))?$", line)
        if not match:
            raise AssertionError(f"no closing count: {line}")
        names = ("links", "agents", "calls", "refused", "malformed")
        count = {name: int(match.group(index)) for index, name in enumerate(names, 1)}
        faults = dict(part.rsplit(" ", 1) for part in (match.group(6) or "").split(", ") if part)
        count["by name"] = {name: int(number) for name, number in faults.items()}
        return count


def pdu(payload):
    """A System OAI message on TCP: a little-endian 32-bit length, then the payload."""
    return struct.pack("<I", len(payload)) + payload


def login(password=b"", kind=0x87, application=b"tester"):
    return pdu(bytes([kind]) + password + b"\0" + application + b"\0")


def command(text):
    return pdu(text.encode() + b"\r")


class TcpClient:
    def __init__(self, port, receive_buffer=None):
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(("127.0.0.1", port))
        self.received = b""

    def send(self, data):
        self.socket.sendall(data)

    def _more(self, patience):
        """True when bytes came; False at the end of the stream; None when nothing came in time."""
        if not select.select([self.socket], [], [], patience)[0]:
            return None
        data = self.socket.recv(65536)
        self.received += data
        return bool(data)

    def message(self, patience=PATIENCE):
        """The next message's payload; None when the stream has ended; TimeoutError when none comes."""
        deadline = time.monotonic() + patience
        while True:
            if len(self.received) >= 4:
                length = struct.unpack("<I", self.received[:4])[0]
                if len(self.received) >= 4 + length:
                    payload = self.received[4:4 + length]
                    self.received = self.received[4 + length:]
                    return payload
            more = self._more(max(0.0, deadline - time.monotonic()))
            if more is None:
                raise TimeoutError(f"no message within {patience} s")
            if not more:
                return None

    def line(self, patience=PATIENCE):
        payload = self.message(patience)
        if payload is None:
            raise AssertionError("acdsim closed the link")
        if not payload.endswith(b"\r\n"):
            raise AssertionError(f"not ended by CR LF: {payload!r}")
        return payload[:-2].decode()

    def log_in(self):
        self.send(login())
        return self.line(), self.line()

    def ask(self, text, invoke):
        """Sends one command; its confirmation, whatever comes before it."""
        self.send(command(text))
        return self.confirmation(invoke)

    def confirmation(self, invoke):
        while True:
            line = self.line()
            fields = line.split(",")
            if fields[1] == "CF" and fields[3] == str(invoke):
                return line

    def ended(self):
        """Reads to the end of the stream; False if it does not come. A reset counts as an end."""
        deadline = time.monotonic() + PATIENCE
        try:
            while True:
                more = self._more(max(0.0, deadline - time.monotonic()))
                if more is None:
                    return False
                if not more:
                    return True
        except ConnectionError:
            return True

    def reset(self):
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def close(self):
        self.socket.close()


class LineClient:
    """The same port on a serial line: no length, no login, lines ended by CR to the switch and CR LF from it."""

    def __init__(self, path):
        self.descriptor = os.open(path, os.O_RDWR | os.O_NOCTTY)
        tty.setraw(self.descriptor, termios.TCSANOW)
        self.received = b""

    def send(self, data):
        deadline = time.monotonic() + PATIENCE
        while data:
            if not select.select([], [self.descriptor], [], max(0.0, deadline - time.monotonic()))[1]:
                raise TimeoutError("the line takes nothing")
            data = data[os.write(self.descriptor, data[:512]):]

    def line(self, patience=PATIENCE):
        deadline = time.monotonic() + patience
        while b"\n" not in self.received:
            if not select.select([self.descriptor], [], [], max(0.0, deadline - time.monotonic()))[0]:
                raise TimeoutError(f"no line within {patience} s")
            self.received += os.read(self.descriptor, 65536)
        line, self.received = self.received.split(b"\n", 1)
        if not line.endswith(b"\r"):
            raise AssertionError(f"not ended by CR LF: {line!r}")
        return line[:-1].decode()

    def confirmation(self, invoke):
        while True:
            line = self.line()
            fields = line.split(",")
            if len(fields) > 3 and fields[1] == "CF" and fields[3] == str(invoke):
                return line

    def ask(self, text, invoke):
        self.send(text.encode() + b"\r")
        return self.confirmation(invoke)

    def close(self):
        os.close(self.descriptor)
