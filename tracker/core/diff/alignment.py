"""Which block became which: what the stages of the paragraph diff fill in, one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from tracker.core.diff.kinds import Needed, needed_among
from tracker.core.text.likeness import Bag
from tracker.model import Block

Indices = list[int]


class Alignment:
    """Two rows of texts and what is known of their places in one another.

    Attributes:
        blocks_before, blocks_after: what is laid over one another.
        before, after: their texts.
        kinds_before, kinds_after: what each of them is.
        pairs: old index to new index of blocks that became one another, rising on both sides.
        moved: new index to old index of blocks that stand elsewhere.
        parts: old index of a pair to further new blocks that were split from it.
        joined: old index of a pair to further old blocks that were merged into its new one.
    """

    def __init__(self, before: Sequence[Block], after: Sequence[Block]) -> None:
        self.blocks_before, self.blocks_after = before, after
        self.before, self.after = [block.text for block in before], [block.text for block in after]
        self.kinds_before, self.kinds_after = [block.kind for block in before], [block.kind for block in after]
        self.pairs: dict[int, int] = {}
        self.moved: dict[int, int] = {}
        self.parts: dict[int, Indices] = {}
        self.joined: dict[int, Indices] = {}
        self._placed_before: set[int] = set()
        self._placed_after: set[int] = set()
        self._bags: dict[str, Bag] = {}

    def pair_all(self, pairs: Iterable[tuple[int, int]]) -> None:
        """All of these old blocks became these new ones, in place."""
        self.pairs.update(pairs)
        self._placed_before.update(self.pairs)
        self._placed_after.update(self.pairs.values())

    def pair(self, i: int, j: int) -> None:
        """Old block i became new block j, in place."""
        self.pairs[i] = j
        self._place(i, j)

    def move(self, i: int, j: int) -> None:
        """Old block i stands elsewhere, as new block j."""
        self.moved[j] = i
        self._place(i, j)

    def split(self, i: int, j: int) -> None:
        """New block j is a part of what old block i was."""
        self.parts.setdefault(i, []).append(j)
        self._placed_after.add(j)

    def merge(self, i: int, whole: int) -> None:
        """Old block i went into the block that old block `whole` became."""
        self.joined.setdefault(whole, []).append(i)
        self._placed_before.add(i)

    def _place(self, i: int, j: int) -> None:
        self._placed_before.add(i)
        self._placed_after.add(j)

    def bag_before(self, i: int) -> Bag:
        """The words of old block i, counted once."""
        return self._bag(self.before[i])

    def bag_after(self, j: int) -> Bag:
        """The words of new block j, counted once."""
        return self._bag(self.after[j])

    def _bag(self, text: str) -> Bag:
        bag = self._bags.get(text)
        if bag is None:
            bag = self._bags[text] = Bag(text)
        return bag

    def needed(self, left: Indices, right: Indices) -> Needed | None:
        """How alike the blocks at these places must be to be one, by what they are; None where any may be."""
        return needed_among([self.kinds_before[i] for i in left], [self.kinds_after[j] for j in right])

    def free_before(self) -> Indices:
        """Old blocks without a place so far."""
        return self._free(0, len(self.before), self._placed_before)

    def free_after(self) -> Indices:
        """New blocks without a place so far."""
        return self._free(0, len(self.after), self._placed_after)

    def is_free_before(self, i: int) -> bool:
        """Whether old block i exists and has no place so far."""
        return 0 <= i < len(self.before) and i not in self._placed_before

    def is_free_after(self, j: int) -> bool:
        """Whether new block j exists and has no place so far."""
        return 0 <= j < len(self.after) and j not in self._placed_after

    def gaps(self) -> Iterator[tuple[Indices, Indices]]:
        """Free blocks that face each other between two pairs, where there are some on both sides."""
        i = j = 0
        ends = [(len(self.before), len(self.after))]
        for next_i, next_j in chain(sorted(self.pairs.items()), ends):
            if i < next_i and j < next_j:
                left = self._free(i, next_i, self._placed_before)
                right = self._free(j, next_j, self._placed_after)
                if left and right:
                    yield left, right
            i, j = next_i + 1, next_j + 1

    @staticmethod
    def _free(first: int, last: int, placed: set[int]) -> Indices:
        return [place for place in range(first, last) if place not in placed]
