"""A label of a word or two beside the headline, such as `Breaking news`: none of a bar about another story."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from tracker.core.extract import noise
from tracker.core.extract.phrases import LABEL_LINE, LABEL_WORD
from tracker.core.text.equality import folded

LONGEST_LABEL = 24
LONGEST_PLACE = 160
CLIMB = 3
OTHER_PLACE = re.compile(
    r"nav|menu|ticker|footer|masthead|newsletter|related|teaser|sidebar|widget|card|promo|alert|push|"
    r"watch|channel|station|player|breadcrumb|search|logo|toolbar|video|audio|button|topbar|top-bar|subscribe",
    re.IGNORECASE,
)
ON_AIR_ADDRESS = re.compile(
    r"/(?:live-?tv|watch|tv|radio|stream(?:ing)?|video|videos|player|listen|tv-live|live-?stream)(?:[/?#-]|$)",
    re.IGNORECASE,
)


def label_beside(headline_node: LexborNode | None) -> str:
    """Give the label that stands beside the headline and not above another story; empty without one."""
    node = headline_node
    for _ in range(CLIMB):
        above = node.parent if node is not None else None
        if node is None or above is None or above.tag in ("body", "html", "main"):
            return ""
        if text := label_among(list(above.iter()), node):
            return text
        node = above
    return ""


def label_among(children: list[LexborNode], node: LexborNode) -> str:
    """Give the label among the elements beside the one that holds the headline."""
    place = next((place for place, child in enumerate(children) if child.mem_id == node.mem_id), 0)
    for at, child in enumerate(children):
        text = label_in(child) if at != place else ""
        # A label with another story's link between it and the headline is that story's.
        if text and not any(leads_elsewhere(between) for between in children[at + 1 : place]):
            return text
    return ""


def label_in(node: LexborNode) -> str:
    """Give the label that an element beside the headline is or holds; empty without one."""
    if not is_beside_headline(node):
        return ""
    whole = folded(node.text())
    # Most hold no such word at all: that is seen at once.
    if len(whole) > LONGEST_PLACE or not LABEL_WORD.search(whole) or leads_elsewhere(node):
        return ""
    if LABEL_LINE.fullmatch(whole):
        return whole
    parts = (child for child in node.css("span,a,li,div,p,h2,h3,strong,b,em")[:40] if is_beside_headline(child))
    return next(
        (text for part in parts if len(text := folded(part.text())) <= LONGEST_LABEL and LABEL_LINE.fullmatch(text)), ""
    )


def leads_elsewhere(node: LexborNode) -> bool:
    """Whether an element holds, or is, a link that another story's headline carries."""
    links = [*node.css("a")[:20], *([node] if node.tag == "a" else [])]
    return any(len(folded(link.text())) > LONGEST_LABEL for link in links)


def is_beside_headline(node: LexborNode) -> bool:
    """Whether an element is no button, menu, player or way to one."""
    if node.tag in ("button", "nav", "aside", "form", "video", "audio"):
        return False
    attributes = node.attributes
    return not OTHER_PLACE.search(noise.names_of(attributes)) and not ON_AIR_ADDRESS.search(
        attributes.get("href") or ""
    )
