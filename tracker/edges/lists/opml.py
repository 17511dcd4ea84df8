"""OPML, as feed readers write it. Its tags are read one by one by a parser that knows no entities and fetches nothing.

Source: OPML 2.0, opml.org/spec2.opml.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from tracker.edges.lists.entries import AddressList, Listed, Unlisted, refused

_DEEPEST = 64
_ENTITIES = re.compile(r"<!ENTITY|<!DOCTYPE[^>]*\[", re.IGNORECASE)
_OPML = re.compile(r"<opml[\s>]", re.IGNORECASE)
_END = re.compile(r"</opml\s*>", re.IGNORECASE)


def from_opml(text: str) -> AddressList:
    """Read the addresses of an OPML file: of a link, else of a feed, else of a site; folders become tags.

    Raises:
        UsageError: it is no OPML, declares entities, is cut, or nested beyond all use.
    """
    if _ENTITIES.search(text):
        raise refused("it declares entities, which no list needs", "export the list anew")
    if not _OPML.search(text[:65536]):
        raise refused("it is a page or XML, but no OPML", "give the OPML that a feed reader exports")
    if not _END.search(text[-65536:]):
        raise refused("it is cut: its end is missing", "export the list anew")
    outlines = _Outlines()
    outlines.feed(text)
    outlines.close()
    return AddressList(kind="OPML", parts=tuple(outlines.parts))


class _Outlines(HTMLParser):
    """Collects the outlines, with the folders that each stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[Listed | Unlisted] = []
        self._folders: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "outline":
            return
        fields = {name: (value or "").strip() for name, value in attrs}
        self._note(fields)
        if len(self._folders) >= _DEEPEST:
            raise refused(f"line {self.getpos()[0]} is nested deeper than {_DEEPEST} folders", "flatten the list")
        has_address = any(fields.get(name) for name in ("url", "xmlurl", "htmlurl"))
        self._folders.append("" if has_address else fields.get("text") or fields.get("title") or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "outline" and self._folders:
            self._folders.pop()

    def _note(self, fields: dict[str, str]) -> None:
        url = fields.get("url") or fields.get("xmlurl") or fields.get("htmlurl")
        where = f"line {self.getpos()[0]}"
        if url:
            categories = [one.strip("/ ") for one in fields.get("category", "").split(",")]
            tags = tuple(dict.fromkeys(name for name in (*self._folders, *categories) if name))
            self.parts.append(Listed(where=where, url=url, tags=tags))
        elif fields.get("type"):
            self.parts.append(Unlisted(where=where, why=f"an outline of type {fields['type']} without an address"))
