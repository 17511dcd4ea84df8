"""What befell the people that a number counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from tracker.core.facts.values import Amount, AmountKind, Row, value
from tracker.core.facts.words import Words

_TOLL_REACH = 6


def fate(amount: Amount, row: Row) -> str | None:
    """What befell those that a number counts, by the group of words; None where it says nothing."""
    found = row.language.toll.search(amount.noun) or row.language.toll.search(_surroundings(amount, row))
    return found.lastgroup if found else None


def toll_of(amount: Amount, row: Row) -> str:
    """The word near a number that says what befell those it counts; empty where the noun says it, or nothing does."""
    if toll_word(amount.noun, row.language):
        return ""
    return toll_word(_surroundings(amount, row), row.language)


def _surroundings(amount: Amount, row: Row) -> str:
    """The words about a number: up to the next number on either side, without what the one before it counts."""
    start = max(0, amount.first - _TOLL_REACH)
    left = list(_near(reversed(row.words[start : amount.first]), row.language))[::-1]
    behind_number = len(left) < amount.first - start
    if behind_number and left and row.language.toll.fullmatch(left[0]):
        del left[0]
    return " ".join((*left, *_near(row.words[amount.last : amount.last + _TOLL_REACH], row.language)))


def toll_word(text: str, language: Words) -> str:
    """The first word of a text that says what befell people, in lower case; empty where there is none."""
    found = language.toll.search(text)
    return found.group().lower() if found else ""


def _near(row: Iterable[str], language: Words) -> Iterator[str]:
    """Beyond another number the words are about what that one counts; `one` is no such border."""
    return takewhile(lambda word: word.lower() in language.ones or value(word, language) is None, row)


def continued_toll(amount: Amount, row: Row, before: Sequence[Amount]) -> str:
    """What befell those of a number that leaves its noun out: `killed 12 people in Sarn and at least 9 in Brae`."""
    last = next((one for one in reversed(before) if one.kind is AmountKind.COUNT and one.last <= amount.first), None)
    if amount.noun or last is None or row.at(amount.last) not in row.language.purposes:
        return ""
    linked = any(row.at(place) in row.language.and_words for place in range(last.last, amount.first))
    return (toll_of(last, row) or toll_word(last.noun, row.language)) if linked else ""
