"""How alike two texts are: the words they share, in which words that say little weigh little."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from tracker.core.text.light_words import LIGHT_WORDS
from tracker.core.text.scripts import IDEOGRAPHS, JOINERS, MARKS, UNSPACED

LIGHT_WEIGHT = 0.3
_KEY = re.compile(r"\w+")
# Marks, joiners and scripts without spaces, which the word class would cut wrongly, lie in these two ranges.
_NEEDS_CARE = re.compile("[\u0300-\u1fff\u2c00-\U0010ffff]")


def content_words(text: str) -> list[str]:
    """The words of a text in lower case and in order, signs left out.

    A script that is written without spaces gives overlapping pairs of characters.
    """
    lowered = text.lower()
    if not _NEEDS_CARE.search(lowered):
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
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{IDEOGRAPHS}{UNSPACED}]")


class Bag:
    """The words of one text, counted and weighed, ready to be compared with many others."""

    __slots__ = ("counts", "weight")

    def __init__(self, text: str) -> None:
        found = content_words(text)
        self.counts = Counter(found)
        light = sum(map(self.counts.__getitem__, self.counts.keys() & LIGHT_WORDS))
        self.weight = len(found) - light * (1 - LIGHT_WEIGHT)

    def shared(self, other: Bag) -> float:
        """The weight of the words that both have."""
        mine, theirs = self.counts, other.counts
        weight = 0.0
        for word in mine.keys() & theirs.keys():
            count = min(mine[word], theirs[word])
            weight += count * LIGHT_WEIGHT if word in LIGHT_WORDS else count
        return weight

    def dice(self, other: Bag) -> float:
        """0.0 for nothing in common to 1.0 for the same words.

        Source: Dice, Measures of the Amount of Ecologic Association Between Species, 1945.
        """
        total = self.weight + other.weight
        return 2 * self.shared(other) / total if total else 0.0

    def most_dice(self, other: Bag) -> float:
        """The highest value that `dice` could have by size alone: cheap, to leave hopeless pairs out."""
        total = self.weight + other.weight
        return 2 * min(self.weight, other.weight) / total if total else 0.0

    def inside(self, other: Bag) -> float:
        """Which share of this text's words is found in the other."""
        return self.shared(other) / self.weight if self.weight else 0.0


def likeness(before: str, after: str) -> float:
    """How alike two texts are, by `Bag.dice`."""
    return Bag(before).dice(Bag(after))
