"""Blocks that were split in several, or merged into one."""

from __future__ import annotations

from tracker.core.diff.alignment import Alignment
from tracker.core.diff.kinds import may_be_part
from tracker.core.text.likeness import Bag

_INSIDE = 0.75
# A pair that already holds this much of the whole leaves nothing for a further part.
_WHOLE = 0.85


def find_splits(alignment: Alignment) -> None:
    """Take a new block beside a pair for a part of the old one, where most of it is found there."""
    becomes = {j: i for i, j in alignment.pairs.items()}
    for j in alignment.free_after():
        for neighbour in (j - 1, j + 1):
            i = becomes.get(neighbour)
            if i is not None and _is_part(alignment, i, j):
                alignment.split(i, j)
                becomes[j] = i
                break


def find_merges(alignment: Alignment) -> None:
    """Take an old block beside a pair for a part of the new one, where most of it is found there."""
    goes_to = {i: i for i in alignment.pairs}
    for i in alignment.free_before():
        for neighbour in (i - 1, i + 1):
            whole = goes_to.get(neighbour)
            if whole is not None and _went_into(alignment, whole, i):
                alignment.merge(i, whole)
                goes_to[i] = whole
                break


def _is_part(alignment: Alignment, i: int, j: int) -> bool:
    kept = alignment.pairs[i]
    whole, part, first = alignment.before[i], alignment.after[j], alignment.after[kept]
    if not may_be_part(alignment.kinds_after[j], alignment.kinds_before[i]):
        return False
    if whole == first or not _one_line(whole, part, first):
        return False
    return _divides(alignment.bag_before(i), alignment.bag_after(kept), alignment.bag_after(j))


def _went_into(alignment: Alignment, pair: int, i: int) -> bool:
    if pair in alignment.parts:
        return False
    j = alignment.pairs[pair]
    whole, part, first = alignment.after[j], alignment.before[i], alignment.before[pair]
    if not may_be_part(alignment.kinds_before[i], alignment.kinds_after[j]):
        return False
    if whole == first or not _one_line(whole, part, first):
        return False
    return _divides(alignment.bag_after(j), alignment.bag_before(pair), alignment.bag_before(i))


def _divides(whole: Bag, first: Bag, part: Bag) -> bool:
    """Whether the part is found in the whole, and the first piece alone does not explain the whole."""
    return part.inside(whole) >= _INSIDE and whole.inside(first) <= _WHOLE


def _one_line(*texts: str) -> bool:
    """Whether line feeds are free to part the pieces of a division."""
    return not any("\n" in text for text in texts)
