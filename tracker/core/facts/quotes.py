"""Quotations whose words were altered, not merely trimmed or continued."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.core.facts.changes import Changed
from tracker.core.text.likeness import content_words, likeness
from tracker.model import Fact, FactKind

_QUOTE = re.compile(r"[“«„\"]([^“”«»„\"]{12,})[”»“\"]")
_ALIKE = 0.65


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
    return likeness(old, new) >= _ALIKE and not _trimmed(content_words(old), content_words(new))


def _trimmed(old: list[str], new: list[str]) -> bool:
    """Whether one is the other with words left out at its ends only, or the same but for signs."""
    short, long = (old, new) if len(old) <= len(new) else (new, old)
    return any(long[place : place + len(short)] == short for place in range(len(long) - len(short) + 1))
