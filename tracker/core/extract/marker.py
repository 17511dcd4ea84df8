"""Whether a page says of itself that it will change: strong and weak evidence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from selectolax.lexbor import LexborNode

from tracker.core.extract import noise
from tracker.core.extract.phrases import LABEL_LINE, PREFIX, promise_in
from tracker.core.extract.structured import Declared
from tracker.core.text.equality import folded
from tracker.model import Block, Marker, MarkerKind, Strength

FIRST_BLOCKS, LAST_BLOCKS = 4, 5
SHORT, VERY_SHORT = 170, 90
LONGEST_LABEL = 24
CLIMB = 3
OTHER_PLACE = re.compile(
    (
        r"nav|menu|ticker|footer|masthead|newsletter|related|teaser|sidebar|widget|card|promo|alert|push|"
        r"watch|channel|station|player|breadcrumb|search|logo|toolbar|video|audio|button|topbar|top-bar"
    ),
    re.IGNORECASE,
)


def marker_of(
    blocks: Sequence[Block], *, headline: str, headline_node: LexborNode | None, page: Declared, now: datetime | None
) -> Marker | None:
    """Give the strongest evidence that a page will change; None without any.

    Strong are a promise in a short block near the start or the end, and a live blog that is not over. Weak are a
    prefix of the headline and a label beside it.
    """
    return promise(blocks) or live_blog(page, now) or headline_prefix(headline) or label(headline_node)


def promise(blocks: Sequence[Block]) -> Marker | None:
    """Find a block that promises updates."""
    count = len(blocks)
    for place in (*reversed(range(count)),):
        text = blocks[place].text
        edge = place < FIRST_BLOCKS or place >= count - LAST_BLOCKS
        if len(text) < (SHORT if edge else VERY_SHORT) and promise_in(text):
            return Marker(
                kind=MarkerKind.PROMISE, phrase=text, where=whereabouts(place, count), strength=Strength.STRONG
            )
    return None


def whereabouts(place: int, count: int) -> str:
    """Say where a block stands, for people."""
    if place == count - 1:
        return "last paragraph"
    return "first paragraph" if place == 0 else f"paragraph {place + 1} of {count}"


def live_blog(page: Declared, now: datetime | None) -> Marker | None:
    """Take the page's word that it is a live blog, unless its coverage is over."""
    if not page.live or (now is not None and page.live_until is not None and page.live_until < now):
        return None
    return Marker(
        kind=MarkerKind.LIVE_BLOG, phrase="LiveBlogPosting", where="structured data", strength=Strength.STRONG
    )


def headline_prefix(headline: str) -> Marker | None:
    """Find a prefix such as `BREAKING:`."""
    found = PREFIX.search(headline)
    if found is None:
        return None
    return Marker(kind=MarkerKind.HEADLINE, phrase=found.group().strip(), where="headline", strength=Strength.WEAK)


def label(headline_node: LexborNode | None) -> Marker | None:
    """Find a label of a word or two that stands beside the headline and not above another story."""
    node = headline_node
    for _ in range(CLIMB):
        above = node.parent if node is not None else None
        if node is None or above is None or above.tag in ("body", "html", "main"):
            return None
        for beside in above.iter():
            if beside.mem_id != node.mem_id and (text := label_in(beside)):
                return Marker(kind=MarkerKind.LABEL, phrase=text, where="beside the headline", strength=Strength.WEAK)
        node = above
    return None


def label_in(node: LexborNode) -> str:
    """Give the label that an element beside the headline is or holds; empty without one."""
    whole = folded(node.text())
    if len(whole) > 160 or not is_beside_headline(node):
        return ""
    if LABEL_LINE.fullmatch(whole):
        return whole
    links_elsewhere = any(len(folded(link.text())) > LONGEST_LABEL for link in node.css("a"))
    if links_elsewhere:
        return ""
    parts = (child for child in node.css("span,a,li,div,p,h2,h3,strong")[:40] if is_beside_headline(child))
    return next(
        (text for part in parts if len(text := folded(part.text())) <= LONGEST_LABEL and LABEL_LINE.fullmatch(text)), ""
    )


def is_beside_headline(node: LexborNode) -> bool:
    """Whether an element is no button, menu or player."""
    return node.tag not in ("button", "nav", "aside") and not OTHER_PLACE.search(noise.names_of(node.attributes))
