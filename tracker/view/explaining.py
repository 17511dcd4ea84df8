"""Why a page was read as it was, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.text import Text

from tracker.model import Explanation, LeftOut
from tracker.view.reading import marker_line
from tracker.view.records import JSON, story_json
from tracker.view.safe import safe

_LONGEST = 100
_SOURCES = ("headline", "dek", "published", "modified", "photograph")


def explanation_lines(explanation: Explanation) -> Iterator[Text]:
    """Draw what a reading went by: the container first, what was left out last."""
    story = explanation.story
    yield Text(safe(story.headline) or "(no headline)", style="bold")
    yield from _pair("container", _container(explanation))
    yield from _pair("teacher", _teacher(explanation))
    if explanation.embedded:
        yield from _pair("embedded", f"the text is read from data in the page's scripts: {explanation.embedded}")
    yield from _pair("text", f"{len(story.blocks)} blocks, {len(story.notes)} notes, {len(story.entries)} entries")
    yield from _pair("marker", marker_line(story.marker) if story.marker else "none")
    for line in explanation.vetoes:
        yield from _pair("vetoed", f"“{_short(line)}”")
    for name in _SOURCES:
        yield from _pair(name, getattr(explanation.sources, name) or "none")
    if story.photograph is not None:
        yield from _pair("picture", f"{story.photograph.identity} ({story.photograph.url})")
    for line in explanation.zone:
        yield from _pair("zone", _short(line))
    for reason, run in groupby(explanation.left_out, key=lambda left: left.reason):
        yield Text(f"\nleft out, {safe(reason)}", style="bold")
        yield from (Text(f"  {_short(left.text)}", style="dim") for left in run)


def explanation_json(explanation: Explanation) -> dict[str, JSON]:
    """Write what a reading went by as `extract --explain --json` prints it."""
    sources: dict[str, JSON] = {name: getattr(explanation.sources, name) for name in _SOURCES}
    return {
        "story": story_json(explanation.story),
        "selector": explanation.selector,
        "index": explanation.index,
        "matches": explanation.matches,
        "teacher_paragraphs": explanation.teacher_paragraphs,
        "teacher_share": None if explanation.teacher_share is None else round(explanation.teacher_share, 3),
        "embedded": explanation.embedded,
        "zone": [*explanation.zone],
        "left_out": [_left_json(left) for left in explanation.left_out],
        "vetoes": [*explanation.vetoes],
        "sources": sources,
    }


def _left_json(left: LeftOut) -> dict[str, JSON]:
    return {"text": left.text, "reason": left.reason}


def _pair(name: str, words: str) -> Iterator[Text]:
    yield Text(f"{name + ':':<12}{safe(words)}")


def _container(explanation: Explanation) -> str:
    if not explanation.selector:
        return "none, the page holds no text"
    return f"{explanation.selector} ({explanation.index + 1} of {explanation.matches} matches)"


def _teacher(explanation: Explanation) -> str:
    if explanation.teacher_share is None:
        return "said nothing, the container was found without it"
    return f"{explanation.teacher_share:.0%} of its {explanation.teacher_paragraphs} paragraphs are in the container"


def _short(text: str) -> str:
    plain = safe(text)
    return plain if len(plain) <= _LONGEST else plain[: _LONGEST - 1] + "…"
