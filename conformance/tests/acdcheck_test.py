#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""acdcheck as a process, so that it can never be green by accident.

  acdcheck_test.py PATH_OF_ACDCHECK [-v] [-k PATTERN]

Runs every *_cases.py beside this file. Needs python3-junitparser, which reads our JUnit as CI servers do.
"""
import os
import pathlib
import sys
import unittest

HERE = pathlib.Path(__file__).resolve().parent

if __name__ == "__main__":
    if len(sys.argv) < 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit(__doc__)
    os.environ["ACDCHECK"] = os.path.abspath(sys.argv[1])
    os.environ["ACDLOOP_SOURCE_DIR"] = str(HERE.parent.parent)
    sys.dont_write_bytecode = True
    program = unittest.main(module=None, exit=False,
                            argv=["acdcheck_test.py", "discover", "-s", str(HERE), "-p", "*_cases.py", *sys.argv[2:]])
    # Finding no test is no success.
    sys.exit(0 if program.result.wasSuccessful() and program.result.testsRun > 0 else 1)
