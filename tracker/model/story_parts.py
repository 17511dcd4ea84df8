"""What a story has beside its headline and its blocks: links, entries of a live blog, a photograph, notes, a marker."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.moments import Timed


class NoteKind(StrEnum):
    """What a newsroom says about its own text."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    EDITORS_NOTE = "editor's note"
    UPDATE = "update"
    NOTICE = "notice"


class MarkerKind(StrEnum):
    """How a page says that it will change."""

    PROMISE = "promise"
    LIVE_BLOG = "live blog"
    HEADLINE = "headline"
    LABEL = "label"
    CATEGORY = "category"


class Strength(StrEnum):
    """How far a marker can be trusted."""

    STRONG = "strong"
    WEAK = "weak"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside a block: the words that carry it and where it leads."""

    text: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Timed):
    """One entry of a live blog; its text are the blocks that carry its id.

    Attributes:
        id: the page's own where it gives one, else derived from time and first words; the same at every reading.
        published, modified: what the page says; None where it says nothing.
    """

    id: str
    headline: str = ""
    published: datetime | None = None
    modified: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Photograph:
    """The lead photograph.

    Attributes:
        identity: the same for one picture at every size and from every image server; another for another picture.
        url: as the page gives it, absolute.
    """

    identity: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A correction, clarification, editor's note, update line or notice; its text is a block of the stream too."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """The words or structure by which a page says it will change: kept as evidence.

    Attributes:
        phrase: the words as they stand on the page, or the structure's name.
        where: the place in words a reader understands, such as `last paragraph`.
    """

    kind: MarkerKind
    phrase: str
    where: str
    strength: Strength
