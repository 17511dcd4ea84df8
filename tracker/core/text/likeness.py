"""How alike two texts are: the words they share, in which words that say little weigh little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache

from tracker.core.text.light_words import LIGHT_WORDS
from tracker.core.text.scripts import IDEOGRAPHS, IDEOGRAPHS_OF_FIRST_PLANE, JOINERS, MARKS, UNSPACED

LIGHT_WEIGHT = 0.3
# Weights are sums of decimals: so much they may be off.
_ROUNDED = 1e-9
_PLAINLY = 0.75
_KEY = re.compile(r"\w+")
# Marks, joiners and scripts without spaces, which the word class would cut wrongly, lie outside of these two ranges.
_NEEDS_CARE = re.compile("[^\0-\u02ff\u2000-\u2bff]")


def content_words(text: str) -> list[str]:
    """The words of a text in lower case and in order, signs left out.

    A script that is written without spaces gives overlapping pairs of characters.
    """
    lowered = text.lower()
    if not _NEEDS_CARE.search(lowered) or not _cut_wrongly().search(lowered):
        return _KEY.findall(lowered)
    found: list[str] = []
    for run in _runs().findall(lowered):
        if len(run) > 1 and _unspaced().match(run):
            found += [run[place : place + 2] for place in range(len(run) - 1)]
        else:
            found.append(run)
    return found


# Compiled when first needed: a tracker of English news never pays for them.
@cache
def _runs() -> re.Pattern[str]:
    return re.compile(rf"[{IDEOGRAPHS}]+|[{UNSPACED}]+|(?:[^\W{IDEOGRAPHS}{UNSPACED}]|[{MARKS}{JOINERS}])+")


@cache
def _cut_wrongly() -> re.Pattern[str]:
    """What the plain word class cuts wrongly; beyond the first plane all is taken for such."""
    return re.compile(f"[{IDEOGRAPHS_OF_FIRST_PLANE}{UNSPACED}{MARKS}{JOINERS}]|[\U00010000-\U0010ffff]")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{IDEOGRAPHS}{UNSPACED}]")


class Bag:
    """The words of one text, counted and weighed, ready to be compared with many others.

    Attributes:
        telling, light: its different words, those that say little by themselves.
        size: how many words it has, repeated ones included.
        weight: what they weigh together.
    """

    __slots__ = ("_repeated", "_words", "light", "rest", "size", "telling", "weight")

    def __init__(self, text: str) -> None:
        found = content_words(text)
        different = set(found)
        self.light = different & LIGHT_WORDS
        self.telling = different - self.light
        self.size = len(found)
        light = sum(map(LIGHT_WORDS.__contains__, found)) if self.light else 0
        self.weight = self.size - light * (1 - LIGHT_WEIGHT)
        # What all else weighs than the telling words once: no more than this can be shared of it.
        self.rest = self.weight - len(self.telling)
        self._words = found
        self._repeated: dict[str, int] | None = None

    @property
    def counts(self) -> Counter[str]:
        """Each word, and how often it stands in the text."""
        return Counter(self._words)

    @property
    def repeated(self) -> dict[str, int]:
        """How often words stand in the text that stand there more than once."""
        if self._repeated is None:
            again = self.size > len(self.telling) + len(self.light)
            self._repeated = {word: count for word, count in self.counts.items() if count > 1} if again else {}
        return self._repeated

    def shared(self, other: Bag) -> float:
        """The weight of the words that both have."""
        once = len(self.telling & other.telling) + len(self.light & other.light) * LIGHT_WEIGHT
        return once + self._shared_again(other)

    def dice(self, other: Bag) -> float:
        """0.0 for nothing in common to 1.0 for the same words.

        Source: Dice, Measures of the Amount of Ecologic Association Between Species, 1945.
        """
        return self.dice_from(other, 0.0)

    def dice_from(self, other: Bag, least: float) -> float:
        """Their `dice`; 0.0 where it is less than `least`, which cheaper looks often tell."""
        mine, theirs = self.weight, other.weight
        total = mine + theirs
        needed = least * total / 2 - _ROUNDED
        if not total or min(mine, theirs) < needed:
            return 0.0
        shared: float = len(self.telling & other.telling)
        if shared + min(other.rest, self.rest) < needed:
            return 0.0
        shared += len(self.light & other.light) * LIGHT_WEIGHT + self._shared_again(other)
        value = 2 * shared / total
        return value if value >= least else 0.0

    def _shared_again(self, other: Bag) -> float:
        weight = 0.0
        for word in self.repeated.keys() & other.repeated.keys():
            more = min(self.repeated[word], other.repeated[word]) - 1
            weight += more * LIGHT_WEIGHT if word in LIGHT_WORDS else more
        return weight

    def inside(self, other: Bag) -> float:
        """Which share of this text's words is found in the other."""
        return self.shared(other) / self.weight if self.weight else 0.0


def likeness(before: str, after: str) -> float:
    """How alike two texts are, by `Bag.dice`."""
    return Bag(before).dice(Bag(after))


def plainly_alike(before: str, after: str) -> bool:
    """Whether two texts begin and end alike for most of their length. False says nothing: then compare their words."""
    shorter, longer = sorted((len(before), len(after)))
    if shorter < _PLAINLY * longer:
        return False
    start = _shared(before, after, shorter, str.startswith)
    return start + _shared(before, after, shorter - start, str.endswith) >= _PLAINLY * longer


def _shared(before: str, after: str, most: int, is_end: Callable[[str, str], bool]) -> int:
    """How many characters are the same at one end, halving what is in question with each look."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        piece = before[:middle] if is_end is str.startswith else before[-middle:]
        low, high = (middle, high) if is_end(after, piece) else (low, middle - 1)
    return low
