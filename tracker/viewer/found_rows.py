"""What a search of the record found, as rows: each passage whole, with the versions in which it stood."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo

from rich.text import Text

from tracker.model import Passage, SearchResult
from tracker.view.safe import safe
from tracker.view.times import bracket
from tracker.viewer.rows import BLANK, Row, said

_INDENT = 3
_MATCH = "bold underline"


def found_rows(found: SearchResult, words: str, *, now: datetime, zone: tzinfo) -> tuple[Row, ...]:
    """Give a row for each passage under the headline of its article; it leads to the version that shows it last."""
    if not found.passages:
        return (said(f"no version holds {safe(words)}"),)
    return tuple(_rows(found, now=now, zone=zone))


def _rows(found: SearchResult, *, now: datetime, zone: tzinfo) -> Iterator[Row]:
    more = found.count - len(found.passages)
    yield said(
        f"{found.count} passage{'s' * (found.count != 1)}" + (f", the newest {len(found.passages)}" * bool(more)),
        style="dim",
    )
    article = None
    for passage in found.passages:
        if passage.article_id != article:
            headline = Text(safe(passage.headline or passage.url), "bold")
            yield BLANK
            yield Row(indent=0, cells=(headline.append(f"  {safe(passage.host)}", "dim not bold"),))
        article = passage.article_id
        text = _marked(passage).append("\n").append(_stood(passage, now=now, zone=zone), "dim")
        yield Row(indent=_INDENT, cells=(text,), key=passage.article_id, part=passage.last or 0)


def _marked(passage: Passage) -> Text:
    text, at = Text(), 0
    for begin, end in passage.matches:
        text.append(safe(passage.text[at:begin])).append(safe(passage.text[begin:end]), _MATCH)
        at = end
    return text.append(safe(passage.text[at:]))


def _stood(passage: Passage, *, now: datetime, zone: tzinfo) -> str:
    came = bracket(passage.came_after, passage.came_by, zone, now=now)
    words = f"{passage.kind} · came with v{passage.first}, {came}"
    if passage.last is None:
        return f"{words} · still stands"
    left = f" {bracket(passage.left_after, passage.left_by, zone, now=now)}" if passage.left_by else ""
    return f"{words} · gone with v{passage.last + 1}{left}"
