"""One reading of a page: bytes in, the story and what to remember for the next reading out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import container as containers
from tracker.core.extract import heading
from tracker.core.extract.container import Container
from tracker.core.extract.decoding import decode
from tracker.core.extract.guard import refuse_bombs
from tracker.core.extract.lines import below_headline, story_pieces
from tracker.core.extract.marker import marker_of
from tracker.core.extract.noise_words import SILENT_TAGS
from tracker.core.extract.notes import note_kind
from tracker.core.extract.structured import Declared, declared
from tracker.core.extract.teacher import day_of, teacher_lines
from tracker.core.extract.walker import Piece, walk
from tracker.core.extract.zone import Zone, zone_of
from tracker.core.text.equality import comparable, folded
from tracker.model import Block, BlockKind, Link, Memory, Note, ReadingRules, Story

WALKER = 2
NO_RULES = ReadingRules()
SOME_PIECES = 4
STRIPPED = sorted(SILENT_TAGS)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: what it declares, its headline and where that stands."""

    html: str
    tree: LexborHTMLParser
    declared: Declared
    headline: str
    headline_node: LexborNode | None

    @property
    def bare(self) -> str:
        """The page without scripts, styles, forms and its head, written anew."""
        return self.tree.html or ""


def extract(
    body: bytes,
    url: str,
    *,
    now: datetime | None = None,
    memory: Memory | None = None,
    charset: str | None = None,
    rules: ReadingRules = NO_RULES,
) -> Story:
    """Read a page as a reader does.

    Args:
        body: the bytes as they came.
        url: where they came from; links are made absolute with it.
        now: to tell a live blog that is over; None: nothing is compared with the present.
        memory: of an earlier reading, so that the same walker walks the same container; None for a first reading.
        charset: of the Content-Type header.
        rules: what a person knows better of this site, and a person's own phrases.

    Raises:
        ReadingError: the bytes cannot be decoded or parsed.
    """
    return read_story(body, url, memory=memory, charset=charset, now=now, rules=rules)[0]


def read_story(
    body: bytes,
    url: str,
    *,
    memory: Memory | None = None,
    charset: str | None = None,
    now: datetime | None = None,
    rules: ReadingRules = NO_RULES,
) -> tuple[Story, Memory]:
    """Read a page, and give what to remember beside the story; arguments and errors as `extract`."""
    return read_html(decode(body, charset=charset), url, memory=memory, now=now, rules=rules)


def read_html(
    html: str, url: str, *, memory: Memory | None, now: datetime | None, rules: ReadingRules = NO_RULES
) -> tuple[Story, Memory]:
    """Read a page that is decoded."""
    refuse_bombs(html)
    page = parsed(html)
    place = containers.remembered(page.tree, memory) if memory is not None and memory.walker == WALKER else None
    place = place or containers.taught(page.tree, teacher_lines(page.bare), standfirst=page.declared.description)
    zone, pieces = gathered(page, place)
    dek, pieces = with_dek(page, place, zone, pieces)
    blocks = tuple(block_of(piece, url) for piece in pieces)
    published = page.declared.published or day_of(page.bare, url, now)
    return story_of(page, dek, blocks, published, now), memory_of(place, zone)


def parsed(html: str) -> Page:
    """Parse a page and take from it what no text is."""
    tree = LexborHTMLParser(html)
    page = declared(html, tree)
    set_aside = [folded(node.text()) for node in tree.css("nav h1, dialog h1")]
    tree.strip_tags(STRIPPED)
    headline, node = heading.headline_of(tree, page, set_aside=set_aside)
    return Page(html, tree, page, headline, node)


def gathered(page: Page, place: Container | None) -> tuple[Zone, list[Piece]]:
    """Walk the container and the zone around it."""
    if place is None:
        return Zone([], []), []
    live = page.declared.live
    zone = zone_of(place.node, page.headline_node, headline=page.headline, live=live)
    walked = story_pieces(below_headline(walk(place.node, live=live), page.headline), headline=page.headline)
    pieces = [piece for piece in walked if not heading.is_byline(piece.text, page.declared.byline)]
    have = {comparable(piece.text) for piece in pieces}
    zone.before = [piece for piece in zone.before if comparable(piece.text) not in have]
    zone.after = [piece for piece in zone.after if comparable(piece.text) not in have]
    return zone, pieces


def with_dek(page: Page, place: Container | None, zone: Zone, pieces: list[Piece]) -> tuple[str, list[Piece]]:
    """Give the standfirst, and all pieces without it: the page's own element for it, else what the page declares."""
    standfirst = heading.standfirst_of(page.headline_node, page.headline)
    said = page.declared.description
    dek = standfirst or (said if said != page.headline else "")
    zone.before = [piece for piece in zone.before if piece.text != dek]
    if standfirst and place is not None and holds(place, page.headline_node):
        # Where the container holds the headline too, it holds what stands below it.
        pieces = [piece for piece in pieces[:SOME_PIECES] if piece.text != standfirst] + pieces[SOME_PIECES:]
    pieces = zone.before + pieces + zone.after
    return ("" if is_beginning_of(dek, pieces) else dek), pieces


def holds(place: Container, node: LexborNode | None) -> bool:
    """Whether the container holds an element."""
    return node is not None and any(above.mem_id == place.node.mem_id for above in containers.ancestors(node))


def is_beginning_of(dek: str, pieces: Sequence[Piece]) -> bool:
    """Whether a standfirst is the first paragraph, or but its first words, cut off by a machine."""
    start = dek.rstrip(" .…[]")[:200]
    return bool(start) and any(piece.text.startswith(start) for piece in pieces[:SOME_PIECES])


def block_of(piece: Piece, url: str) -> Block:
    """Make a block of what was walked."""
    kind = BlockKind.NOTE if note_kind(piece.text) is not None else piece.kind
    return Block(kind=kind, text=piece.text, links=tuple(links_of(piece, url)))


def links_of(piece: Piece, url: str) -> Iterator[Link]:
    """Give a block's links with absolute addresses."""
    for words, address in piece.links:
        try:
            absolute = urljoin(url, address.strip())
        except ValueError:
            absolute = address
        if words:
            yield Link(text=words, url=absolute)


def story_of(
    page: Page, dek: str, blocks: tuple[Block, ...], published: datetime | None, now: datetime | None
) -> Story:
    """Put the story together."""
    said = page.declared
    kinds = ((note_kind(block.text), block.text) for block in blocks if block.kind is BlockKind.NOTE)
    return Story(
        headline=page.headline,
        dek=dek,
        byline=said.byline,
        section=said.section,
        language=said.language,
        published=published,
        modified=said.modified,
        blocks=blocks,
        notes=tuple(Note(kind=kind, text=text) for kind, text in kinds if kind is not None),
        marker=marker_of(blocks, headline=page.headline, headline_node=page.headline_node, page=said, now=now),
    )


def memory_of(place: Container | None, zone: Zone) -> Memory:
    """Say what to remember for the next reading; an empty selector asks to be taught again."""
    if place is None:
        return Memory(selector="", matches=0, walker=WALKER)
    texts = tuple(comparable(piece.text) for piece in zone.before + zone.after)
    return Memory(selector=place.selector, index=place.index, matches=place.matches, walker=WALKER, zone=texts)
