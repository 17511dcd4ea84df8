"""A page as a browser would take it: elements, words, and whatever in it could run, load or lead out."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from html.parser import HTMLParser

ALLOWED = frozenset({"html", "head", "meta", "title", "style", "body", "header", "main", "footer", "nav", "section"})
ALLOWED |= {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "dl", "dt", "dd", "div", "details", "summary", "blockquote"}
ALLOWED |= {"a", "span", "time", "code", "ins", "del", "s", "b", "br"}
"""The elements that our pages are made of; none of them loads or runs anything."""

_ATTRIBUTES = frozenset({"lang", "dir", "charset", "http-equiv", "content", "name", "class", "id", "rel", "tabindex"})
_ATTRIBUTES |= {"aria-labelledby", "aria-label", "aria-hidden", "datetime", "open"}
_EMPTY = frozenset({"meta", "br"})
_LEADING = re.compile(r"https?://\S+|#[A-Za-z0-9-]+")


@dataclass
class Element:
    """One element; its words are those that stand in it and in no element inside of it."""

    tag: str
    attributes: dict[str, str]
    words: str = field(default="")


class Outline(HTMLParser):
    """Reads a page and keeps what matters of it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.words = ""
        self.style = ""
        self.unbalanced: list[str] = []
        self._open: list[Element] = []
        self.feed(page)
        self.close()
        self.unbalanced += [element.tag for element in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if len({name for name, _ in attrs}) < len(attrs):
            self.unbalanced.append(f"<{tag}> has an attribute twice")
        if tag not in _EMPTY:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop().tag != tag:
            self.unbalanced.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag == "style":
            self.style += data
            return
        self.words += data
        if self._open:
            self._open[-1].words += data

    def all(self, tag: str) -> list[Element]:
        """Give the elements of one kind, in the order of the page."""
        return [element for element in self.elements if element.tag == tag]

    def classed(self, name: str) -> list[Element]:
        """Give the elements of a class."""
        return [element for element in self.elements if name in element.attributes.get("class", "").split()]


def faults(page: str) -> list[str]:
    """Say what of a page could run, load or lead out unasked, or is no sound HTML; nothing where all is well."""
    outline = Outline(page)
    found = list(outline.unbalanced)
    for element in outline.elements:
        if element.tag not in ALLOWED:
            found.append(f"<{element.tag}>")
        found += [f"{element.tag} {name}={value}" for name, value in element.attributes.items() if _is_bad(name, value)]
        if element.attributes.get("href", "").startswith("http"):
            rel = set(element.attributes.get("rel", "").split())
            found += [] if rel >= {"noopener", "noreferrer", "nofollow"} else [f"rel of {element.attributes['href']}"]
    ids = [element.attributes["id"] for element in outline.elements if "id" in element.attributes]
    found += [f"id {one} twice" for one in ids if ids.count(one) > 1]
    found += _style_faults(outline)
    if re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", page):
        found.append("control characters")
    return found


def _is_bad(name: str, value: str) -> bool:
    if name in ("href", "cite"):
        return not _LEADING.fullmatch(value)
    return name not in _ATTRIBUTES


def _style_faults(outline: Outline) -> list[str]:
    if len(outline.all("style")) != 1:
        return [f"{len(outline.all('style'))} style sheets"]
    expected = f"'sha256-{b64encode(sha256(outline.style.encode()).digest()).decode()}'"
    policies = [
        element.attributes["content"]
        for element in outline.all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    wanted = f"default-src 'none'; style-src {expected}; base-uri 'none'; form-action 'none'"
    found = [] if policies == [wanted] else [f"policy {policies}"]
    loads = re.findall(r"url\(|@import|@font-face|expression\(|image-set|src\(", outline.style)
    return found + [f"style sheet loads by {one}" for one in loads]
