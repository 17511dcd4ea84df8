"""What a search found, as a person reads it and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from itertools import groupby

from rich.padding import Padding
from rich.text import Text

from tracker.model import Passage
from tracker.view.records import JSON, time_json
from tracker.view.safe import safe
from tracker.view.times import bracket

AROUND = 120
"""How many characters of a long passage are shown before its first match, and twice as many from there."""


def passage_json(passage: Passage) -> dict[str, JSON]:
    """Write one passage that was found."""
    matches: list[JSON] = [[begin, end] for begin, end in passage.matches]
    gaps: list[JSON] = [[first, last] for first, last in passage.gaps]
    return {
        "article": passage.article_id,
        "url": passage.url,
        "host": passage.host,
        "headline": passage.headline,
        "kind": passage.kind,
        "text": passage.text,
        "matches": matches,
        "first": passage.first,
        "last": passage.last,
        "gaps": gaps,
        "stands": passage.last is None,
        "came_after": time_json(passage.came_after),
        "came_by": time_json(passage.came_by),
        "left_after": time_json(passage.left_after),
        "left_by": time_json(passage.left_by),
    }


def passage_lines(
    passages: Sequence[Passage], *, now: datetime, zone: tzinfo, colored: bool
) -> Iterator[Text | Padding]:
    """Draw passages under the headlines of their articles: what was found, in which versions, between which looks.

    Args:
        colored: matches are bold; else they stand between asterisks.
    """
    newest_of = list(dict.fromkeys(passage.article_id for passage in passages))
    ordered = sorted(passages, key=lambda passage: newest_of.index(passage.article_id))
    for number, (_, group) in enumerate(groupby(ordered, key=lambda passage: passage.article_id)):
        if number:
            yield Text("")
        some = list(group)
        yield Text.assemble(
            (f"{some[0].article_id}  {safe(some[0].headline or some[0].url)}", "bold"),
            (f"  {safe(some[0].host)}", "dim"),
        )
        for passage in some:
            yield Padding(_snippet(passage, colored=colored), (0, 0, 0, 4))
            yield Padding(Text(_stood(passage, now=now, zone=zone), style="dim"), (0, 0, 0, 4))


def _stood(passage: Passage, *, now: datetime, zone: tzinfo) -> str:
    came = bracket(passage.came_after, passage.came_by, zone, now=now)
    came = came if passage.came_after is None else f"came {came}"
    if passage.last is None:
        which, left = f"versions {passage.first} to now", "still stands"
    else:
        run = f"versions {passage.first} to {passage.last}"
        which = f"version {passage.first}" if passage.first == passage.last else run
        left = f"gone {bracket(passage.left_after, passage.left_by, zone, now=now)}" if passage.left_by else "gone"
    without = ", ".join(f"{first}" if first == last else f"{first} to {last}" for first, last in passage.gaps)
    gaps = f" without {without}" if without else ""
    return f"{passage.kind} · {which}{gaps} · {came} · {left}"


def _snippet(passage: Passage, *, colored: bool) -> Text:
    text, matches = passage.text, passage.matches
    begin = _word_begin(text, max(matches[0][0] - AROUND, 0)) if matches else 0
    end = min(begin + 3 * AROUND, len(text))
    drawn, at = Text("…" if begin else ""), begin
    for first, last in matches:
        if first >= end:
            break
        drawn.append(safe(text[at:first]))
        match = safe(text[first:last])
        drawn.append(match if colored else f"*{match}*", style="bold yellow")
        at = last
    drawn.append(safe(text[at : max(end, at)]))
    return drawn.append("…") if max(end, at) < len(text) else drawn


def _word_begin(text: str, at: int) -> int:
    space = text.find(" ", at, at + AROUND // 4) if at else -1
    return at if space < 0 else space + 1
