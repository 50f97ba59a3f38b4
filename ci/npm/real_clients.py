# SPDX-License-Identifier: Apache-2.0
"""Installs the programs of others that tests let meet ours, from the npm registry, once for a build folder.

A registry that cannot be reached is no failure of ours: the test is then not run, and says so. Anything else is.
"""
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
NOT_RUN = 77  # what CTest is told to take for "not run"
AWAY = ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ENETUNREACH", "E502", "E503", "E504")


def not_run(why):
    print(f"not run: {why}")
    sys.exit(NOT_RUN)


def installed(folder):
    """The node_modules folder below `folder` with exactly what package-lock.json names."""
    folder = pathlib.Path(folder)
    wanted = (HERE / "package-lock.json").read_bytes()
    done = folder / "installed-lock.json"
    if done.exists() and done.read_bytes() == wanted:
        return folder / "node_modules"
    if not shutil.which("npm"):
        not_run("npm is not installed (ci/setup installs it)")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / name)
    npm = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries", "1"], cwd=folder,
                         capture_output=True, text=True, env={**os.environ, "CI": "true"})
    if npm.returncode != 0:
        said = npm.stdout + npm.stderr
        if any(code in said for code in AWAY):
            not_run("the npm registry cannot be reached")
        sys.exit(f"npm ci failed:\n{said}")
    done.write_bytes(wanted)
    return folder / "node_modules"
