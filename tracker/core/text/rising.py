"""The longest run of numbers that do not fall: what kept its order."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def longest_rising(values: Sequence[float]) -> list[int]:
    """Give the places of the most values that do not fall from one to the next, ascending.

    Source: Schensted 1961 (patience sorting), in n log n.
    """
    tails: list[float] = []
    ends: list[int] = []
    previous: list[int] = []
    for place, value in enumerate(values):
        length = bisect_right(tails, value)
        previous.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [place]
    found: list[int] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(place)
        place = previous[place]
    return found[::-1]
