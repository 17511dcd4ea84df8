"""What stands above a story: its headline, its standfirst, who wrote it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract.structured import Declared
from tracker.core.text.equality import folded

WORD = re.compile(r"\w+")
SHORTEST, LONGEST = 4, 400
ALIKE = 0.34
DEK = (
    '[itemprop="alternativeHeadline"],[class*="standfirst"],[class*="excerpt"],[class*="article-dek"],[class*="__dek"],[class*="-dek"],[class*="subhead"],[class*="sub-head"],'
    '[class*="subtitle"],[class*="sub-title"],[class*="summary"],[class*="article-lead"],[class*="article__lead"],[class*="chapo"],[class*="bajada"],[class*="sottotitolo"],h1+h2,h1+p'
)
LONGEST_DEK = 600
LEAST_DEK = 20
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
        if best is None or fit > score:
            best, score = node, fit
    text = folded(best.text()) if best is not None else ""
    said = page.headline or page.social_title
    if best is not None and (not said or len(tokens(text) & wanted) >= ALIKE * len(tokens(text))):
        return text, best
    return said or text or page.page_title, best if not said else None


def tokens(text: str) -> set[str]:
    """Give the words of a text in lower case."""
    return set(WORD.findall(text.lower()))


def dek_of(
    tree: LexborHTMLParser, headline_node: LexborNode | None, page: Declared, headline: str
) -> tuple[str, LexborNode | None]:
    """Give the standfirst and its element: the page's own one near the headline, else what it declares.

    Returns:
        The text, empty where there is none; None where it is only declared.
    """
    near = headline_node
    for _ in range(NEAR):
        if near is None or near.tag in ("body", "html"):
            break
        for node in near.css(DEK) if near is not headline_node else ():
            text = folded(node.text())
            if LEAST_DEK <= len(text) <= LONGEST_DEK and text != headline and node.css_first("h1") is None:
                return text, node
        near = near.parent
    return (page.description if page.description != headline else ""), None
