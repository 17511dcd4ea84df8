"""What a soak sees of the daemon from outside: how late looks begin, what they wait for, what they wrote down."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from bench.newsroom_process import NewsroomProcess
from bench.newsroom_script import SLOW
from bench.newsroom_server import EDITION
from tracker.daemon import Daemon
from tracker.daemon.shifts import Shift
from tracker.edges.store import Store
from tracker.jobs.protocols import Fetcher
from tracker.model import Capture, Claim, PageState, Report, Request, Version

GOOD = frozenset({PageState.ARTICLE, PageState.UNMODIFIED})


@dataclass
class Notes:
    """What is noted while a soak runs; of fixed size but for the file of looks.

    Attributes:
        looks: the file that takes a line for each look: article, edition (empty where no whole page came), state
            and outcome.
        leased: gives how many looks are leased; `in_hand` are at work, `waiting` of them for a silent server.
        planned: by article, when the next look was to be and how long after the last one.
        excused_until: until when lateness is the fault of a machine that slept, or whose disk is full.
    """

    newsroom: NewsroomProcess
    looks: Path
    polls: int = 0
    in_hand: int = 0
    waiting: int = 0
    killed: float = 0.0
    stepped: float = 0.0
    slept: float = 0.0
    disk_full: bool = False
    excused_until: float = 0.0
    leased: Callable[[], int] = lambda: 0
    intervals: dict[int, float] = field(default_factory=dict)
    rests: dict[str, float] = field(default_factory=dict)
    lateness: Counter[int] = field(default_factory=Counter)
    too_late: list[str] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def working(self) -> bool:
        """Whether a look is at work that waits for nobody."""
        return self.in_hand > self.waiting

    @property
    def about_to_work(self) -> bool:
        """Whether a look is leased that waits for a thread of this machine."""
        return self.leased() > self.waiting

    def begun(self, claim: Claim) -> None:
        """Note how late a look begins: after its plan, and after the time for which its host asked to be left alone."""
        room, article = self.newsroom, claim.article
        with self.lock:
            self.in_hand += 1
            interval = self.intervals.pop(article.id, None)
            if interval is None or article.next_look is None:
                return
            due = max(room.seconds_of(article.next_look), self.rests.get(article.host, 0.0), self.excused_until)
            late = max(room.now - due, 0.0)
            self.lateness[int(late)] += 1
            if late > interval and len(self.too_late) < 1000:
                self.too_late.append(f"article {article.id}: {late:.0f} s late for a look due every {interval:.0f} s")

    def ended(self) -> None:
        """Note that a look is over."""
        with self.lock:
            self.in_hand -= 1

    def written(self, report: Report) -> None:
        """Note a look that was written down."""
        room, plan, edition = self.newsroom, report.plan, ""
        if report.capture is not None:
            edition = report.capture.header(EDITION) or ""
        with self.lock:
            self.polls += 1
            self.states[report.visit.outcome.value] += 1
            if plan.at is not None:
                self.intervals[report.article_id] = (plan.at - report.visit.ended).total_seconds()
            if report.host.blocked_until is not None:
                self.rests[report.host.name] = room.seconds_of(report.host.blocked_until)
            state = "killed" if report.struck is not None else report.visit.state.value
            outcome = report.visit.outcome.value
            with self.looks.open("a") as file:
                file.write(f"{report.article_id}\t{edition}\t{state}\t{outcome}\n")

    @contextmanager
    def waiting_for(self, url: str) -> Iterator[None]:
        """Note that a request waits, where its server will say nothing."""
        article = urlsplit(url).path.removeprefix("/story/")
        slow = article.isdigit() and self.newsroom.script.fault(int(article), self.newsroom.now) in SLOW
        with self.lock:
            self.waiting += slow
        try:
            yield
        finally:
            with self.lock:
                self.waiting -= slow


class WatchedFetcher:
    """Passes requests on, and notes which of them wait."""

    def __init__(self, fetcher: Fetcher, notes: Notes) -> None:
        self._fetcher = fetcher
        self._notes = notes

    def fetch(self, request: Request) -> Capture:
        """Make one request; errors as the fetcher's own."""
        with self._notes.waiting_for(request.url):
            return self._fetcher.fetch(request)


class SoakStore(Store):
    """The record itself, which tells of what it wrote."""

    notes: Notes

    def leased(self) -> int:
        """Give how many looks are leased and not told of."""
        return len(self._looks)

    def record(self, report: Report) -> Version | None:
        """Record a look, and note it once that is done."""
        version = super().record(report)
        self.notes.written(report)
        return version


class SoakDaemon(Daemon):
    """The daemon itself, which tells of its looks."""

    notes: Notes

    def _look(self, claim: Claim, shift: Shift) -> None:
        self.notes.begun(claim)
        try:
            super()._look(claim, shift)
        finally:
            self.notes.ended()
