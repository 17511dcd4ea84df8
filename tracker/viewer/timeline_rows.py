"""An article's life as rows, newest first: versions with their facts between two looks, and the times without sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo

from rich.text import Text

from tracker.app.browsing import Life
from tracker.model import Kept, Version
from tracker.view.history import Gap
from tracker.view.safe import safe
from tracker.view.times import clock
from tracker.viewer.list_rows import ago
from tracker.viewer.rows import Row, said

_INDENT = 7
_FIRST = "first version"


def timeline_rows(
    life: Life, summaries: Mapping[int, str], *, base: int | None, now: datetime, zone: tzinfo
) -> tuple[Row, ...]:
    """Give the rows of a timeline, with a line for each day.

    Args:
        summaries: what changed with a version in one line, for those that it is known of.
        base: the version that others are compared with; None: each with the one before it.
    """
    dated = [
        (version.first_seen, version_row(version, life, summaries, base=base, now=now, zone=zone))
        for version in life.versions
    ]
    dated += [(gap.began, _gap(gap, now=now, zone=zone)) for gap in life.gaps]
    rows = sorted(dated, key=lambda row: (row[0], row[1].key or 0), reverse=True)
    return tuple(_by_day(rows, zone)) or (said(_nothing(life)),)


def times(version: Version, zone: tzinfo) -> str:
    """Give between which two looks a version came, as `14:02–14:07`; a look of another day with its date."""
    first = version.first_seen.astimezone(zone)
    seen = f"{first:%H:%M}"
    if version.last_seen_old is None:
        return seen
    old = version.last_seen_old.astimezone(zone)
    before = f"{old:%H:%M}" if old.date() == first.date() else f"{old:%Y-%m-%d %H:%M}"
    return seen if before == seen else f"{before}–{seen}"


def _by_day(rows: list[tuple[datetime, Row]], zone: tzinfo) -> Iterator[Row]:
    day = ""
    for moment, row in rows:
        found = f"{moment.astimezone(zone):%A %Y-%m-%d}"
        if found != day:
            yield said(found, style="dim bold")
        day = found
        yield row


def version_row(
    version: Version, life: Life, summaries: Mapping[int, str], *, base: int | None, now: datetime, zone: tzinfo
) -> Row:
    """Give the row of one version; the arguments are those of `timeline_rows`."""
    number = version.number
    unread = number > life.listed.read
    lead = Text.assemble(" ", ("●" if unread else " ", "bold cyan"), (f"v{number}", "bold"))
    when = Text.assemble(
        (times(version, zone), "bold" if unread else ""), (f"  {ago(version.first_seen, now=now)} ago", "dim")
    )
    if number == base:
        when.append("  compared with this", "magenta")
    for label in _labels(version, life):
        when.append(f"  [{label}]", "dim")
    words = _FIRST if number == 1 else summaries.get(number, "…")
    cell = Text.assemble(when, "\n", safe(words or version.headline))
    return Row(lead=lead, indent=_INDENT, cells=(cell,), key=number)


def _labels(version: Version, life: Life) -> Iterator[str]:
    if version.kept is not Kept.WHOLE:
        yield version.kept.value
    if version.number in life.dismissed:
        yield "dismissed"
    if version.change.teaser:
        yield "teaser"
    if version.change.layout:
        yield "layout changed"


def _gap(gap: Gap, *, now: datetime, zone: tzinfo) -> Row:
    until = clock(gap.ended, zone, now=now) if gap.ended else "now"
    words = f"blind {clock(gap.began, zone, now=now)}–{until}, {safe(gap.reason)}"
    return Row(indent=_INDENT, cells=(Text(words, "yellow"),))


def _nothing(life: Life) -> str:
    reason = safe(life.listed.article.page_state_reason) or "not seen yet"
    return f"no version yet: {reason}"
