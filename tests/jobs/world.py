"""A world small enough to hold in the head: pages are stories, the record is a list, time is set by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Any

from tracker.core.schedule import fresh_host
from tracker.errors import (
    AlreadyWatchedError,
    FetchError,
    NotFoundError,
    ReaderKilledError,
    StoreUnwritableError,
    UnreachableError,
)
from tracker.jobs.reading import UNCHANGED, Reading
from tracker.jobs.world import World
from tracker.model import (
    AlertKind,
    Article,
    Block,
    BlockKind,
    Capture,
    Change,
    Claim,
    DetectSettings,
    Elsewhere,
    Heat,
    Host,
    HostClaim,
    Marker,
    MarkerKind,
    Memory,
    Opening,
    PageState,
    Redirect,
    Report,
    Request,
    Settings,
    Story,
    Strength,
    Surroundings,
    Validators,
    Version,
    WatchKind,
)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
URL = "https://news.example.org/fire"
NOTICE = Marker(
    kind=MarkerKind.PROMISE,
    phrase="This is a breaking news story and will be updated.",
    where="last paragraph",
    strength=Strength.STRONG,
)
FIRE = (
    "A fire broke out in the old harbour of Aldern on Monday morning and spread to two warehouses.",
    "Twelve people were taken to hospital, the fire brigade said shortly after nine o'clock.",
    "The cause was not known, and police asked everyone to stay away from the quays.",
)


def story(*paragraphs: str, headline: str = "Fire in the harbour of Aldern", marker: Marker | None = NOTICE) -> Story:
    """Write a story of plain paragraphs; without any, the fire."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs or FIRE)
    return Story(headline=headline, blocks=blocks, marker=marker)


def noticed() -> Story:
    """Write the fire with the notice as its last line."""
    fire = story()
    return replace(fire, blocks=(*fire.blocks, Block(kind=BlockKind.NOTE, text=NOTICE.phrase)))


@dataclass
class Clock:
    """Stands still until it is set."""

    present: datetime = NOON

    def __call__(self) -> datetime:
        """Give the present."""
        return self.present

    def forward(self, **span: float) -> None:
        """Let time pass."""
        self.present += timedelta(**span)


@dataclass
class Site:
    """A site that shows one story and remembers what it was asked."""

    clock: Clock
    shown: Story = field(default_factory=story)
    body: bytes = b"<html>1"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("ETag", '"1"'),)
    redirects: tuple[Redirect, ...] = ()
    url: str = URL
    failure: FetchError | None = None
    wall: tuple[PageState, str] | None = None
    deadly: bool = False
    quick: bool = False
    layout: str = "article"
    beside: str = ""
    earlier: dict[bytes, tuple[Story, str, str]] = field(default_factory=dict)
    deadly_bodies: set[bytes] = field(default_factory=set)
    asked: list[Request] = field(default_factory=list)

    def show(self, shown: Story, *, layout: str = "", beside: str = "") -> None:
        """Put a story on the page, with other bytes than before; what was shown before still reads as it did.

        Args:
            layout: where the text stands from now on; empty: where it stood.
            beside: words that the page shows outside of the story.
        """
        self.earlier[self.body] = self.shown, self.layout, self.beside
        self.shown, self.layout, self.beside = shown, layout or self.layout, beside
        self.body += b"."

    def fetch(self, request: Request) -> Capture:
        """Answer as a server would."""
        self.asked.append(request)
        if self.failure is not None:
            raise self.failure
        known = request.validators is not None and request.validators.etag is not None
        matches = known and request.validators == Validators(etag=dict(self.headers).get("ETag"))
        status = 304 if matches and self.status == 200 else self.status
        return Capture(
            requested=request.url,
            url=self.url,
            redirects=self.redirects,
            status=status,
            status_line=f"HTTP/1.1 {status} X",
            headers=(("Content-Type", "text/html"), *self.headers),
            body=None if status == 304 else self.body,
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
        """Read the page: the story that its bytes show, or the wall in its place; all its words are those of both.

        With `quick`, a page whose story is known passes the quick test.
        """
        body = capture.body or b""
        if self.deadly or body in self.deadly_bodies:
            raise ReaderKilledError("the page killed its reader (SIGSEGV)")
        if self.wall is not None:
            return Reading(state=self.wall[0], reason=self.wall[1])
        shown, layout, beside = self.earlier.get(body, (self.shown, self.layout, self.beside))
        place = Memory(selector=layout, fingerprint=repr((layout, shown)) if self.quick else "")
        if memory is not None and place.fingerprint and memory.fingerprint == place.fingerprint:
            return UNCHANGED
        page_text = f"{shown.headline} {shown.text} {beside}"
        return Reading(state=PageState.ARTICLE, story=shown, memory=place, page_text=page_text)


@dataclass
class Log:
    """A record in memory: what was reported, in order, and one article's standing."""

    clock: Clock
    reports: list[Report] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    claimed: Claim | None = None
    stale: bool = False
    full: bool = False
    hosts: dict[str, Host] = field(default_factory=dict)
    released: list[HostClaim] = field(default_factory=list)
    around: Surroundings = field(default_factory=Surroundings)
    newest: Capture | None = None
    others: Elsewhere = Elsewhere.READ
    asked_elsewhere: list[tuple[datetime, datetime]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    robots_files: dict[str, bytes] = field(default_factory=dict)

    def robots(self, name: str) -> bytes | None:
        """Give the robots.txt that was kept."""
        return self.robots_files.get(name)

    def keep_robots(self, name: str, body: bytes, now: datetime) -> None:
        """Keep a robots.txt."""
        self.robots_files[name] = body

    def hasten(self, article_id: int, now: datetime, *, why: str) -> bool:
        """Make the article due."""
        claim = self.now()
        self.claimed = replace(claim, article=replace(claim.article, next_look=now, why=why))
        return True

    def elsewhere(self, article_id: int, since: datetime, until: datetime) -> Elsewhere:
        """Give what was set."""
        self.asked_elsewhere.append((since, until))
        return self.others

    def was_told(self, article_id: int, occasions: Sequence[str]) -> bool:
        """Tell whether a report owed an alert for one of these."""
        return any(owed.occasion in occasions for report in self.reports for owed in report.owed)

    def told_since(self, article_id: int, kind: AlertKind, since: datetime) -> bool:
        """Tell whether a report since then owed an alert of a kind."""
        recent = (report for report in self.reports if report.visit.ended >= since)
        return any(owed.kind is kind for report in recent for owed in report.owed)

    def is_site_told(self, article_id: int, state: PageState, kind: AlertKind) -> bool:
        """There is one article alone."""
        return False

    def surroundings(
        self, article_id: int, now: datetime, *, held_since: datetime | None, lines: Collection[str]
    ) -> Surroundings:
        """Give what was set."""
        return self.around

    def newest_page(self, article_id: int) -> Capture | None:
        """Give the page of the newest version."""
        return self.newest

    def claim_due(self, now: datetime, *, limit: int, lease: timedelta) -> tuple[Claim, ...]:
        """Give the article if its time has come."""
        due = self.claimed is not None and self.claimed.article.next_look is not None
        return (self.now(),) if due and (self.now().article.next_look or now) <= now else ()

    def claim(self, article_id: int, now: datetime, *, lease: timedelta) -> Claim | None:
        """Give the article whatever its plan."""
        return self.now()

    def now(self) -> Claim:
        """Give the article as the last report left it."""
        if self.claimed is None:
            raise NotFoundError("no article is watched")
        return self.claimed

    def release(self, claim: Claim) -> None:
        """Nothing is leased here."""

    def host(self, name: str, now: datetime) -> Host:
        """Give a host as it was left; a fresh one where it never was."""
        return self.hosts.get(name) or fresh_host(name, now, per_hour=60)

    def claim_host(self, name: str, now: datetime, *, lease: timedelta) -> HostClaim | None:
        """Give a host as it was left; None while it is not ready."""
        host = self.host(name, now)
        ready = max(host.ready_at, host.blocked_until or host.ready_at)
        return HostClaim(host=host, token="h") if ready <= now else None

    def release_host(self, claim: HostClaim, host: Host | None) -> None:
        """Note how a host was left."""
        self.released.append(claim)
        if host is not None:
            self.hosts[host.name] = host

    def limit(self, article_id: int, until: datetime, now: datetime) -> None:
        """Let the watch of the article end at a moment."""
        claim = self.now()
        self.claimed = replace(claim, heat=replace(claim.heat, until=until))

    def tag(self, article_id: int, tags: Iterable[str]) -> None:
        """Give the article exactly these tags."""
        claim = self.now()
        self.claimed = replace(claim, article=replace(claim.article, tags=tuple(sorted(set(tags)))))

    def open_watch(self, opening: Opening) -> Article:
        """Begin to watch."""
        if any(known.url == opening.url for known in self.openings):
            raise AlreadyWatchedError(f"{opening.url} is watched already")
        self.openings.append(opening)
        report = opening.report
        article = Article(
            id=1,
            url=opening.url,
            host=opening.host,
            kind=opening.kind,
            headline=opening.headline,
            state=report.plan.state,
            marker=report.story.marker if report.story else None,
            added=self.clock(),
            tags=opening.tags,
            page_state_since=self.clock(),
        )
        heat = Heat(at=self.clock(), born=self.clock())
        host = fresh_host(opening.host, self.clock(), per_hour=60)
        nothing = Validators()
        self.claimed = Claim(
            article=article,
            token="t",
            host=host,
            heat=heat,
            read_latest=lambda: None,
            body_sha256=None,
            validators=nothing,
            memory=None,
            held=None,
        )
        self.record(report)
        return self.now().article

    def record(self, report: Report) -> Version | None:
        """Write a report down and give the new version where there is one; a stale one changes nothing."""
        if self.full:
            raise StoreUnwritableError("no space left on the disk")
        if self.stale:
            return None
        self.reports.append(report)
        claim, made = self.now(), report.change is not None and report.story is not None
        if made and report.story is not None:
            self.stories.append(report.story)
            self.newest = report.capture
        told = report.visit.state
        same_state = told == claim.article.page_state
        article = replace(
            claim.article,
            state=report.plan.state,
            next_look=report.plan.at,
            why=report.plan.why,
            versions=len(self.stories),
            marker=_marker(report, claim.article),
            last_good=self.clock() if report.seen or made else claim.article.last_good,
            page_state=told,
            page_state_since=claim.article.page_state_since if same_state else self.clock(),
            page_state_reason=report.visit.reason,
            url=report.moved_to or claim.article.url,
        )
        body = report.capture.body_sha256 if report.capture and (made or report.seen) else None
        latest = self.stories[-1] if self.stories else None
        self.claimed = replace(
            claim,
            article=article,
            host=report.host,
            heat=report.plan.heat,
            read_latest=lambda: latest,
            body_sha256=body or claim.body_sha256,
            validators=report.validators or claim.validators,
            memory=_memory_after(report, claim),
            held=report.held,
            baseline=None if made else report.baseline or claim.baseline,
            strikes=report.strikes,
            **self._moved(report, claim),
        )
        return _version(report, len(self.stories)) if made else None

    def _moved(self, report: Report, claim: Claim) -> dict[str, Any]:
        """Tell of the last move; a return to an address that was there before is none."""
        if report.moved_to is None:
            return {}
        self.addresses.append(claim.article.url)
        if report.moved_to in self.addresses:
            return {"moved_at": None, "moved_from": ""}
        return {"moved_at": self.clock(), "moved_from": claim.article.url}


def _memory_after(report: Report, claim: Claim) -> Memory | None:
    memory = report.memory or claim.memory
    return replace(memory, quick=report.quick) if memory is not None else None


def _marker(report: Report, article: Article) -> Marker | None:
    if report.change is not None and report.story is not None:
        return report.story.marker
    return report.marker if report.marker_read else article.marker


def _version(report: Report, number: int) -> Version:
    change = report.change
    assert isinstance(change, Change)
    return Version(
        article_id=1,
        number=number,
        first_seen=report.visit.ended,
        last_seen_old=None,
        last_seen=report.visit.ended,
        headline=report.story.headline if report.story else "",
        published=None,
        modified=None,
        url=URL,
        status_line="HTTP/1.1 200 OK",
        body_sha256="",
        text_sha256="",
        chain_hash="",
        change=change,
    )


@dataclass
class Scene:
    """A site, a record and a clock, wired."""

    site: Site
    log: Log
    clock: Clock
    world: World


def scene(settings: Settings | None = None) -> Scene:
    """Set a scene in which nothing is watched yet."""
    chosen = settings or Settings(data=PLACE, detect=DetectSettings(confirm_after=timedelta(seconds=45)))
    return wired(Site(Clock()), chosen)


def wired(site: Site, settings: Settings) -> Scene:
    """Wire a site, by its own clock, with an empty record."""
    log = Log(site.clock)
    world = World(fetcher=site, reader=site, watches=log, settings=settings, clock=site.clock)
    return Scene(site, log, site.clock, world)


PLACE = PurePath("nowhere")
NO_ANSWER = UnreachableError("no connection to news.example.org:443: is the site up?")
