"""The viewer in a real terminal: seconds from start to the first screen, milliseconds from key to screen, idle CPU.

    .venv/bin/python bench/viewer.py [--idle SECONDS] [--short]

An article of 200 versions and one of 2,000 paragraphs; the best of five starts and the median and worst of all keys.
The first screen is the frame with the text; what is told beside it of versions in sight follows, and is given too.
Printed and not asserted: wall time is this machine's, and that of whatever else it does meanwhile.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from rich.console import RenderableType
from textual.pilot import Pilot
from textual.screen import Screen

from bench.installed import EMPTY, program
from tests.viewer.records import keep, long_life, long_story
from tests.viewer.terminal import Terminal
from tracker.app.browsing import Library
from tracker.model import Settings
from tracker.viewer.program import Viewer

STARTS, SHORT_STARTS = 5, 2
SHORT_STEPS, PAUSE, SHORT_PAUSE = 5, 0.3, 0.15
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


class Watched(Viewer):
    """A viewer without a terminal that notes each frame: its words, and the CPU until then but for the noting."""

    def __init__(self, library: Library, *, article: int) -> None:
        self.frames: list[tuple[float, float, str]] = []
        self._noting = 0.0
        super().__init__(library, clock=lambda: datetime.now(UTC), zone=UTC, article_id=article, follow=False)

    @property
    def cpu(self) -> float:
        """The seconds of CPU that were not spent on watching."""
        return time.process_time() - self._noting

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        began, clock, cpu = time.process_time(), time.perf_counter(), self.cpu
        # Without the last column: the scroll bar moves a little when all is laid out.
        words = "\n".join(strip.text[:-1] for strip in screen._compositor.render_strips())  # noqa: SLF001
        self.frames.append((clock, cpu, words))
        self._noting += time.process_time() - began


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the viewer took: seconds to its first screen by the clock and of CPU, and CPU until all is told.

    `keys`: milliseconds of CPU until the frame that shows what a key did, and until nothing more was to be done.
    """

    first: float
    first_cpu: float
    all_cpu: float
    keys: list[tuple[float, float]]


async def in_process(folder: Path, article: int, shown: str, keys: tuple[str, ...] = ()) -> Ran:
    """Run the app, everything imported, without a terminal; the first screen holds the words `shown`."""
    # As the program does it: what was imported is not looked through for garbage, and threads take short turns.
    gc.freeze()
    began, cpu = time.perf_counter(), time.process_time()
    sys.setswitchinterval(0.001)
    viewer = Watched(Library.open(Settings(data=folder)), article=article)
    async with viewer.run_test(size=SIZE) as pilot:
        while not any(shown in words for _, _, words in viewer.frames):
            await asyncio.sleep(0.001)
        first = next(frame for frame in viewer.frames if shown in frame[2])
        while not all(worker.is_finished for worker in viewer.workers):
            await viewer.workers.wait_for_complete()
            await pilot.pause()
        whole = viewer.cpu - cpu
        pressed = [await _key_cpu(viewer, pilot, key) for key in keys]
        return Ran(first[0] - began, first[1] - cpu, whole, pressed)


async def _key_cpu(viewer: Watched, pilot: Pilot[None], key: str) -> tuple[float, float]:
    began = viewer.cpu
    viewer.frames.clear()
    await pilot.press(key)
    while viewer.laying:
        await pilot.pause()
    done = viewer.cpu
    seen = [cpu for _, cpu, words in viewer.frames if words == viewer.frames[-1][2]]
    return ((seen[0] if seen else done) - began) * 1000, (done - began) * 1000


def key_milliseconds(terminal: Terminal, keys: tuple[tuple[str, str], ...], pause: float) -> list[tuple[str, float]]:
    """Press keys, each so many seconds after the one before; give how long until the words it leads to were drawn."""
    found = []
    for key, words in keys:
        terminal.drain(pause)
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
    parser.add_argument("--short", action="store_true", help="fewer starts and steps, nothing idle: in 15 seconds")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        keep(folder, long_life(200), long_story(2000))
        starts(folder, SHORT_STARTS if asked.short else STARTS, in_terminal=not asked.short)
        keys_in_process(folder, 1 if asked.short else 3)
        if asked.short:
            keys_in_terminal(folder, STEPS[:SHORT_STEPS], pause=SHORT_PAUSE)
        else:
            keys_in_terminal(folder, STEPS, pause=PAUSE, idle=asked.idle)


def starts(folder: Path, count: int, *, in_terminal: bool) -> None:
    """Print how long it takes until the first screen is there; the best of so many starts."""
    for words, article, shown in ARTICLES:
        runs = [asyncio.run(in_process(folder, article, shown)) for _ in range(count)]
        line(min(run.first for run in runs), FIRST_PAINT, "s", f"from the app's start to the first screen of {words}")
        line(min(run.first_cpu for run in runs), FIRST_PAINT, "s", "of CPU for that")
        print(f"        {min(run.all_cpu for run in runs):8.2f} s  of CPU until all in sight is told", flush=True)
        if in_terminal:
            whole = min(started(folder, article, shown) for _ in range(count))
            print(f"        {whole:8.2f} s  from the process's start to that screen in a terminal", flush=True)


def keys_in_process(folder: Path, count: int) -> None:
    """Print what keys cost, without a terminal; each key by the best of so many runs, for other work disturbs one."""
    runs = [asyncio.run(in_process(folder, 2, ARTICLES[1][2], PRESSED)) for _ in range(count)]
    best = [tuple(map(min, zip(*pair, strict=True))) for pair in zip(*(run.keys for run in runs), strict=True)]
    shown, done = ([one[nth] for one in best] for nth in (0, 1))
    words = "of CPU from a key to the frame that shows it"
    line(median(shown), KEY, "ms", f"{words}, the median of {len(shown)} in 2,000 paragraphs")
    line(max(shown), KEY, "ms", f"{words}, the worst: {PRESSED[shown.index(max(shown))]!r}")
    print(
        f"        {max(done):8.2f} ms of CPU until the rest is laid out too, {PRESSED[done.index(max(done))]!r}",
        flush=True,
    )


def keys_in_terminal(folder: Path, steps: tuple[tuple[str, str], ...], *, pause: float, idle: float = 0) -> None:
    """Print how long keys take to the screen of a terminal, and what the viewer costs while nothing happens."""
    with opened(folder, 2) as terminal:
        terminal.wait_for("Paragraph 7:")
        told = key_milliseconds(terminal, KEYS, pause)
    with opened(folder, 1) as terminal:
        terminal.wait_for("202 people")
        told += key_milliseconds(terminal, steps, pause)
        if idle:
            line(idle_percent(terminal, idle), IDLE, "%", "of a processor while nothing happens")
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
