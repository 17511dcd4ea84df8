"""Whether a page's standfirst is one, or but the beginning of the text said twice."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from tracker.core.extract.container import Container, ancestors
from tracker.core.extract.heading import standfirst_of
from tracker.core.extract.walker import Piece
from tracker.core.extract.zone import Zone
from tracker.model import DekSource

SOME_PIECES = 4


def with_dek(
    headline_node: LexborNode | None,
    headline: str,
    description: str,
    place: Container | None,
    zone: Zone,
    pieces: list[Piece],
    source: DekSource,
) -> tuple[str, list[Piece], DekSource]:
    """Give the standfirst, all pieces without it, and where it is from: the page's own element, else what is declared.

    Args:
        source: of an earlier reading, which holds: a box in the way must not make another text of it.
    """
    standfirst = standfirst_of(headline_node, headline) if source is not DekSource.DECLARED else ""
    said = description if source is not DekSource.PAGE and description != headline else ""
    dek = standfirst or said
    if source is DekSource.UNKNOWN and dek:
        source = DekSource.PAGE if standfirst else DekSource.DECLARED
    zone.before = [piece for piece in zone.before if piece.text != dek]
    if standfirst and place is not None and holds(place, headline_node):
        # Where the container holds the headline too, it holds what stands below it.
        pieces = [piece for piece in pieces[:SOME_PIECES] if piece.text != standfirst] + pieces[SOME_PIECES:]
    pieces = zone.before + pieces + zone.after
    return ("" if is_beginning_of(dek, pieces) else dek), pieces, source


def holds(place: Container, node: LexborNode | None) -> bool:
    """Whether the container holds an element."""
    return node is not None and any(above.mem_id == place.node.mem_id for above in ancestors(node))


def is_beginning_of(dek: str, pieces: Sequence[Piece]) -> bool:
    """Whether a standfirst is one of the paragraphs, or but the first words of one, cut off by a machine."""
    start = dek.rstrip(" .…[]")[:200]
    return bool(start) and any(piece.text.startswith(start) for piece in pieces)
