"""A soak on a fast clock: the daemon's own rounds against a newsroom of 300 articles in which everything goes wrong.

    .venv/bin/python bench/soak.py [--polls 50000] [--articles 300] [--seed 1] [--folder DIR]
    .venv/bin/python bench/soak.py --short

Pages come by real HTTP from `bench/newsroom_server.py`, a process with 75 hosts of loopback and a mail server in bad
moods; they are read in the real children, kept in the real record. The clock is passed. It leaps by a second when
nothing is in hand, by four where nothing was due; while a look waits for a server that is silent it runs sixty times as
fast as ours (half a second of deadline is the half minute of the settings), while a mail waits for its answer at most
two thousand times; while this machine is at work it stands: lateness tells of waiting, never of a loaded machine.

What was told is judged by the newsroom's own script. An edition is *missed* where a look at its whole page was written
down and no version came of it. Where every look at it was spoilt (by the newsroom, a full disk, a reader that was
killed), or there was none, before the next edition stood in its place, it counts as *replaced unseen*; one that was
seen once, held or taken for a variant (it reads as an earlier version did), and gone before it could be looked at
again, as *replaced in doubt*, and so does a variant that stood for less than its hour. *False* is a version whose text
is not, to the letter, that of a later edition than the version before it. Exits 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.newsroom_process import NewsroomProcess, Options
from bench.newsroom_script import HOUR
from bench.soak_judging import Judgement, judged
from bench.soak_measures import MEGABYTE, Measures, kill_a_reader
from bench.soak_record import Notes, SoakDaemon, SoakStore, WatchedFetcher
from tests.watching import put_under_watch
from tracker.app.wiring import House, furnish
from tracker.daemon.bells import Bell
from tracker.edges.fault_points import arm
from tracker.edges.store import Record
from tracker.errors import TrackerError
from tracker.model import (
    FetchSettings,
    MailSettings,
    Recipient,
    RunSettings,
    Security,
    Settings,
    SmtpSettings,
    Transport,
)

SECOND = timedelta(seconds=1)
SPEED = 60.0
DEADLINE = 0.5 * SECOND
_BLINK = 0.01
_PATIENCE = 1.0
_DISK_EVERY, _DISK_FULL = 2.5 * HOUR, 240.0
_STEP_EVERY = 1.7 * HOUR
_STEPS = (-5400, 3600, -40, 7200, -600)
_NAP_EVERY, _NAP = 4.1 * HOUR, 900.0
_KILL_EVERY = 300.0
_FLAT = {"own": "daemon's memory, MB", "children": "children's memory, MB"} | {
    name: name for name in ("threads", "descriptors")
}
_ENOUGH = 5000
"""Looks after which a slope says something: before, all is still getting warm."""


def settings_for(folder: Path, newsroom: NewsroomProcess) -> Settings:
    """Give settings: half a second stands for the half minute of the usual ones."""
    return Settings(
        data=folder,
        fetch=FetchSettings(deadline=DEADLINE, per_hour=0, allow_private=tuple(newsroom.places)),
        run=RunSettings(parsers=2),
        mail=MailSettings(
            transport=Transport.SMTP,
            smtp=SmtpSettings(host="127.0.0.1", port=newsroom.mail, security=Security.NONE, timeout=SECOND),
        ),
        recipients=(Recipient(address="desk@example.org", per_hour=0),),
    )


@dataclass
class Soak:
    """The daemon's rounds, rung by the newsroom's clock."""

    newsroom: NewsroomProcess
    house: House
    daemon: SoakDaemon
    notes: Notes
    hands: ThreadPoolExecutor
    chance: random.Random
    measures: Measures = field(default_factory=Measures)
    rung: dict[int, float] = field(default_factory=dict)
    seen: int = 0
    ringing: dict[int, Future[None]] = field(default_factory=dict)

    def run(self, polls: int, minutes: float) -> None:
        """Ring until so many looks were written down, or so many minutes have passed."""
        bells, until = self.daemon.bells(), time.monotonic() + minutes * 60
        while self.notes.polls < polls and time.monotonic() < until:
            self._trouble()
            with no_room_on_the_disk() if self.notes.disk_full else nullcontext():
                self._ring(bells)
                self._pass_time()
            if self.measures.take(self.notes.polls):
                print(self.measures.line(self.measures.samples[-1]), file=sys.stderr, flush=True)

    def drain(self) -> None:
        """Let everything leave that is owed; nothing is looked at any more."""
        bells, until = self.daemon.bells()[1:], self.newsroom.now + 30 * HOUR
        while self.newsroom.now < until and self._owing():
            for _ in range(40):
                self._ring(bells)
                self._pass_time()

    def _owing(self) -> bool:
        return any(delivery.state.value in ("pending", "held") for delivery in self.house.record.deliveries())

    def _ring(self, bells: Sequence[Bell]) -> None:
        """Ring what is due, each in a hand of its own and none twice at once; the tick first and here."""
        for number, (job, seconds) in enumerate(bells):
            at_work = self.ringing.get(number)
            due = self.newsroom.now - self.rung.get(number, -1e9) >= seconds
            if due and (at_work is None or at_work.done()):
                self.rung[number] = self.newsroom.now
                self.ringing[number] = self.hands.submit(job)
        self.ringing[0].result()

    def _pass_time(self) -> None:
        """Stand while there is work in hand, run while something waits, leap where there is nothing to do."""
        # A lease whose looker was killed stands until it ends: of that alone time does not stand for long.
        patience = time.monotonic() + _PATIENCE
        while self.notes.working or (self.notes.about_to_work and time.monotonic() < patience):
            time.sleep(0.0005)
        if self.notes.waiting:
            time.sleep(_BLINK)
            self.newsroom.now += _BLINK * SPEED
            return
        if not all(one.done() for one in self.ringing.values()):
            time.sleep(_BLINK / 5)  # A mail on its way keeps nobody: its server may well be slow for minutes.
        self.newsroom.now += 4.0 if self.notes.polls == self.seen else 1.0
        self.seen = self.notes.polls

    def _trouble(self) -> None:
        """Do what happens to a machine: readers die, clocks are set, it sleeps."""
        now, notes = self.newsroom.now, self.notes
        if now - notes.killed > _KILL_EVERY:
            notes.killed = now
            kill_a_reader(self.chance, beside=self.measures.beside)
        if now - notes.stepped > _STEP_EVERY:
            notes.stepped = now
            step = self.chance.choice(_STEPS) * SECOND
            self.newsroom.wrong += step
            if abs(step) > 30 * SECOND:  # As the daemon's own watch over the clock tells steps.
                self.daemon.move_plans(step)
        if now - notes.slept > _NAP_EVERY:
            notes.slept = now
            notes.excused_until = now + _NAP + HOUR / 4
            self.newsroom.now += _NAP
        notes.disk_full = now % _DISK_EVERY > _DISK_EVERY - _DISK_FULL
        if notes.disk_full:
            notes.excused_until = now + self.house.settings.run.lease.total_seconds() + HOUR / 4


@contextmanager
def no_room_on_the_disk() -> Iterator[None]:
    """Let no commit through."""
    with arm("store.commit.before", times=10**9):
        yield


class Complaints(logging.Handler):
    """Counts what the daemon warns of, and keeps the words of what should never be."""

    def __init__(self, notes: Notes) -> None:
        super().__init__(logging.WARNING)
        self.notes = notes
        self.counts: Counter[str] = Counter()
        self.failed: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Take one line of the log."""
        self.counts[record.levelname] += 1
        expected = self.notes.disk_full or self.notes.newsroom.now < self.notes.excused_until
        if record.levelno >= logging.ERROR and not expected and len(self.failed) < 20:
            cause = record.exc_info[1] if record.exc_info else None
            self.failed.append(f"{record.getMessage()}: {type(cause).__name__}: {cause}")


@contextmanager
def soaked(folder: Path, options: Options, *, seed: int) -> Iterator[Soak]:
    """Give a soak whose articles are all under watch."""
    data = folder / "data"
    data.mkdir(parents=True, exist_ok=True)
    with NewsroomProcess(folder, options) as newsroom:
        settings = settings_for(data, newsroom)
        store = SoakStore.open(data, clock=newsroom.clock)
        assert isinstance(store, SoakStore)
        notes = store.notes = Notes(newsroom, folder / "looks.tsv", leased=store.leased)
        house = furnish(settings, store, clock=newsroom.clock)
        world = replace(house.world, fetcher=WatchedFetcher(house.world.fetcher, notes))
        house = replace(house, world=world, scouting=replace(house.scouting, world=world))
        daemon = SoakDaemon(settings, lambda: settings, clock=newsroom.clock)
        daemon.notes = notes
        daemon.begin(house)
        with ThreadPoolExecutor(24) as hands:
            beside = frozenset({newsroom.pid})
            yield Soak(newsroom, house, daemon, notes, hands, random.Random(seed), Measures(beside=beside))
        daemon.finish(20)
        store.close()


def watched(soak: Soak) -> dict[int, int]:
    """Put all articles under watch; gives their numbers in the script by their ids."""
    found = {}
    for number in range(soak.newsroom.script.articles):
        while True:
            try:
                article = put_under_watch(soak.newsroom.url(number), soak.house.world)
            except (AssertionError, TrackerError):
                soak.newsroom.now += 10  # Its host wants its gap.
            else:
                break
        found[article.id] = number
    return found


def told(soak: Soak, found: Judgement, complaints: Complaints) -> Iterator[str]:
    """Yield a line a figure; one that begins with FAILED missed its bar."""
    notes, measures = soak.notes, soak.measures
    late = sorted(notes.lateness.elements())
    yield from measures.lines()
    for part, words in _FLAT.items() if notes.polls >= _ENOUGH else ():
        slope = measures.slope(part)
        yield f"{_failed(slope >= 1.0)}{words} per 10,000 looks: {slope:+.2f} (bar: < 1)"
    own, children = measures.most("own") / MEGABYTE, measures.most("children") / MEGABYTE
    yield f"{_failed(own > 150)}daemon at most {own:.0f} MB (bar: 150)"
    yield f"{_failed(own + children > 400)}with its children {own + children:.0f} MB (bar: 400)"
    half, hundredth, most = late[len(late) // 2], late[len(late) * 99 // 100], late[-1]
    yield f"looks late by {half} s at the median, {hundredth} s for one of a hundred, {most} s at most"
    yield from _counted("looks later than a whole interval", notes.too_late)
    yield f"{found.editions:,} editions, {found.versions:,} versions"
    yield f"{found.unseen} replaced unseen, {found.in_doubt} replaced in doubt"
    yield from _counted("missed", found.missed)
    yield from _counted("false", found.false)
    yield from _counted("whole pages taken for something else", found.misread)
    yield from _counted("versions untold", found.untold)
    yield from _counted("rounds of the daemon that failed", complaints.failed)
    yield f"looks: {dict(notes.states)}"


def _counted(words: str, found: Sequence[str]) -> Iterator[str]:
    yield f"{_failed(bool(found))}{len(found)} {words} (bar: 0)"
    yield from (f"    {one}" for one in found[:8])


def _failed(beyond: bool) -> str:
    return "FAILED " if beyond else ""


def soak_through(folder: Path, options: Options, *, polls: int, minutes: float) -> Iterator[str]:
    """Run a whole soak and yield its lines."""
    began, cpu = time.perf_counter(), time.process_time()
    with soaked(folder, options, seed=options.seed) as soak:
        articles = watched(soak)
        complaints = Complaints(soak.notes)
        log = logging.getLogger("tracker")
        log.addHandler(complaints)
        log.propagate = False
        soak.run(polls, minutes)
        closed = soak.newsroom.now
        soak.drain()
    took, used = time.perf_counter() - began, time.process_time() - cpu
    yield f"{soak.notes.polls:,} looks in {closed / HOUR:.1f} hours of the newsroom, {took:.0f} s, {used:.0f} s CPU"
    found = judged(
        Record.open(folder / "data"),
        soak.newsroom.script,
        articles,
        looks=soak.notes.looks,
        mails=soak.newsroom.journal,
        until=closed,
    )
    yield from told(soak, found, complaints)
    yield f"{_failed(soak.newsroom.inside > 0)}{soak.newsroom.inside} requests led inside (bar: 0)"


def main() -> int:
    """Print the figures; 1 where a bar was missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--polls", type=int, default=50_000)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--hosts", type=int, default=75)
    parser.add_argument("--hours", type=float, default=36.0, help="for how long the newsroom has editions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--minutes", type=float, default=1e6, help="end after so long, however many looks there were")
    parser.add_argument("--short", action="store_true", help="a few hundred looks, as CI does")
    asked, failed = parser.parse_args(), 0
    polls, articles, hosts = (300, 24, 12) if asked.short else (asked.polls, asked.articles, asked.hosts)
    every, trouble = (HOUR / 3, 0.3) if asked.short else (1.5 * HOUR, 0.1)
    options = Options(asked.seed, articles, hosts, asked.hours, every=every, trouble=trouble)
    with tempfile.TemporaryDirectory() as scratch:
        for line in soak_through(asked.folder or Path(scratch), options, polls=polls, minutes=asked.minutes):
            failed += line.startswith("FAILED")
            print(line, flush=True)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
