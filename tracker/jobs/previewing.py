"""A place looked at without following it: what would be found there, and, where asked for, what is there to watch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from tracker.jobs.candidates import Scouted, scout
from tracker.jobs.following import Followed, follow
from tracker.jobs.sources_world import Scouting, Sources
from tracker.model import Article, Heat, HostClaim, WatchSettings
from tracker.model.hints import Votes
from tracker.model.source import (
    Candidate,
    CandidateReport,
    CandidateState,
    Known,
    Lead,
    Noticed,
    Offer,
    Source,
    SourceKind,
    SourceReport,
)

MOST_SOURCES = 16
"""So many sources of a place are asked for a preview, its own address included."""


@dataclass
class Scratch:
    """A record of sources in memory, gone with the preview; articles are those of the record behind it."""

    record: Sources
    reports: list[SourceReport] = field(default_factory=list)
    candidates: dict[str, Candidate] = field(default_factory=dict)
    offers: list[Offer] = field(default_factory=list)

    def claim_lead(self, now: datetime, *, lease: timedelta) -> Lead | None:
        """Give nothing: none is due by itself."""
        del now, lease
        return None

    def undated(self, source_id: int) -> bytes:
        """Nothing was seen before."""
        del source_id
        return b""

    def listed_by(self, watch: str) -> Sequence[tuple[int, bytes]]:
        """Give nothing: one watch is looked at."""
        del watch
        return ()

    def known(self, urls: Sequence[str]) -> dict[str, Known]:
        """Give the articles of the record, and the candidates that were met on the way."""
        found = {url: replace(known, candidate=None) for url, known in self.record.known(urls).items()}
        for url in urls:
            if url in self.candidates:
                found[url] = replace(found.get(url, Known(url=url)), candidate=self.candidates[url])
        return {url: known for url, known in found.items() if known.candidate or known.article_id}

    def votes(self, host_name: str) -> Votes:
        """No date was seen to move."""
        del host_name
        return Votes()

    def watched_for(self, watch: str) -> int:
        """Give how many articles are looked at that were found for a watch."""
        return self.record.watched_for(watch)

    def name_source(self, url: str, host: str, watch: str, now: datetime) -> None:
        """Nothing is followed."""

    def keep_sources(self, watches: Iterable[str]) -> None:
        """Nothing is let go of."""

    def record_source(self, report: SourceReport) -> None:
        """Remember what a source listed and offers."""
        self.reports.append(report)
        self.offers.extend(report.offers or ())
        for noticed in report.noticed:
            self.candidates.setdefault(noticed.url, _candidate(noticed, len(self.candidates) + 1, report.at))

    def record_candidate(self, report: CandidateReport, source_id: int, now: datetime) -> None:
        """Remember the address that stands for a candidate: it is looked at next."""
        del source_id
        if report.twin is not None and report.twin.url not in self.candidates:
            twin = _candidate(report.twin, len(self.candidates) + 1, now)
            self.candidates[report.twin.url] = twin

    def article(self, article_id: int) -> Article:
        """Give one article."""
        return self.record.article(article_id)


def _candidate(noticed: Noticed, number: int, now: datetime) -> Candidate:
    return Candidate(
        id=number,
        source=0,
        watch="",
        url=noticed.url,
        headline=noticed.headline,
        state=noticed.state,
        reason=noticed.reason,
        first_seen=now,
        listed=now,
        hinted=noticed.hinted,
        next_look=noticed.next_look,
        marker=noticed.marker,
        article_id=noticed.article_id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Previewed:
    """What was found at a place.

    Attributes:
        looks: what each of its sources gave, in the order in which they were asked, with their reports.
        unasked: sources that it offers beyond those that were asked.
        candidates: articles that are new, those with a marker first; `scouted` what became of those that were read.
    """

    looks: tuple[tuple[Followed, SourceReport], ...]
    unasked: tuple[Offer, ...]
    candidates: tuple[Candidate, ...]
    scouted: tuple[Scouted, ...] = ()


def preview(
    url: str, named: WatchSettings, scouting: Scouting, *, claimed: Callable[[str], HostClaim], read: int
) -> Previewed:
    """Look at a place and at the sources that it offers, as politely as ever; nothing of them is kept.

    Args:
        url: in its canonical form.
        claimed: gives the right to ask the host of an address once, however long that takes.
        read: how many candidates are read and put under watch where the rules say so; 0: nothing is kept at all.

    Raises:
        TrackerError: a host cannot be asked for longer than a person waits.
    """
    world = scouting.world
    scratch = Scratch(scouting.sources)
    settings = replace(world.settings, watches=(named,))
    dry = replace(scouting, world=replace(world, settings=settings), sources=scratch, keeps=read > 0)
    looks: list[tuple[Followed, SourceReport]] = []
    waiting = [Offer(url=url, kind=SourceKind.NAMED)]
    while waiting and len(looks) < MOST_SOURCES:
        offer = waiting.pop(0)
        source = _source(offer, named.url, len(looks) + 1, world.clock())
        found = follow(Lead(host=claimed(offer.url), source=source), source, dry)
        if found is not None:
            looks.append((found, scratch.reports[-1]))
            waiting.extend(one for one in found.offers if one.url != url)
    return Previewed(
        looks=tuple(looks),
        unasked=tuple(waiting),
        candidates=tuple(sorted(scratch.candidates.values(), key=_marked_first)),
        scouted=tuple(_scouted(scratch, named, dry, claimed, read)),
    )


def _marked_first(candidate: Candidate) -> tuple[bool, bool, int]:
    return candidate.marker is None, candidate.state is not CandidateState.WAITS, candidate.id


def _scouted(
    scratch: Scratch, named: WatchSettings, scouting: Scouting, claimed: Callable[[str], HostClaim], read: int
) -> Iterable[Scouted]:
    done: set[str] = set()
    while len(done) < read:
        waits = [
            one for one in scratch.candidates.values() if one.state is CandidateState.WAITS and one.url not in done
        ]
        if not waits:
            return
        candidate = replace(min(waits, key=_marked_first), watch=named.url)
        done.add(candidate.url)
        found = scout(Lead(host=claimed(candidate.url), candidate=candidate), candidate, scouting)
        if found is not None:
            yield found


def _source(offer: Offer, watch: str, number: int, now: datetime) -> Source:
    return Source(
        id=number,
        url=offer.url,
        host=urlsplit(offer.url).netloc,
        kind=offer.kind,
        watch=watch,
        title=offer.title,
        heat=Heat(at=now, born=now),
    )
