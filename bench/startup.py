"""CPU seconds of `tracker --help` and of `tracker list`: the median of five runs, beside what they may take.

    .venv/bin/python bench/startup.py

Printed, not asserted: the figure is this machine's.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.installed import EMPTY, program

RUNS: Final = 5
BOUNDS: Final = (("--help", 0.15), ("list", 0.5))


def cpu_seconds(words: list[str], folder: Path) -> float:
    """Run a program to its end; give its user and system time.

    Raises:
        RuntimeError: it failed.
    """
    environment = {**os.environ, **EMPTY, "XDG_CONFIG_HOME": str(folder)}
    with (folder / "output").open("w+b") as output:
        child = subprocess.Popen(words, cwd=folder, env=environment, stdout=output, stderr=output)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        if child.returncode:
            raise RuntimeError(f"{' '.join(words)} ended with {child.returncode}: {output.read().decode()}")
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    """Print the medians beside their bounds."""
    with tempfile.TemporaryDirectory() as folder:
        for verb, bound in BOUNDS:
            seconds = median(cpu_seconds([*program(), verb], Path(folder)) for _ in range(RUNS))
            word = "holds" if seconds <= bound else "beyond"
            print(f"{word:7} tracker {verb:7} {seconds:.3f} s of CPU, the median of {RUNS}   <= {bound} s")


if __name__ == "__main__":
    main()
