"""When an article that bore no marker is read again: by itself for notices come late, and where its source gives cause.

A source gives cause by a later date or by words that say more. Some date all that they list by the moment at which they
were asked: such dates say nothing, and following them would have us read everything again, for ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Final

from tracker.model.source import Candidate, CandidateState, Known, Listed

READ_AGAIN: Final = (timedelta(minutes=15), timedelta(hours=2))
"""Notices come late: after the first look without a marker, those that follow."""
MOVED_BY: Final = timedelta(seconds=60)
"""Dates that differ by less are one: sources round them."""
CLOCK_SLACK: Final = timedelta(minutes=5)
"""A date may lie ahead by so much: clocks differ."""
PAUSE: Final = timedelta(minutes=15)
"""Between two readings for a date that moved, at first: each reading in vain doubles it."""
LONGEST_DOUBLING: Final = 8
FEWEST_AT_ONCE: Final = 5
MOST_AT_ONCE: Final = 0.6
"""Where so many of what a source lists, and more than this share of it, moved at one look, its dates are its own."""
_AT_REST: Final = (CandidateState.READ, CandidateState.PASSED)


def next_reading(looks: int, now: datetime) -> datetime | None:
    """Give when a candidate without a marker is read again after so many looks; None: only where a hint moves."""
    if looks > len(READ_AGAIN):
        return None
    before = READ_AGAIN[looks - 2] if looks > 1 else timedelta(0)
    return now + READ_AGAIN[looks - 1] - before


def hinted_at(one: Listed) -> datetime | None:
    """Give the date by which a source tells that an article has changed."""
    return one.updated or one.published


def is_moved(hinted: datetime | None, before: datetime | None) -> bool:
    """Tell whether a date is later than the one before it; where there was none, any is."""
    return hinted is not None and (before is None or hinted - before > MOVED_BY)


def after_hint(candidate: Candidate, now: datetime) -> datetime:
    """Give when a candidate is read whose date moved: at once, or later where that was in vain before."""
    in_vain = candidate.looks - len(READ_AGAIN)
    if in_vain < 1 or candidate.hinted is None:
        return now
    pause = PAUSE * (1 << min(in_vain - 1, LONGEST_DOUBLING))
    return min(max(now, candidate.hinted + pause), now + pause)


def are_of_the_reading(listed: Iterable[Listed], known: Mapping[str, Known]) -> bool:
    """Tell whether a source dates all that it lists by itself: most of what was at rest has moved at once."""
    count = moved = 0
    for one in listed:
        candidate = known[one.url].candidate if one.url in known else None
        if candidate is not None and candidate.state in _AT_REST and candidate.hinted is not None:
            count += 1
            moved += is_moved(hinted_at(one), candidate.hinted)
    return moved >= FEWEST_AT_ONCE and moved > MOST_AT_ONCE * count
