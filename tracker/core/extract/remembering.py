"""What a reading remembers of a page, so that the next one is made by the same walk."""

from __future__ import annotations

from datetime import datetime

from selectolax.lexbor import LexborNode

from tracker.core.extract.container import Container, ancestors
from tracker.core.extract.embedded import Embedded
from tracker.core.extract.photograph import Lead
from tracker.core.extract.teacher import day_of
from tracker.core.extract.zone import Zone
from tracker.core.text.equality import comparable
from tracker.model import Memory


def memory_of(
    place: Container | None,
    headline_node: LexborNode | None,
    zone: Zone,
    carried: Embedded | None,
    lead: Lead,
    *,
    walker: int,
) -> Memory:
    """Say what to remember for the next reading; an empty selector asks to be taught again."""
    texts = tuple(comparable(piece.text) for piece in zone.before + zone.after)
    return Memory(
        selector=place.selector if place is not None else "",
        index=place.index if place is not None else 0,
        matches=place.matches if place is not None else 0,
        walker=walker,
        zone=texts,
        embedded=carried.place if carried is not None else "",
        photograph=lead.photograph,
        pictures=lead.candidates,
        figure=lead.is_figure,
        way=f"{way_to(headline_node)} / {way_to(place.node if place is not None else None)}",
    )


def way_to(node: LexborNode | None) -> str:
    """Give the tags from an element to the top of the page: a page that is laid out anew has others."""
    return "" if node is None else " ".join(above.tag or "" for above in (node, *ancestors(node)))


def day_on(html: str, url: str, memory: Memory | None, now: datetime | None, *, walker: int) -> datetime | None:
    """Give the day that people read on a page which declares none: found at the first reading, then remembered."""
    return memory.day if memory is not None and memory.walker == walker else day_of(html, url, now)
