"""A house that looks for articles on a real server, with a real record and readers in children; time is set by hand."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.servers.http import Newsroom
from tracker.app.wiring import House, furnish
from tracker.edges.store import Store
from tracker.edges.store.source_record import SourceRecord
from tracker.jobs.candidates import Scouted
from tracker.jobs.discover import Discovered, claim_lead, discover, settle
from tracker.jobs.following import Followed
from tracker.model import FetchSettings, RunSettings, Settings, WatchSettings
from tracker.model.settings import DiscoverSettings
from tracker.model.source import Source

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
MEMORY = Path("/dev/shm")
BEAT = timedelta(seconds=5)
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_NEXT_CHANGE = "SELECT min(moment) FROM ({}) WHERE moment > :now".format(
    " UNION ALL ".join(
        f"SELECT {column} AS moment FROM {table}"
        for table, column in (
            ("source", "next_look"),
            ("candidate", "next_look"),
            ("host", "ready_at"),
            ("host", "blocked_until"),
        )
    )
)


@dataclass
class Clock:
    """Stands still until it is set."""

    present: datetime = NOON

    def __call__(self) -> datetime:
        """Give the present."""
        return self.present


@dataclass
class Search:
    """A house that looks for articles of one server."""

    house: House
    clock: Clock
    newsroom: Newsroom
    came: list[Followed | Scouted] = field(default_factory=list)

    def settle(self) -> tuple[Discovered, ...]:
        """Follow what the settings name."""
        return settle(self.house.settings.watches, self.house.scouting, find=self.house.record.find)

    def step(self, until: datetime | None = None) -> Followed | Scouted | None:
        """Look at one place; None where none may be asked now, or its turn went to robots.txt.

        Args:
            until: where none may be asked, time passes as far as this at once, but not past what comes due; None: by
                one beat.
        """
        lead = claim_lead(self.house.scouting)
        found = discover(lead, self.house.scouting) if lead is not None else None
        if found is not None:
            self.came.append(found)
        elif lead is None:
            self.clock.present += BEAT * self._beats(until or self.clock.present)
        return found

    def _beats(self, until: datetime) -> int:
        """Count the beats until something may be due that is not now: what changes in none of them is not asked for."""
        now = self.clock.present
        if self.house.world.budget.room(now) != 0:
            with closing(sqlite3.connect(Path(self.house.settings.data) / "archive.db")) as record:
                (next_change,) = record.execute(_NEXT_CHANGE, {"now": (now - EPOCH) // MICROSECOND}).fetchone()
            next_change = until if next_change is None else min(until, EPOCH + next_change * MICROSECOND)
            return max(1, -((now - next_change) // BEAT))
        return 1

    def go_on(self, **span: float) -> None:
        """Look wherever it is due for so long; time passes while no host may be asked."""
        until = self.clock.present + timedelta(**span)
        while self.clock.present < until:
            self.step(until)

    @property
    def found(self) -> set[str]:
        """The addresses under watch."""
        return {article.url for article in self.house.record.articles()}

    @property
    def asked(self) -> list[str]:
        """The paths that were asked for, in order."""
        return [seen.path for seen in self.newsroom.requests if seen.path != "/robots.txt"]

    @property
    def sources(self) -> dict[str, Source]:
        """The sources by their path."""
        place = len(self.newsroom.url(""))
        return {source.url[place:]: source for source in SourceRecord.open(Path(self.house.settings.data)).sources()}

    @property
    def reasons(self) -> dict[str, str]:
        """Why each candidate that was looked at became what it is, by its path."""
        place = len(self.newsroom.url(""))
        return {one.candidate.url[place:]: one.reason for one in self.came if isinstance(one, Scouted)}


@contextmanager
def searching(
    newsroom: Newsroom,
    *watches: WatchSettings,
    discover: DiscoverSettings | None = None,
    places: tuple[str, ...] = (),
) -> Iterator[Search]:
    """Open a house for the length of a `with` block: its data lie in memory, its hosts are asked at the usual pace."""
    clock = Clock()
    folder = MEMORY if os.access(MEMORY, os.W_OK) else None
    with TemporaryDirectory(dir=folder, prefix="tracker-test-") as data:
        settings = Settings(
            data=Path(data),
            fetch=FetchSettings(allow_private=(newsroom.place, *places)),
            run=RunSettings(parsers=1),
            watches=watches,
            discover=discover or DiscoverSettings(),
        )
        with Store.open(Path(data), clock=clock) as store:
            house = furnish(settings, store, clock=clock)
            try:
                yield Search(house, clock, newsroom)
            finally:
                house.close()


def again(search: Search, *watches: WatchSettings) -> Search:
    """Give the search with another configuration, as a reload does."""
    settings = replace(search.house.settings, watches=watches)
    world = replace(search.house.world, settings=settings)
    scouting = replace(search.house.scouting, world=world)
    return replace(search, house=replace(search.house, settings=settings, world=world, scouting=scouting))
