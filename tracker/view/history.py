"""An article's life as a person reads it: versions with what changed, and the gaps in the watch by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from rich.text import Text

from tracker.model import Outcome, PageState, Version, Visit
from tracker.view.safe import safe
from tracker.view.times import bracket, clock

_GOOD = (PageState.ARTICLE, PageState.UNMODIFIED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A time in which the article could not be seen. `ended` None: it still cannot."""

    began: datetime
    ended: datetime | None
    reason: str
    looks: int


def gaps(visits: Iterable[Visit]) -> Iterator[Gap]:
    """Name the times without sight, oldest first; each goes from the first bad look to the next good one."""
    bad: list[Visit] = []
    for visit in visits:
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
    return Gap(began=bad[0].began, ended=ended, reason="; ".join(reasons[:3]), looks=looks)


def history(
    versions: Sequence[Version], visits: Sequence[Visit], summaries: Sequence[str], *, now: datetime, zone: tzinfo
) -> Iterator[Text]:
    """Draw versions, doubts and gaps, newest first.

    Args:
        summaries: what changed in one line, one for each version.
    """
    rows = [*_version_rows(versions, summaries, now=now, zone=zone), *_gap_rows(visits, now=now, zone=zone)]
    rows += _held_rows(visits, now=now, zone=zone)
    for _, text in sorted(rows, key=lambda row: row[0], reverse=True):
        yield text


def _version_rows(
    versions: Sequence[Version], summaries: Sequence[str], *, now: datetime, zone: tzinfo
) -> Iterator[tuple[datetime, Text]]:
    times = [bracket(version.last_seen_old, version.first_seen, zone, now=now) for version in versions]
    widest = max(map(len, times), default=0)
    for version, summary, when in zip(versions, summaries, times, strict=True):
        words = safe(summary or version.headline)
        lead = Text.assemble((f"v{version.number:<3}", "bold"), (f" {when:<{widest}}  ", "dim"))
        yield version.first_seen, lead.append(words)


def _gap_rows(visits: Sequence[Visit], *, now: datetime, zone: tzinfo) -> Iterator[tuple[datetime, Text]]:
    for gap in gaps(visits):
        until = clock(gap.ended, zone, now=now) if gap.ended else "now"
        words = f"     blind {clock(gap.began, zone, now=now)}–{until}, {safe(gap.reason)}"
        yield gap.began, Text(words, style="yellow")


def _held_rows(visits: Sequence[Visit], *, now: datetime, zone: tzinfo) -> Iterator[tuple[datetime, Text]]:
    for visit in visits:
        if visit.outcome is Outcome.HELD:
            words = f"     {clock(visit.began, zone, now=now)}  held: {safe(visit.reason)}"
            yield visit.began, Text(words, style="dim")


def visit_rows(visits: Sequence[Visit], *, now: datetime, zone: tzinfo) -> Iterator[Text]:
    """Draw every look, newest first; looks in a row that saw nothing new are one line."""
    for visit in reversed(visits):
        began, ended = clock(visit.began, zone, now=now), clock(visit.ended, zone, now=now)
        when = began if visit.looks == 1 or began == ended else f"{began}–{ended}"
        looks = f" ×{visit.looks}" if visit.looks > 1 else ""
        status = f"  HTTP {visit.status}" if visit.status else ""
        reason = f"  {safe(visit.reason)}" if visit.reason else ""
        yield Text(f"{when:<13} {visit.outcome.value}{looks}{status}{reason}")
