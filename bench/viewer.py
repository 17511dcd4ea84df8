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
PATIENCE, REST = 5.0, 1.2
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
LONG_LIFE_KEYS: Final = (
    ("b", "since which version"),
    ("b", "201 202 people"),
    ("left_square_bracket", "change "),
    ("left", "v198 → v199"),
    ("b", "since which version"),
    ("left", "blame of v198"),
    ("b", "v197 → v198"),
    ("r", "v100 → v200"),
    ("t", "v100 → v200"),
    ("t", "v199 "),
    ("t", ""),
    ("t", "v199 "),
    ("x", "v199 → v200"),
    ("left", "v198 → v199"),
    ("x", "compared with v199"),
    ("right", "v199 → v200"),
    ("x", "compared with the one before"),
    ("m", "marked as read"),
    ("u", "unread from"),
    ("s", "Officials said"),
    ("s", "Officials said"),
    ("e", "Paragraph 9"),
    ("question_mark", "side by side and back"),
    ("escape", "Officials said"),
)
LONG_TEXT_KEYS: Final = (
    ("right_square_bracket", "change 1 of"),
    ("right_square_bracket", "change 2 of"),
    ("left_square_bracket", "change 1 of"),
    ("j", ""),
    ("e", "Paragraph 0:"),
    ("space", ""),
    ("G", "Paragraph 1999"),
    ("g", "Paragraph 0:"),
    ("e", "unchanged paragraphs"),
    ("plus", "Paragraph 9"),
    ("minus", "Paragraph 8"),
    ("s", "Paragraph 8"),
    ("s", "Paragraph 8"),
    ("b", "since which version"),
    ("G", "Paragraph 1999"),
    ("b", "unchanged paragraphs"),
    ("left", "Paragraph 5:"),
    ("right", "unchanged paragraphs"),
    ("r", "unchanged paragraphs"),
    ("t", "unchanged paragraphs"),
    ("t", "v2 "),
    ("question_mark", "side by side and back"),
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
        self._noting = self._watched = 0.0
        super().__init__(library, clock=lambda: datetime.now(UTC), zone=UTC, article_id=article, follow=False)

    @property
    def cpu(self) -> float:
        """The seconds of CPU that were not spent on watching."""
        return time.process_time() - self._noting

    @property
    def clock_seconds(self) -> float:
        """Seconds by the clock that were not spent on watching."""
        return time.perf_counter() - self._watched

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        super()._display(screen, renderable)
        began, begin, clock, cpu = time.process_time(), time.perf_counter(), self.clock_seconds, self.cpu
        # Without the last column: the scroll bar moves a little when all is laid out.
        words = "\n".join(strip.text[:-1] for strip in screen._compositor.render_strips())  # noqa: SLF001
        self.frames.append((clock, cpu, words))
        self._noting += time.process_time() - began
        self._watched += time.perf_counter() - begin


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run of the viewer took: seconds to its first screen by the clock and of CPU, and CPU until all is told.

    `keys`: milliseconds by the clock until the frame that shows what a key asked for, or the part of it that is known.
    """

    first: float
    first_cpu: float
    all_cpu: float
    keys: list[float]


Pressed = tuple[tuple[str, str], ...]
"""Keys, and words of the screen that each leads to; none where any new frame is what it leads to."""


async def in_process(folder: Path, article: int, shown: str, keys: Pressed = (), rest: float = 0.0) -> Ran:
    """Run the app, everything imported, without a terminal; the first screen holds the words `shown`.

    Args:
        rest: seconds in which no key is pressed before each.
    """
    # As the program does it: what was imported is not looked through for garbage, and threads take short turns.
    gc.freeze()
    began, cpu = time.perf_counter(), time.process_time()
    sys.setswitchinterval(0.001)
    library = Library.open(Settings(data=folder))
    library.unmark(article, {1: 100}.get(article, 1))
    viewer = Watched(library, article=article)
    async with viewer.run_test(size=SIZE) as pilot:
        while not any(shown in words for _, _, words in viewer.frames):
            await asyncio.sleep(0.001)
        first = next(frame for frame in viewer.frames if shown in frame[2])
        while not all(worker.is_finished for worker in viewer.workers):
            await viewer.workers.wait_for_complete()
            await pilot.pause()
        whole = viewer.cpu - cpu
        pressed = [await _key_clock(viewer, pilot, key, words, rest) for key, words in keys]
        return Ran(first[0] - began, first[1] - cpu, whole, pressed)


async def _key_clock(viewer: Watched, pilot: Pilot[None], key: str, words: str, rest: float) -> float:
    until = time.perf_counter() + rest
    while time.perf_counter() < until or not all(worker.is_finished for worker in viewer.workers):
        await asyncio.sleep(0.01)
    viewer.frames.clear()
    began, patience = viewer.clock_seconds, time.perf_counter() + PATIENCE
    viewer.simulate_key(key)
    while not any(words in frame for _, _, frame in viewer.frames):
        await asyncio.sleep(0.0005)
        if time.perf_counter() > patience:
            raise SystemExit(f"{key!r} does not lead to {words!r}:\n{viewer.frames[-1][2] if viewer.frames else ''}")
    shown = next(at for at, _, frame in viewer.frames if words in frame)
    await pilot.pause()
    while viewer.laying:
        await pilot.pause()
    return (shown - began) * 1000


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
        folder = Path(name) / "data"
        os.environ["XDG_STATE_HOME"] = str(Path(name) / "state")
        keep(folder, long_life(200), long_story(2000))
        starts(folder, SHORT_STARTS if asked.short else STARTS, in_terminal=not asked.short)
        keys_in_process(folder, 1 if asked.short else 3, rests=(REST,) if asked.short else (REST, 0.0))
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


def keys_in_process(folder: Path, count: int, rests: tuple[float, ...]) -> None:
    """Print how long keys take without a terminal; each by the best of so many runs, for other work disturbs one."""
    for (words, article, first), keys in zip(ARTICLES, (LONG_LIFE_KEYS, LONG_TEXT_KEYS), strict=True):
        for rest in rests:
            runs = [asyncio.run(in_process(folder, article, first, keys, rest)) for _ in range(count)]
            shown = [min(times) for times in zip(*(run.keys for run in runs), strict=True)]
            told = f"from a key to its frame in {words}, {'after a rest' if rest else 'one after the other'}"
            line(median(shown), KEY, "ms", f"{told}, the median of {len(shown)}")
            line(max(shown), KEY, "ms", f"{told}, the worst: {keys[shown.index(max(shown))][0]!r}")


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
