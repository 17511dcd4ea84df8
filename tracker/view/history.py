"""An article's life as a person reads it: versions with what changed, and the gaps in the watch by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo

from rich.text import Text

from tracker.model import Event, EventKind, Held, Kept, Outcome, PageState, Tombstone, Version, Visit
from tracker.model.archiving import KeptCopy
from tracker.model.durations import spoken_duration
from tracker.view.safe import safe
from tracker.view.times import away, bracket, clock

_GOOD = (PageState.ARTICLE, PageState.UNMODIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which the article could not be seen. `ended` None: it still cannot."""

    began: datetime
    ended: datetime | None
    reason: str
    looks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What happened to an article beside its versions.

    Attributes:
        held: the reading that waits to be confirmed now.
        dismissed: numbers of the versions that a person called noise.
        tombstones: what was taken out of the record, in the order of the chain.
        copies: of versions in a web archive, by their numbers.
    """

    events: tuple[Event, ...] = ()
    held: Held | None = None
    dismissed: frozenset[int] = frozenset()
    tombstones: tuple[Tombstone, ...] = ()
    copies: Mapping[int, KeptCopy] = field(default_factory=dict)


INDENT = 5
"""How many columns lead a line of a history: the version's number, or nothing."""
NOTHING = Beside()
LONG_PAUSE = timedelta(hours=1)
NOBODY_LOOKED = "nobody looked"
_SAID = {
    EventKind.MOVED: "moved {reason}",
    EventKind.FLIP: "flip: {reason}",
    EventKind.LAYOUT: "{reason}",
    EventKind.TOUCHED: "touched: {reason}",
    EventKind.NOTICE: "notice {state}: “{reason}”",
}


def gaps(visits: Iterable[Visit]) -> Iterator[Gap]:
    """Name the times without sight, oldest first: from a bad look to the next good one, and where nobody looked."""
    bad: list[Visit] = []
    for visit in visits:
        if visit.unwatched:
            yield Gap(began=visit.began - visit.unwatched, ended=visit.began, reason=NOBODY_LOOKED, looks=0)
        if visit.state in _GOOD:
            if bad:
                yield _gap(bad, ended=visit.began)
            bad = []
        else:
            bad.append(visit)
    if bad:
        yield _gap(bad, ended=None)


def _gap(bad: Sequence[Visit], *, ended: datetime | None) -> Gap:
    reasons = list(dict.fromkeys(visit.reason for visit in bad))
    looks = sum(visit.looks for visit in bad)
    more = f"; and {len(reasons) - 5} other reasons" if len(reasons) > 5 else ""
    return Gap(began=bad[0].began, ended=ended, reason="; ".join(reasons[:5]) + more, looks=looks)


def history(
    versions: Sequence[Version],
    visits: Sequence[Visit],
    summaries: Sequence[str],
    *,
    now: datetime,
    zone: tzinfo,
    beside: Beside = NOTHING,
) -> Iterator[Text]:
    """Draw versions, doubts, gaps and what happened beside them, newest first.

    Args:
        summaries: what changed in one line, one for each version.
    """
    rows = [*_version_rows(versions, summaries, beside, now=now, zone=zone), *_gap_rows(visits, now=now, zone=zone)]
    rows += _held_rows(visits, beside.held, now=now, zone=zone)
    rows += _event_rows(beside.events, now=now, zone=zone)
    rows += _copy_rows(beside.copies.values())
    rows += _tombstone_rows(beside.tombstones, now=now, zone=zone)
    for _, text in sorted(rows, key=lambda row: row[0], reverse=True):
        yield text


def _version_rows(
    versions: Sequence[Version], summaries: Sequence[str], beside: Beside, *, now: datetime, zone: tzinfo
) -> Iterator[tuple[datetime, Text]]:
    times = [bracket(version.last_seen_old, version.first_seen, zone, now=now) for version in versions]
    ages = [away(version.first_seen, now=now) for version in versions]
    widest, oldest = max(map(len, times), default=0), max(map(len, ages), default=0)
    for version, summary, when, age in zip(versions, summaries, times, ages, strict=True):
        words = safe(summary or version.headline)
        lead = Text.assemble((f"v{version.number:<3}", "bold"), (f" {when:<{widest}}  {age:<{oldest}}  ", "dim"))
        for label in _labels(version, beside):
            lead.append(f"[{label}] ", "dim")
        yield version.first_seen, lead.append(words)


def _labels(version: Version, beside: Beside) -> Iterator[str]:
    if version.kept is not Kept.WHOLE:
        yield version.kept.value
    if version.number in beside.dismissed:
        yield "dismissed"
    if version.change.teaser:
        yield "teaser"
    if version.change.layout:
        yield "layout changed"


def _gap_rows(visits: Sequence[Visit], *, now: datetime, zone: tzinfo) -> Iterator[tuple[datetime, Text]]:
    for gap in gaps(visits):
        until = clock(gap.ended, zone, now=now) if gap.ended else "now"
        words = f"     blind {clock(gap.began, zone, now=now)}–{until}, {safe(gap.reason)}"
        yield gap.began, Text(words, style="yellow")


def _held_rows(
    visits: Sequence[Visit], held: Held | None, *, now: datetime, zone: tzinfo
) -> Iterator[tuple[datetime, Text]]:
    doubts = [visit for visit in visits if visit.outcome is Outcome.HELD]
    for visit in doubts:
        words = f"     {clock(visit.began, zone, now=now)}  held: {safe(visit.reason)}"
        # What a flip holds is told as a flip.
        if held is not None and visit is doubts[-1] and held.reason == visit.reason:
            words += f", looking again at {clock(held.until, zone, now=now)}"
        yield visit.began, Text(words, style="dim")


def _event_rows(events: Sequence[Event], *, now: datetime, zone: tzinfo) -> Iterator[tuple[datetime, Text]]:
    for event in events:
        if event.kind in _SAID:
            began = clock(event.began, zone, now=now)
            when = began if event.ended in (None, event.began) else f"{began}–{_until(event, zone, now)}"
            words = _SAID[event.kind].format(reason=safe(event.reason), state=event.state)
            yield event.began, Text(f"     {when}  {words}", style="cyan")


def _tombstone_rows(tombstones: Sequence[Tombstone], *, now: datetime, zone: tzinfo) -> Iterator[tuple[datetime, Text]]:
    by_deed: dict[tuple[datetime, Kept, str], list[int]] = {}
    for stone in tombstones:
        by_deed.setdefault((stone.written, stone.what, stone.reason), []).append(stone.number)
    for (written, what, reason), numbers in by_deed.items():
        words = f"     {clock(written, zone, now=now)}  {what.value} {_named(numbers)}: {safe(reason)}"
        yield written, Text(words, style="magenta")


def _copy_rows(copies: Iterable[KeptCopy]) -> Iterator[tuple[datetime, Text]]:
    for copy in copies:
        yield copy.at, Text(f"     version {copy.number} saved at {safe(copy.told)}", style="dim")


def _named(numbers: Sequence[int]) -> str:
    if 0 in numbers:
        return "all versions"
    if len(numbers) > 3:
        return f"{len(numbers)} versions from {min(numbers)} to {max(numbers)}"
    return f"version{'s' * (len(numbers) > 1)} {', '.join(map(str, sorted(numbers)))}"


def _until(event: Event, zone: tzinfo, now: datetime) -> str:
    return clock(event.ended, zone, now=now) if event.ended else "now"


def visit_rows(visits: Sequence[Visit], *, now: datetime, zone: tzinfo) -> Iterator[Text]:
    """Draw every look, newest first; looks in a row that saw nothing new are one line."""
    for visit in reversed(visits):
        began, ended = clock(visit.began, zone, now=now), clock(visit.ended, zone, now=now)
        when = began if visit.looks == 1 or began == ended else f"{began}–{ended}"
        looks = f" ×{visit.looks}" if visit.looks > 1 else ""
        status = f"  HTTP {visit.status}" if visit.status else ""
        reason = f"  {safe(visit.reason)}" if visit.reason else ""
        rung = f"  by {visit.rung.value}" if visit.rung else ""
        pause = f"  longest pause {spoken_duration(visit.widest_gap)}" if visit.widest_gap >= LONG_PAUSE else ""
        yield Text(f"{when:<13} {visit.outcome.value}{looks}{status}{rung}{reason}{pause}")
        if visit.unwatched:
            before = clock(visit.began - visit.unwatched, zone, now=now)
            yield Text(f"{f'{before}–{began}':<13} {NOBODY_LOOKED}", style="yellow")
