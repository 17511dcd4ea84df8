"""Which sentence became which from one version to the next: the same one first, then the edited, split and merged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tracker.core.blame.units import Unit

ALIKE = 0.50
LONE_ALIKE = 0.35
FAR_ALIKE = 0.65
CONTAINED = 0.75
"""As in a diff: within one gap, alone in it, elsewhere in the text, and for the parts of what was split or merged."""
_LEAST_FAR, _LEAST_PART = 5.0, 3.0
_NEAR = 0.1
_MOST_CELLS = 40_000
_MOST_DOUBLES = 2_500


_Cell = tuple[int, int, float]
"""An old and a new sentence, and the weight of the words that they share."""


@dataclass(slots=True)
class Matches:
    """For each new sentence the old ones that it comes from, the one that it is first.

    Attributes:
        same: new to old of those that say the same.
        edited: new to old of those that were edited, or are a part of what was split.
        merged: new to further old ones that it took up.
        coarse: too many were left over to be compared with one another.
    """

    same: dict[int, int] = field(default_factory=dict)
    edited: dict[int, int] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)
    coarse: bool = False

    @property
    def kept(self) -> set[int]:
        """The old ones that live on."""
        further = (old for olds in self.merged.values() for old in olds)
        return {*self.same.values(), *self.edited.values(), *further}


def same_sentences(old: Sequence[Unit], new: Sequence[Unit]) -> Matches:
    """Pair what says the same, wherever it stands; of doubles those whose neighbours are the same.

    What an entry of a live blog says stays its own, as far as the entries keep their ids.
    """
    apart = keep_ids(old, new)
    places, wanted = _by_key(old, apart), _by_key(new, apart)
    found = Matches()
    for key, here in wanted.items():
        found.same.update((j, i) for i, j in _doubles(places.get(key, []), here, old, new))
    return found


def follow_edits(found: Matches, old: Sequence[Unit], new: Sequence[Unit], *, taken: Iterable[int] = ()) -> None:
    """Pair what is left over with what it was before: edited, split or merged.

    Args:
        taken: new ones whose origin is known otherwise.
    """
    used_old, used_new = set(found.same.values()), {*found.same, *taken}
    left = [i for i in range(len(old)) if i not in used_old]
    right = [j for j in range(len(new)) if j not in used_new]
    if not left or not right:
        return
    gaps = _Gaps(found.same, left, right, len(old))
    pairs = _cells(left, right, gaps, found)
    apart = keep_ids(old, new)
    cells = [
        (i, j, shared)
        for i, j in pairs
        if not (apart and _of_two_entries(old[i], new[j])) and (shared := _shared(old[i], new[j]))
    ]
    _pair_alike(found, cells, gaps, old, new)
    _pair_parts(found, [cell for cell in cells if gaps.near(*cell[:2])], old, new)


def _shared(one: Unit, other: Unit) -> float:
    """The weight of the words that two have in common; 0 where one cannot become the other."""
    return one.bag.shared(other.bag) if one.slot == other.slot else 0.0


class _Gaps:
    """Where leftover sentences stand between those that are the same: by the old sentences on either side."""

    def __init__(self, same: dict[int, int], left: Sequence[int], right: Sequence[int], count: int) -> None:
        stays = {i: i for i in same.values()}
        self._old = _surrounded(left, stays, count)
        self._new = _surrounded(right, same, count)
        self._crowds = (_crowd(self._old), _crowd(self._new))

    def near(self, i: int, j: int) -> bool:
        """Whether an old and a new one follow, or are followed by, the same sentence."""
        (before, after), (new_before, new_after) = self._old[i], self._new[j]
        return before == new_before or after == new_after

    def lone(self, i: int, j: int) -> bool:
        """Whether they face each other, and nothing else stands in their gap."""
        gap = self._old[i]
        return gap == self._new[j] and self._crowds[0][gap] == self._crowds[1][gap] == 1


def _surrounded(places: Sequence[int], anchors: dict[int, int], count: int) -> dict[int, tuple[int, int]]:
    """For each place the anchors' old numbers before and after it; -1 and `count` where there are none."""
    ordered = sorted([*places, *anchors])
    before, after = {}, {}
    last = -1
    for place in ordered:
        before[place] = last
        last = anchors.get(place, last)
    last = count
    for place in reversed(ordered):
        after[place] = last
        last = anchors.get(place, last)
    return {place: (before[place], after[place]) for place in places}


def _crowd(gaps: dict[int, tuple[int, int]]) -> dict[tuple[int, int], int]:
    found: defaultdict[tuple[int, int], int] = defaultdict(int)
    for gap in gaps.values():
        found[gap] += 1
    return found


def _cells(left: Sequence[int], right: Sequence[int], gaps: _Gaps, found: Matches) -> Iterator[tuple[int, int]]:
    """The pairs to be compared; of very many those whose places agree, as far as the bound goes."""
    every = ((i, j) for i in left for j in right)
    if len(left) * len(right) <= _MOST_CELLS:
        yield from every
        return
    found.coarse = True
    room = _MOST_CELLS
    for i, j in zip(left, right, strict=False):
        yield i, j
    for i in left[: _MOST_CELLS // len(right)]:
        for j in right:
            if gaps.near(i, j) and room > 0:
                room -= 1
                yield i, j


def _pair_alike(found: Matches, cells: Sequence[_Cell], gaps: _Gaps, old: Sequence[Unit], new: Sequence[Unit]) -> None:
    rated = [(points, i, j) for i, j, shared in cells if (points := _points(i, j, shared, gaps, old, new)) > 0]
    used: set[int] = set()
    for _, i, j in sorted(rated, key=lambda cell: (-cell[0], abs(cell[1] - cell[2]), cell[1])):
        if i not in used and j not in found.edited:
            used.add(i)
            found.edited[j] = i


def _points(i: int, j: int, shared: float, gaps: _Gaps, old: Sequence[Unit], new: Sequence[Unit]) -> float:
    """How sure it is that one became the other; 0 where it did not."""
    mine, theirs = old[i].bag.weight, new[j].bag.weight
    value = 2 * shared / (mine + theirs)
    if value >= ALIKE and gaps.near(i, j):
        return value + _NEAR
    if value >= FAR_ALIKE and min(mine, theirs) >= _LEAST_FAR:
        return value
    return value + _NEAR if value >= LONE_ALIKE and (old[i].slot or gaps.lone(i, j)) else 0.0


def _pair_parts(found: Matches, cells: Sequence[_Cell], old: Sequence[Unit], new: Sequence[Unit]) -> None:
    """What is nearly all contained in a sentence at its place is a part of it: before the edit, or after."""
    kept = set(found.edited.values())
    parts = sorted(
        (-shared / part.bag.weight, i, j, part is new[j])
        for i, j, shared in cells
        for part in (new[j], old[i])
        if shared >= CONTAINED * part.bag.weight and part.bag.weight >= _LEAST_PART
    )
    for _, i, j, was_split in parts:
        if was_split and j not in found.edited and i in kept:
            found.edited[j] = i
        elif not was_split and i not in kept and j in found.edited:
            found.merged.setdefault(j, []).append(i)
            kept.add(i)


def keep_ids(old: Iterable[Unit], new: Iterable[Unit]) -> bool:
    """Whether some entry of a live blog is known by its id on both sides."""
    return not {unit.entry for unit in old if unit.entry}.isdisjoint(unit.entry for unit in new)


def _of_two_entries(one: Unit, other: Unit) -> bool:
    return bool(one.entry and other.entry) and one.entry != other.entry


def _by_key(some: Sequence[Unit], apart: bool) -> dict[tuple[str, str], list[int]]:
    found: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, unit in enumerate(some):
        found[unit.home if apart else ("", unit.key)].append(place)
    return found


def _doubles(
    there: Sequence[int], here: Sequence[int], old: Sequence[Unit], new: Sequence[Unit]
) -> Iterator[tuple[int, int]]:
    if len(there) == len(here) or len(there) * len(here) > _MOST_DOUBLES:
        yield from zip(there, here, strict=False)
        return
    rated = sorted((-_neighbours(i, j, old, new), abs(i - j), i, j) for i in there for j in here)
    used_old: set[int] = set()
    used_new: set[int] = set()
    for _, _, i, j in rated:
        if i not in used_old and j not in used_new:
            used_old.add(i)
            used_new.add(j)
            yield i, j


def _neighbours(i: int, j: int, old: Sequence[Unit], new: Sequence[Unit]) -> int:
    """How many neighbours of the two places are the same."""
    sides = ((i - 1, j - 1), (i + 1, j + 1))
    return sum(0 <= a < len(old) and 0 <= b < len(new) and old[a].key == new[b].key for a, b in sides)
