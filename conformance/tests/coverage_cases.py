# SPDX-License-Identifier: Apache-2.0
"""acdcheck coverage: what it says agrees with itself, with the catalogue and with its exit code."""
import json

from acdcheck_process import SUITE, ProcessTest, acdcheck

STORY = SUITE / "session" / "wrap-up-counts-into-call-time.yaml"


class Coverage(ProcessTest):
    def claimed(self, *arguments):
        return json.loads(self.ends(0, acdcheck("coverage", "--claimed", "--json", "-", *arguments)).stdout)

    def test_names_every_requirement_once_row_or_part(self):
        told = self.claimed()
        rows = {row["row"] for row in told["requirements"]}
        self.assertEqual(130 + 5, len(rows))
        ids = [row["id"] for row in told["requirements"]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertIn("AS-072a", ids)
        self.assertNotIn("AS-072", ids)

    def test_claims_go_both_ways(self):
        told = self.claimed()
        for row in told["requirements"]:
            for scenario in row["claimed_by"]:
                covers = next(one["covers"] for one in told["scenarios"] if one["id"] == scenario)
                self.assertTrue(row["id"] in covers or row["row"] in covers, f"{row['id']} {scenario}")

    def test_what_is_missing_or_claimed_in_vain_ends_with_1_and_is_named(self):
        folder = self.folder / "suite" / "topic"
        folder.mkdir(parents=True)
        text = STORY.read_text().replace("session/wrap-up-counts-into-call-time", "topic/story")
        (folder / "story.yaml").write_text(text.replace("covers: [", "covers: [AS-059, "))
        report = self.folder / "coverage.json"
        ran = self.ends(1, acdcheck("coverage", "--suite", self.folder / "suite", "-j", 2, "--json", report))
        told = json.loads(report.read_text())
        self.assertTrue(told["played"])
        self.assertFalse(told["complete"])
        by_id = {row["id"]: row for row in told["requirements"]}
        self.assertEqual("proved", by_id["AS-016"]["standing"])
        self.assertIn("call-time-without-wrap-up", [one["id"] for one in by_id["AS-016"]["defects"] if one["caught_by"]])
        self.assertEqual("no scenario judges it", by_id["AS-059"]["standing"])
        self.assertIn("AS-059   hard   no scenario judges it", ran.stdout)
        self.assertIn("topic/story  AS-059", ran.stdout)

    def test_refuses_a_report_that_cannot_be_written(self):
        self.ends(2, acdcheck("coverage", "--claimed", "--json", self.folder / "no" / "such" / "folder.json"))
