"""Wires the edges to the jobs: the one place that knows which edge answers which protocol."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TypeVar

from tracker import __version__
from tracker.app.clock import display_zone, now
from tracker.app.feeds import Feeds
from tracker.app.mirroring import Mirror
from tracker.core.links import host_of
from tracker.edges.email import Mailer, mailer
from tracker.edges.fetch import Gate
from tracker.edges.fetch.subscriptions import Subscriptions
from tracker.edges.heartbeat import Heartbeat
from tracker.edges.parsing import Parsers
from tracker.edges.politeness import HostQueue
from tracker.edges.store import Record, Store
from tracker.edges.timestamps import TimestampServer
from tracker.edges.wayback import WaybackMachine
from tracker.jobs.archiving import Archiver
from tracker.jobs.budget import Budget, CountedFetcher
from tracker.jobs.protocols import Clock
from tracker.jobs.pulse import Pulse
from tracker.jobs.reading import Reading, read_page
from tracker.jobs.rulebook import Rulebook
from tracker.jobs.source_reading import read_source
from tracker.jobs.sources_world import Scouting
from tracker.jobs.tellings import Tellings
from tracker.jobs.vigil import Vigil
from tracker.jobs.world import World
from tracker.model import Capture, Memory, ReadingRules, RunSettings, Settings, WatchKind
from tracker.model.source import SourceKind, SourceReading

Value = TypeVar("Value")

# With what the installed program imports: before 3.13.1 Python does not preload the main program, whatever it is told,
# and each child would import it anew. Source: https://github.com/python/cpython/issues/126631
_READER_IMPORTS = (
    "tracker.jobs.reading",
    "trafilatura",
    "selectolax.lexbor",
    "tracker.cli",
    "tracker.jobs.first_reading",
)


def user_agent(contact: str) -> str:
    """Say honestly who asks, and where a site's owner reaches whoever runs us."""
    return f"breaking-news-tracker/{__version__}" + (f" (+{contact})" if contact else "")


def new_parsers(settings: RunSettings, function: Callable[..., Value]) -> Parsers[Value]:
    """Give a pool of child processes that run one function on pages; they start at its first call."""
    return Parsers(
        function,
        children=settings.parsers or os.cpu_count() or 1,
        seconds=settings.parse_seconds,
        memory=settings.parse_memory,
        preload=_READER_IMPORTS,
    )


class ChildReader:
    """Reads pages in child processes: a page that kills its parser must not kill the tracker."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._parsers = new_parsers(settings.run, read_page)

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
        """Give the page's state and story; ReadingError where the page killed its reader."""
        content_type = capture.header("Content-Type")
        rules = self._settings.reading_rules(host_of(capture.requested))
        return self._parsers.run(
            capture.body or b"", capture.url, content_type, memory, kind, now, rules, whole, wanted
        )

    def close(self) -> None:
        """Stop the children."""
        self._parsers.close()


class ChildSourceReader:
    """Reads feeds, sitemaps and pages of headlines in a child process of their own."""

    def __init__(self, settings: Settings) -> None:
        self._rules = ReadingRules(phrases=settings.marker.phrases, vetoes=settings.marker.vetoes)
        self._parsers = new_parsers(replace(settings.run, parsers=1), read_source)

    def read_source(self, capture: Capture, page: SourceKind | None, now: datetime) -> SourceReading | None:
        """Give what a source lists; None where it is no source, ReadingError where it killed its reader."""
        content_type = capture.header("Content-Type")
        return self._parsers.run(capture.body or b"", capture.url, content_type, now, page, self._rules)

    def close(self) -> None:
        """Stop the child."""
        self._parsers.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """All the parts of a process that writes, open."""

    settings: Settings
    store: Store
    record: Record
    mirror: Mirror
    feeds: Feeds
    world: World
    mailer: Mailer
    zone: tzinfo
    tellings: Tellings
    gate: Gate
    reader: ChildReader
    scouting: Scouting
    source_reader: ChildSourceReader
    stamper: TimestampServer | None = None
    vigil: Vigil
    pulse: Pulse | None = None
    archiver: Archiver | None = None

    def keep_budget(self) -> None:
        """Keep what is left of the bound on all requests, so that a restart does not begin it anew."""
        bucket = self.world.budget.bucket
        if bucket is not None:
            self.store.keep_bucket(bucket)

    def close(self) -> None:
        """Close what this house opened, the store excepted: a reload keeps it."""
        self.feeds.finish()
        self.gate.close()
        self.reader.close()
        self.source_reader.close()


def new_gate(settings: Settings, *, clock: Clock) -> Gate:
    """Build the gate that every request takes; whoever builds one closes it."""
    languages = {site.host: site.accept_language for site in settings.sites}
    return Gate(
        settings.fetch,
        user_agent=user_agent(settings.fetch.contact),
        clock=clock,
        languages=languages,
        subscriptions=Subscriptions(settings.sites),
    )


def furnish(settings: Settings, store: Store, *, clock: Clock = now) -> House:
    """Build everything that depends on the settings around an open store."""
    gate = new_gate(settings, clock=clock)
    reader = ChildReader(settings)
    record = Record.open(Path(settings.data))
    tellings = Tellings(store)
    mirror = Mirror(record, Path(settings.data), enabled=settings.mirror.enabled, texts=store, tellings=tellings)
    feeds = Feeds(record, Path(settings.data), settings.feed)
    budget = Budget(settings.schedule.per_hour, bucket=store.bucket(clock()))

    def kept(article_id: int) -> None:
        mirror.keep_up(article_id)
        feeds.keep_up(article_id)

    world = World(
        fetcher=CountedFetcher(HostQueue(gate.fetch), budget, clock),
        reader=reader,
        watches=store,
        settings=settings,
        clock=clock,
        kept=kept,
        rulebook=Rulebook(store.robots),
        budget=budget,
    )
    sources = ChildSourceReader(settings)
    return House(
        settings=settings,
        store=store,
        record=record,
        mirror=mirror,
        feeds=feeds,
        world=world,
        scouting=Scouting(world=world, sources=store, reader=sources),
        source_reader=sources,
        mailer=mailer(settings.mail, Path(settings.data)),
        zone=display_zone(settings.display.timezone),
        tellings=tellings,
        gate=gate,
        reader=reader,
        stamper=_stamper(settings, gate),
        vigil=Vigil(store, settings, display_zone(settings.display.timezone), clock()),
        pulse=_pulse(settings, gate),
        archiver=_archiver(settings, store, gate, clock),
    )


def _stamper(settings: Settings, gate: Gate) -> TimestampServer | None:
    named = settings.evidence
    if not named.timestamp_server:
        return None
    return TimestampServer(named.timestamp_server, post=gate.post, ca_file=named.timestamp_ca_file)


def _pulse(settings: Settings, gate: Gate) -> Pulse | None:
    alerts = settings.alerts
    if not alerts.heartbeat_url:
        return None
    heartbeat = Heartbeat(alerts.heartbeat_url, get=gate.get)
    return Pulse(lambda: heartbeat.beat().told, every=alerts.heartbeat_every)


def _archiver(settings: Settings, store: Store, gate: Gate, clock: Clock) -> Archiver | None:
    if not settings.archive.enabled:
        return None
    archive = WaybackMachine(settings.archive, get=gate.get, post=gate.post)
    return Archiver(outbox=store, archive=archive, settings=settings, clock=clock)


@contextmanager
def furnished(settings: Settings) -> Iterator[House]:
    """Give a house around an open store for the length of a `with` block; the caller holds the lock."""
    store = Store.open(Path(settings.data), clock=now)
    try:
        house = furnish(settings, store)
        try:
            yield house
            house.keep_budget()
        finally:
            house.close()
    finally:
        store.close()
