"""What a look saw happen beside a change of text: notice gone, page moved or laid out anew, date moved, variants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

from tracker.jobs.judging import Judged
from tracker.jobs.looking import Sight
from tracker.model import Claim, Collapse, Event, EventKind, Flip, Hold, Marker, Story, Strength

# A date so near to the look is made for whoever asks, and says nothing of the text.
_OF_THE_MOMENT = timedelta(minutes=2)


def happenings(claim: Claim, sight: Sight, judged: Judged, *, moved_to: str | None) -> tuple[Event, ...]:
    """Give the events that a look saw, of one moment each; the record joins those that repeat."""
    return tuple(_happenings(claim, sight, judged, moved_to))


def _happenings(claim: Claim, sight: Sight, judged: Judged, moved_to: str | None) -> Iterator[Event]:
    if moved_to is not None:
        yield _event(EventKind.MOVED, "moved", f"to {moved_to}", sight)
    if isinstance(judged.verdict, Flip):
        yield _event(EventKind.FLIP, "variants by turns", judged.verdict.reason, sight)
    if isinstance(judged.verdict, (Hold, Collapse, Flip)) or judged.story is None:
        return
    if judged.relaid:
        yield _event(EventKind.LAYOUT, "laid out anew", judged.reason, sight)
    elif judged.verdict is None:
        yield from _touched(claim, judged.story, sight)
    was, now = claim.article.marker, judged.story.marker
    if is_notice(was) and not is_notice(now) and was is not None:
        yield _event(EventKind.NOTICE, "gone", was.phrase, sight)
    elif is_notice(now) and claim.article.versions and not is_notice(was) and now is not None:
        yield _event(EventKind.NOTICE, "come", now.phrase, sight)


def _touched(claim: Claim, story: Story, sight: Sight) -> Iterator[Event]:
    """The page's own date moved on since its newest version, and its text did not: recorded, no alert."""
    was, now = claim.latest.modified if claim.latest else None, story.modified
    if was is None or now is None or now <= was or abs(now - sight.ended) <= _OF_THE_MOMENT:
        return
    moved = f"the page's own date moved to {now.astimezone(UTC):%Y-%m-%d %H:%M} UTC, its text did not"
    yield _event(EventKind.TOUCHED, "date moved", moved, sight)


def is_notice(marker: Marker | None) -> bool:
    """Whether a page says plainly that it will change: a weak sign comes and goes by itself."""
    return marker is not None and marker.strength is Strength.STRONG


def _event(kind: EventKind, state: str, reason: str, sight: Sight) -> Event:
    return Event(kind=kind, state=state, reason=reason, began=sight.ended, ended=sight.ended)
