"""Sentences whose parts changed places: a number is told with the words that went with it, not with its place.

`12 in Sarn and nine in Brae` that became `10 in Brae and 14 in Sarn` is no step from 12 to 10.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.core.facts.values import Amount, AmountKind, Row, value
from tracker.core.text.light_words import LIGHT_WORDS

_CALENDAR = frozenset((AmountKind.DATE, AmountKind.MONTH, AmountKind.WEEKDAY, AmountKind.YEAR, AmountKind.ORDINAL))
_PARTING = frozenset(",;:.()")
# Longer sentences are lists: what of them changed places is not worth the time.
_MOST_WORDS = 120


class Crossing:
    """Two sentences, and the words of both that stand in another order."""

    __slots__ = ("_moved", "_sides")

    def __init__(self, before: Row, after: Row, old: Sequence[Amount], new: Sequence[Amount]) -> None:
        several = max(len(old), len(new)) > 1 and max(len(before), len(after)) <= _MOST_WORDS
        self._moved = _moved(before, after) if several else frozenset()
        self._sides = ((before, _borders(old)), (after, _borders(new)))

    def parts(self, one: Amount, other: Amount) -> bool:
        """Whether two numbers went with different words before these changed places."""
        if not self._moved:
            return False
        with_old, with_new = (
            self._moved.intersection(_beside(amount, row, borders))
            for amount, (row, borders) in zip((one, other), self._sides, strict=True)
        )
        return bool(with_old - with_new) and bool(with_new - with_old)


def _moved(before: Row, after: Row) -> frozenset[str]:
    """Words that stand once in both sentences, and in another order."""
    old, new = _places(before), _places(after)
    both = [(place, new[word], word) for word, place in old.items() if word in new]
    return frozenset(
        word
        for place, there, word in both
        if any((place < elsewhere) is not (there < gone_to) for elsewhere, gone_to, other in both if other != word)
    )


def _places(row: Row) -> dict[str, int]:
    """Where each telling word stands that stands there once."""
    lower = row.lower
    telling = {word for word in lower if word.isalpha() and word not in LIGHT_WORDS}
    return {
        word: place
        for place, word in enumerate(lower)
        if word in telling and lower.count(word) == 1 and not _is_figure(word, row)
    }


def _is_figure(word: str, row: Row) -> bool:
    found = value(word, row.language)
    return found is not None and found.kind not in _CALENDAR


def _borders(amounts: Iterable[Amount]) -> frozenset[int]:
    return frozenset(place for one in amounts if one.kind not in _CALENDAR for place in range(one.first, one.last))


def _beside(amount: Amount, row: Row, borders: frozenset[int]) -> Iterator[str]:
    """The words that go with a number: up to the next one, `and` or a comma; one right beside it is of itself."""
    left = amount.first - 1 - (row.at(amount.first - 1) in _PARTING)
    for places in (range(left, -1, -1), range(amount.last, len(row))):
        for place in places:
            word = row.at(place)
            if place in borders or word in _PARTING or word in row.language.and_words:
                break
            yield word
