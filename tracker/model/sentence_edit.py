"""What became of single sentences between two versions: for those who count edits, and those who quote them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.model.diff import Span


class SentenceOp(StrEnum):
    """What became of a sentence."""

    KEPT = "kept"
    MOVED = "moved"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"


class Part(StrEnum):
    """Where in a story a sentence stands."""

    HEADLINE = "headline"
    DEK = "dek"
    BYLINE = "byline"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceEdit:
    """One sentence, or several that became one, and what became of it.

    Attributes:
        before, after: places of the sentences in the old and the new part, counted from 0 through all its paragraphs;
            empty on a side where there is none. More than one place on a side: sentences were split or merged.
        old, new: the words on either side, without the white space around them; several sentences are parted by a
            blank. Equal where the op is KEPT or MOVED.
        spans: of an edited sentence the runs that lead from one side to the other; empty elsewhere, and where a
            sentence moved inside its paragraph as it was edited.
        tags: what kind of sentence or edit it is, such as `quote`, `number changed`, `split`; sorted.
    """

    op: SentenceOp
    part: Part
    before: tuple[int, ...]
    after: tuple[int, ...]
    old: str
    new: str
    spans: tuple[Span, ...] = ()
    tags: tuple[str, ...] = ()
