"""The words of a title or summary: without markup, however often it was escaped."""

from __future__ import annotations

import re
from html import unescape

LONGEST_TITLE = 500
LONGEST_TEXT = 20_000
_BREAK = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|blockquote|section|tr|figure|figcaption)\b[^<>]{0,500}>", re.IGNORECASE
)
# Up to the next of its name, opening or closing: no letter is walked twice for one that never ends.
_HIDDEN = re.compile(r"<(script|style)\b[^<]*+(?:<(?!/?\1\b)[^<]*+)*+</\1\s*+>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")


def plain_words(text: str, *, most: int = LONGEST_TEXT) -> str:
    """Give the words of a text that may be HTML, or escaped HTML; what breaks a line does so here too."""
    text = text[: 4 * most]
    for _ in range(2):
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub("\n", _HIDDEN.sub("", text)))
        if "&" not in text:
            break
        text = unescape(text)
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()[:most]


def title_words(text: str) -> str:
    """Give the words of a title, in one line."""
    return plain_words(text, most=LONGEST_TITLE).replace("\n", " ")
