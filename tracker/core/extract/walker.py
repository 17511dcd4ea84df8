"""The walk through a container: its blocks of text in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from tracker.core.extract import captions, noise
from tracker.core.extract.entries import NO_ENTRIES, Entries
from tracker.core.extract.noise_words import ASIDE_TAGS, SILENT_TAGS
from tracker.core.extract.notes import holds_note
from tracker.core.text.equality import folded
from tracker.errors import ReadingError
from tracker.model import BlockKind

BLOCKS = (
    "p div li h1 h2 h3 h4 h5 h6 section article ul ol dl dt dd table tbody thead tfoot tr figure figcaption blockquote"
    " main header aside pre address details summary center hr body form fieldset footer caption picture"
)
BLOCK_TAGS = frozenset(BLOCKS.split())
CELL_TAGS = frozenset(("td", "th"))
KIND_OF = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), BlockKind.HEADING),
    "li": BlockKind.LIST_ITEM,
    "dt": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "blockquote": BlockKind.QUOTE,
    "figure": BlockKind.CAPTION,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "tr": BlockKind.TABLE_ROW,
}
# Whatever lies inside one of these is one of these.
LASTING = frozenset((BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.TABLE_ROW))
DEEPEST = 220
MOST_BLOCKS = 6000
LARGE_SHARE = 0.4
LEAST_SHARE = 0.1
NEXT_TO_NOTHING = 250
MARKING_TAGS = frozenset(("span", "small", "cite", "em", "i"))
# Some systems wrap the whole page in a form.
LEAST_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """A block as it was walked, before anyone judged it.

    Attributes:
        tag: of the element that held it.
        links: words and address of each link; `link_share` how much of the text they are.
        entry: id of the live-blog entry that it stands in; empty outside of one.
        home: names the element around the one that held it, and its likes: what stands in one flow has the same.
    """

    kind: BlockKind
    text: str
    tag: str
    links: tuple[tuple[str, str], ...] = ()
    link_share: float = 0.0
    entry: str = ""
    home: str = ""


@dataclass(slots=True)
class Walk:
    """One walk: what has been gathered for the block at hand, and all blocks before it."""

    whole: int
    cards: bool
    pieces: list[Piece] = field(default_factory=list)
    gathered: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    address: str | None = None
    linked: list[str] = field(default_factory=list)
    breaks: int = 0
    entries: Entries = NO_ENTRIES
    entry: str = ""
    left_out: list[LexborNode] | None = None
    home: str = ""

    def close(self, kind: BlockKind, tag: str) -> None:
        """End the block at hand; a link around several blocks is a link of each."""
        self.breaks = 0
        if not self.gathered:
            return
        self.close_link()
        # Between blocks pages have as many runs of white space.
        text = "" if len(self.gathered) == 1 and self.gathered[0].isspace() else folded("".join(self.gathered))
        links = tuple((folded(words), address) for words, address in self.links) if self.links else ()
        self.gathered.clear()
        self.links.clear()
        if text and len(self.pieces) < MOST_BLOCKS:
            share = sum(len(words) for words, _ in links) / len(text) if links else 0.0
            self.pieces.append(Piece(kind, text, tag, links, min(1.0, share), self.entry, self.home))

    def close_link(self) -> None:
        """Note the words of the link at hand."""
        if self.linked and self.address is not None:
            self.links.append(("".join(self.linked), self.address))
        self.linked.clear()

    def inside(self, node: LexborNode, kind: BlockKind, tag: str, depth: int) -> None:
        """Walk through the children of an element."""
        if depth > DEEPEST:
            raise ReadingError(
                f"The page cannot be read: its text is nested over {DEEPEST} levels deep; it is built to choke readers."
            )
        child = node.child
        while child is not None:
            name = child.tag or ""
            if name == "-text":
                self.words(child)
            elif name == "br":
                self.line_break(kind, tag)
            elif name in BLOCK_TAGS:
                self.block(child, name, kind, depth)
            elif name not in SILENT_TAGS and not name.startswith("-"):
                self.inline(child, name, kind, tag, depth)
            child = child.next

    def words(self, node: LexborNode) -> None:
        """Take up a run of text."""
        text = node.text_content
        if text:
            self.gathered.append(text)
            if self.address is not None:
                self.linked.append(text)
            if self.breaks and not text.isspace():
                self.breaks = 0

    def line_break(self, kind: BlockKind, tag: str) -> None:
        """One break is white space; two in a row end a paragraph."""
        self.gathered.append("\n")
        self.breaks += 1
        if self.breaks > 1:
            self.close(kind, tag)

    def block(self, node: LexborNode, name: str, kind: BlockKind, depth: int) -> None:
        """Walk through an element that begins and ends a block."""
        own = kind if kind in LASTING and name not in KIND_OF else KIND_OF.get(name, BlockKind.PARAGRAPH)
        self.breaks = 0
        if self.gathered:
            self.close(kind, (node.parent.tag if node.parent is not None else "") or "")
        if self.entries.named and node.mem_id in self.entries.named:
            self.in_entry(node, name, depth)
            return
        attributes = node.attributes
        names = noise.names_of(attributes) if attributes else ""
        if names and own is BlockKind.PARAGRAPH and is_caption(node, names):
            own = BlockKind.CAPTION
        if not self.is_left_out(node, name, kind, attributes, names) or holds_note(node):
            outer, self.home = self.home, home_of(node)
            self.inside(node, own, name, depth + 1)
            self.close(own, name)
            self.home = outer
        elif self.left_out is not None:
            self.left_out.append(node)

    def in_entry(self, node: LexborNode, name: str, depth: int) -> None:
        """Walk through an entry of a live blog; what is an item of a list to the page is a text to its reader."""
        outer, self.entry = self.entry, self.entries.named[node.mem_id]
        self.inside(node, BlockKind.PARAGRAPH, name, depth + 1)
        self.close(BlockKind.PARAGRAPH, name)
        self.entry = outer

    def inline(self, node: LexborNode, name: str, kind: BlockKind, tag: str, depth: int) -> None:
        """Walk through an element inside a block: a link is noted, a cell parted from the one before it."""
        if name in CELL_TAGS and self.gathered:
            self.gathered.append(" | " if kind is BlockKind.TABLE_ROW else " ")
        if self.entries.stamps and node.mem_id in self.entries.stamps:
            return
        if name in MARKING_TAGS and (attributes := node.attributes):
            names = noise.names_of(attributes)
            if self.is_left_out(node, name, kind, attributes, names):
                return
        if name != "a":
            self.inside(node, kind, tag, depth + 1)
            return
        outer, self.address = self.address, node.attributes.get("href") or ""
        self.inside(node, kind, tag, depth + 1)
        self.close_link()
        self.address = outer

    def is_left_out(
        self, node: LexborNode, name: str, kind: BlockKind, attributes: dict[str, str | None], names: str
    ) -> bool:
        """Whether an element is no part of the story: an aside, hidden, a box of noise, a list of cards, a credit."""
        if self.entries.above and node.mem_id in self.entries.above:
            return False
        if name in ASIDE_TAGS:
            return True
        if name == "form" and len(node.css("p")) < LEAST_PARAGRAPHS:
            return True
        if attributes and noise.is_noise_box(node, attributes, names):
            # What holds the better part of the text is none, whatever it is called.
            if self.is_small(node) or noise.is_card_list(node):
                return True
        elif names and kind is BlockKind.CAPTION and is_credit(node, names):
            return True
        return (
            self.cards and name in ("div", "section", "ul", "ol") and noise.is_card_list(node) and self.is_small(node)
        )

    def is_small(self, node: LexborNode) -> bool:
        """Whether an element does not hold the better part of the text, or holds but links."""
        length = len(node.text())
        return length < LARGE_SHARE * self.whole or noise.link_share(node, length) > 0.5


def home_of(node: LexborNode) -> str:
    """Name the element around another by its names and what it stands in: sections of one text have the same."""
    above = node.parent
    outer = above.parent if above is not None else None
    if above is None or outer is None:
        return ""
    return f"{above.tag} {noise.names_of(above.attributes)} {outer.mem_id}"


def is_caption(node: LexborNode, names: str) -> bool:
    """Whether an element is named like the words under a picture, and holds no more."""
    return captions.is_caption_name(names) and len(node.text()) <= captions.LONGEST_CAPTION


def is_credit(node: LexborNode, names: str) -> bool:
    """Whether an element inside a caption says whose the picture is."""
    return captions.is_credit_name(names) and len(node.text()) <= captions.LONGEST_CREDIT


def walk(
    node: LexborNode,
    *,
    whole: int | None = None,
    live: bool = False,
    entries: Entries = NO_ENTRIES,
    left_out: list[LexborNode] | None = None,
) -> list[Piece]:
    """Give the blocks of an element in reading order, boxes of noise left out.

    Args:
        node: the container.
        whole: the length of text that a box of noise is measured against, since one that holds the better part of
            the story is none; None: the element's own.
        live: the page is a live blog: its entries look like cards and are none.
        entries: those of a live blog that were found, each block being told which it stands in.
        left_out: takes up the boxes that are left out, for people who ask why; None: nobody asks.

    Raises:
        ReadingError: it is nested too deep.
    """
    cards = not live and len(node.css(noise.CARD_HEADS)) >= noise.LEAST_CARDS
    if whole is not None:
        return walked(node, Walk(whole=whole, cards=cards, entries=entries, left_out=left_out))
    pieces = walked(node, Walk(whole=len(node.text()), cards=cards, entries=entries, left_out=left_out))
    length = sum(len(piece.text) for piece in pieces)
    if length > NEXT_TO_NOTHING or length > LEAST_SHARE * sum(len(line.text()) for line in node.css("p")):
        return pieces
    # Where the names leave next to nothing of the story they mean something else on this site.
    if left_out is not None:
        left_out.clear()
    return walked(node, Walk(whole=0, cards=False, entries=entries, left_out=left_out))


def walked(node: LexborNode, journey: Walk) -> list[Piece]:
    """Make one walk through an element."""
    journey.inside(node, KIND_OF.get(node.tag or "", BlockKind.PARAGRAPH), node.tag or "", 0)
    journey.close(BlockKind.PARAGRAPH, node.tag or "")
    return journey.pieces
