"""What stands above a story: its headline, its standfirst, who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract import noise
from tracker.core.extract.structured import Declared
from tracker.core.extract.walker import story_pieces, walk
from tracker.core.text.equality import folded

WORD = re.compile(r"\w+")
SHORTEST, LONGEST = 4, 400
ALIKE = 0.34
AS_GOOD = 0.7
DEK = (
    ",".join(
        f'[class*="{name}" i]'
        for name in (
            "standfirst",
            "excerpt",
            "article-dek",
            "__dek",
            "-dek",
            "subhead",
            "sub-head",
            "subtitle",
            "sub-title",
            "subline",
            "summary",
            "article-lead",
            "article__lead",
            "chapo",
            "bajada",
            "sottotitolo",
            "strapline",
            "article-intro",
            "deck",
        )
    )
    + ',[itemprop="alternativeHeadline"]'
)
LONGEST_DEK = 600
LEAST_DEK = 20
LEAST_WORDS = 4
# A standfirst holds no boxes.
EVERYTHING = 10**9
NEAR = 4


def headline_of(tree: LexborHTMLParser, page: Declared) -> tuple[str, LexborNode | None]:
    """Give the headline and its element: the h1 that best matches what the page declares, else what it declares.

    Returns:
        The text, empty on a page without one; None where no element holds it.
    """
    declared = (page.headline, page.social_title, page.page_title)
    wanted = tokens(" ".join(declared))
    best, score = None, 0.0
    for node in tree.css("h1"):
        text = folded(node.text())
        have = tokens(text)
        if not SHORTEST <= len(text) <= LONGEST:
            continue
        fit = len(have & wanted) + 0.01 * len(have)
        # Pages repeat the headline for a sticky bar or a print view: the first of those that fit is the one read.
        if best is None or fit * AS_GOOD > score:
            best, score = node, fit
    text = folded(best.text()) if best is not None else ""
    said = page.headline or page.social_title
    if best is not None and (not said or len(tokens(text) & wanted) >= ALIKE * len(tokens(text))):
        return text, best
    return said or text or page.page_title, best if not said else None


def tokens(text: str) -> set[str]:
    """Give the words of a text in lower case."""
    return set(WORD.findall(text.lower()))


def dek_of(headline_node: LexborNode | None, page: Declared, headline: str) -> str:
    """Give the standfirst: the page's own element for it near the headline, else what the page declares."""
    near = headline_node
    for _ in range(NEAR):
        near = near.parent if near is not None else None
        if near is None or near.tag in ("body", "html"):
            break
        for node in near.css(DEK):
            text = standfirst_in(node)
            if text and text != headline:
                return text
    return page.description if page.description != headline else ""


def standfirst_in(node: LexborNode) -> str:
    """Give the text of an element that is named like a standfirst; empty where what it holds is none."""
    if node.css_first("h1") is not None or any(
        noise.is_noise_name(noise.names_of(above.attributes)) for above in nearby(node)
    ):
        return ""
    piece = next(story_pieces(walk(node, whole=EVERYTHING), headline=""), None)
    if piece is None or piece.link_share > 0.5 or not LEAST_DEK <= len(piece.text) <= LONGEST_DEK:
        return ""
    return piece.text if len(WORD.findall(piece.text)) >= LEAST_WORDS else ""


def nearby(node: LexborNode) -> Iterator[LexborNode]:
    """Give an element and the three above it."""
    at: LexborNode | None = node
    for _ in range(4):
        if at is None or at.tag in ("body", "html", "main", "article"):
            return
        yield at
        at = at.parent
