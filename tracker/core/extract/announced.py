"""What a feed, a sitemap or a headline says of an article that was not opened yet: is it unfinished?"""

from __future__ import annotations

from collections.abc import Iterable

from tracker.core.extract.marker import address_cue, headline_cue, headline_prefix, weak
from tracker.core.extract.phrases import HEADLINE_OVER, LABEL_LINE, NO_RULES, promise_in, says_it_is_over
from tracker.core.text.sentences import sentences
from tracker.model import Marker, MarkerKind, ReadingRules, Strength

EDGE = 6
"""Sentences at the beginning and at the end in which a notice stands; feeds give whole texts as often as summaries."""


def announced_marker(
    title: str, text: str, url: str, categories: Iterable[str] = (), rules: ReadingRules = NO_RULES
) -> Marker | None:
    """Give what a listing says of an article's being unfinished; None where it says nothing.

    As on a page, a promise is strong and all else weak; an address or a category alone says too little.

    Args:
        title: as listed, without markup; `text` what else is said of it, a line a paragraph.
        categories: names under which it is filed.
        rules: a person's own phrases and vetoes.
    """
    if found := _promised(title, text, rules):
        return found
    if HEADLINE_OVER.search(title) or any(says_it_is_over(line) for line in text.split("\n")[:EDGE]):
        return None
    if found := headline_prefix(title):
        return found
    return _agreeing(title, url, categories)


def _promised(title: str, text: str, rules: ReadingRules) -> Marker | None:
    lines = [sentence.strip() for line in text.split("\n") for sentence in sentences(line)]
    for words in (*lines[:EDGE], *lines[EDGE:][-EDGE:]):
        if promise_in(words, rules):
            return _promise(words, "what the source says of it")
    return _promise(title, "title") if promise_in(title, rules) else None


def _promise(words: str, where: str) -> Marker:
    return Marker(kind=MarkerKind.PROMISE, phrase=words, where=where, strength=Strength.STRONG)


def _agreeing(title: str, url: str, categories: Iterable[str]) -> Marker | None:
    filed = next((name for name in categories if LABEL_LINE.fullmatch(name)), "")
    hints = [
        weak(MarkerKind.HEADLINE, headline_cue(title), "headline"),
        weak(MarkerKind.CATEGORY, filed, "category"),
        weak(MarkerKind.CATEGORY, address_cue(url), "address"),
    ]
    found = [hint for hint in hints if hint.phrase]
    return found[0] if len(found) > 1 else None
