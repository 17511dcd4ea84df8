"""What this process costs, as the system counts it."""

from __future__ import annotations

import os
import resource
import threading
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessNumbers:
    """CPU, memory, files and threads of this process; None where the system does not tell.

    Attributes:
        cpu_seconds: of this process and of its children that ended.
        began: since the Unix epoch.
    """

    cpu_seconds: float
    resident_bytes: int | None
    open_files: int | None
    most_files: int | None
    threads: int
    began: float


_BEGAN = time.time() - time.clock_gettime(time.CLOCK_PROCESS_CPUTIME_ID)


def process_numbers() -> ProcessNumbers:
    """Count now."""
    spent = sum(os.times()[:4])
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return ProcessNumbers(
        cpu_seconds=spent,
        resident_bytes=_resident(),
        open_files=_open_files(),
        most_files=soft if soft != resource.RLIM_INFINITY else None,
        threads=threading.active_count(),
        began=_began(),
    )


def _resident() -> int | None:
    """Source: statm in proc(5): the second number, in pages."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
    except (OSError, ValueError, IndexError):
        return None


def _open_files() -> int | None:
    for folder in ("/proc/self/fd", "/dev/fd"):
        try:
            # The folder itself is open while it is read.
            return sum(1 for _ in Path(folder).iterdir()) - 1
        except OSError:
            continue
    return None


def _began() -> float:
    """Source: stat in proc(5): field 22, in clock ticks since the machine started; else when this was imported."""
    try:
        ticks = int(Path("/proc/self/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[19])
        since_boot = ticks / os.sysconf("SC_CLK_TCK")
        return time.time() - (time.clock_gettime(time.CLOCK_BOOTTIME) - since_boot)
    except (OSError, ValueError, IndexError, AttributeError):
        return _BEGAN
