"""Blocks that stand elsewhere in the new text."""

from __future__ import annotations

from collections import Counter, defaultdict, deque

from tracker.core.diff.alignment import Alignment
from tracker.core.diff.effort import Effort
from tracker.core.diff.pairing import likely_pairs, one_to_one
from tracker.model import BlockKind

_LEAST_WORDS = 6
_ALIKE = 0.65


def move_identical(alignment: Alignment) -> None:
    """Follow blocks that are the same to the character; short ones only where there is but one on either side."""
    waiting: defaultdict[str, defaultdict[BlockKind, deque[int]]] = defaultdict(lambda: defaultdict(deque))
    for i in alignment.free_before():
        waiting[alignment.before[i]][alignment.kinds_before[i]].append(i)
    found = [j for j in alignment.free_after() if alignment.after[j] in waiting]
    if not found:
        return
    texts = {alignment.after[j] for j in found}
    times_before, times_after = (
        Counter(filter(texts.__contains__, side)) for side in (alignment.before, alignment.after)
    )
    for j in found:
        text = alignment.after[j]
        unmistakable = times_before[text] == times_after[text] == 1
        if unmistakable or alignment.bag_after(j).size >= _LEAST_WORDS:
            _take(alignment, waiting[text], j)


def _take(alignment: Alignment, waiting: dict[BlockKind, deque[int]], j: int) -> None:
    """Let the first of these old blocks move, one of the new block's kind before others."""
    for kind in (alignment.kinds_after[j], *waiting):
        if waiting[kind]:
            alignment.move(waiting[kind].popleft(), j)
            return


def move_edited(alignment: Alignment, effort: Effort) -> None:
    """Follow blocks that moved and were edited, where enough of them is left."""
    left = [i for i in alignment.free_before() if alignment.bag_before(i).weight >= _LEAST_WORDS]
    right = [j for j in alignment.free_after() if alignment.bag_after(j).weight >= _LEAST_WORDS]
    if not left or not right:
        return
    before, after = [alignment.bag_before(i) for i in left], [alignment.bag_after(j) for j in right]
    for x, y, _ in one_to_one(likely_pairs(before, after, _ALIKE, effort, alignment.needed(left, right))):
        alignment.move(left[x], right[y])
