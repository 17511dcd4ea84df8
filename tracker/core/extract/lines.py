"""Which of the lines that were walked are the story: labels, pointers, appeals, credits and repetitions are not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from tracker.core.extract import noise
from tracker.core.extract.captions import ends_as_caption, without_credit
from tracker.core.extract.clock_headings import CLOCK, LEAST_HEADINGS
from tracker.core.extract.notes import note_kind
from tracker.core.extract.walker import LARGE_SHARE, Piece
from tracker.core.text.equality import comparable
from tracker.core.text.scripts import letters
from tracker.model import BlockKind

LONG_ENOUGH_TO_BE_ONE = 60
LEAST_TEASERS = 3
HEADLINE_LENGTH = 25
MOSTLY_LINKED = 0.5
FEW_LINKS = 0.25
LEAST_PARAGRAPH = 80
LONGEST_LEADING_WORD = 30
LONGEST_POINTER = 160
SENTENCE_END = re.compile(r"[.!?…。！？।؟][\"'”’»)\]]*$")
LEAST_IN_FLOW = 3
MOST_IN_FLOW = 0.6


def story_pieces(pieces: list[Piece], *, headline: str, to_its_end: bool = True, live: bool = False) -> Iterator[Piece]:
    """Leave out the lines that are not the story: labels, pointers to other stories, appeals, repetitions.

    Args:
        pieces: as they were walked.
        headline: of the story; a heading that repeats it is left out.
        to_its_end: the last line is the story's last: a heading there heads nothing.
        live: the page calls itself a live blog: lines that are but a time of day head its entries.
    """
    kept: list[Piece] = []
    clocks = clock_lines(pieces, live=live)
    seen: set[tuple[str, str]] = set()
    for piece in map(without_credits, without_teaser_lists(pieces)):
        if noise.is_appeal(piece.text):
            while kept and is_appeal_heading(kept[-1]):
                kept.pop()
        elif piece.text not in clocks and is_noise_line(piece, headline):
            continue
        elif (piece.entry, piece.text) not in seen or note_kind(piece.text):
            kept.append(piece)
            # Pages hold some texts twice, for narrow and for wide screens; two entries may well say the same.
            if len(piece.text) >= LONG_ENOUGH_TO_BE_ONE or piece.kind is BlockKind.CAPTION:
                seen.add((piece.entry, piece.text))
    # The headline of a live blog's entry heads what may follow later.
    while to_its_end and kept and kept[-1].kind is BlockKind.HEADING and not kept[-1].entry:
        kept.pop()
    yield from kept


def clock_lines(pieces: list[Piece], *, live: bool) -> frozenset[str]:
    """Give the headings, of a live blog the lines too, that are but a time of day: where three are, they head entries.

    Inside of the boxes of entries a time is the entry's stamp.
    """
    heading = (BlockKind.HEADING, BlockKind.PARAGRAPH) if live else (BlockKind.HEADING,)
    found = [
        piece.text
        for piece in pieces
        if piece.kind in heading and not piece.entry and CLOCK.match(piece.text) and noise.is_stamp(piece.text)
    ]
    return frozenset(found) if len(found) >= LEAST_HEADINGS else frozenset()


def below_headline(pieces: list[Piece], headline: str) -> list[Piece]:
    """Leave out what stands above the headline in the same element, where the better part stands below: furniture.

    A newsroom's note above its headline is the story's, and so is a paragraph of some length.
    """
    place = next((at for at, piece in enumerate(pieces) if is_headline(piece, headline)), 0)
    above, below = pieces[:place], pieces[place:]
    if prose(above) > prose(below):
        return pieces
    return [piece for piece in above if note_kind(piece.text) or is_paragraph(piece)] + below


def boxed_homes(pieces: list[Piece]) -> frozenset[str]:
    """Name the elements that hold a line or two apart from the flow of the story; none where it has no flow.

    What stands there is sooner the layout's than the story's: a caption, a promotion, who the author is.
    """
    paragraphs = Counter(piece.home for piece in pieces if is_paragraph(piece))
    flows = {home for home, count in paragraphs.items() if count >= LEAST_IN_FLOW}
    if sum(paragraphs[home] for home in flows) < MOST_IN_FLOW * paragraphs.total():
        return frozenset()
    return frozenset(piece.home for piece in pieces) - flows


def is_paragraph(piece: Piece) -> bool:
    """Whether a block is a paragraph of some length with few links."""
    return (
        piece.kind is BlockKind.PARAGRAPH and letters(piece.text) >= LEAST_PARAGRAPH and piece.link_share <= FEW_LINKS
    )


def is_headline(piece: Piece, headline: str) -> bool:
    """Whether a block is the headline itself."""
    return piece.kind is BlockKind.HEADING and piece.text == headline


def prose(pieces: list[Piece]) -> int:
    """Say how much of some blocks are paragraphs outside links."""
    return sum(
        len(piece.text) for piece in pieces if piece.kind is BlockKind.PARAGRAPH and piece.link_share < MOSTLY_LINKED
    )


def without_credits(piece: Piece) -> Piece:
    """Give a caption without the line that says whose picture it is; any other block as it is."""
    if piece.kind is BlockKind.PARAGRAPH and ends_as_caption(piece.text):
        piece = replace(piece, kind=BlockKind.CAPTION)
    return replace(piece, text=without_credit(piece.text)) if piece.kind is BlockKind.CAPTION else piece


def is_appeal_heading(piece: Piece) -> bool:
    """Whether a block is the heading of an appeal that follows it."""
    return piece.kind is BlockKind.HEADING and len(piece.text) < 60 and noise.speaks_of_appeal(piece.text)


def without_teaser_lists(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave out runs of three or more list items that each begin with the linked headline of another story."""
    whole = sum(len(piece.text) for piece in pieces)
    runs = [(teasing, list(run)) for teasing, run in groupby(pieces, key=is_teaser)]
    runs = [(teasing and is_teaser_list(items, whole), items) for teasing, items in runs]
    for place, (left_out, items) in enumerate(runs):
        if left_out:
            continue
        # The heading of a list goes with it.
        headed = place + 1 < len(runs) and runs[place + 1][0] and items[-1].kind is BlockKind.HEADING
        yield from items[:-1] if headed else items


def is_teaser_list(items: list[Piece], whole: int) -> bool:
    """Whether teasers in a row are a list of other stories, and not the better part of this one."""
    return len(items) >= LEAST_TEASERS and sum(len(piece.text) for piece in items) <= LARGE_SHARE * whole


def is_teaser(piece: Piece) -> bool:
    """Whether a list item begins with a link as long as a headline, or ends with one and holds little else."""
    if piece.kind is not BlockKind.LIST_ITEM or not piece.links:
        return False
    words = piece.links[0][0]
    if len(words) < HEADLINE_LENGTH or "://" in words:
        return False
    return piece.text.startswith(words) or (piece.text.endswith(words) and piece.link_share > MOSTLY_LINKED)


def leads_elsewhere(piece: Piece) -> bool:
    """Whether the links that fill a block are what it is for.

    A heading that links to a place on this page is one of the story's, and so is a sentence that begins and ends
    outside its links.
    """
    if piece.kind is BlockKind.HEADING:
        return any(address and not address.startswith("#") for _, address in piece.links)
    if piece.kind is not BlockKind.PARAGRAPH:
        return True
    begins, ends = piece.text.startswith(piece.links[0][0]), piece.text.endswith(piece.links[-1][0])
    return begins or ends or ":" in piece.text.partition(piece.links[0][0])[0]


def is_labelled_link(piece: Piece) -> bool:
    """Whether a block is a word or two, a colon, and links: `Read also: ...`, in whatever language."""
    if piece.kind is not BlockKind.PARAGRAPH or piece.link_share <= MOSTLY_LINKED or len(piece.text) > LONGEST_POINTER:
        return False
    before, colon, after = piece.text.replace("：", ":").partition(":")
    linked = sum(len(words) for words, _ in piece.links)
    return bool(colon) and len(before) <= LONGEST_LEADING_WORD and linked >= len(after.strip()) >= HEADLINE_LENGTH


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
    # The headline of an entry links to the entry itself.
    own = piece.entry and piece.kind is BlockKind.HEADING
    if (
        not own
        and piece.link_share > 0.8
        and leads_elsewhere(piece)
        and (length < 140 or piece.kind in (BlockKind.LIST_ITEM, BlockKind.HEADING))
    ):
        return True
    if is_labelled_link(piece):
        return True
    # A sentence without a link leads nowhere: what it begins with is its own matter.
    if not piece.links and SENTENCE_END.search(text) and letters(text) >= HEADLINE_LENGTH:
        return False
    return noise.is_pointer(text) and (length < 120 or (length < 200 and piece.link_share > 0.3))
