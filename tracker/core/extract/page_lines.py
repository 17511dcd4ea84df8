"""Every line of a page, story or not: where the same line hangs in several pages of a site, it is the site's."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tracker.core.extract.walker import BLOCK_TAGS
from tracker.core.text.equality import folded

SILENT = ["script", "style", "noscript", "template", "head", "svg"]
LONGEST = 400
MOST = 4000


def page_lines(html: str) -> Iterator[str]:
    """Give the text of each element that holds a line itself, in no particular form but folded."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(SILENT)
    lines = 0
    for node in tree.root.traverse() if tree.root is not None else ():
        if node.tag in BLOCK_TAGS and holds_line(node):
            text = folded(node.text())
            if text and len(text) <= LONGEST:
                lines += 1
                yield text
            if lines >= MOST:
                return


def holds_line(node: LexborNode) -> bool:
    """Whether an element holds words and no other block."""
    return not any(child.tag in BLOCK_TAGS for child in node.iter())
