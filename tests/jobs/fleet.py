"""Many articles on many hosts over days, on a frozen clock: the real record, the real polls, and hosts that watch us.

    with fleet(folder, articles=60, hosts=6) as sea:
        sea.sail(timedelta(hours=3))
        sea.sleep(timedelta(days=7))
        sea.sail(timedelta(hours=1))
        assert sea.complaints == []

Each host notes when it is asked, and complains of two requests closer than its gap, and of each before a Retry-After is
over. Pages are a line of numbers, of which the reader makes a story; a story changes at the times that are set.
"""

from __future__ import annotations

import random
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import urlsplit

from tests.jobs.world import NOON, NOTICE
from tests.watching import put_under_watch
from tracker.edges.store import Store
from tracker.jobs.budget import Budget
from tracker.jobs.poll import Polled, poll
from tracker.jobs.reading import Reading
from tracker.jobs.robots import robots_first
from tracker.jobs.rulebook import Rulebook
from tracker.jobs.world import World
from tracker.model import (
    Block,
    BlockKind,
    Capture,
    Memory,
    PageState,
    Request,
    Settings,
    Story,
    WatchKind,
)

SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
WORDS = ("harbour", "council", "river", "market", "bridge", "station", "valley", "factory", "school", "ferry")


@dataclass
class Waters:
    """The hosts, which note how they are treated.

    Attributes:
        now: of the world, which is that of the tracker unless its clock was set.
        storms: until when each host answers 429, and what it says in Retry-After.
        rests: until when each host asked to be left alone.
    """

    now: datetime
    gap: timedelta
    wrong: timedelta = timedelta(0)
    changes: dict[str, list[datetime]] = field(default_factory=dict)
    marked_until: dict[str, datetime] = field(default_factory=dict)
    storms: dict[str, tuple[datetime, str | timedelta | None]] = field(default_factory=dict)
    rests: dict[str, datetime] = field(default_factory=dict)
    asked: dict[str, list[datetime]] = field(default_factory=dict)
    seen: dict[str, datetime] = field(default_factory=dict)
    complaints: list[str] = field(default_factory=list)

    def clock(self) -> datetime:
        """Give the time as the tracker's machine tells it."""
        return self.now + self.wrong

    def fetch(self, request: Request) -> Capture:
        """Answer, and complain where it should not have been asked."""
        host, path = urlsplit(request.url).netloc, urlsplit(request.url).path
        before = self.asked.setdefault(host, [])
        if before and self.now - before[-1] < self.gap:
            self.complaints.append(f"{host} was asked {self.now - before[-1]} after the request before")
        if self.now < self.rests.get(host, self.now):
            self.complaints.append(f"{host} was asked {self.rests[host] - self.now} before its Retry-After was over")
        before.append(self.now)
        self.seen[request.url] = self.now
        until, said = self.storms.get(host, (self.now, None))
        if path != "/robots.txt" and self.now < until:
            return self._refused(request, host, said)
        return self._answer(request, 404 if path == "/robots.txt" else 200, self._body(request.url))

    def _refused(self, request: Request, host: str, said: str | timedelta | None) -> Capture:
        header: tuple[tuple[str, str], ...] = ()
        if isinstance(said, timedelta):
            self.rests[host] = self.now + said
            header = (("Retry-After", format_datetime(self.clock() + said, usegmt=True)),)
        elif said is not None:
            self.rests[host] = self.now + int(said) * SECOND
            header = (("Retry-After", said),)
        return self._answer(request, 429, b"slow down", header)

    def _body(self, url: str) -> bytes:
        version = bisect_right(self.changes.get(url, []), self.now)
        marked = self.now < self.marked_until.get(url, self.now + SECOND)
        return f"{url} {version} {int(marked)}".encode()

    def _answer(self, request: Request, status: int, body: bytes, headers: tuple[tuple[str, str], ...] = ()) -> Capture:
        return Capture(
            requested=request.url,
            url=request.url,
            status=status,
            status_line=f"HTTP/1.1 {status} X",
            headers=(("Content-Type", "text/html"), *headers),
            body=body,
            began=self.clock(),
            ended=self.clock(),
        )

    def read(
        self,
        capture: Capture,
        memory: Memory | None,
        kind: WatchKind,
        now: datetime,
        *,
        whole: bool = False,
        wanted: frozenset[str] = frozenset(),
    ) -> Reading:
        """Make a story of the numbers that a page is."""
        url, version, marked = (capture.body or b"").decode().split()
        place = random.Random(url)
        subject = f"{place.choice(WORDS)} {place.choice(WORDS)} {place.randrange(10**6)}"
        told = f"By now {int(version) * 17 + 12} people have spoken of the {subject} to our reporters in the town."
        blocks = (f"All of the {subject} was closed this morning, and nobody knows for how long it will be.", told)
        story = Story(
            headline=f"What is known of the {subject}",
            blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in blocks),
            marker=NOTICE if marked == "1" else None,
        )
        return Reading(state=PageState.ARTICLE, story=story, memory=Memory(selector="article"), page_text=story.text)


@dataclass
class Fleet:
    """Articles under watch, looked at second by second as the daemon does."""

    waters: Waters
    store: Store
    world: World
    workers: int = 8
    polls: int = 0
    weighed: datetime | None = None
    polled: list[tuple[datetime, int, Polled]] = field(default_factory=list)

    @property
    def complaints(self) -> list[str]:
        """What hosts complained of."""
        return self.waters.complaints

    def watch(self, url: str) -> None:
        """Put an article under watch, however long its host makes us wait."""
        name = urlsplit(url).netloc
        while True:
            host = self.store.host(name, self.waters.clock())
            wait = max(host.ready_at, host.blocked_until or host.ready_at) - self.waters.clock()
            if wait <= timedelta(0):
                break
            self.waters.now += wait
        before = len(self.waters.asked.get(name, ()))
        if before == 0:  # Its robots.txt first, then its gap.
            self._ask_robots(url, name)
            self.watch(url)
        else:
            put_under_watch(url, self.world)

    def _ask_robots(self, url: str, name: str) -> None:
        from tracker.jobs.robots import host_cleared

        claim = self.store.claim_host(name, self.waters.clock(), lease=timedelta(minutes=2))
        assert claim is not None
        assert host_cleared(url, claim, self.world) is None

    def sail(self, length: timedelta, *, step: timedelta = SECOND) -> None:
        """Let time pass, and look at what is due."""
        end = self.waters.now + length
        while self.waters.now < end:
            self.tick()
            self.waters.now += step

    def tick(self) -> None:
        """Do what the daemon does each quarter of a second, and every five minutes."""
        now = self.waters.clock()
        if self.weighed is None or not timedelta(0) <= now - self.weighed < timedelta(minutes=5):
            self.weighed = now
            self._weigh()
        for claim in self.store.claim_due(now, limit=self.workers, lease=timedelta(minutes=2)):
            allowed = robots_first(claim, self.world)
            if allowed is not None:
                self.polls += 1
                self.polled.append((self.waters.now, claim.article.id, poll(allowed, self.world)))

    def _weigh(self) -> None:
        from tracker.app.planning import host_loads

        self.world.budget.weigh(host_loads(self.store, self.world.settings.fetch))

    def sleep(self, length: timedelta) -> None:
        """Let time pass in which nobody looks."""
        self.waters.now += length

    def set_clock(self, by: timedelta) -> None:
        """Set the clock of the tracker's machine, and do what the daemon does then."""
        self.waters.wrong += by
        self.store.shift_plans(by)


@contextmanager
def fleet(folder: Path, *, settings: Settings | None = None) -> Iterator[Fleet]:
    """Give a fleet without articles."""
    chosen = settings or Settings(data=folder)
    waters = Waters(now=NOON, gap=chosen.fetch.gap)
    with Store.open(folder, clock=waters.clock) as store:
        world = World(
            fetcher=waters,
            reader=waters,
            watches=store,
            settings=chosen,
            clock=waters.clock,
            rulebook=Rulebook(store.robots),
            budget=Budget(chosen.schedule.per_hour),
        )
        yield Fleet(waters, store, world)


def launched(sea: Fleet, *, articles: int, hosts: int, seed: int = 1) -> list[str]:
    """Put articles of different ages under watch, which change as news does, less with age; gives their addresses."""
    chance = random.Random(seed)
    urls = []
    for number in range(articles):
        url = f"https://host{number % hosts}.example.org/{number}"
        sea.waters.changes[url] = changes_of(chance, sea.waters.now)
        sea.watch(url)
        urls.append(url)
    return urls


def changes_of(chance: random.Random, begin: datetime, *, within: float = 200.0) -> list[datetime]:
    """Give when a story changes: about once each time its age doubles, half of it followed soon by another."""
    hours, moments = 0.1, list[datetime]()
    while hours < within:
        hours *= 1 + chance.expovariate(1.0)
        moments.append(begin + hours * HOUR)
        if chance.random() < 0.5:
            moments.append(moments[-1] + timedelta(minutes=chance.uniform(3, 25)))
    return sorted(moments)
