"""Every line of a page, story or not: where the same line hangs in several pages of a site, it is the site's."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract.walker import BLOCK_TAGS
from tracker.core.text.equality import folded

SILENT = ["script", "style", "noscript", "template", "head", "svg"]
LINES = ",".join(sorted(BLOCK_TAGS))
LONGEST = 400
MOST = 4000


def page_lines(html: str) -> Iterator[str]:
    """Give the text of each element that holds a line itself, in no particular form but folded."""
    return lines_on(LexborHTMLParser(html))


def lines_on(tree: LexborHTMLParser) -> Iterator[str]:
    """Give the lines of a parsed page, as `page_lines`; what shows no words is taken from the tree."""
    tree.strip_tags(SILENT)
    lines = 0
    for node in tree.css(LINES):
        if holds_line(node):
            text = folded(node.text())
            if text and len(text) <= LONGEST:
                lines += 1
                yield text
            if lines >= MOST:
                return


def holds_line(node: LexborNode) -> bool:
    """Whether an element holds words and no other block."""
    child = node.child
    while child is not None and child.tag not in BLOCK_TAGS:
        child = child.next
    return child is None
