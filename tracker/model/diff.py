"""Two stories laid over each other, and what happened between them: derived, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.story import BlockKind

if TYPE_CHECKING:
    from datetime import datetime

    # Most diffs have none of these, and making them takes as long as comparing two short stories.
    from tracker.model.edits import LinkChange, Repetition
    from tracker.model.entry_diff import EntryDiff


class Op(StrEnum):
    """What became of a run of text."""

    EQUAL = "="
    DELETED = "-"
    INSERTED = "+"


class Span(NamedTuple):
    """A run of text with one fate; never empty.

    A named tuple, as `BlockDiff` is: a diff of a long live blog makes thousands of both, and a dataclass takes more
    than twice as long for each.

    Attributes:
        move: joins the two halves (DELETED, INSERTED) of a sentence that moved inside its block; None elsewhere.
    """

    op: Op
    text: str
    move: int | None = None


class BlockChange(StrEnum):
    """What became of a block."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"
    REWRITTEN = "rewritten"
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"
    SPLIT = "split"
    MERGED = "merged"


class BlockDiff(NamedTuple):
    """One block, or several that were split or merged, in the order a reader walks both texts.

    Attributes:
        before, after: indices into the two stories' blocks. A moved block stands twice: MOVED_AWAY holds its old
            text whole (one EQUAL span, `after` empty), MOVED_HERE its spans (`before` empty); both carry `move`.
        spans: EQUAL and DELETED rebuild the old blocks, EQUAL and INSERTED the new ones, byte for byte; several
            blocks are parted by two line feeds.
        move: joins the two halves of a move; None elsewhere.
        links: what became of the block's links; a block may be EDITED by them alone, its spans all EQUAL.
        entry: id of the live-blog entry that it belongs to; empty outside of one.
    """

    change: BlockChange
    kind: BlockKind
    before: tuple[int, ...]
    after: tuple[int, ...]
    spans: tuple[Span, ...]
    move: int | None = None
    links: tuple[LinkChange, ...] = ()
    entry: str = ""


class FieldDiff(NamedTuple):
    """One line above the text (`headline`, `dek`, `byline`): its spans rebuild both sides."""

    name: str
    spans: tuple[Span, ...]

    @property
    def before(self) -> str:
        """The old line."""
        return "".join(span.text for span in self.spans if span.op is not Op.INSERTED)

    @property
    def after(self) -> str:
        """The new line."""
        return "".join(span.text for span in self.spans if span.op is not Op.DELETED)

    @property
    def changed(self) -> bool:
        """Whether the two sides differ."""
        return any(span.op is not Op.EQUAL for span in self.spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Diff:
    """Two stories laid over each other.

    Attributes:
        fields: headline, dek and byline, in this order, changed or not.
        coarse: True where a bound was reached and whole blocks are shown as replaced.
        entries: of a live blog, all that stand on either side, in reading order; empty for other stories.
        repeated: edits that were made in many places, the most frequent first.
        engine: the version of the rules that made it: another one may cut the same two stories otherwise.
    """

    fields: tuple[FieldDiff, ...]
    blocks: tuple[BlockDiff, ...]
    coarse: bool = False
    engine: int = 1
    entries: tuple[EntryDiff, ...] = ()
    repeated: tuple[Repetition, ...] = ()

    @property
    def before(self) -> tuple[str, ...]:
        """The old story's block texts, rebuilt."""
        return _rebuilt(self.blocks, Op.DELETED, BlockChange.MOVED_HERE)

    @property
    def after(self) -> tuple[str, ...]:
        """The new story's block texts, rebuilt."""
        return _rebuilt(self.blocks, Op.INSERTED, BlockChange.MOVED_AWAY)

    @property
    def shown_since(self) -> datetime | None:
        """When the oldest entry that is still shown was written; None where no entry tells its time."""
        if not self.entries:
            return None
        from tracker.model.entry_diff import EntryFate

        gone = (EntryFate.OUT_OF_SIGHT, EntryFate.DELETED, EntryFate.MERGED)
        return min(
            (entry.published for entry in self.entries if entry.published and entry.fate not in gone), default=None
        )

    @property
    def carried(self) -> frozenset[str]:
        """Ids of the entries that stand elsewhere on the page as a whole: all their blocks are moved with them."""
        moves = (BlockChange.MOVED_AWAY, BlockChange.MOVED_HERE)
        moved = {block.entry for block in self.blocks if block.change in moves}
        return frozenset(moved - {block.entry for block in self.blocks if block.before and block.after} - {""})

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return any(field.changed for field in self.fields) or any(
            block.change is not BlockChange.KEPT for block in self.blocks
        )


def _rebuilt(blocks: tuple[BlockDiff, ...], side: Op, elsewhere: BlockChange) -> tuple[str, ...]:
    found: list[str] = []
    for block in blocks:
        if block.change is elsewhere:
            continue
        spans = [span.text for span in block.spans if span.op in (Op.EQUAL, side)]
        count = len(block.before if side is Op.DELETED else block.after)
        if count > 1:
            found += "".join(spans).split("\n\n")
        elif spans:
            found.append("".join(spans))
    return tuple(found)
