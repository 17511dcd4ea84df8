"""What a reading remembers of a page, so that the next one is made by the same walk."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice
from zlib import crc32

from selectolax.lexbor import LexborNode

from tracker.core.extract.container import Container, ancestors
from tracker.core.extract.embedded import Embedded
from tracker.core.extract.photograph import Lead
from tracker.core.extract.teacher import day_of
from tracker.core.extract.zone import Zone
from tracker.core.text.equality import comparable
from tracker.model import Memory

# What builds hang on a name or make of it: css-1x2y3z, Story_body__9fK2a.
BUILT = re.compile(r"[-_]*[A-Za-z]*\d\w*$")
MOST_NAMED = 60
NO_NAMES = ("bare",)


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
        dress=dress_of(place.node if place is not None else None, headline_node),
        way=f"{way_to(headline_node)} / {way_to(place.node if place is not None else None)}",
    )


def way_to(node: LexborNode | None) -> str:
    """Give the tags from an element to the top of the page: a page that is laid out anew has others."""
    return "" if node is None else " ".join(above.tag or "" for above in (node, *ancestors(node)))


def dress_of(node: LexborNode | None, headline_node: LexborNode | None) -> tuple[str, ...]:
    """Give digests of the class names of what a story stands in and is made of, sorted; a build's own marks cut off."""
    if node is None:
        return NO_NAMES
    dressed = [node, *ancestors(node), *(() if headline_node is None else (headline_node, *ancestors(headline_node)))]
    dressed += islice(node.css("[class]"), MOST_NAMED)
    names = {BUILT.sub("", name) for one in dressed for name in (one.attributes.get("class") or "").split()}
    return tuple(sorted(f"{crc32(name.encode('utf-8', 'surrogatepass')):08x}" for name in names if name)) or NO_NAMES


def day_on(html: str, url: str, memory: Memory | None, now: datetime | None, *, walker: int) -> datetime | None:
    """Give the day that people read on a page which declares none: found at the first reading, then remembered."""
    return memory.day if memory is not None and memory.walker == walker else day_of(html, url, now)
