"""Which of the lines that were walked are the story: labels, pointers, appeals, credits and repetitions are not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from tracker.core.extract import noise
from tracker.core.extract.captions import without_credit
from tracker.core.extract.notes import note_kind
from tracker.core.extract.walker import LARGE_SHARE, Piece
from tracker.core.text.equality import comparable
from tracker.model import BlockKind

LONG_ENOUGH_TO_BE_ONE = 60
LEAST_TEASERS = 3
HEADLINE_LENGTH = 25


def story_pieces(pieces: list[Piece], *, headline: str) -> Iterator[Piece]:
    """Leave out the lines that are not the story: labels, pointers to other stories, appeals, repetitions."""
    kept: list[Piece] = []
    seen: set[str] = set()
    for piece in map(without_credits, without_teaser_lists(pieces)):
        if noise.is_appeal(piece.text):
            while kept and is_appeal_heading(kept[-1]):
                kept.pop()
        elif not is_noise_line(piece, headline) and (piece.text not in seen or note_kind(piece.text)):
            kept.append(piece)
            # Pages hold some texts twice, for narrow and for wide screens.
            if len(piece.text) >= LONG_ENOUGH_TO_BE_ONE or piece.kind is BlockKind.CAPTION:
                seen.add(piece.text)
    while kept and kept[-1].kind is BlockKind.HEADING:
        kept.pop()
    yield from kept


def without_credits(piece: Piece) -> Piece:
    """Give a caption without the line that says whose picture it is; any other block as it is."""
    return replace(piece, text=without_credit(piece.text)) if piece.kind is BlockKind.CAPTION else piece


def is_appeal_heading(piece: Piece) -> bool:
    """Whether a block is the heading of an appeal that follows it."""
    return piece.kind is BlockKind.HEADING and len(piece.text) < 60 and noise.speaks_of_appeal(piece.text)


def without_teaser_lists(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave out runs of three or more list items that each begin with the linked headline of another story."""
    whole = sum(len(piece.text) for piece in pieces)
    for teasing, run in groupby(pieces, key=is_teaser):
        items = list(run)
        length = sum(len(piece.text) for piece in items)
        if not teasing or len(items) < LEAST_TEASERS or length > LARGE_SHARE * whole:
            yield from items


def is_teaser(piece: Piece) -> bool:
    """Whether a list item begins with a link as long as a headline."""
    if piece.kind is not BlockKind.LIST_ITEM or not piece.links:
        return False
    words = piece.links[0][0]
    return len(words) >= HEADLINE_LENGTH and piece.text.startswith(words)


def is_noise_line(piece: Piece, headline: str) -> bool:
    """Whether one block is no part of the story, by its own words and links."""
    text, length = piece.text, len(piece.text)
    if (
        length < 2
        or noise.is_label(text)
        or noise.is_stamp(text)
        or not comparable(text)
        or (piece.kind is BlockKind.HEADING and text == headline)
    ):
        return True
    if piece.link_share > 0.8 and (length < 140 or piece.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING)):
        return True
    return noise.is_pointer(text) and (length < 120 or (length < 200 and piece.link_share > 0.3))
