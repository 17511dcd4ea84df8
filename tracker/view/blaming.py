"""Since when each sentence stands, as a person reads it: a gutter of versions and times beside the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from rich.cells import cell_len
from rich.console import RenderableType
from rich.text import Text

from tracker.model.blame import Blame, Form, SentenceLife
from tracker.model.life import Turn
from tracker.view.hanging import hanging
from tracker.view.records import JSON, time_json
from tracker.view.safe import safe
from tracker.view.times import away, bracket

BRACKETS_FROM = 120
"""So many columns and more show the two looks beside the time that has passed."""
_KEY = "v1 first appeared · ~v2 last edited · >v3 came back · the time is that of the last of these"
_AGES = (
    (timedelta(hours=1), "bold bright_green"),
    (timedelta(hours=6), "bright_yellow"),
    (timedelta(days=1), "cyan"),
    (timedelta.max, "dim"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How sentences are to be drawn.

    Attributes:
        now, zone: times are told from and in these.
        brackets: whether the two looks are told beside the time that has passed.
        joined: whether sentences of one age that follow one another in a paragraph are one text.
        forms: whether what a sentence said before is told under it.
    """

    now: datetime
    zone: tzinfo
    brackets: bool = False
    joined: bool = False
    forms: bool = False


def blame_lines(found: Blame, look: Look) -> Iterator[RenderableType]:
    """Draw the sentences of a version beside since when they stand."""
    yield Text(_counted(found))
    yield Text(_KEY, style="dim")
    rows = list(_runs(found.sentences, look))
    widths = _widths([gutter for gutter, *_ in rows])
    for number, (gutter, turn, text, begins) in enumerate(rows):
        if begins and number:
            yield Text("")
        yield hanging(Text(_padded(gutter, widths), style=_age(turn, look.now)), text)


def removed_lines(found: Blame, look: Look) -> Iterator[RenderableType]:
    """Draw what is gone for good, what came back, and what is merely out of sight."""
    parts = (
        ("removed for good", found.removed, _gone),
        ("came back", found.returned, _returned),
        ("out of sight: not shown, not known to be gone", found.out_of_sight, _since),
    )
    if not any(some for _, some, _ in parts):
        yield Text(f"nothing was removed up to version {found.number}")
    for title, some, told in parts:
        if some:
            yield Text(f"{title}: {len(some)} sentence{'s' * (len(some) > 1)}", style="bold")
        for sentence in some:
            yield hanging("  ", Text(told(sentence, look), style="dim"))
            yield hanging("    ", _worded(sentence, sentence.text))
            if look.forms:
                yield from (hanging("    ", line) for line in _former(sentence.forms[:-1], look))


def sentence_json(sentence: SentenceLife, *, article: int, number: int, state: str) -> dict[str, JSON]:
    """Write one sentence with its life.

    Args:
        number: of the version that was asked of.
        state: `stands`, `removed` or `out of sight`.
    """
    gaps: list[JSON] = [[first, last] for first, last in sentence.gaps]
    return {
        "article": article,
        "version": number,
        "state": state,
        "kind": sentence.kind,
        "text": sentence.text,
        "block": sentence.block,
        "entry": sentence.entry,
        "appeared": turn_json(sentence.appeared),
        "last_changed": turn_json(sentence.changed),
        "forms": [{"text": form.text, "came": turn_json(form.came)} for form in sentence.forms],
        "gaps": gaps,
        "gone": turn_json(sentence.gone) if sentence.gone else None,
    }


def turn_json(turn: Turn) -> dict[str, JSON]:
    """Write a version with the looks between which it came."""
    after, by = time_json(turn.after), time_json(turn.by)
    return {"number": turn.number, "earliest": turn.earliest, "after": after, "by": by}


def unread_words(found: Blame) -> str:
    """Say which versions could not be read and what follows from it; empty where all could."""
    if not found.unread:
        return ""
    which = ", ".join(map(str, found.unread[:20])) + (" ..." if len(found.unread) > 20 else "")
    versions = f"version{'s' * (len(found.unread) > 1)} {which}"
    return f"{versions} cannot be read: what came or went there is dated between the versions around"


def _counted(found: Blame) -> str:
    first = sum(sentence.appeared.number == 1 for sentence in found.sentences)
    edited = sum(len(sentence.forms) > 1 for sentence in found.sentences)
    count = len(found.sentences)
    told = [f"{first} since version 1", f"{count - first} came later", f"{edited} edited"]
    told += [f"{len(found.returned)} came back"] * bool(found.returned)
    told += [f"{len(found.removed)} removed for good (--removed)"] * bool(found.removed)
    told += [f"{len(found.out_of_sight)} out of sight (--removed)"] * bool(found.out_of_sight)
    return f"{count} sentence{'s' * (count != 1)}: " + " · ".join(told)


def _runs(sentences: Sequence[SentenceLife], look: Look) -> Iterator[tuple[tuple[str, ...], Turn, Text, bool]]:
    """Give gutter, last turn and text of each row, and whether it begins a paragraph."""
    for _, paragraph in groupby(sentences, key=lambda one: (one.kind, one.block)):
        begins = True
        told = [(_gutter(sentence, look), sentence) for sentence in paragraph]
        for gutter, run in groupby(told, key=lambda one: one[0]):
            rows = [sentence for _, sentence in run]
            for some in [rows] if look.joined and not look.forms else [[row] for row in rows]:
                text = _worded(some[0], " ".join(sentence.text for sentence in some))
                for former in _former(some[0].forms[:-1], look) if look.forms else ():
                    text = Text("\n").join([text, former])
                yield gutter, last_turn(some[0]), text, begins
                begins = False


def last_turn(sentence: SentenceLife) -> Turn:
    """Give the turn that made a sentence stand as it does: its last edit, or its coming."""
    return sentence.changed


def _gutter(sentence: SentenceLife, look: Look) -> tuple[str, ...]:
    came, changed = sentence.appeared, sentence.changed
    mark = f"~{_version(changed)}" if changed != came else ""
    if sentence.gaps and sentence.gaps[-1][1] >= changed.number:
        mark = f">v{sentence.gaps[-1][1] + 1}"
    when = away(changed.by, now=look.now)
    between = bracket(changed.after, changed.by, look.zone, now=look.now) if look.brackets else ""
    return _version(came), mark, when, between


def _version(turn: Turn) -> str:
    return f"v{turn.number}" if turn.earliest == turn.number else f"v{turn.earliest}-{turn.number}"


def _widths(gutters: Sequence[tuple[str, ...]]) -> list[int]:
    return [max(map(cell_len, column)) for column in zip(*gutters, strict=True)]


def _padded(gutter: tuple[str, ...], widths: Sequence[int]) -> str:
    return " ".join(f"{words:<{width}}" for words, width in zip(gutter, widths, strict=True) if width) + " │ "


def _worded(sentence: SentenceLife, words: str) -> Text:
    leads = {"headline": "", "dek": "standfirst: ", "byline": "byline: ", "caption": "caption: ", "note": "note: "}
    lead = leads.get(sentence.kind, "")
    strong = "bold" if sentence.kind in ("headline", "heading") else ""
    return Text.assemble((lead, "dim"), (safe(words), strong))


def _former(forms: Sequence[Form], look: Look) -> Iterator[Text]:
    for form in reversed(forms):
        when = bracket(form.came.after, form.came.by, look.zone, now=look.now)
        yield Text(f"before, {_version(form.came)} ({when}): {safe(form.text)}", style="dim")


def _gone(sentence: SentenceLife, look: Look) -> str:
    gone = sentence.gone
    if gone is None:
        return _since(sentence, look)
    when = bracket(gone.after, gone.by, look.zone, now=look.now)
    return f"{_since(sentence, look)} · gone with {_version(gone)}, {when}, {away(gone.by, now=look.now)}"


def _returned(sentence: SentenceLife, look: Look) -> str:
    gaps = ", ".join(f"v{first}" if first == last else f"v{first} to v{last}" for first, last in sentence.gaps)
    return f"{_since(sentence, look)} · without {gaps}"


def _since(sentence: SentenceLife, look: Look) -> str:
    came, changed = sentence.appeared, sentence.changed
    edited = f" · last edited {_version(changed)}" if changed != came else ""
    return f"{_version(came)}, {bracket(came.after, came.by, look.zone, now=look.now)}{edited}"


def _age(turn: Turn, now: datetime) -> str:
    return next(style for span, style in _AGES if now - turn.by < span)
