"""Which of the articles that a source lists are worth a request, and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from tracker.core.sources.digests import digest_of, kept, parted
from tracker.core.sources.patterns import is_taken
from tracker.core.sources.rereading import (
    CLOCK_SLACK,
    READ_AGAIN,
    after_hint,
    are_of_the_reading,
    hinted_at,
    is_moved,
)
from tracker.model import Marker, WatchSettings
from tracker.model.settings import Take
from tracker.model.source import HOLDS_KEYWORD, RECENT, Candidate, CandidateState, Known, Listed, Noticed, SourceReading

NEWEST: Final = 10
"""Of what a source lists when it is read for the first time, so many of its newest are read."""
MOST_NEW: Final = 50
"""So many of one source are read at most after one look at it; new ones beyond wait for a moved date."""
MOST_MARKED: Final = 200
"""So many at most with those that say themselves that they are unfinished; those beyond wait for the next look."""
WHOLE_TEXT: Final = 1500
"""Letters of a text in a feed that are no summary any more: what they do not say, the page does not say either."""

NOT_YOURS = "not of the addresses you named"
WITHOUT_DATE = "seen before, or not among the newest at the first look"
TOO_OLD = "older than 48 hours"
NOT_NEWEST = f"not among the {NEWEST} newest at the first look"
TOO_MANY = f"more than {MOST_NEW} new at once"
WATCHED = "under watch"
SAYS_SO = "its title or summary says now that it is unfinished"
HAS_MOVED = "its source says that it changed"
FOR_ANOTHER = "another watch lists it too, whose rules may take it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What becomes of all that one reading lists.

    Attributes:
        noticed: addresses that are new, or of which there is news; `listed` all that are worth remembering.
        moved: ids of articles under watch whose date moved beyond what was read of them.
        found: ids of articles under watch that this watch finds too, and another place or a person found before.
        tally: how many articles were left unread for each reason.
        marked: how many bear a marker by what is known of them.
        fresh: how many were not known before.
    """

    noticed: tuple[Noticed, ...] = ()
    listed: tuple[str, ...] = ()
    moved: tuple[int, ...] = ()
    found: tuple[int, ...] = ()
    tally: tuple[tuple[str, int], ...] = ()
    marked: int = 0
    fresh: int = 0
    undated: bytes = b""


@dataclass(slots=True)
class _Chooser:
    watch: WatchSettings
    known: Mapping[str, Known]
    now: datetime
    first: bool
    votes: bool
    seen: set[bytes]
    is_source: Callable[[str], bool]
    holds_keyword: Callable[[str], bool]
    rank: int = 0
    waiting: int = 0
    fresh: int = 0
    noticed: list[Noticed] = field(default_factory=list)
    listed: list[str] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    found: list[int] = field(default_factory=list)
    marked: int = 0
    tally: Counter[str] = field(default_factory=Counter)
    digests: list[bytes] = field(default_factory=list)


def choose(
    reading: SourceReading,
    watch: WatchSettings,
    known: Mapping[str, Known],
    now: datetime,
    *,
    first: bool,
    undated: bytes,
    votes: bool,
    is_source: Callable[[str], bool] = lambda _url: False,
    holds_keyword: Callable[[str], bool] = lambda _words: False,
) -> Choice:
    """Choose among the articles of one reading, which are given under their canonical addresses, each once.

    Args:
        watch: the rules of the `[[watch]]` that the source serves.
        known: what the record knows of their addresses.
        first: the source is read for the first time.
        undated: digests of what it listed at its last reading, and of addresses without a date that it ever did.
        votes: its dates have a vote on this host.
        is_source: tells whether an address is that of a source, which is no article.
        holds_keyword: tells whether words hold one of the watch's keywords.
    """
    digests = parted(undated)
    votes = votes and not are_of_the_reading(reading.listed, known)
    chooser = _Chooser(watch, known, now, first, votes, digests, is_source, holds_keyword)
    for one in reading.listed:
        _choose(chooser, one, known.get(one.url, Known(url=one.url)))
    if reading.old:
        chooser.tally[TOO_OLD] += reading.old
    return Choice(
        noticed=tuple(chooser.noticed),
        listed=tuple(chooser.listed),
        moved=tuple(chooser.moved),
        found=tuple(chooser.found),
        tally=tuple(chooser.tally.most_common()),
        marked=chooser.marked,
        fresh=chooser.fresh,
        undated=kept(chooser.digests, digests),
    )


def _choose(chooser: _Chooser, one: Listed, known: Known) -> None:
    candidate, seen = known.candidate, _seen(chooser, one)
    is_new = candidate is None and known.article_id is None and not (seen and one.newest is None)
    chooser.marked += one.marker is not None or (candidate is not None and candidate.marker is not None)
    if not is_taken(one.url, chooser.watch) or chooser.is_source(one.url):
        chooser.tally[NOT_YOURS] += 1
        return
    chooser.rank += 1
    chooser.fresh += is_new
    if known.article_id is not None:
        _of_article(chooser, one, known, known.article_id)
        if not seen and _finds_too(chooser, one, candidate):
            chooser.found.append(known.article_id)
    elif candidate is not None:
        _of_candidate(chooser, one, candidate, seen=seen)
    elif is_new or one.marker is not None:
        # One that was passed over, or forgotten, may say more by now.
        _of_stranger(chooser, one)
    else:
        chooser.tally[WITHOUT_DATE] += 1


def _seen(chooser: _Chooser, one: Listed) -> bool:
    """Tell whether this source has listed an address before; it is noted."""
    dated = one.newest is not None
    chooser.digests.append(digest_of(one.url, dated=dated))
    return digest_of(one.url) in chooser.seen or digest_of(one.url, dated=True) in chooser.seen


def _finds_too(chooser: _Chooser, one: Listed, candidate: Candidate | None) -> bool:
    """Tell whether an article that was found elsewhere is one of this watch too, by what is known of it."""
    if candidate is not None and candidate.watch == chooser.watch.url:
        return False
    watch = chooser.watch
    marked = one.marker is not None or (candidate is not None and candidate.marker is not None)
    held = not watch.keywords or _holds_keyword(chooser, one)
    return (marked or watch.take is Take.ALL) and held


def _of_article(chooser: _Chooser, one: Listed, known: Known, article_id: int) -> None:
    """Note what a source says of an article under watch: a date beyond what was read of it, once each."""
    chooser.tally["no longer watched, by your word" if known.resting else WATCHED] += 1
    chooser.listed.append(one.url)
    candidate, hinted = known.candidate, hinted_at(one)
    before = candidate.hinted if candidate is not None else None
    # A date to come is a clock that is wrong, or a lie: it is looked at again when its time has come.
    is_to_come = hinted is not None and hinted > chooser.now + CLOCK_SLACK
    if candidate is not None and candidate.article_id is not None and (is_to_come or not is_moved(hinted, before)):
        return
    told = one.updated is not None or before is not None
    if not known.resting and hinted is not None and told and not is_to_come and _is_unread(hinted, known):
        chooser.moved.append(article_id)
    marker = one.marker or (candidate.marker if candidate is not None else None)
    noticed = _noticed(one, CandidateState.WATCHED, WATCHED, article_id=article_id, marker=marker)
    chooser.noticed.append(replace(noticed, hinted=before) if is_to_come else noticed)


def _is_unread(hinted: datetime, known: Known) -> bool:
    return known.last_good is None or hinted > known.last_good


def _of_candidate(chooser: _Chooser, one: Listed, candidate: Candidate, *, seen: bool) -> None:
    """Look again at what was read or passed over where its date moved, or its title says something new."""
    chooser.listed.append(one.url)
    waits = candidate.state is CandidateState.WAITS
    chooser.tally[candidate.reason if not waits else "to be read"] += 1
    if waits or candidate.state in (CandidateState.TWIN, CandidateState.WATCHED):
        return
    moved = chooser.votes and candidate.hinted is not None and is_moved(hinted_at(one), candidate.hinted)
    says_so = one.marker is not None and candidate.marker is None
    other = not seen and _is_for_another(chooser, one, candidate)
    if not (moved or says_so or other) or chooser.waiting >= (MOST_MARKED if says_so else MOST_NEW):
        return
    chooser.waiting += 1
    why = SAYS_SO if says_so else FOR_ANOTHER if other else HAS_MOVED
    marker = one.marker or candidate.marker
    at = chooser.now if says_so or other else after_hint(candidate, chooser.now)
    told, first = _told(chooser, one, why), other and chooser.first
    chooser.noticed.append(_noticed(one, CandidateState.WAITS, told, next_look=at, marker=marker, first=first))


def _is_for_another(chooser: _Chooser, one: Listed, candidate: Candidate) -> bool:
    """Tell whether an article that the rules of another watch did not take may be one for this."""
    if candidate.watch == chooser.watch.url or (chooser.watch.take is not Take.ALL and candidate.marker is None):
        return False
    is_old = one.newest is not None and chooser.now - one.newest >= RECENT
    return not is_old and not _passed(chooser, one)


def _of_stranger(chooser: _Chooser, one: Listed) -> None:
    if one.newest is not None and chooser.now - one.newest >= RECENT:
        chooser.tally[TOO_OLD] += 1
        return
    why = _passed(chooser, one)
    if why:
        chooser.tally[why] += 1
        # What has a date is remembered, so that one that moves is seen; what has none leaves its digest.
        if one.newest is not None:
            chooser.noticed.append(_noticed(one, CandidateState.PASSED, why, first=chooser.first))
            chooser.listed.append(one.url)
        return
    chooser.waiting += 1
    chooser.listed.append(one.url)
    if one.length >= WHOLE_TEXT and one.marker is None and chooser.watch.take is Take.MARKED:
        why, again = "its whole text stands in the feed, without a marker", chooser.now + READ_AGAIN[0]
        noticed = _noticed(
            one, CandidateState.READ, _told(chooser, one, why), next_look=again, looks=1, first=chooser.first
        )
        chooser.tally[why] += 1
    else:
        why = _told(chooser, one, "it says itself that it is unfinished" if one.marker else "new")
        noticed = _noticed(
            one, CandidateState.WAITS, why, next_look=chooser.now, marker=one.marker, first=chooser.first
        )
        chooser.tally["to be read"] += 1
    chooser.noticed.append(noticed)


def _told(chooser: _Chooser, one: Listed, why: str) -> str:
    """Say why an article is read, and what its source alone may tell: that it holds a keyword."""
    return f"{why}; {HOLDS_KEYWORD}" if _holds_keyword(chooser, one) else why


def _holds_keyword(chooser: _Chooser, one: Listed) -> bool:
    return bool(chooser.watch.keywords) and chooser.holds_keyword(f"{one.title}\n{one.text}")


def _passed(chooser: _Chooser, one: Listed) -> str:
    """Say why a new article is not read; empty where it is."""
    if one.marker is not None:
        return TOO_MANY if chooser.waiting >= MOST_MARKED else ""
    if chooser.first and chooser.rank > NEWEST:
        return NOT_NEWEST
    return TOO_MANY if chooser.waiting >= MOST_NEW else ""


def _noticed(
    one: Listed,
    state: CandidateState,
    reason: str,
    *,
    next_look: datetime | None = None,
    marker: Marker | None = None,
    looks: int = 0,
    first: bool = False,
    article_id: int | None = None,
) -> Noticed:
    return Noticed(
        url=one.url,
        headline=one.title,
        state=state,
        reason=reason,
        hinted=hinted_at(one),
        next_look=next_look,
        first_import=first,
        marker=marker,
        article_id=article_id,
        looks=looks,
    )


def once_each(listed: Iterable[Listed]) -> tuple[Listed, ...]:
    """Give each address once, with the most that is said of it."""
    best: dict[str, Listed] = {}
    for one in listed:
        before = best.get(one.url)
        if before is None or (before.marker is None and one.marker is not None):
            best[one.url] = one
    return tuple(best.values())
