"""One look at a candidate: read it, and put it under watch where its watch's rules say so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tracker.core.sources.rereading import next_reading
from tracker.errors import AlreadyWatchedError
from tracker.jobs.looking import Sight, look
from tracker.jobs.planning import host_after
from tracker.jobs.robots import host_cleared
from tracker.jobs.sources_world import Scouting
from tracker.jobs.taking import Taking, judges, no_room, taking
from tracker.jobs.twins import twin_of
from tracker.jobs.watching import watch_seen
from tracker.model import Host, HostClaim, Marker, PageState, Request, Story, WatchKind
from tracker.model.source import (
    HOLDS_KEYWORD,
    NAMED_REASON,
    TWIN_REASON,
    Candidate,
    CandidateReport,
    CandidateState,
    Lead,
    Noticed,
)

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
    named = world.settings.watch(candidate.watch)
    if named is not None and (full := no_room(named, candidate, scouting)):
        return _spared(lead, candidate, full, scouting)
    claim = host_cleared(candidate.url, lead.host, world)
    if claim is None:
        return None
    after: Host | None = None
    try:
        seen = scouting.seen.last(_seen_as(candidate, scouting))
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
        marker=report.marker if report.state is CandidateState.WATCHED else None,
    )


def _spared(lead: Lead, candidate: Candidate, reason: str, scouting: Scouting) -> Scouted:
    """Pass over a candidate that could not be taken whatever its page says: nothing is asked."""
    state = CandidateState.READ if candidate.looks else CandidateState.PASSED
    report = replace(_said(candidate, state, reason), looks=candidate.looks)
    scouting.sources.record_candidate(report, candidate.source, scouting.world.clock())
    scouting.world.watches.release_host(lead.host, None)
    return Scouted(candidate=candidate, state=state, reason=reason)


def _report(candidate: Candidate, sight: Sight, claim: HostClaim, scouting: Scouting) -> CandidateReport:
    named = scouting.world.settings.watch(candidate.watch)
    if named is None:
        return _said(candidate, CandidateState.PASSED, "the configuration names its place no more")
    if (end := named.end_of(sight.ended)) is not None and end <= sight.ended:
        return _said(candidate, CandidateState.PASSED, f"the watch of {named.url} has ended")
    if sight.story is None:
        said = scouting.seen.last(_seen_as(candidate, scouting)).said
        return _as_before(candidate, sight, said) if sight.good else _unread(candidate, sight)
    twin = _twin(candidate, sight, scouting)
    if twin is not None:
        return replace(_said(candidate, CandidateState.TWIN, TWIN_REASON.format(url=twin.url)), twin=twin)
    takes = taking(named, candidate, sight.story, scouting)
    passed = bool(takes.why_not) and not takes.is_full
    scouting.seen.note(_seen_as(candidate, scouting), sight.capture if passed else None, takes.why_not)
    if takes.is_full:
        return replace(_said(candidate, CandidateState.PASSED, takes.why_not), marker=sight.story.marker)
    if takes.why_not:
        return _not_taken(candidate, sight, sight.story, takes.why_not)
    return _taken(candidate, sight, sight.story, takes, claim, scouting)


def _seen_as(candidate: Candidate, scouting: Scouting) -> str:
    """Give what an answer is remembered by: others who list an article may take what the first did not."""
    return f"{candidate.url} {judges(candidate, scouting)}"


def _said(candidate: Candidate, state: CandidateState, reason: str) -> CandidateReport:
    # What its source said of it is remembered: a notice said again is no news, and a keyword counts at the next look.
    again = state in (CandidateState.WAITS, CandidateState.READ) and candidate.reason.endswith(HOLDS_KEYWORD)
    return CandidateReport(
        candidate=candidate.id,
        state=state,
        reason=f"{reason}; {HOLDS_KEYWORD}" if again else reason,
        looks=candidate.looks + 1,
        marker=candidate.marker,
    )


def _as_before(candidate: Candidate, sight: Sight, said: str) -> CandidateReport:
    """Tell of a page that is as it was when it was read and not taken: so it is not now."""
    report = _said(candidate, CandidateState.READ, said)
    return replace(report, next_look=next_reading(candidate.looks + 1, sight.ended), marker=candidate.marker)


def _unread(candidate: Candidate, sight: Sight) -> CandidateReport:
    """Try again what may pass; pass over what is no article."""
    if sight.state in _PASSING and candidate.looks + 1 < MOST_TRIES:
        waits = _said(candidate, CandidateState.WAITS, sight.reason)
        return replace(waits, next_look=sight.ended + AGAIN)
    return replace(_said(candidate, CandidateState.PASSED, sight.reason), stands_for_none=True)


def _twin(candidate: Candidate, sight: Sight, scouting: Scouting) -> Noticed | None:
    """Give the address that stands for a page: where it moved for good, or what it declares; of the same site only."""
    if candidate.reason.endswith(NAMED_REASON.format(url="")):
        return None  # It stands for another already: addresses that name the next could go on for ever.
    address = twin_of(candidate.url, sight, scouting.world.settings.discover.same_site)
    if not address:
        return None
    known = scouting.sources.known([address]).get(address)
    if known is not None and known.candidate is not None and _stands_for_none(known.candidate):
        return None
    return Noticed(
        url=address,
        headline=candidate.headline,
        state=CandidateState.WATCHED if known and known.article_id else CandidateState.WAITS,
        reason=NAMED_REASON.format(url=candidate.url),
        hinted=candidate.hinted,
        next_look=None if known and known.article_id else sight.ended,
        first_import=candidate.first_import,
        marker=candidate.marker,
        article_id=known.article_id if known else None,
    )


def _stands_for_none(named: Candidate) -> bool:
    # Each names the other: whoever is read first stands for both. Or it was read, and is no article.
    return named.state is CandidateState.TWIN or (named.state is CandidateState.PASSED and named.looks > 0)


def _not_taken(candidate: Candidate, sight: Sight, story: Story, reason: str) -> CandidateReport:
    again: datetime | None = next_reading(candidate.looks + 1, sight.ended)
    report = _said(candidate, CandidateState.READ, reason)
    marker = story.marker or candidate.marker
    return replace(report, next_look=again, headline=story.headline or candidate.headline, marker=marker)


def _taken(
    candidate: Candidate, sight: Sight, story: Story, takes: Taking, claim: HostClaim, scouting: Scouting
) -> CandidateReport:
    marker = story.marker
    why = f"“{marker.phrase}”, {marker.where}" if marker else "all that match are taken"
    report = replace(
        _said(candidate, CandidateState.WATCHED, why), headline=story.headline or candidate.headline, marker=marker
    )
    report = replace(report, home=takes.home)
    try:
        watched = watch_seen(
            candidate.url,
            sight,
            scouting.world,
            kind=WatchKind.ARTICLE,
            tags=takes.tags,
            host=claim,
            quiet=candidate.first_import,
            until=takes.end_of(sight.ended),
        )
    except AlreadyWatchedError:
        known = scouting.sources.known([candidate.url]).get(candidate.url)
        return replace(report, article_id=known.article_id if known else None)
    return replace(report, article_id=watched.article.id)
