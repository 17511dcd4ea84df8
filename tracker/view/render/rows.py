"""What is shown of a diff, in order: the lines above the text, the changed blocks with their context, and folds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, FieldDiff, Op, Span
from tracker.view.render.entries import EntryRows

SIGNS = {
    BlockChange.KEPT: " ",
    BlockChange.ADDED: "+",
    BlockChange.REMOVED: "-",
    BlockChange.EDITED: "~",
    BlockChange.REWRITTEN: "≈",
    BlockChange.MOVED_AWAY: "↕",
    BlockChange.MOVED_HERE: "↕",
    BlockChange.SPLIT: "⑂",
    BlockChange.MERGED: "⑃",
}
_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.LIST_ITEM: "list item",
    BlockKind.QUOTE: "quote",
    BlockKind.CAPTION: "caption",
    BlockKind.NOTE: "note",
    BlockKind.TABLE_ROW: "table row",
}
PARTED = "\n\n"
_EXCERPT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Fold:
    """So many unchanged blocks that are not shown."""

    count: int

    @property
    def words(self) -> str:
        """The line that stands for them."""
        return f"⋮ {self.count} unchanged paragraph{'' if self.count == 1 else 's'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told(Fold):
    """A line that heads a live blog's entry, or says how many entries are out of sight.

    Attributes:
        line: its words, fit to be shown; the first character is a sign for the gutter.
    """

    count: int = 0
    line: str

    @property
    def words(self) -> str:
        """The line."""
        return self.line


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One block to be drawn.

    Attributes:
        sign: one character for the gutter.
        label: words in front of the text, such as `moved here, was paragraph 14`; empty for most.
    """

    block: BlockDiff
    sign: str
    label: str

    @property
    def spans(self) -> tuple[Span, ...]:
        """What is drawn: the first words at the place that a block has left, all of it elsewhere."""
        if self.block.change is not BlockChange.MOVED_AWAY:
            return self.block.spans
        text = self.block.spans[0].text
        start = text[:_EXCERPT].rpartition(" ")[0]
        return (Span(op=Op.EQUAL, text=f"{start or text[:_EXCERPT]} …"),) if len(text) > _EXCERPT else self.block.spans


def field_rows(diff: Diff) -> Iterator[FieldDiff]:
    """The headline always, dek and byline where they changed; empty ones never."""
    for field in diff.fields:
        if field.spans and (field.changed or field.name == "headline"):
            yield field


def body_rows(diff: Diff, *, context: int = 1) -> Iterator[Shown | Fold]:
    """Changed blocks with so many unchanged ones around each; the rest is folded, a live blog's window is told."""
    entries = EntryRows(diff)
    blocks = [block for drawn in diff.blocks if (block := entries.in_place(drawn)) is not None]
    near = _near_changes(blocks, context, entries)
    places = _old_places(diff)
    folded = 0
    beyond: list[BlockDiff] = []
    for place, block in enumerate(blocks):
        if entries.is_beyond(block):
            beyond.append(block)
            continue
        if place not in near:
            folded += 1
            continue
        yield from _between(folded, beyond, entries)
        folded, beyond = 0, []
        if head := entries.head(block):
            yield Told(line=head.words)
        yield Shown(block=block, sign=SIGNS[block.change], label=_label(block, places))
    yield from _between(folded, beyond, entries)


def _between(folded: int, beyond: list[BlockDiff], entries: EntryRows) -> Iterator[Fold]:
    if folded:
        yield Fold(count=folded)
    yield from (Told(count=row.count, line=row.words) for row in entries.windows(beyond))


def visible(spans: Iterable[Span]) -> Iterator[Span]:
    """The runs that say something: a blank that gave way to a paragraph's end, or came for one, does not."""
    row = list(spans)
    for place, span in enumerate(row):
        beside = (row[place - 1] if place else None, row[place + 1] if place + 1 < len(row) else None)
        if span.op is Op.EQUAL or span.text.strip(" ") or not any(_breaks(other) for other in beside):
            yield span


def _breaks(span: Span | None) -> bool:
    return span is not None and span.op is not Op.EQUAL and PARTED in span.text


def is_heading(block: BlockDiff) -> bool:
    """Whether a block heads others."""
    return block.kind is BlockKind.HEADING


def _near_changes(blocks: Sequence[BlockDiff], context: int, entries: EntryRows) -> set[int]:
    near: set[int] = set()
    for place, block in enumerate(blocks):
        if block.change is not BlockChange.KEPT and not entries.is_beyond(block):
            near.update(range(max(0, place - context), min(len(blocks), place + context + 1)))
    return near


@dataclass(frozen=True, slots=True)
class _Move:
    before: int
    after: int


def _old_places(diff: Diff) -> dict[int, _Move]:
    """For each move where it was and where it is, counted from 1."""
    before = {block.move: block.before[0] for block in diff.blocks if block.change is BlockChange.MOVED_AWAY}
    here = [block for block in diff.blocks if block.change is BlockChange.MOVED_HERE]
    return {block.move: _Move(before[block.move] + 1, block.after[0] + 1) for block in here if block.move is not None}


def _label(block: BlockDiff, places: dict[int, _Move]) -> str:
    words = [_KINDS[block.kind]] if block.kind in _KINDS and block.change is not BlockChange.KEPT else []
    if block.move is not None:
        words.append(_move_words(block, places[block.move]))
    elif block.change is BlockChange.SPLIT:
        words.append(f"split into {len(block.after)} paragraphs")
    elif block.change is BlockChange.MERGED:
        words.append(f"{len(block.before)} paragraphs merged")
    return ", ".join(words)


def _move_words(block: BlockDiff, move: _Move) -> str:
    if block.change is BlockChange.MOVED_AWAY:
        return f"moved away, now paragraph {move.after}"
    edited = any(span.op is not Op.EQUAL for span in block.spans)
    return f"moved here, was paragraph {move.before}" + (", edited" if edited else "")
