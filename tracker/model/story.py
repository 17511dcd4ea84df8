"""What a reader reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from tracker.model.moments import Timed

if TYPE_CHECKING:
    # Two stories are compared by their blocks: making these takes longer than comparing two short ones.
    from tracker.model.story_parts import Entry, Link, Marker, Note, Photograph


class BlockKind(StrEnum):
    """What a block of text is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    CAPTION = "caption"
    NOTE = "note"
    TABLE_ROW = "table row"


class Block(NamedTuple):
    """One block of the text, white space folded, never empty.

    A named tuple: a live blog has thousands, and a dataclass takes more than twice as long for each.

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
