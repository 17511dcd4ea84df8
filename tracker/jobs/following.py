"""One look at a source, top to bottom: ask it, read it, choose among what it lists, plan, and write it all down."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from tracker.core.alerts.keywords import stand_in
from tracker.core.links import canonical_address
from tracker.core.schedule import after_look, is_believed
from tracker.core.sources.choosing import Choice, choose, once_each
from tracker.core.sources.sitemaps import robots_sitemaps
from tracker.errors import UsageError
from tracker.jobs.robots import host_cleared
from tracker.jobs.source_asking import Got, ask, named_trouble
from tracker.jobs.source_planning import plan_source, plan_source_failed, plan_source_resting
from tracker.jobs.sources_world import Scouting
from tracker.model import (
    Capture,
    Host,
    Validators,
    WatchSettings,
)
from tracker.model.article import HintTrust
from tracker.model.hints import HintCount
from tracker.model.source import (
    Lead,
    Listed,
    Offer,
    Source,
    SourceKind,
    SourceReading,
    SourceReport,
)

MOST_SITEMAPS = 2
SITE_EVERY = 24
"""A front page is read for its headlines each time, and for the site's feeds and sections this often."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What came of one look at a source; `told` is what is wrong with it, empty where nothing is."""

    source: Source
    kind: SourceKind
    told: str = ""
    seen: int = 0
    marked: int = 0
    fresh: int = 0
    offers: tuple[Offer, ...] = ()


def follow(lead: Lead, source: Source, scouting: Scouting) -> Followed | None:
    """Look at a source once and write down what it taught; None where its host's turn went to its robots.txt."""
    world = scouting.world
    claim = host_cleared(source.url, lead.host, world)
    if claim is None:
        return None
    after: Host | None = None
    try:
        got = ask(source, claim, scouting)
        after = got.host if got.asked else None
        report, fresh = _report(source, got, scouting)
        report = _ended(source, report, scouting)
        scouting.sources.record_source(report)
        _tag(report, source, scouting)
    finally:
        world.watches.release_host(claim, after)
    return Followed(
        source=source,
        kind=report.kind,
        told=report.told,
        seen=report.seen,
        marked=report.marked,
        fresh=fresh,
        offers=report.offers or (),
    )


def _tag(report: SourceReport, source: Source, scouting: Scouting) -> None:
    """Give articles that were found elsewhere the tags of this watch too, when it finds them for the first time."""
    named = scouting.world.settings.watch(source.watch)
    for article_id in report.found if scouting.keeps and named and named.tags else ():
        tags = scouting.sources.article(article_id).tags
        scouting.world.watches.tag(article_id, dict.fromkeys((*tags, *(named.tags if named else ()))))


def _report(source: Source, got: Got, scouting: Scouting) -> tuple[SourceReport, int]:
    now = scouting.world.clock()
    if got.article:
        why = "it is an article, and under watch"
        plan = plan_source_resting(source, now, why)
        return SourceReport(source=source.id, kind=SourceKind.ARTICLE, at=now, plan=plan, offers=()), 0
    if got.unmodified:
        plan = plan_source(source, now, fresh=0, newest=None, settings=scouting.world.settings)
        counts, voted = _counted(source, scouting)
        return SourceReport(
            source=source.id, kind=source.kind, at=now, plan=plan, counts=counts, voted=voted, told=source.told
        ), 0
    reading = got.reading
    trouble = got.trouble or (reading.trouble if reading else "it holds nothing that could be followed")
    if reading is None or trouble:
        kind = reading.kind if reading else source.kind
        answered = got.capture is not None and got.capture.status < 300
        plan = plan_source_failed(source, now, trouble, answered=answered, settings=scouting.world.settings)
        return SourceReport(source=source.id, kind=kind, at=now, plan=plan, told=named_trouble(source.url, trouble)), 0
    return _good_report(source, got, reading, now, scouting)


def _ended(source: Source, report: SourceReport, scouting: Scouting) -> SourceReport:
    """End the looks at a source on the day that its watch is to end, with a last one then."""
    named = scouting.world.settings.watch(source.watch)
    end = named.until if named else None
    if not isinstance(end, datetime) or report.plan.at is None:
        return report
    if end <= report.at:
        return replace(report, plan=plan_source_resting(source, report.at, f"its watch was to end {end:%Y-%m-%d}"))
    return replace(report, plan=replace(report.plan, at=min(report.plan.at, end)))


def _good_report(
    source: Source, got: Got, reading: SourceReading, now: datetime, scouting: Scouting
) -> tuple[SourceReport, int]:
    counts, voted = _counted(source, scouting)
    fared = (HintTrust(kept=one.kept, broken=one.broken) for one in counts if one.kind is reading.hint)
    votes = all(map(is_believed, fared))
    choice = _chosen(source, reading, now, scouting, votes=votes)
    newest = max((one.newest for one in reading.listed if one.newest and one.newest <= now), default=None)
    plan = plan_source(
        replace(source, kind=reading.kind), now, fresh=choice.fresh, newest=newest, settings=scouting.world.settings
    )
    return SourceReport(
        source=source.id,
        kind=reading.kind,
        at=now,
        plan=plan,
        title=reading.title,
        validators=got.capture.validators if got.capture else Validators(),
        seen=reading.count,
        marked=choice.marked,
        tally=choice.tally,
        told=f"{source.url}: {reading.remark}" if reading.remark else "",
        read=True,
        noticed=choice.noticed,
        listed=choice.listed,
        moved=choice.moved,
        found=choice.found,
        hint=reading.hint,
        hasten=votes,
        counts=counts,
        voted=voted,
        undated=choice.undated,
        offers=_offers(source, reading, got.capture, scouting),
    ), choice.fresh


def _chosen(source: Source, reading: SourceReading, now: datetime, scouting: Scouting, *, votes: bool) -> Choice:
    listed = once_each(_canonical(reading.listed))
    named = scouting.world.settings.watch(source.watch) or WatchSettings(url=source.watch)
    known = scouting.sources.known([one.url for one in listed])
    return choose(
        replace(reading, listed=listed),
        named,
        known,
        now,
        first=not source.reads,
        undated=scouting.sources.undated(source.id),
        votes=votes,
        is_source={source.url}.__contains__,
        holds_keyword=partial(stand_in, named.keywords),
    )


def _canonical(listed: Iterable[Listed]) -> Iterable[Listed]:
    for one in listed:
        try:
            yield replace(one, url=canonical_address(one.url))
        except UsageError:
            continue


def _counted(source: Source, scouting: Scouting) -> tuple[tuple[HintCount, ...], tuple[int, ...]]:
    """Count which of the host's dates that moved told the truth, as far as looks have shown it since."""
    votes = scouting.sources.votes(source.host)
    counts = {one.kind: HintTrust(kept=one.kept, broken=one.broken) for one in votes.trust}
    for vote in votes.open:
        counts[vote.kind] = after_look(counts.get(vote.kind, HintTrust()), changed=vote.told_truth)
    trust = tuple(
        HintCount(host=source.host, kind=kind, kept=one.kept, broken=one.broken) for kind, one in counts.items()
    )
    return trust, tuple(vote.candidate for vote in votes.open)


def _offers(
    source: Source, reading: SourceReading, capture: Capture | None, scouting: Scouting
) -> tuple[Offer, ...] | None:
    """Give the sources that a source leads to: those of an index, and of a site its feeds, sitemaps and sections."""
    if reading.kind is SourceKind.SITEMAP_INDEX:
        return _sound(reading.offers)
    if reading.kind is not SourceKind.SITE or capture is None:
        return ()
    if source.reads % SITE_EVERY:
        return None
    body = scouting.world.watches.robots(source.host) or b""
    sitemaps = robots_sitemaps(body.decode("utf-8", "replace"), capture.url)[:MOST_SITEMAPS]
    return _sound((*reading.offers, *sitemaps))


def _sound(offers: Iterable[Offer]) -> tuple[Offer, ...]:
    found: dict[str, Offer] = {}
    for offer in offers:
        try:
            address = canonical_address(offer.url)
        except UsageError:
            continue
        found.setdefault(address, replace(offer, url=address))
    return tuple(found.values())
