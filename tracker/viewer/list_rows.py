"""The articles as rows: what is unread, how lively each is, when it changed, its headline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text

from tracker.app.browsing import Listed
from tracker.model.durations import spoken_duration
from tracker.view.articles import next_look, state_text
from tracker.view.safe import safe
from tracker.viewer.rows import Row, said

WIDE = 110
"""From here there is room for versions, the next look and the site."""
_HEATS = ((4.0, "█"), (1.0, "▆"), (0.25, "▄"), (0.05, "▂"), (0.0, "▁"))
"""Changes an hour from which a bar is that high: the second is where an article is breaking, the fourth cooling."""
_UNREAD, _STATE, _CHANGED, _VERSIONS, _NEXT, _HOST = 5, 13, 9, 9, 12, 22
_LEAD = 2


def heading(width: int) -> Text:
    """Name the columns."""
    named = [("new", _UNREAD), ("state", _STATE), ("changed", _CHANGED)]
    if width >= WIDE:
        named += [("versions", _VERSIONS), ("next look", _NEXT), ("site", _HOST)]
    return Text(" " * _LEAD + "".join(f"{name:<{columns}}" for name, columns in named) + "headline", "dim")


def list_rows(listed: Sequence[Listed], *, width: int, now: datetime) -> tuple[Row, ...]:
    """Give a row for each article."""
    return tuple(_row(one, wide=width >= WIDE, now=now) for one in listed)


def nothing_watched(folder: str) -> tuple[Row, ...]:
    """Say that there is nothing to show, and what begins it."""
    return (said(f"nothing is watched in {safe(folder)} yet: `tracker add URL` begins"),)


def heat_sign(rate: float | None) -> str:
    """Draw how often changes are to be expected as a bar of one column; a blank where nobody looks."""
    return " " if rate is None else next((bar for least, bar in _HEATS if rate >= least), "▁")


def heat_words(rate: float | None) -> str:
    """Say how often changes are to be expected."""
    if rate is None:
        return "not looked at"
    if rate >= 1:
        return f"about {rate:.0f} change{'s' * (round(rate) != 1)} an hour expected"
    if rate * 24 >= 1:
        return f"about {rate * 24:.0f} change{'s' * (round(rate * 24) != 1)} a day expected"
    return "less than a change a day expected"


def ago(moment: datetime | None, *, now: datetime) -> str:
    """Say how long ago something was, in the larger unit alone: there is little room."""
    if moment is None:
        return "–"
    amount, unit, *_ = spoken_duration(now - moment).split()
    return f"{amount} {unit}"


def _row(listed: Listed, *, wide: bool, now: datetime) -> Row:
    article = listed.article
    lead = Text(" " * _LEAD)
    _column(lead, Text(f"●{listed.unread}" if listed.unread else "", "bold cyan"), _UNREAD)
    _column(lead, Text.assemble(heat_sign(listed.rate), " ", state_text(article)), _STATE)
    _column(lead, Text(ago(listed.changed, now=now), "dim"), _CHANGED)
    if wide:
        _column(lead, Text(str(article.versions)), _VERSIONS)
        _column(lead, Text(next_look(article, now=now), "dim"), _NEXT)
        _column(lead, Text(safe(article.host), "dim"), _HOST)
    headline = Text(safe(article.headline or article.url), "bold" if listed.unread else "")
    return Row(lead=lead, indent=lead.cell_len, cells=(headline,), key=article.id)


def _column(lead: Text, text: Text, columns: int) -> None:
    text.truncate(columns - 1, overflow="ellipsis")
    lead.append_text(text)
    lead.append(" " * (columns - text.cell_len))
