# SPDX-License-Identifier: Apache-2.0
"""The emulated Asterisk and clients that others wrote for real ones: each logs in, is an agent, and hears of a call.

ami_clients_test.py ACDSIM FOLDER    FOLDER is ours: the clients are installed there.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1] / "ci/npm"))
import real_clients  # noqa: E402
from acdsim_process import PATIENCE, Acdsim  # noqa: E402

ACDSIM, FOLDER = sys.argv[1:3]
STORY = """\
id: queue/ami-clients
title: One call for whoever comes
covers: [AS-001]
cast:
  groups: { sales: { pilot: "237", wrap_up: 1s } }
  agents: { ann: { id: "2003", at: "105", groups: [sales] } }
steps:
  - log_in:  { agent: ann, group: sales, as: s }
  - request: { session: s, state: ready }
  - call:    { as: c1, to: sales, from: "6025551212" }
  - answer:  { agent: ann, after: 300ms }
  - hang_up: { caller: c1, after: 1200ms }
  - expect:  { session: s, calls: 1 }
"""


class RealClients(unittest.TestCase):
    def day_of(self, library):
        """Everything the client got: replies by action, events in order."""
        with tempfile.TemporaryDirectory(prefix="acdloop-ami-") as scratch:
            story = pathlib.Path(scratch) / "ami-clients.yaml"
            story.write_text(STORY)
            acdsim = Acdsim(ACDSIM, "run", story, "--listen", "asterisk-ami=tcp:127.0.0.1:0")
            try:
                port = acdsim.wait_for_line(r"listening: asterisk-ami on tcp 127\.0\.0\.1:(\d+)").group(1)
                client = subprocess.run(["node", HERE / "ami_client.js", library, port], capture_output=True, text=True, timeout=PATIENCE,
                                        env={**os.environ, "NODE_PATH": str(MODULES)})
                self.assertEqual(0, client.returncode, f"{library}: {client.stderr}\n{client.stdout}\n" + "\n".join(acdsim.lines))
                self.assertEqual(0, acdsim.stop())
                self.assertEqual(0, acdsim.closing_count()["malformed"])
            finally:
                acdsim.kill()
        came = [json.loads(line) for line in client.stdout.splitlines() if line.startswith("{")]
        return [line for line in came if "reply" in line], [line for line in came if "event" in line]

    def check(self, library):
        replies, events = self.day_of(library)
        self.assertEqual(["Ping", "QueueAdd", "QueuePause", "QueuePause", "QueueRemove"], [reply["reply"] for reply in replies])
        self.assertEqual(["Added interface to queue", "Interface unpaused successfully", "Interface paused successfully",
                          "Removed interface from queue"], [reply["message"] for reply in replies[1:]])
        names = [event["event"] for event in events]
        story = ["QueueMemberAdded", "QueueMemberPause", "QueueCallerJoin", "AgentCalled", "QueueCallerLeave", "AgentConnect",
                 "AgentComplete", "QueueMemberPause", "QueueMemberRemoved"]
        self.assertEqual(story, [name for name in names if name in story])
        complete = events[names.index("AgentComplete")]
        self.assertEqual("2003", complete["membername"])
        self.assertEqual("PJSIP/105", complete["interface"])
        self.assertIn(complete["talktime"], ("1", "2"))  # 1.2 s, between whole seconds
        self.assertEqual("1", events[names.index("QueueMemberRemoved")]["callstaken"])

    def test_asterisk_manager(self):
        self.check("asterisk-manager")

    def test_asterisk_ami_client(self):
        self.check("asterisk-ami-client")

    def test_ami_io(self):
        self.check("ami-io")


MODULES = real_clients.installed(FOLDER)
unittest.main(argv=sys.argv[:1])
