# SPDX-License-Identifier: Apache-2.0
"""Small suites for the tests of acdcheck as a process: one story for each way a run can end."""
import pathlib

HEAD = """\
id: {id}
title: {title}
covers: [AS-001]
{extra}cast:
  groups: {{ sales: {{ pilot: "237", wrap_up: manual }} }}
  agents: {{ ann: {{ id: "2003", at: "105", groups: [sales] }} }}
steps:
  - log_in: {{ agent: ann, group: sales, as: s }}
"""

# What follows the log-in, and what stands before the cast.
STORIES = {
    "good": ("  - expect: { session: s, calls: 0, after: 1.2s }\n  - log_out: { session: s }\n", ""),
    # Nobody calls, so nobody is busy: the author expects what is not so.
    "failing": ("  - expect: { session: s, state: busy }\n  - log_out: { session: s }\n", ""),
    # Ann is not ready, so her phone never rings and the story cannot go on.
    "blocked": ("  - answer: { agent: ann, after: 1.2s }\n  - expect: { session: s, calls: 0 }\n", ""),
    # The figure that the author wrote contradicts what the author let happen.
    "contradicting": ("  - expect: { session: s, calls: 2, after: 1.2s }\n  - log_out: { session: s }\n", ""),
    # No wire that the emulator speaks to System OAI carries a PIN.
    "skipped": ("  - expect: { session: s, calls: 0 }\n", "needs: [pin]\n"),
    # Two faults: an unknown figure and an unknown key.
    "invalid": ("  - expect: { session: s, cals: 0 }\n  - log_out: { sesion: s }\n", ""),
    # First a failed check, then the story breaks.
    "failing-then-blocked": ("  - expect: { session: s, state: busy }\n  - answer: { agent: ann }\n", ""),
}


def story(kind, scenario_id):
    steps, extra = STORIES[kind]
    return HEAD.format(id=scenario_id, title=f"A story that is {kind}", extra=extra) + steps


def write_suite(folder, *kinds):
    """A suite with one scenario of each kind, called kinds/KIND; returns the folder."""
    root = pathlib.Path(folder) / "scenarios"
    (root / "kinds").mkdir(parents=True, exist_ok=True)
    for kind in kinds:
        (root / "kinds" / f"{kind}.yaml").write_text(story(kind, f"kinds/{kind}"), encoding="utf-8")
    return root


def write_copies(folder, count, kind="good"):
    """A suite of many equal stories: long/0000, long/0001, …"""
    root = pathlib.Path(folder) / "scenarios"
    (root / "long").mkdir(parents=True, exist_ok=True)
    for number in range(count):
        name = f"{number:04}"
        (root / "long" / f"{name}.yaml").write_text(story(kind, f"long/{name}"), encoding="utf-8")
    return root
