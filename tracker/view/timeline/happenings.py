"""What happened beside the versions, as rows of the timeline: gaps in the watch, doubts, flips, notices, tombstones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, tzinfo

from tracker.model import Event, EventKind, Outcome, Tombstone, Visit
from tracker.view.history import Gap, gaps
from tracker.view.safe import one_line
from tracker.view.timeline.words import Life, Row
from tracker.view.zoned_times import bracket_words, dated

MOST_HAPPENINGS = 300

_EVENTS = {
    EventKind.MOVED: ("→", "Moved"),
    EventKind.FLIP: ("⇄", "Flip"),
    EventKind.NOTICE: ("¶", "Notice"),
    EventKind.LAYOUT: ("▦", "Layout"),
}


def happening_rows(life: Life) -> list[Row]:
    """Give all that happened beside the versions, the newest first; beyond a bound the older ones are counted."""
    rows = [
        *(_gap_row(gap, life) for gap in gaps(life.visits)),
        *_doubts(life.visits, life.zone),
        *_events(life.beside.events, life),
        *_tombstones(life.beside.tombstones, life.zone),
    ]
    rows.sort(key=lambda row: row.moment, reverse=True)
    return rows[:MOST_HAPPENINGS] + _left_out(rows[MOST_HAPPENINGS:], life.article.id)


def _left_out(older: Sequence[Row], article_id: int) -> list[Row]:
    if not older:
        return []
    title = f"{len(older)} older gaps and events are left out"
    when = f"all of them: tracker log {article_id}"
    return [Row(moment=older[0].moment, sign="…", kind="omitted", title=title, when=when, machine="")]


def _gap_row(gap: Gap, life: Life) -> Row:
    if gap.ended is None:
        when = f"since {dated(gap.began, life.zone)}, and still when this page was written"
    else:
        when = bracket_words(gap.began, gap.ended, life.zone)
    return _row(gap.began, "◌", "gap", "Not seen", when, one_line(gap.reason))


def _doubts(visits: Iterable[Visit], zone: tzinfo) -> Iterator[Row]:
    for visit in visits:
        if visit.outcome is Outcome.HELD:
            yield _row(visit.began, "?", "event", "Held in doubt", dated(visit.began, zone), one_line(visit.reason))


def _events(events: Iterable[Event], life: Life) -> Iterator[Row]:
    for event in events:
        if event.kind not in _EVENTS:
            continue
        sign, title = _EVENTS[event.kind]
        if event.kind is EventKind.NOTICE:
            title = f"{title} {one_line(event.state)}"
        yield _row(event.began, sign, "event", title, _while(event, life), one_line(event.reason))


def _while(event: Event, life: Life) -> str:
    if event.ended is None or event.ended == event.began:
        return dated(event.began, life.zone)
    return bracket_words(event.began, event.ended, life.zone)


def _tombstones(stones: Iterable[Tombstone], zone: tzinfo) -> Iterator[Row]:
    by_deed: dict[tuple[datetime, str, str], list[int]] = {}
    for stone in stones:
        by_deed.setdefault((stone.written, stone.what.value, stone.reason), []).append(stone.number)
    for (written, what, reason), numbers in by_deed.items():
        which = "all versions" if 0 in numbers else f"version {', '.join(map(str, sorted(numbers)[:20]))}"
        more = f" and {len(numbers) - 20} more" if len(numbers) > 20 else ""
        yield _row(written, "✂", "event", f"{what.capitalize()}: {which}{more}", dated(written, zone), one_line(reason))


def _row(moment: datetime, sign: str, kind: str, title: str, when: str, line: str) -> Row:
    lines = (line,) if line else ()
    return Row(moment=moment, sign=sign, kind=kind, title=title, when=when, machine=moment.isoformat(), lines=lines)
