"""Quotations whose words were altered, not merely trimmed or continued."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tracker.core.text.likeness import content_words, likeness
from tracker.model import Fact, FactKind

# Each sign with its own partner, short quotes too: or the words between two quotes would pass for one.
_QUOTE = re.compile(r"“([^“”]+)”|«([^«»]+)»|»([^«»]+)«|„([^„“”]+)[“”]|\"([^\"]+)\"|(?<!\w)‘((?:[^‘’]|’(?=\w))+)’(?!\w)")
_FEWEST_CHARACTERS = 12
# What an editor sets in brackets into a quote is not the speaker's.
_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_ELLIPSIS = re.compile(r"…|\.\.\.")
_ALIKE = 0.65
# Titles of films and books stand in quotes too: hardly a word in them is small.
_FEWEST_SMALL = 0.3


def quote_facts(texts: Iterable[tuple[str, str, str]]) -> Iterator[Fact]:
    """Quotations that stand on both sides in other words.

    Args:
        texts: old text, new text and place. Whole paragraphs: a quotation may hold several sentences.
    """
    for before, after, place in texts:
        new = [quote for quote in _quotes(after) if quote not in before]
        for old in _quotes(before):
            if old in after:
                continue
            altered = [quote for quote in new if _altered(old, quote)]
            if altered:
                new.remove(altered[0])
                yield Fact(kind=FactKind.QUOTE, text="quote altered", before=old, after=altered[0], place=place)


def _quotes(text: str) -> list[str]:
    found = ("".join(filter(None, quote.groups())) for quote in _QUOTE.finditer(text))
    return [quote for quote in found if len(quote) >= _FEWEST_CHARACTERS]


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
