"""Exact matches in order: what stands once on either side holds the rest in place.

Source: Bram Cohen's patience diff (unique lines, longest increasing run), with a minimal diff in the gaps.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import count, islice

from tracker.core.diff.effort import Effort
from tracker.core.diff.tokens import kept_tokens

Pair = tuple[int, int]
_Middle = Callable[[Sequence[str], Sequence[str], Effort], list[Pair]]

# Beyond it a gap is matched by the number of each repetition, in n log n.
_MOST_CELLS = 40_000
_FEW_CELLS = 10_000


def exact_pairs(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    """The indices of equal items in order, rising on both sides: unique ones first. For paragraphs and sentences."""
    return _between_ends(before, after, effort, _anchored)


def closest_pairs(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    """The indices of equal items in order: as many as can be, where the rows are short. For words."""
    return _between_ends(before, after, effort, _short_or_anchored)


def _between_ends(before: Sequence[str], after: Sequence[str], effort: Effort, middle: _Middle) -> list[Pair]:
    start, ending = equal_ends(before, after)
    pairs = [(place, place) for place in range(start)]
    left, right = before[start : len(before) - ending], after[start : len(after) - ending]
    # One item on either side: two that are not the same, or an end would have taken them.
    if left and right and len(left) + len(right) > 2:
        pairs += [(start + i, start + j) for i, j in middle(left, right, effort)]
    return pairs + [(len(before) - back, len(after) - back) for back in range(ending, 0, -1)]


def increasing(pairs: list[Pair]) -> list[Pair]:
    """The longest chain of pairs, sorted by their first index, whose second index rises too."""
    tails: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for place, (_, second) in enumerate(pairs):
        if not tails or second > tails[-1]:
            # Most of them go on where the one before stood.
            previous.append(ends[-1] if ends else -1)
            tails.append(second)
            ends.append(place)
            continue
        length = bisect_left(tails, second)
        previous.append(ends[length - 1] if length else -1)
        tails[length], ends[length] = second, place
    chain: list[Pair] = []
    place = ends[-1] if ends else -1
    while place >= 0:
        chain.append(pairs[place])
        place = previous[place]
    return chain[::-1]


def equal_ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many items are equal at the start, and of the rest at the end."""
    most = min(len(before), len(after))
    start = _equal_start(zip(before, after, strict=False), most)
    back = zip(reversed(before), reversed(after), strict=False)
    return start, _equal_start(islice(back, most - start), most - start)


def _equal_start(pairs: Iterable[tuple[str, str]], most: int) -> int:
    for place, (old, new) in enumerate(pairs):
        if old != new:
            return place
    return most


def _short_or_anchored(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    few = len(before) * len(after) <= _FEW_CELLS
    return _gap(before, after, effort) if few else _anchored(before, after, effort)


def _anchored(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    found: list[Pair] = []
    i = j = 0
    for pair in [*_unique_anchors(before, after), (len(before), len(after))]:
        next_i, next_j = pair
        if i < next_i and j < next_j:
            found += [(i + x, j + y) for x, y in _gap(before[i:next_i], after[j:next_j], effort)]
        found.append(pair)
        i, j = next_i + 1, next_j + 1
    return found[:-1]


def _unique_anchors(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    places = _unique(after)
    return increasing([(place, places[item]) for item, place in _unique(before).items() if item in places])


def _unique(items: Sequence[str]) -> dict[str, int]:
    """The places of the items that stand once, in order."""
    places = {item: place for place, item in enumerate(items)}
    if len(places) == len(items):
        return places
    times = Counter(items)
    return {item: place for item, place in places.items() if times[item] == 1}


def _gap(before: Sequence[str], after: Sequence[str], effort: Effort) -> list[Pair]:
    if not before or not after or set(before).isdisjoint(after):
        return []
    cells = len(before) * len(after)
    if cells <= _MOST_CELLS and effort.spend(cells):
        return kept_tokens(before, after)
    return _by_repetition(before, after)


def _by_repetition(before: Sequence[str], after: Sequence[str]) -> list[Pair]:
    """Match the first to the first, the second to the second of what is repeated, as far as the order allows."""
    numbers: defaultdict[str, count[int]] = defaultdict(count)
    places = {(item, next(numbers[item])): place for place, item in enumerate(after)}
    numbers.clear()
    found = ((i, places.get((item, next(numbers[item])))) for i, item in enumerate(before))
    return increasing([(i, j) for i, j in found if j is not None])
