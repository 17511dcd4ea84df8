"""Blocks of a story, made of what was walked."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urljoin

from tracker.core.extract.notes import note_kind
from tracker.core.extract.walker import Piece
from tracker.model import Block, BlockKind, Link, ReadingRules

NO_RULES = ReadingRules()
NO_BOXES: frozenset[str] = frozenset()


def block_of(piece: Piece, url: str, rules: ReadingRules = NO_RULES, boxes: frozenset[str] = NO_BOXES) -> Block:
    """Make a block of what was walked.

    Args:
        boxes: the homes that stand apart from the flow of the story.
    """
    kind = BlockKind.NOTE if note_kind(piece.text, rules) is not None else piece.kind
    links, boxed = tuple(links_of(piece, url)), piece.home in boxes
    return Block(kind=kind, text=piece.text, links=links, entry=piece.entry, boxed=boxed)


def links_of(piece: Piece, url: str) -> Iterator[Link]:
    """Give a block's links with absolute addresses."""
    for words, address in piece.links:
        if words:
            yield Link(text=words, url=absolute(address.strip(), url))


def absolute(address: str, url: str) -> str:
    """Give an address as it leads from a page; one that cannot be understood stays as it is."""
    if address.startswith(("https://", "http://")):
        return address
    try:
        return urljoin(url, address)
    except ValueError:
        return address
