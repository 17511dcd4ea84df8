"""What happened to a story between two versions, in facts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    CAPTION = "caption changed"
    NUMBER = "number changed"
    CLAIM = "claim changed"
    QUOTE = "quote altered"
    NAME = "name changed"
    HEDGE = "hedge changed"
    SPELLING = "spelling fixed"
    LINK = "link changed"
    REPEATED = "same edit in many places"
    ENTRIES_ADDED = "entries added"
    ENTRY_EDITED = "entry edited"
    ENTRY_DELETED = "entry deleted"
    ENTRIES_OUT_OF_SIGHT = "entries out of sight"
    ADDED = "paragraphs added"
    REMOVED = "paragraphs removed"
    EDITED = "paragraphs edited"
    REWRITTEN = "paragraphs rewritten"
    MOVED = "paragraphs moved"
    COSMETIC = "form only"
    UNDECLARED = "no date, update line or note moved"


class Confidence(StrEnum):
    """How far a fact can be trusted, by what was measured for its kind."""

    EXACT = "exact"
    LIKELY = "likely"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that happened, worth saying in a line.

    Attributes:
        text: the words for people, such as `174 → 177 killed`; plain text from the page may be in it.
        before, after: the two sides where there are two; empty otherwise.
        place: where it happened in words, such as `headline` or `paragraph 3`; empty for the whole story.
        block: index into `Diff.blocks` of the place; None for lines above the text and for the whole story.
        confidence: an UNSURE fact is shown beside the text, never in a summary.
        number: of a changed number what it tells: `toll`, `money`, `percent`, `date`, `ordinal`, `age`, `count`,
            `time` or `score`; empty for other facts.
        noun: of a changed number the noun it counts; empty where that is not clear.
        sentences: of a correction or clarification the sentences it changed, each as old and new; empty elsewhere.
    """

    kind: FactKind
    text: str
    before: str = ""
    after: str = ""
    place: str = ""
    block: int | None = None
    confidence: Confidence = Confidence.EXACT
    number: str = ""
    noun: str = ""
    sentences: tuple[tuple[str, str], ...] = ()
