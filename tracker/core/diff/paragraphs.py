"""Which paragraph became which: the stages, from what is certain to what is likely."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.core.diff.alignment import Alignment
from tracker.core.diff.anchors import Pair, exact_pairs
from tracker.core.diff.divisions import find_merges, find_splits
from tracker.core.diff.effort import Effort
from tracker.core.diff.moves import move_edited, move_identical
from tracker.core.diff.pairing import like_pairs
from tracker.core.text.likeness import plainly_alike
from tracker.model import Block

_ALIKE = 0.40
_FACING = 0.22
# So much of one inside the other: a part of it, to be found as a split or merge.
_PART = 0.95
_MOST_FACING = 64
# Four thousand paragraphs against four thousand others are compared; beyond this what is not the same came or went.
_MOST_FREE = 20_000


def align(before: Sequence[Block], after: Sequence[Block], effort: Effort) -> Alignment:
    """Find for each block what it became: itself, an edited one, one elsewhere, a part of one, or nothing."""
    alignment = Alignment(before, after)
    alignment.pair_all(_same(alignment, effort))
    if len(alignment.pairs) == len(before) == len(after):
        return alignment
    move_identical(alignment)
    if len(alignment.free_before()) + len(alignment.free_after()) > _MOST_FREE:
        effort.coarse = True
        return alignment
    _pair_alike(alignment, effort)
    move_edited(alignment, effort)
    facing = _facing(alignment, effort)
    find_splits(alignment)
    find_merges(alignment)
    for i, j in facing:
        if alignment.is_free_before(i) and alignment.is_free_after(j):
            alignment.pair(i, j)
    return alignment


def _same(alignment: Alignment, effort: Effort) -> list[Pair]:
    """Blocks of the same text in order: first those of the same kind too, then the others between them."""
    before, after = alignment.before, alignment.after
    kinds_before, kinds_after = alignment.kinds_before, alignment.kinds_after
    if len({*kinds_before, *kinds_after}) <= 1:
        return exact_pairs(before, after, effort)
    left = [f"{kind}\0{text}" for kind, text in zip(kinds_before, before, strict=True)]
    right = [f"{kind}\0{text}" for kind, text in zip(kinds_after, after, strict=True)]
    found: list[Pair] = []
    i = j = 0
    for next_i, next_j in [*exact_pairs(left, right, effort), (len(before), len(after))]:
        if i < next_i and j < next_j:
            found += [(i + x, j + y) for x, y in exact_pairs(before[i:next_i], after[j:next_j], effort)]
        if next_i < len(before):
            found.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return found


def _pair_alike(alignment: Alignment, effort: Effort) -> None:
    """Pair what is alike between two exact matches, in order."""
    for left, right in list(alignment.gaps()):
        if len(left) == len(right) == 1 and _plainly_one(alignment, left[0], right[0]):
            alignment.pair(left[0], right[0])
            continue
        before, after = [alignment.bag_before(i) for i in left], [alignment.bag_after(j) for j in right]
        for x, y, _ in like_pairs(before, after, _ALIKE, effort, alignment.needed(left, right)):
            alignment.pair(left[x], right[y])


def _plainly_one(alignment: Alignment, i: int, j: int) -> bool:
    same_kind = alignment.kinds_before[i] is alignment.kinds_after[j]
    return same_kind and plainly_alike(alignment.before[i], alignment.after[j])


def _facing(alignment: Alignment, effort: Effort) -> list[tuple[int, int]]:
    """What is left over face to face, and a little alike: one replaced the other."""
    found: list[tuple[int, int]] = []
    for left, right in alignment.gaps():
        if len(left) * len(right) > _MOST_FACING:
            continue
        before, after = [alignment.bag_before(i) for i in left], [alignment.bag_after(j) for j in right]
        for x, y, _ in like_pairs(before, after, _FACING, effort, alignment.needed(left, right)):
            if before[x].inside(after[y]) < _PART and after[y].inside(before[x]) < _PART:
                found.append((left[x], right[y]))
    return found
