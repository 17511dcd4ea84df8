"""Live blogs without boxes: headings that begin with a time of day, and the text below each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from tracker.core.extract.entry_identity import Place, identified
from tracker.model import Block, BlockKind, Entry

CLOCK = re.compile(r"\W{0,6}([01]?\d|2[0-3])[:.h時시]\s?([0-5]\d)(?!\d)", re.IGNORECASE)
LEAST_HEADINGS = 3
FIRST_WORDS = 6


def entries_by_clock(
    blocks: Sequence[Block], container: LexborNode | None, *, live: bool = False
) -> tuple[dict[int, str], tuple[Entry, ...]]:
    """Name the entries of a text whose headings begin with a time of day, such as `12.31 Uhr: The wall broke`.

    The times have no day and no zone, so that no entry gets a moment of them.

    Args:
        live: the page calls itself a live blog: paragraphs that begin so begin entries too, where no headings do.

    Returns:
        The entry's id by the block's place, and the entries in reading order; nothing where fewer than three headings
        begin so.
    """
    heads = headed(blocks, BlockKind.HEADING)
    if live and len(heads) < LEAST_HEADINGS:
        heads = headed(blocks, BlockKind.PARAGRAPH)
    if len(heads) < LEAST_HEADINGS or container is None:
        return {}, ()
    ids = identified([place_of(blocks[at].text, container) for at in heads])
    ends = [*heads[1:], len(blocks)]
    found = {
        at: name
        for name, start, end in zip(ids, heads, ends, strict=True)
        for at in range(start, end_of(blocks, start, end))
    }
    titles = (blocks[at].text if blocks[at].kind is BlockKind.HEADING else "" for at in heads)
    return found, tuple(Entry(id=name, headline=title) for name, title in zip(ids, titles, strict=True))


def headed(blocks: Sequence[Block], kind: BlockKind) -> list[int]:
    """Give the places of the blocks of a kind that begin with a time of day."""
    return [at for at, block in enumerate(blocks) if block.kind is kind and CLOCK.match(block.text)]


def end_of(blocks: Sequence[Block], start: int, end: int) -> int:
    """Give where an entry ends: at the next one, or at a note of the newsroom that closes the page."""
    last = end
    while end == len(blocks) and last > start + 1 and blocks[last - 1].kind is BlockKind.NOTE:
        last -= 1
    return last


def place_of(text: str, container: LexborNode) -> Place:
    """Read what names an entry from its heading."""
    found = CLOCK.match(text)
    return Place(
        node=container,
        name="",
        declared="",
        headline=text,
        told=None,
        published=None,
        modified=None,
        clock=f"{int(found[1]):02}{found[2]}" if found else "",
        words=" ".join(text.split()[:FIRST_WORDS]),
    )
