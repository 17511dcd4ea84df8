"""An article's life as rows, newest first: versions with their facts between two looks, and the times without sight."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, tzinfo

from rich.text import Text

from tracker.app.browsing import Life
from tracker.model import Kept, Version
from tracker.view.history import Gap
from tracker.view.safe import safe
from tracker.view.times import clock
from tracker.viewer.list_rows import ago
from tracker.viewer.rows import Row, said, styled

_INDENT = 7
_FIRST = "first version"


class VersionRows:
    """Makes the rows of versions in a zone, each once for what it says: a life has thousands, of which few change.

    Args:
        zone: times are shown in it.
    """

    def __init__(self, zone: tzinfo) -> None:
        self.zone = zone
        self._of = 0
        self._made: dict[int, tuple[tuple[object, ...], Row]] = {}

    def row(self, version: Version, life: Life, words: str, *, base: int | None, now: datetime) -> Row:
        """Give the row of one version; the arguments are those of `timeline_rows`, and what changed with it."""
        if self._of != life.listed.article.id:
            self._of = life.listed.article.id
            self._made.clear()
        number, since = version.number, ago(version.first_seen, now=now)
        says = (number > life.listed.read, number == base, number in life.dismissed, version.kept, since, words)
        found = self._made.get(number)
        if found is None or found[0] != says:
            row = version_row(version, life, words, base=base, since=since, zone=self.zone)
            found = self._made[number] = says, row
        return found[1]


def timeline_rows(
    life: Life, summaries: Mapping[int, str], rows: VersionRows, *, base: int | None, now: datetime
) -> Iterator[Row]:
    """Give the rows of a timeline, with a line for each day; one after the other, for few of them are seen.

    Args:
        summaries: what changed with a version in one line, for those that it is known of.
        rows: makes those of versions.
        base: the version that others are compared with; None: each with the one before it.
    """
    if not life.versions and not life.gaps:
        yield said(_nothing(life))
        return
    dated: list[tuple[datetime, int, Gap | None]] = [
        (version.first_seen, version.number, None) for version in life.versions
    ]
    dated += [(gap.began, 0, gap) for gap in life.gaps]
    dated.sort(key=lambda one: one[:2], reverse=True)
    day: date | None = None
    for moment, number, gap in dated:
        local = moment.astimezone(rows.zone)
        if local.date() != day:
            yield said(f"{local:%A %Y-%m-%d}", style="dim bold")
        day = local.date()
        if gap is not None:
            yield _gap(gap, now=now, zone=rows.zone)
        else:
            told = summaries.get(number, "…")
            yield rows.row(life.versions[number - 1], life, told, base=base, now=now)


def times(version: Version, zone: tzinfo) -> str:
    """Give between which two looks a version came, as `14:02–14:07`; a look of another day with its date."""
    first = version.first_seen.astimezone(zone)
    seen = f"{first:%H:%M}"
    if version.last_seen_old is None:
        return seen
    old = version.last_seen_old.astimezone(zone)
    before = f"{old:%H:%M}" if old.date() == first.date() else f"{old:%Y-%m-%d %H:%M}"
    return seen if before == seen else f"{before}–{seen}"


def version_row(version: Version, life: Life, words: str, *, base: int | None, since: str, zone: tzinfo) -> Row:
    """Give the row of one version.

    Args:
        words: what changed with it in one line.
        base: the version that others are compared with.
        since: how long ago it was first seen.
    """
    number = version.number
    unread = number > life.listed.read
    labels = "".join(f"  [{label}]" for label in _labels(version, life))
    cell = styled(
        (times(version, zone), "bold" if unread else ""),
        (f"  {since} ago", "dim"),
        ("  compared with this" if number == base else "", "magenta"),
        (labels, "dim"),
        (f"\n{safe((_FIRST if number == 1 else words) or version.headline)}", ""),
    )
    lead = styled((" ", ""), ("●" if unread else " ", "bold cyan"), (f"v{number}", "bold"))
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
