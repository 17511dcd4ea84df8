"""Two stories laid over each other, and what happened between them: derived, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.model.story import BlockKind


class Op(StrEnum):
    """What became of a run of text."""

    EQUAL = "="
    DELETED = "-"
    INSERTED = "+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text with one fate; never empty.

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
    MOVED_AWAY = "moved away"
    MOVED_HERE = "moved here"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockDiff:
    """One block, or several that were split or merged, in the order a reader walks both texts.

    Attributes:
        before, after: indices into the two stories' blocks. A moved block stands twice: MOVED_AWAY holds its old
            text whole (one EQUAL span, `after` empty), MOVED_HERE its spans (`before` empty); both carry `move`.
        spans: EQUAL and DELETED rebuild the old blocks, EQUAL and INSERTED the new ones, byte for byte; several
            blocks are parted by two line feeds.
        move: joins the two halves of a move; None elsewhere.
    """

    change: BlockChange
    kind: BlockKind
    before: tuple[int, ...]
    after: tuple[int, ...]
    spans: tuple[Span, ...]
    move: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDiff:
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
        engine: the version of the rules that made it: another one may cut the same two stories otherwise.
    """

    fields: tuple[FieldDiff, ...]
    blocks: tuple[BlockDiff, ...]
    coarse: bool = False
    engine: int = 1

    @property
    def before(self) -> tuple[str, ...]:
        """The old story's block texts, rebuilt."""
        return _rebuilt(self.blocks, Op.DELETED, BlockChange.MOVED_HERE)

    @property
    def after(self) -> tuple[str, ...]:
        """The new story's block texts, rebuilt."""
        return _rebuilt(self.blocks, Op.INSERTED, BlockChange.MOVED_AWAY)

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


class FactKind(StrEnum):
    """One thing that can happen to a story."""

    CORRECTION_ADDED = "correction added"
    CLARIFICATION_ADDED = "clarification added"
    NOTE_ADDED = "note added"
    NOTE_REMOVED = "note removed"
    UPDATE_NOTED = "update noted"
    NOTICE_ADDED = "notice added"
    NOTICE_REMOVED = "notice removed"
    HEADLINE = "headline changed"
    DEK = "dek changed"
    BYLINE = "byline changed"
    PHOTOGRAPH = "lead photograph swapped"
    NUMBER = "number changed"
    QUOTE = "quote altered"
    ADDED = "paragraphs added"
    REMOVED = "paragraphs removed"
    EDITED = "paragraphs edited"
    MOVED = "paragraphs moved"
    COSMETIC = "form only"
    UNDECLARED = "no date, update line or note moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened, worth saying in a line.

    Attributes:
        text: the words for people, such as `174 → 177 killed`; plain text from the page may be in it.
        before, after: the two sides where there are two; empty otherwise.
        place: where it happened in words, such as `headline` or `paragraph 3`; empty for the whole story.
    """

    kind: FactKind
    text: str
    before: str = ""
    after: str = ""
    place: str = ""
