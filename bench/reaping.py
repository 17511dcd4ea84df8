"""Run a command, and end once all that it started has ended: so that whoever waits is told the sum of their processor.

    .venv/bin/python bench/reaping.py COMMAND...

Readers of pages are children of a process that outlives its parent by a moment; what is not waited for counts nowhere.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from contextlib import suppress
from typing import Final

_SUBREAPER: Final = 36
"""`PR_SET_CHILD_SUBREAPER` of Linux: orphans below us become our children."""


def main() -> int:
    """Give the command's exit code, once there is nobody left."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    code = subprocess.run(sys.argv[1:], check=False).returncode
    with suppress(ChildProcessError):
        while True:
            os.wait()
    return code


if __name__ == "__main__":
    sys.exit(main())
