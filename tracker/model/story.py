"""What a reader reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.model.moments import Timed


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CAPTION = "caption"
    NOTE = "note"
    TABLE_ROW = "table row"


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
class Block:
    """One block of the text, white space folded, never empty.

    Attributes:
        entry: id of the live-blog entry that it belongs to; empty outside of one.
        boxed: it stands in a box of its own, apart from the flow of the story.
        site: it was a line of the site's, not of the story, when the version was made: kept, never told.
    """

    kind: BlockKind
    text: str
    links: tuple[Link, ...] = ()
    entry: str = ""
    boxed: bool = False
    site: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Timed):
    """What a reader reads, in reading order.

    Attributes:
        dek: the standfirst under the headline; empty where there is none.
        published, modified: what the page says of itself; None where it says nothing.
        language: a BCP 47 tag such as `en-GB`; empty where the page does not say.
        blocks: the text in reading order, notes included.
        entries: of a live blog, in reading order; empty for other stories.
        teaser: only the beginning that a paywall leaves visible.
    """

    headline: str
    dek: str = ""
    byline: str = ""
    section: str = ""
    language: str = ""
    published: datetime | None = None
    modified: datetime | None = None
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    marker: Marker | None = None
    entries: tuple[Entry, ...] = ()
    photograph: Photograph | None = None
    teaser: bool = False

    @property
    def text(self) -> str:
        """The blocks as paragraphs, parted by empty lines."""
        return "\n\n".join(block.text for block in self.blocks)
