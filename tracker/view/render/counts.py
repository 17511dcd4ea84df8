"""How much changed: words, sentences, paragraphs and facts counted, with small bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.style import Style
from rich.text import Text

from tracker.model import BlockChange, BlockDiff, Diff, Fact, Op, Span
from tracker.view.render.excerpts import Cut, stretches
from tracker.view.render.styles import Palette, fitted

_NAMES = {"headline": "headline", "dek": "standfirst", "byline": "byline", "text": "text"}
_FATES = {
    "added": (BlockChange.ADDED,),
    "removed": (BlockChange.REMOVED,),
    "edited": (BlockChange.EDITED,),
    "rewritten": (BlockChange.REWRITTEN,),
    "moved": (BlockChange.MOVED_HERE,),
    "split": (BlockChange.SPLIT,),
    "merged": (BlockChange.MERGED,),
}
_MOST_BAR = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many of one kind came, went and were edited, and how many there are now."""

    added: int = 0
    removed: int = 0
    edited: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much changed between two stories. What moved whole is counted among the paragraphs alone.

    Attributes:
        parts: words that came and went in `headline`, `dek`, `byline` and `text`, of those that changed.
        paragraphs: how many of each fate; those without one are left out.
        standing: how many paragraphs the new text has.
    """

    parts: tuple[tuple[str, Tally], ...]
    words: Tally
    sentences: Tally
    paragraphs: tuple[tuple[str, int], ...]
    standing: int
    facts: int


def count(diff: Diff, facts: Iterable[Fact], *, words: Callable[[str], int], sentences: Cut) -> Counts:
    """Count what changed.

    Args:
        words: says how many words a text has.
        sentences: cuts a text into sentences.
    """
    rows = [(field.name, field.spans) for field in diff.fields]
    body = [span for block in _standing(diff) for span in block.spans]
    tallies = [*((name, _words(spans, words)) for name, spans in rows), ("text", _words(body, words))]
    return Counts(
        parts=tuple((name, one) for name, one in tallies if one.added or one.removed),
        words=_sum(one for _, one in tallies),
        sentences=_sum(_sentences(block.spans, sentences) for block in _standing(diff)),
        paragraphs=tuple(_fates(diff)),
        standing=len(diff.after),
        facts=sum(1 for _ in facts),
    )


def counts_json(counts: Counts) -> dict[str, object]:
    """Give the counts as values that `json.dumps` takes."""
    return {
        "parts": {name: _tally_json(one) for name, one in counts.parts},
        "words": _tally_json(counts.words),
        "sentences": _tally_json(counts.sentences, edited=True),
        "paragraphs": {**dict(counts.paragraphs), "total": counts.standing},
        "facts": counts.facts,
    }


class CountLines:
    """Counts as rich draws them: a bar for each part that changed, then the sums."""

    def __init__(self, counts: Counts, *, ascii_signs: bool = False) -> None:
        self.counts, self.ascii_signs = counts, ascii_signs

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        colours = fitted(console.color_system, encoding=options.encoding, ascii_signs=self.ascii_signs)
        yield from self._bars(colours, options.max_width)
        for line in sum_lines(self.counts):
            yield Text(f" {colours.own(line)}")

    def _bars(self, colours: Palette, columns: int) -> Iterator[Text]:
        parts = [(_NAMES.get(name, name), one) for name, one in self.counts.parts]
        broad = max((len(name) for name, _ in parts), default=0)
        most = max((one.added + one.removed for _, one in parts), default=0)
        room = max(min(_MOST_BAR, columns - broad - len(str(most)) - 5), 2)
        for name, one in parts:
            both = one.added + one.removed
            plus, minus = _bar(one.added, one.removed, most=most, room=room)
            yield Text.assemble(
                f" {name:{broad}} | {both:{len(str(most))}} ",
                ("+" * plus, Style(color=colours.new.color)),
                ("-" * minus, Style(color=colours.gone.color)),
            )


def sum_lines(counts: Counts) -> Iterator[str]:
    """Say the sums, one kind a line."""
    fates = ", ".join(f"{number} {fate}" for fate, number in counts.paragraphs) or "none changed"
    yield f"paragraphs: {fates} (now {counts.standing})"
    yield f"sentences: {_tally_words(counts.sentences)}"
    yield f"words: {_tally_words(counts.words)}"
    yield f"facts: {counts.facts}"


def _bar(added: int, removed: int, *, most: int, room: int) -> tuple[int, int]:
    """Signs for what came and went: one for each word while there is room, else to scale, and never none for some."""
    if most <= room:
        return added, removed
    scaled = [max(1, round(number * room / most)) if number else 0 for number in (added, removed)]
    while sum(scaled) > room:
        scaled[scaled.index(max(scaled))] -= 1
    return scaled[0], scaled[1]


def _standing(diff: Diff) -> list[BlockDiff]:
    """The blocks without the old places of what moved."""
    return [block for block in diff.blocks if block.change is not BlockChange.MOVED_AWAY]


def _words(spans: Iterable[Span], words: Callable[[str], int]) -> Tally:
    row = list(spans)
    came, went = (
        sum(words(span.text) for span in row if span.op is op and span.move is None) for op in (Op.INSERTED, Op.DELETED)
    )
    return Tally(added=came, removed=went, total=sum(words(span.text) for span in row if span.op is not Op.DELETED))


def _sentences(spans: tuple[Span, ...], cut: Cut) -> Tally:
    added = removed = edited = total = 0
    for stretch in stretches(spans, cut):
        old, new = (_count(stretch, side, cut) for side in (Op.DELETED, Op.INSERTED))
        total += new
        if not any(_says_something_else(span) for span in stretch):
            continue
        both = min(old, new)
        edited, added, removed = edited + both, added + new - both, removed + old - both
    return Tally(added=added, removed=removed, edited=edited, total=total)


def _says_something_else(span: Span) -> bool:
    return span.op is not Op.EQUAL and span.move is None and bool(span.text.strip())


def _count(stretch: Iterable[Span], side: Op, cut: Cut) -> int:
    return len(cut("".join(span.text for span in stretch if span.op in (Op.EQUAL, side))))


def _fates(diff: Diff) -> Iterator[tuple[str, int]]:
    for name, changes in _FATES.items():
        number = sum(block.change in changes for block in diff.blocks)
        if number:
            yield name, number


def _sum(tallies: Iterable[Tally]) -> Tally:
    known = list(tallies)
    return Tally(
        added=sum(one.added for one in known),
        removed=sum(one.removed for one in known),
        edited=sum(one.edited for one in known),
        total=sum(one.total for one in known),
    )


def _tally_words(one: Tally) -> str:
    told = [f"{number} {word}" for number, word in _named(one) if number]
    return f"{', '.join(told) or 'none changed'} (now {one.total})"


def _named(one: Tally) -> tuple[tuple[int, str], ...]:
    return (one.added, "added"), (one.removed, "removed"), (one.edited, "edited")


def _tally_json(one: Tally, *, edited: bool = False) -> dict[str, int]:
    found = {"added": one.added, "removed": one.removed, "total": one.total}
    return {**found, "edited": one.edited} if edited else found
