"""The zone: text of the story that stands outside its container, between the headline and it or around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import dropwhile, islice

from selectolax.lexbor import LexborNode

from tracker.core.extract import noise
from tracker.core.extract.container import ancestors
from tracker.core.extract.lines import story_pieces
from tracker.core.extract.noise_words import ASIDE_TAGS, SILENT_TAGS
from tracker.core.extract.notes import holds_note, note_kind
from tracker.core.extract.walker import Piece, walk
from tracker.core.text.equality import folded
from tracker.core.text.scripts import letters
from tracker.model import BlockKind

LEAST = 40
LEAST_NOTE = 15
LEAST_PARAGRAPH = 80
# In ideographs, each of which counts as two letters.
SHORTEST = LEAST_NOTE // 2
KINDS = frozenset((BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE))
# Some sites write the standfirst as headings.
KINDS_BEFORE = KINDS | {BlockKind.HEADING}
# Lists below a story are of other stories.
KINDS_AFTER = KINDS - {BlockKind.LIST_ITEM}
SENTENCE_END = re.compile(r"[.!?…。！？।؟۔:;][\"'”’»)\]]*$")
MOST_LINKED = 0.5
MOST_REPEATED = 0.6
# Below a story a line with links leads to other stories sooner than above it.
MOST_LINKED_AFTER = 0.25
# Outside the container no box of noise is large enough to be the story.
EVERYTHING = 10**9
NO_ZONE = frozenset(("html", "-undef", "-document", ""))


@dataclass(slots=True)
class Zone:
    """The blocks before the container and after it, in reading order."""

    before: list[Piece]
    after: list[Piece]


def zone_of(container: LexborNode, headline_node: LexborNode | None, *, headline: str, live: bool) -> Zone:
    """Read the text around the container, inside the smallest element that holds both headline and container.

    Source: without the zone one insertion in five above the first paragraph goes unseen (../research, section D).
    """
    above = {node.mem_id: node for node in ancestors(container)}
    root = container.parent
    if headline_node is not None:
        root = next((node for node in ancestors(headline_node) if node.mem_id in above), root)
    zone = Zone([], [])
    if root is None or (root.tag or "") in NO_ZONE or container.tag == "body":
        return zone
    around(root, container, set(above), zone.before, zone.after, headline, live)
    if any(piece.kind is BlockKind.HEADING for piece in zone.before):
        below = headings_below(root, headline_node, headline)
        zone.before = [piece for piece in zone.before if piece.kind is not BlockKind.HEADING or piece.text in below]
    return zone


def headings_below(root: LexborNode, headline_node: LexborNode | None, headline: str) -> set[str]:
    """Give the headings that follow the headline: those above it head other things."""
    if headline_node is None:
        return set()
    after = dropwhile(lambda node: node.mem_id != headline_node.mem_id, root.css("h1,h2,h3,h4,h5,h6"))
    return {text for text in (folded(node.text()) for node in islice(after, 1, None)) if not repeats(text, headline)}


def repeats(text: str, headline: str) -> bool:
    """Whether a heading is the headline once more, as it stands in a bar or below its kicker."""
    words = set(text.lower().split())
    return len(words & set(headline.lower().split())) > MOST_REPEATED * len(words)


def around(
    root: LexborNode,
    container: LexborNode,
    above: set[int],
    before: list[Piece],
    after: list[Piece],
    headline: str,
    live: bool,
) -> None:
    """Walk the elements beside the path from the root down to the container."""
    side = before
    on_path = next((child for child in root.iter() if child.mem_id in above or child.mem_id == container.mem_id), root)
    for child in root.iter():
        if child.mem_id == container.mem_id:
            side = after
        elif child.mem_id in above:
            around(child, container, above, before, after, headline, live)
            side = after
        elif len(child.text()) >= SHORTEST and not is_passed_over(child, live):
            walked = walk(child, whole=EVERYTHING, live=live)
            pieces = list(story_pieces(walked, headline=headline, to_its_end=side is after))
            if are_alike(child, on_path) and is_part(pieces):
                side.extend(filter(belongs_to_part, pieces))
            else:
                side.extend(filter(belongs_before if side is before else belongs_after, pieces))


def belongs_before(piece: Piece) -> bool:
    """Whether a block above the container is the story's."""
    return piece.kind in KINDS_BEFORE and piece.link_share <= MOST_LINKED and is_story(piece)


def belongs_after(piece: Piece) -> bool:
    """Whether a block below the container is the story's."""
    return piece.kind in KINDS_AFTER and piece.link_share <= MOST_LINKED_AFTER and is_story(piece)


def belongs_to_part(piece: Piece) -> bool:
    """Whether a block of another wrapper of the same text is the story's: all but lists of links are."""
    return piece.link_share <= (MOST_LINKED_AFTER if piece.kind is BlockKind.LIST_ITEM else MOST_LINKED)


def are_alike(one: LexborNode, other: LexborNode) -> bool:
    """Whether two elements side by side are of one tag and class, as the wrappers of a text in several parts are."""
    name = one.attributes.get("class")
    return bool(name) and one.tag == other.tag and name == other.attributes.get("class")


def is_part(pieces: list[Piece]) -> bool:
    """Whether what a wrapper beside the story's holds is written like one: a paragraph of some length, few links."""
    length = sum(len(piece.text) for piece in pieces)
    linked = sum(len(piece.text) * piece.link_share for piece in pieces)
    whole = any(belongs_after(piece) and letters(piece.text) >= LEAST_PARAGRAPH for piece in pieces)
    return whole and linked <= MOST_LINKED_AFTER * length


def is_passed_over(node: LexborNode, live: bool) -> bool:
    """Whether an element beside the container is never part of the story."""
    if node.tag in SILENT_TAGS:
        return True
    attributes = node.attributes
    if node.tag in ASIDE_TAGS or noise.is_noise_box(node, attributes, noise.names_of(attributes)):
        return not holds_note(node)
    return not live and noise.is_card_list(node)


def is_story(piece: Piece) -> bool:
    """Whether a block outside the container reads like the story: a sentence of some length, or a newsroom's note."""
    if note_kind(piece.text) is not None:
        return letters(piece.text) >= LEAST_NOTE
    long = letters(piece.text) >= LEAST
    return long and (piece.kind is BlockKind.HEADING or bool(SENTENCE_END.search(piece.text)))
