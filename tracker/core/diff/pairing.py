"""Items of a gap that are alike, laid side by side without crossing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import chain

from tracker.core.diff.anchors import increasing
from tracker.core.diff.effort import Effort
from tracker.core.diff.kinds import Needed
from tracker.core.text.likeness import Bag

Like = tuple[int, int, float]

# Beyond it only items that share rare words are compared.
_MOST_CELLS = 40_000
_STEPS_A_CELL = 16
_RARE, _SCARCE = 12, 100
_LEAST_COMMON = 8
_NEAREST = 4
_FEW_RARE_WORDS = 4
_MOST_ITEMS = 20_000


def like_pairs(
    before: Sequence[Bag], after: Sequence[Bag], least: float, effort: Effort, needed: Needed | None = None
) -> list[Like]:
    """Pairs of at least this likeness, both indices rising, of the greatest likeness altogether.

    Args:
        needed: how alike two items must be beside that, by their places; None: no more than `least`.
    """
    if not before or not after:
        return []
    if len(before) == 1 and len(after) == 1:
        value = before[0].dice_from(after[0], max(least, needed(0, 0)) if needed else least)
        return [(0, 0, value)] if value else []
    if not _affordable(before, after, effort):
        return _chosen_of_many(before, after, least, effort, needed)
    rows = [[one.dice_from(other, least) for other in after] for one in before]
    if needed:
        rows = [[value if value >= needed(i, j) else 0.0 for j, value in enumerate(row)] for i, row in enumerate(rows)]
    return _best_in_order(rows)


def _chosen_of_many(
    before: Sequence[Bag], after: Sequence[Bag], least: float, effort: Effort, needed: Needed | None
) -> list[Like]:
    """What is found without comparing everything; where both sides have something left that is coarse."""
    if len(before) + len(after) > _MOST_ITEMS:
        effort.coarse = True
        return []
    known = _pairs_by_rare_words(before, after, least)
    chosen = _chosen(_enough(known, needed))
    effort.coarse |= len(chosen) < min(len(before), len(after))
    return chosen


def likely_pairs(
    before: Sequence[Bag], after: Sequence[Bag], least: float, effort: Effort, needed: Needed | None = None
) -> list[Like]:
    """Pairs of at least this likeness in any order; among very many those that share rare words."""
    if len(before) + len(after) > _MOST_ITEMS:
        effort.coarse = True
        return []
    if not _affordable(before, after, effort):
        return _enough(_pairs_by_rare_words(before, after, least), needed)
    values = ((i, j, one.dice_from(other, least)) for i, one in enumerate(before) for j, other in enumerate(after))
    return _enough([like for like in values if like[2]], needed)


def _enough(pairs: list[Like], needed: Needed | None) -> list[Like]:
    return pairs if needed is None else [(i, j, value) for i, j, value in pairs if value >= needed(i, j)]


def _affordable(before: Sequence[Bag], after: Sequence[Bag], effort: Effort) -> bool:
    """Whether everything may be compared with everything."""
    cells = len(before) * len(after)
    return cells <= _MOST_CELLS and effort.spend(cells * _STEPS_A_CELL)


def _pairs_by_rare_words(before: Sequence[Bag], after: Sequence[Bag], least: float) -> list[Like]:
    index = _scarce_words(after)
    found: list[Like] = []
    for i, one in enumerate(before):
        for j in _nearest(one, index):
            value = one.dice_from(after[j], least)
            if value:
                found.append((i, j, value))
    return found


def _scarce_words(bags: Sequence[Bag]) -> dict[str, list[int]]:
    index: defaultdict[str, list[int]] = defaultdict(list)
    for place, bag in enumerate(bags):
        for word in bag.telling:
            index[word].append(place)
    return {word: places for word, places in index.items() if len(places) <= _SCARCE}


def _nearest(bag: Bag, index: dict[str, list[int]]) -> list[int]:
    """The few places that share most rare words; one alone says nothing where there are many."""
    shared = bag.telling & index.keys()
    enough = 1 if len(bag.telling) <= _FEW_RARE_WORDS else 2
    rare = [word for word in shared if len(index[word]) <= _RARE]
    if len(rare) < enough:
        # In one jargon no word is rare: then those that are least common.
        rare = sorted(shared, key=lambda word: (len(index[word]), word))[:_LEAST_COMMON]
    if len(rare) < enough:
        return []
    votes = Counter(chain.from_iterable(map(index.__getitem__, rare)))
    found = [(-count, place) for place, count in votes.items() if count >= enough]
    return [place for _, place in sorted(found)[:_NEAREST]]


def _chosen(candidates: list[Like]) -> list[Like]:
    """Each item once, the most alike first; what crosses is left out."""
    values = one_to_one(candidates)
    in_order = increasing(sorted((i, j) for i, j, _ in values))
    value_of = {(i, j): value for i, j, value in values}
    return [(i, j, value_of[i, j]) for i, j in in_order]


def one_to_one(candidates: list[Like]) -> list[Like]:
    """Each item at most once, the most alike pairs first; ties go to the earlier ones."""
    used_before: set[int] = set()
    used_after: set[int] = set()
    chosen: list[Like] = []
    for i, j, value in sorted(candidates, key=lambda like: (-like[2], like[0], like[1])):
        if i not in used_before and j not in used_after:
            used_before.add(i)
            used_after.add(j)
            chosen.append((i, j, value))
    return chosen


def _best_in_order(values: list[list[float]]) -> list[Like]:
    """The path through a table of likenesses (0.0: no pair) with the greatest sum.

    Source: Needleman and Wunsch, A general method applicable to the search for similarities, 1970.
    """
    best = _best_sums(values)
    found: list[Like] = []
    i = j = 0
    while i < len(values) and j < len(values[0]):
        value = values[i][j]
        if value and best[i][j] == value + best[i + 1][j + 1]:
            found.append((i, j, value))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _best_sums(values: list[list[float]]) -> list[list[float]]:
    """For each cell the greatest sum that can be had from there on."""
    width = len(values[0])
    best = [[0.0] * (width + 1) for _ in range(len(values) + 1)]
    for i in range(len(values) - 1, -1, -1):
        row, below = best[i], best[i + 1]
        for j in range(width - 1, -1, -1):
            most = max(below[j], row[j + 1])
            value = values[i][j]
            row[j] = max(most, value + below[j + 1]) if value else most
    return best
