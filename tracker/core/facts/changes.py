"""The sentences that a diff touched: which became which, which came, which went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.core.facts.frames import same_frames
from tracker.core.facts.words import Words
from tracker.core.text.likeness import Bag
from tracker.core.text.sentences import sentences
from tracker.model import BlockChange, BlockDiff, Diff, Op, Span

_ALIKE = 0.40
# Sentences compared with one another in one story: beyond it they stand as gone and come, unpaired.
_MOST_CELLS = 200_000
_UNCHANGED = frozenset((BlockChange.KEPT, BlockChange.MOVED_AWAY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A line above the text, or a block, that a diff touched.

    Attributes:
        place: where, in words for people.
        block: index into `Diff.blocks`; None for a line above the text.
    """

    before: str
    after: str
    place: str
    block: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A sentence that became another.

    Attributes:
        place: where, in words for people.
        block: index into `Diff.blocks`; None for a line above the text.
        likeness: 0.0 to 1.0.
        whole: the line or block it stands in.
    """

    before: str
    after: str
    place: str
    likeness: float
    block: int | None = None
    whole: Touched | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All sentences a diff touched, headline first.

    Attributes:
        texts: the lines and paragraphs they stand in.
        gone, come: those that became none, or came of none.
    """

    texts: tuple[Touched, ...]
    pairs: tuple[Changed, ...]
    gone: tuple[str, ...]
    come: tuple[str, ...]


def changes(diff: Diff, language: Words) -> Changes:
    """Collect the sentences of changed blocks and lines."""
    pairs: list[Changed] = []
    gone: list[str] = []
    come: list[str] = []
    room = _MOST_CELLS
    texts = tuple(_changed_texts(diff))
    for text in texts:
        old, new = _only_in(text.before, text.after)
        room -= len(old) * len(new)
        found = _paired(old, new, text, language) if room > 0 else []
        pairs += found
        gone += _rest(old, {pair.before for pair in found})
        come += _rest(new, {pair.after for pair in found})
    return Changes(texts=texts, pairs=tuple(pairs), gone=tuple(gone), come=tuple(come))


def _changed_texts(diff: Diff) -> Iterator[Touched]:
    for field in diff.fields:
        if field.changed and field.name != "byline":
            yield Touched(before=field.before, after=field.after, place=field.name)
    for number, block in enumerate(diff.blocks):
        if block.change not in _UNCHANGED:
            old, new = side(block.spans, Op.DELETED), side(block.spans, Op.INSERTED)
            if old != new:
                yield Touched(before=old, after=new, place=place_of(block), block=number)


def side(spans: tuple[Span, ...], op: Op) -> str:
    """One side of some spans: DELETED for the old text, INSERTED for the new one."""
    return "".join(span.text for span in spans if span.op in (Op.EQUAL, op))


def place_of(block: BlockDiff) -> str:
    """Say where a block stands, counted from 1: `paragraph 3`, or `old paragraph 3` where it is gone."""
    return f"paragraph {block.after[0] + 1}" if block.after else f"old paragraph {block.before[0] + 1}"


def _only_in(before: str, after: str) -> tuple[list[str], list[str]]:
    """The sentences of each side that the other lacks."""
    old, new = _bare(before), _bare(after)
    in_old, in_new = set(old), set(new)
    return [text for text in old if text not in in_new], [text for text in new if text not in in_old]


def _bare(text: str) -> list[str]:
    return [sentence.strip() for sentence in sentences(text)]


def _paired(old: list[str], new: list[str], text: Touched, language: Words) -> list[Changed]:
    """Each sentence once: those that differ in nothing but numbers, then the most alike first."""
    left, right = [Bag(text) for text in old], [Bag(text) for text in new]
    values = [(one.dice(other), i, j) for i, one in enumerate(left) for j, other in enumerate(right)]
    framed = same_frames(old, new, language)
    used_old, used_new = {i for i, _ in framed}, {j for _, j in framed}
    found = [_changed(old[i], new[j], text, likeness=1.0) for i, j in framed]
    for value, i, j in sorted(values, key=lambda cell: (-cell[0], cell[1], cell[2])):
        if value >= _ALIKE and i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            found.append(_changed(old[i], new[j], text, likeness=value))
    return found


def _changed(before: str, after: str, text: Touched, *, likeness: float) -> Changed:
    return Changed(before=before, after=after, place=text.place, likeness=likeness, block=text.block, whole=text)


def _rest(texts: list[str], paired: set[str]) -> list[str]:
    return [text for text in texts if text not in paired]
