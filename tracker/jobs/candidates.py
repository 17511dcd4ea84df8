"""One look at a candidate: read it, and put it under watch where its watch's rules say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.core.alerts.keywords import stand_in
from tracker.core.sources.choosing import next_reading
from tracker.errors import AlreadyWatchedError
from tracker.jobs.looking import Sight, look
from tracker.jobs.planning import host_after
from tracker.jobs.robots import host_cleared
from tracker.jobs.sources_world import Scouting
from tracker.jobs.twins import twin_of
from tracker.jobs.watching import watch_seen
from tracker.model import Host, HostClaim, Marker, PageState, Request, Story, WatchKind, WatchSettings
from tracker.model.settings import Take
from tracker.model.source import Candidate, CandidateReport, CandidateState, Lead, Noticed

MOST_TRIES = 3
AGAIN = timedelta(minutes=15)
_PASSING = (PageState.UNREACHABLE, PageState.SERVER_ERROR, PageState.COLLAPSED, PageState.CONSENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scouted:
    """What came of one look at a candidate; `article_id` where it is under watch now."""

    candidate: Candidate
    state: CandidateState
    reason: str
    article_id: int | None = None
    marker: Marker | None = None


def scout(lead: Lead, candidate: Candidate, scouting: Scouting) -> Scouted | None:
    """Look at a candidate once and write down what became of it; None where its host was asked for its rules first."""
    world = scouting.world
    claim = host_cleared(candidate.url, lead.host, world)
    if claim is None:
        return None
    after: Host | None = None
    try:
        seen = scouting.seen.last(candidate.url)
        request = Request(url=candidate.url, validators=seen.validators)
        sight = look(request, claim.host, world, kind=WatchKind.ARTICLE, known_body=seen.body_sha256)
        after = host_after(claim.host, sight, sight.ended, world)
        report = _report(candidate, sight, replace(claim, host=after), scouting)
        scouting.sources.record_candidate(report, candidate.source, sight.ended)
    finally:
        # Where a watch was opened, its report has ended the lease already, and this changes nothing.
        world.watches.release_host(claim, after)
    return Scouted(
        candidate=candidate,
        state=report.state,
        reason=report.reason,
        article_id=report.article_id,
        marker=report.marker,
    )


def _report(candidate: Candidate, sight: Sight, claim: HostClaim, scouting: Scouting) -> CandidateReport:
    named = scouting.world.settings.watch(candidate.watch)
    if named is None:
        return _said(candidate, CandidateState.PASSED, "the configuration names its place no more")
    if (end := named.end_of(sight.ended)) is not None and end <= sight.ended:
        return _said(candidate, CandidateState.PASSED, f"the watch of {named.url} has ended")
    if sight.story is None:
        said = scouting.seen.last(candidate.url).said
        return _as_before(candidate, sight, said) if sight.good else _unread(candidate, sight)
    twin = _twin(candidate, sight, scouting)
    if twin is not None:
        reason = f"the page names {twin.url} as its address"
        return replace(_said(candidate, CandidateState.TWIN, reason), twin=twin)
    why_not = _why_not(named, candidate, sight.story)
    scouting.seen.note(candidate.url, sight.capture if why_not else None, why_not)
    if why_not:
        return _not_taken(candidate, sight, sight.story, why_not)
    if scouting.sources.watched_for(named.url) >= named.most:
        reason = f"{named.most} articles of {named.url} are under watch already: raise its `most`, or narrow it"
        return replace(_said(candidate, CandidateState.PASSED, reason), marker=sight.story.marker)
    return _taken(candidate, sight, sight.story, named, claim, scouting)


def _said(candidate: Candidate, state: CandidateState, reason: str) -> CandidateReport:
    return CandidateReport(candidate=candidate.id, state=state, reason=reason, looks=candidate.looks + 1)


def _as_before(candidate: Candidate, sight: Sight, said: str) -> CandidateReport:
    """Tell of a page that is as it was when it was read and not taken: so it is not now."""
    report = _said(candidate, CandidateState.READ, said)
    return replace(report, next_look=next_reading(candidate.looks + 1, sight.ended), marker=candidate.marker)


def _unread(candidate: Candidate, sight: Sight) -> CandidateReport:
    """Try again what may pass; pass over what is no article."""
    if sight.state in _PASSING and candidate.looks + 1 < MOST_TRIES:
        waits = _said(candidate, CandidateState.WAITS, sight.reason)
        return replace(waits, next_look=sight.ended + AGAIN, marker=candidate.marker)
    return _said(candidate, CandidateState.PASSED, sight.reason)


def _twin(candidate: Candidate, sight: Sight, scouting: Scouting) -> Noticed | None:
    """Give the address that stands for a page: where it moved for good, or what it declares; of the same site only."""
    address = twin_of(candidate.url, sight, scouting.world.settings.discover.same_site)
    if not address:
        return None
    known = scouting.sources.known([address]).get(address)
    if known is not None and known.candidate is not None and known.candidate.state is CandidateState.TWIN:
        return None  # Each names the other: whoever is read first stands for both.
    return Noticed(
        url=address,
        headline=candidate.headline,
        state=CandidateState.WATCHED if known and known.article_id else CandidateState.WAITS,
        reason=f"{candidate.url} names it as its address",
        hinted=candidate.hinted,
        next_look=None if known and known.article_id else sight.ended,
        first_import=candidate.first_import,
        marker=candidate.marker,
        article_id=known.article_id if known else None,
    )


def _why_not(named: WatchSettings, candidate: Candidate, story: Story) -> str:
    """Say why an article that was read is not taken; empty where it is."""
    if named.take is Take.MARKED and story.marker is None:
        return "read: it does not say that it will be updated"
    words = f"{candidate.headline}\n{story.headline}\n{story.dek}\n{story.text}"
    if named.keywords and not stand_in(named.keywords, words):
        return "read: it holds none of your keywords"
    return ""


def _not_taken(candidate: Candidate, sight: Sight, story: Story, reason: str) -> CandidateReport:
    again: datetime | None = next_reading(candidate.looks + 1, sight.ended)
    report = _said(candidate, CandidateState.READ, reason)
    return replace(report, next_look=again, headline=story.headline or candidate.headline, marker=story.marker)


def _taken(
    candidate: Candidate, sight: Sight, story: Story, named: WatchSettings, claim: HostClaim, scouting: Scouting
) -> CandidateReport:
    marker = story.marker
    why = f"“{marker.phrase}”, {marker.where}" if marker else "all that match are taken"
    report = replace(
        _said(candidate, CandidateState.WATCHED, why), headline=story.headline or candidate.headline, marker=marker
    )
    try:
        watched = watch_seen(
            candidate.url,
            sight,
            scouting.world,
            kind=WatchKind.ARTICLE,
            tags=named.tags,
            host=claim,
            quiet=candidate.first_import,
            until=named.end_of(sight.ended),
        )
    except AlreadyWatchedError:
        known = scouting.sources.known([candidate.url]).get(candidate.url)
        return replace(report, article_id=known.article_id if known else None)
    return replace(report, article_id=watched.article.id)
