"""What a document is by its first element that says so, past all that may stand before it.

Before it may stand a declaration, a DOCTYPE, comments and instructions, and by mistake warnings of the program that
wrote it. What stands inside of it, such as an article that tells of sitemaps, says nothing of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

LOOKED_AT: Final = 65_536
"""Letters within which a document must have begun."""
_BEGINS: Final = re.compile(
    r"(?P<comment><!--)|(?P<instruction><\?)|(?P<page><!doctype\s+html\b)"
    r"|<(?:\w{1,20}:)?(?P<name>html|head|body|rss|rdf|feed|channel|urlset|sitemapindex)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Root:
    """The element that tells what a document is: its local name in lower case, `html` for all pages, and its place."""

    name: str
    place: int


def root_of(text: str) -> Root | None:
    """Give the first element that tells what a document is; None where there is none near its beginning."""
    place = 0
    while found := _BEGINS.search(text, place, LOOKED_AT):
        if found["page"]:
            return Root("html", found.start())
        if name := found["name"]:
            return Root("html" if name.lower() in ("head", "body") else name.lower(), found.start())
        ends = "-->" if found["comment"] else "?>"
        place = text.find(ends, found.end()) + len(ends)
        if place < len(ends):
            return None
    return None
