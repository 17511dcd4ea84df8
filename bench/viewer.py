"""The viewer in a real terminal: seconds from start to the first screen, milliseconds from key to screen, idle CPU.

    .venv/bin/python bench/viewer.py [--idle SECONDS]

An article of 200 versions and one of 2,000 paragraphs; the best of five starts and the median and worst of all keys.
Wall time, printed and not asserted: the figures are this machine's, and those of whatever else it does meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from textual.pilot import Pilot

from bench.installed import EMPTY, program
from tests.viewer.records import keep, long_life, long_story
from tests.viewer.terminal import Terminal
from tracker.app.browsing import Library
from tracker.model import Settings
from tracker.viewer.program import Viewer

STARTS: Final = 5
FIRST_PAINT, KEY, IDLE = 0.5, 50.0, 1.0
SIZE: Final = (160, 50)
ARTICLES: Final = (("200 versions", 1, "202 people"), ("2,000 paragraphs", 2, "Paragraph 7:"))
KEYS: Final = (
    ("]", "change 1 of"),
    ("]", "change 2 of"),
    ("]", "change 3 of"),
    ("[", "change 2 of"),
    ("e", "Paragraph 1"),
    (" ", "Paragraph 2"),
    ("G", "Paragraph 1999"),
    ("g", "Paragraph 1"),
    ("e", "unchanged paragraphs"),
    ("+", "Paragraph 9"),
    ("t", "Paragraph 7"),
    ("s", "Paragraph 7"),
    ("?", "side by side and back"),
)
PRESSED: Final = (
    "]",
    "]",
    "left_square_bracket",
    "j",
    "j",
    "e",
    "space",
    "space",
    "G",
    "g",
    "e",
    "plus",
    "s",
    "s",
    "question_mark",
)
STEPS: Final = tuple(("\x1b[D", f"{number} of 200") for number in range(199, 179, -1))


def environment(folder: Path) -> dict[str, str]:
    """The environment of a viewer that knows no settings and no marks but its own."""
    state = {"XDG_STATE_HOME": str(folder / "state"), "XDG_CONFIG_HOME": str(folder / "settings"), "TZ": "UTC"}
    return {**os.environ, **EMPTY, **state}


def opened(folder: Path, article: int) -> Terminal:
    """Start the viewer with an article."""
    command = [*program(), "view", "--data", str(folder), str(article)]
    return Terminal(command, folder, environment(folder), size=SIZE)


async def in_process(folder: Path, article: int, keys: tuple[str, ...] = ()) -> tuple[float, float, list[float]]:
    """Run the app, everything imported, without a terminal.

    Gives the seconds from its making to the first screen with the article on it, by the clock and of CPU; and the
    milliseconds of CPU for each key, until nothing is left to be drawn.
    """
    began, cpu = time.perf_counter(), time.process_time()
    library = Library.open(Settings(data=folder))
    viewer = Viewer(library, clock=lambda: datetime.now(UTC), zone=UTC, article_id=article, follow=False)
    async with viewer.run_test(size=SIZE) as pilot:
        while not viewer.reading.rows:
            await pilot.pause()
        await pilot.pause()
        seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
        await viewer.workers.wait_for_complete()
        return seconds, cpu, [await _key_cpu(viewer, pilot, key) for key in keys]


async def _key_cpu(viewer: Viewer, pilot: Pilot[None], key: str) -> float:
    began = time.process_time()
    await pilot.press(key)
    while viewer.laying:
        await pilot.pause()
    return (time.process_time() - began) * 1000


def key_milliseconds(terminal: Terminal, keys: tuple[tuple[str, str], ...]) -> list[tuple[str, float]]:
    """Press keys one after the other; give how long each took until the words it leads to were drawn."""
    found = []
    for key, words in keys:
        terminal.drain(0.3)
        terminal.forget()
        began = time.monotonic()
        terminal.press(key)
        found.append((key, (terminal.wait_for(words) - began) * 1000))
    return found


def idle_percent(terminal: Terminal, seconds: float) -> float:
    """Give the share of one processor that the viewer uses while nothing happens."""
    terminal.drain(2)
    before = _cpu_seconds(terminal.process)
    began = time.monotonic()
    terminal.drain(seconds)
    return 100 * (_cpu_seconds(terminal.process) - before) / (time.monotonic() - began)


def _cpu_seconds(process: subprocess.Popen[bytes]) -> float:
    fields = Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def line(found: float, bound: float, unit: str, words: str) -> None:
    """Print one figure beside its bound."""
    print(
        f"{'holds' if found <= bound else 'beyond':7} {found:8.2f} {unit:2} {words}   <= {bound:g} {unit}", flush=True
    )


def main() -> None:
    """Print all figures beside their bounds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--idle", type=float, default=10.0, help="seconds to watch the idle viewer [10]")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keep(folder, long_life(200), long_story(2000))
        for words, article, shown in ARTICLES:
            starts = [asyncio.run(in_process(folder, article)) for _ in range(STARTS)]
            line(
                min(one[0] for one in starts), FIRST_PAINT, "s", f"from the app's start to the first screen of {words}"
            )
            print(f"        {min(one[1] for one in starts):8.2f} s  of CPU for that", flush=True)
            whole = min(started(folder, article, shown) for _ in range(STARTS))
            print(f"        {whole:8.2f} s  from the process's start to that screen in a terminal", flush=True)
        with opened(folder, 2) as terminal:
            terminal.wait_for("Paragraph 7:")
            told = key_milliseconds(terminal, KEYS)
        with opened(folder, 1) as terminal:
            terminal.wait_for("202 people")
            told += key_milliseconds(terminal, STEPS)
            line(idle_percent(terminal, asked.idle), IDLE, "%", "of a processor while nothing happens")
        _, _, cpu = asyncio.run(in_process(folder, 2, PRESSED))
        line(median(cpu), KEY, "ms", f"of CPU for a key, the median of {len(cpu)} in 2,000 paragraphs")
        line(max(cpu), KEY, "ms", f"of CPU for a key, the worst: {PRESSED[cpu.index(max(cpu))]!r}")
        times = sorted(told, key=lambda one: one[1])
        line(median(one for _, one in times), KEY, "ms", f"from key to screen, the median of {len(times)} keys")
        for key, worst in times[-3:]:
            line(worst, KEY, "ms", f"from key to screen, among the slowest: {key!r}")


def started(folder: Path, article: int, shown: str) -> float:
    """Give the seconds from the start of a process until its words were drawn."""
    with opened(folder, article) as terminal:
        return terminal.wait_for(shown) - terminal.began


if __name__ == "__main__":
    main()
