"""What a process and its children take, over time: memory, threads, descriptors."""

from __future__ import annotations

import os
import random
import re
import signal
import statistics
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

MEGABYTE = 1 << 20
_WARM_AFTER = 0.3


@dataclass(frozen=True, slots=True)
class Sample:
    """One look at the processes; memory in bytes, of the children each shared page once."""

    polls: int
    own: int
    children: int
    largest_child: int
    threads: int
    descriptors: int


@dataclass
class Measures:
    """Samples, one each so many polls."""

    every: int = 250
    beside: frozenset[int] = frozenset()
    samples: list[Sample] = field(default_factory=list)

    def take(self, polls: int) -> bool:
        """Take a sample, where it is time for one; tells whether it was."""
        if self.samples and polls < self.samples[-1].polls + self.every:
            return False
        children = [share(pid) for pid in descendants(os.getpid(), beside=self.beside)]
        self.samples.append(
            Sample(
                polls,
                resident(os.getpid()),
                sum(children),
                max(children, default=0),
                len(list(Path("/proc/self/task").iterdir())),
                len(list(Path("/proc/self/fd").iterdir())),
            )
        )
        return True

    def lines(self, most: int = 12) -> Iterator[str]:
        """Yield a table of some of the samples."""
        yield "  polls   daemon MB   children MB   threads   descriptors"
        yield from (self.line(sample) for sample in self.samples[:: max(len(self.samples) // most, 1)])

    def line(self, sample: Sample) -> str:
        """Give the line of a sample."""
        return (
            f"{sample.polls:7,} {sample.own / MEGABYTE:11.1f} {sample.children / MEGABYTE:13.1f} "
            f"{sample.threads:9} {sample.descriptors:13}"
        )

    def slope(self, part: str) -> float:
        """Give by how much a part grows in 10,000 polls once all is warm: megabytes for memory, else a number."""
        warm = self.samples[int(len(self.samples) * _WARM_AFTER) :]
        if len(warm) < 2:
            return 0.0
        unit = MEGABYTE if part in ("own", "children") else 1
        found = [getattr(sample, part) / unit for sample in warm]
        return statistics.linear_regression([sample.polls for sample in warm], found).slope * 10_000

    def most(self, part: str) -> int:
        """Give the largest value of a part."""
        return max(int(getattr(sample, part)) for sample in self.samples)


def resident(pid: int) -> int:
    """Give the resident memory of a process; 0 where it is gone."""
    with suppress(OSError, IndexError):
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return 0


def share(pid: int) -> int:
    """Give the memory of a process, pages that it shares with those it was forked from divided among them.

    Source: proc(5), `Pss` of smaps_rollup. All that is resident where a kernel has none.
    """
    with suppress(OSError):
        if found := re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE):
            return int(found[1]) * 1024
    return resident(pid)


def descendants(pid: int, *, beside: frozenset[int] = frozenset()) -> list[int]:
    """Give the processes below one, without those of `beside`."""
    found = []
    for child in _children(pid):
        if child not in beside:
            found += [child, *descendants(child)]
    return found


def _children(pid: int) -> list[int]:
    found = []
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(word) for word in (task / "children").read_text().split()]
    return found


def kill_a_reader(chance: random.Random, *, beside: frozenset[int] = frozenset()) -> None:
    """Kill one of the children's children at random: those are the readers of pages."""
    below = [pid for child in _children(os.getpid()) if child not in beside for pid in _children(child)]
    if below:
        with suppress(ProcessLookupError):
            os.kill(chance.choice(below), signal.SIGKILL)
