"""Quotations whose words were altered, not merely trimmed or continued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.facts.changes import Changed
from tracker.core.text.likeness import content_words, likeness
from tracker.model import Fact, FactKind

_QUOTE = re.compile(r"[“«„\"]([^“”«»„\"]{12,})[”»“\"]")
# What an editor sets in brackets into a quote is not the speaker's.
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_ELLIPSIS = re.compile(r"…|\.\.\.")
_ALIKE = 0.65
# Titles of films and books stand in quotes too: hardly a word in them is small.
_FEWEST_SMALL = 0.3


def quote_facts(pairs: tuple[Changed, ...]) -> Iterator[Fact]:
    """Quotations that stand on both sides in other words."""
    for pair in pairs:
        new = [quote for quote in _QUOTE.findall(pair.after) if quote not in pair.before]
        for old in _QUOTE.findall(pair.before):
            if old in pair.after:
                continue
            altered = [quote for quote in new if _altered(old, quote)]
            if altered:
                new.remove(altered[0])
                yield Fact(kind=FactKind.QUOTE, text="quote altered", before=old, after=altered[0], place=pair.place)


def _altered(old: str, new: str) -> bool:
    if likeness(old, new) < _ALIKE or _is_title(old) or _is_title(new):
        return False
    short, long = sorted((content_words(_BRACKETED.sub(" ", side)) for side in (old, new)), key=len)
    if _ELLIPSIS.search(old) or _ELLIPSIS.search(new):
        return not _left_out(short, long)
    return not _trimmed(short, long)


def _is_title(quote: str) -> bool:
    words = [word for word in quote.split() if word[0].isalpha()]
    return sum(word[0].islower() for word in words) < _FEWEST_SMALL * len(words)


def _left_out(short: list[str], long: list[str]) -> bool:
    """Whether the short one is the long one with words left out anywhere."""
    rest = iter(long)
    return all(word in rest for word in short)


def _trimmed(short: list[str], long: list[str]) -> bool:
    """Whether the short one is the long one with words left out at its ends only, or the same but for signs."""
    return any(long[place : place + len(short)] == short for place in range(len(long) - len(short) + 1))
