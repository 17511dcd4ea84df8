"""What is refused before a parser sees it: pages built, or broken, so that parsing never ends."""

from __future__ import annotations

import re

from tracker.errors import ReadingError
from tracker.model import Story

LARGEST = 24_000_000
MOST_TEXT = 1_000_000
LONG_TAG = re.compile(r"<[A-Za-z][^>]{6000,}")
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
MOST_ATTRIBUTES = 2000
# Fewer tags than these are parsed in a moment, however they are nested.
MANY_TAGS = 12_000
DEEPEST = 1000
NESTING_TAG = re.compile(
    (
        r"<(/?)(?:div|span|section|article|ul|ol|li|table|tbody|tr|td|font|b|i|em|strong|small|a|p|"
        r"blockquote|center|form|main|aside|dl|dd|svg|g)\b"
    ),
    re.IGNORECASE,
)


def refuse_bombs(html: str) -> None:
    """Refuse a page that parsers take minutes or all memory for; sound pages pass in well under a millisecond.

    Source: measured on lexbor and lxml, where a tag of 100,000 attributes takes 18 s and 60,000 nested elements 5 s.

    Raises:
        ReadingError: it is too large, has a tag with thousands of attributes, or is nested a thousand levels deep.
    """
    if len(html) > LARGEST:
        raise ReadingError(
            f"The page is too large to read: {len(html)} characters, at most {LARGEST}; it is no article."
        )
    for tag in LONG_TAG.finditer(html):
        attributes = len(QUOTED.sub("", tag.group()).split())
        if attributes > MOST_ATTRIBUTES:
            raise ReadingError(
                f"The page cannot be read: one of its tags has {attributes} attributes; it is built to choke readers."
            )
    if html.count("<") > MANY_TAGS and depth(html) > DEEPEST:
        raise ReadingError(
            f"The page cannot be read: its elements are nested over {DEEPEST} levels deep; it is "
            f"built to choke readers."
        )


def refuse_endless(story: Story) -> None:
    """Refuse a story longer than any that was ever told in one page: what compares it would not come to an end.

    Raises:
        ReadingError: it has over a million characters.
    """
    size = sum(len(block.text) for block in story.blocks)
    if size > MOST_TEXT:
        raise ReadingError(
            f"The page cannot be read: its text has {size} characters, at most {MOST_TEXT}; it is no article."
        )


def depth(html: str) -> int:
    """Give the deepest level of nesting, counted roughly and from above: an unclosed element counts as open."""
    level = deepest = 0
    for tag in NESTING_TAG.finditer(html):
        level = max(0, level - 1) if tag.group(1) else level + 1
        deepest = max(deepest, level)
    return deepest
