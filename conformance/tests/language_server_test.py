# SPDX-License-Identifier: Apache-2.0
"""What an author sees in an editor: the YAML language server itself, with the schema that acdcheck writes.

language_server_test.py ACDCHECK SUITE FOLDER    FOLDER is ours: the server is installed there.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ci/npm"))
import real_clients  # noqa: E402

ACDCHECK, SUITE, FOLDER = sys.argv[1:4]
STORY = (pathlib.Path(SUITE) / "session/timed-wrap-up.yaml").read_text()


class Server:
    """One language server in a conversation over its standard input and output (LSP 3.17, base protocol)."""

    def __init__(self, modules, home):
        self.home = home
        (home / "scenario.schema.json").write_bytes(subprocess.run([ACDCHECK, "schema", "scenario"], capture_output=True, check=True).stdout)
        schemas = {f"{home.as_uri()}/scenario.schema.json": "*.yaml"}
        self.settings = {"yaml": {"schemas": schemas, "completion": True, "hover": True, "validate": True}}
        self.asked = 0
        self.process = subprocess.Popen(["node", modules / "yaml-language-server/bin/yaml-language-server", "--stdio"],
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.ask("initialize", processId=os.getpid(), rootUri=home.as_uri(), capabilities={"workspace": {"configuration": True}})
        self.send(method="initialized", params={})
        self.send(method="workspace/didChangeConfiguration", params={"settings": self.settings})

    def close(self):
        self.process.kill()
        self.process.communicate()

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            name, value = line.split(b":")[:2]
            length = int(value) if name.lower() == b"content-length" else length
        if not length:
            raise EOFError("the language server has gone")
        return json.loads(self.process.stdout.read(length))

    def wait_for(self, wanted):
        while True:
            message = self.receive()
            if "method" in message and "id" in message:  # it asks us
                items = message["params"].get("items", []) if message["method"] == "workspace/configuration" else None
                self.send(id=message["id"], result=items and [self.settings.get(item.get("section")) for item in items])
            elif wanted(message):
                return message

    def ask(self, method, **params):
        self.asked += 1
        number = self.asked
        self.send(id=number, method=method, params=params)
        return self.wait_for(lambda message: message.get("id") == number)["result"]

    def open(self, **documents):
        """Name -> what is underlined in it: (line, message), in order."""
        waiting = {f"{self.home.as_uri()}/{name}.yaml": name for name in documents}
        for uri, name in waiting.items():
            self.send(method="textDocument/didOpen",
                      params={"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": documents[name]}})
        underlined = {}
        while waiting:
            told = self.wait_for(lambda message: message.get("method") == "textDocument/publishDiagnostics")["params"]
            if name := waiting.pop(told["uri"], None):
                underlined[name] = sorted((each["range"]["start"]["line"], each["message"]) for each in told["diagnostics"])
        return underlined

    def at(self, name, line, character):
        return {"textDocument": {"uri": f"{self.home.as_uri()}/{name}.yaml"}, "position": {"line": line, "character": character}}


class LanguageServer(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory(prefix="acdloop-editor-")
        cls.server = Server(MODULES, pathlib.Path(cls.scratch.name))

    @classmethod
    def tearDownClass(cls):
        cls.server.close()
        cls.scratch.cleanup()

    def test_every_story_of_the_suite_is_left_alone(self):
        stories = [path for path in sorted(pathlib.Path(SUITE).rglob("*.yaml")) if "language" not in path.relative_to(SUITE).parts]
        self.assertGreater(len(stories), 100)
        underlined = self.server.open(**{"-".join(path.parts[-2:]): path.read_text() for path in stories})
        self.assertEqual({}, {name: found for name, found in underlined.items() if found})

    def test_a_misspelled_word_is_underlined_where_it_stands(self):
        lines = STORY.splitlines()
        verb = next(number for number, line in enumerate(lines) if "hang_up:" in line)
        key = next(number for number, line in enumerate(lines) if "wrap_up:" in line)
        text = STORY.replace("hang_up:", "hangup:").replace("wrap_up:", "wrapup:")
        found = self.server.open(misspelled=text)["misspelled"]
        self.assertIn((verb, "Property hangup is not allowed."), found)
        self.assertIn((key, "Property wrapup is not allowed."), found)

    def test_the_verbs_are_offered_with_what_they_mean(self):
        lines = STORY.splitlines() + ["  - "]
        self.server.open(unfinished="\n".join(lines))
        offered = self.server.ask("textDocument/completion", **self.server.at("unfinished", len(lines) - 1, 4))["items"]
        meaning = {item["label"]: item.get("documentation") for item in offered}
        for verb in ("log_in", "call", "answer", "hang_up", "finish", "expect", "never", "withhold"):
            self.assertTrue(meaning.get(verb), verb)

    def test_a_word_is_explained_under_the_pointer(self):
        self.server.open(pointed=STORY)
        line = next(number for number, text in enumerate(STORY.splitlines()) if "hang_up:" in text)
        told = self.server.ask("textDocument/hover", **self.server.at("pointed", line, STORY.splitlines()[line].index("hang_up") + 2))
        self.assertIn("hangs up", told["contents"]["value"])


MODULES = real_clients.installed(FOLDER)
unittest.main(argv=sys.argv[:1])
