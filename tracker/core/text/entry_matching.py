"""Which entry of a live blog is which in a later reading: by id, and by text where a page gave another id."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tracker.core.text.equality import comparable
from tracker.core.text.likeness import Bag
from tracker.model import Story

# A page that gives new ids keeps the text: whatever is less alike is another entry.
ALIKE = 0.6
ALIKE_AT_ONE_TIME = 0.4
NEARLY_ALIKE = 0.75
BOTH = 2
NOTHING_ALIKE = 0.2
# Live blogs are full of phrases that repeat: an entry is another one only if it is like no neighbour of it as well.
ABOVE_NEIGHBOURS = 0.1
LEAST_WORDS = 8
MOST_NEIGHBOURS = 40
MOST_CELLS = 10_000

# Ids that the reader made, where the page has none: of a time, at which another entry may be written, or of words.
DERIVED = re.compile(r"(?:at-(?:\d{8}T\d{6}|\d{4})|words-[0-9a-f]{12})(?:-\d+)?")
CLOCK_ID = re.compile(r"at-(\d\d)(\d\d)(?:-\d+)?")

Pairs = dict[int, int]


@dataclass(frozen=True, kw_only=True, eq=False)
class ShownEntry:
    """An entry with the text that a reader sees of it, in its place on the page.

    Attributes:
        texts: its blocks as they are compared, each once: a pinned entry is shown twice.
    """

    id: str
    headline: str
    published: datetime | None
    texts: tuple[str, ...]

    @cached_property
    def bag(self) -> Bag:
        """All its words; of most entries nobody asks for them."""
        return Bag("\n".join(self.texts))

    @property
    def told(self) -> float | None:
        """Seconds since 1970, or since midnight where the page shows but a clock; None without either."""
        if self.published is not None:
            return self.published.timestamp()
        clock = CLOCK_ID.fullmatch(self.id)
        return 3600.0 * int(clock[1]) + 60.0 * int(clock[2]) if clock else None


def shown_entries(story: Story) -> tuple[ShownEntry, ...]:
    """Give the entries of which some text is shown, in the page's order; none for a story that is no live blog."""
    texts: dict[str, dict[str, None]] = {entry.id: {} for entry in story.entries}
    for block in story.blocks:
        if block.entry in texts and (text := comparable(block.text)):
            texts[block.entry][text] = None
    listed = {entry.id: entry for entry in reversed(story.entries)}
    return tuple(
        ShownEntry(
            id=name,
            headline=listed[name].headline,
            published=listed[name].published,
            texts=tuple(lines),
        )
        for name, lines in texts.items()
        if lines
    )


def matched(before: Sequence[ShownEntry], after: Sequence[ShownEntry]) -> Pairs:
    """Say which entry became which: places in the old page to places in the new one.

    The same id and text first; then the same text, the same time or the same place under another id; the same id with
    other words last. An id that names something wholly different elsewhere on the page was given twice.
    """
    pairs: Pairs = {}
    by_id = {entry.id: place for place, entry in enumerate(after)}
    for place, entry in enumerate(before):
        at = by_id.get(entry.id)
        if at is not None and after[at].texts == entry.texts:
            pairs[place] = at
    _add(pairs, _same_texts(before, after, pairs))
    _add(pairs, _alike(before, after, by_id, pairs))
    _add(pairs, _same_ids_in_place(before, by_id, pairs))
    return pairs


def free_places(before: Sequence[ShownEntry], after: Sequence[ShownEntry], pairs: Pairs) -> tuple[list[int], list[int]]:
    """Give the places on both sides that have no partner."""
    taken = set(pairs.values())
    return [i for i in range(len(before)) if i not in pairs], [j for j in range(len(after)) if j not in taken]


def stands_out(entry: ShownEntry, other: ShownEntry, likeness: float, among: Sequence[ShownEntry]) -> bool:
    """Whether an entry is clearly more like another than like those around it."""
    around = (known for known in among[:MOST_NEIGHBOURS] if known is not entry and known is not other)
    return all(likeness >= entry.bag.dice(known.bag) + ABOVE_NEIGHBOURS for known in around)


def nearest(entries: Sequence[ShownEntry], place: int) -> Sequence[ShownEntry]:
    """Give the entries around a place."""
    start = max(0, place - MOST_NEIGHBOURS // 2)
    return entries[start : start + MOST_NEIGHBOURS]


def _add(pairs: Pairs, found: Iterator[tuple[int, int]]) -> None:
    """Add pairs one after the other; what was taken meanwhile stays as it is."""
    taken = set(pairs.values())
    for i, j in list(found):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)


def _same_texts(before: Sequence[ShownEntry], after: Sequence[ShownEntry], pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Give the entries with one text and two ids: at the same time, in the same place, or with no time at all."""
    olds, news = (Counter(entry.texts for entry in side) for side in (before, after))
    beside = Neighbours(pairs)
    lone = {entry.texts: place for place, entry in enumerate(after) if news[entry.texts] == 1}
    for i, entry in enumerate(before):
        j = lone.get(entry.texts) if olds[entry.texts] == 1 else None
        if j is None:
            continue
        timeless = entry.published is None and after[j].published is None and entry.bag.size >= LEAST_WORDS
        if timeless or _at_one_time(entry, after[j]) or beside.in_place(i, j):
            yield i, j


def _alike(
    before: Sequence[ShownEntry], after: Sequence[ShownEntry], by_id: dict[str, int], pairs: Pairs
) -> Iterator[tuple[int, int]]:
    """Give the entries that are so much alike that one is the other, edited: the most alike first."""
    olds, news = free_places(before, after, pairs)
    few, free, beside = len(olds) * len(news) <= MOST_CELLS, set(news), Neighbours(pairs)
    same = {i: by_id.get(before[i].id) for i in olds}
    cells = ((i, j) for i in olds for j in (news if few else free & {same[i]}))
    values = ((_value(before, after, i, j, beside) + (j == same[i]), i, j) for i, j in cells)
    found = [(value, i, j) for value, i, j in values if value > (j == same[i])]
    yield from ((i, j) for _, i, j in sorted(found, key=lambda cell: (-cell[0], cell[1], cell[2])))


def _value(before: Sequence[ShownEntry], after: Sequence[ShownEntry], i: int, j: int, beside: Neighbours) -> float:
    """Say how much alike two entries are; 0.0 where they are not one."""
    old, new = before[i], after[j]
    if old.id == new.id and not (DERIVED.fullmatch(old.id) and old.headline != new.headline):
        value = old.bag.dice(new.bag)
        return value if value >= NOTHING_ALIKE else 0.0
    least = _least_alike(old, new, beside.held_by(i, j))
    if least is None or (value := old.bag.dice(new.bag)) < least:
        return 0.0
    return value if stands_out(old, new, value, nearest(before, i)) else 0.0


def _least_alike(old: ShownEntry, new: ShownEntry, neighbours: int) -> float | None:
    """Say how much alike two entries with two ids must be to be one; None where they are not, whatever they say."""
    if old.published is not None and new.published is not None:
        if old.published == new.published:
            return ALIKE_AT_ONE_TIME
        named = bool(old.headline) and old.headline == new.headline
        return (ALIKE if named else NEARLY_ALIKE) if neighbours == BOTH else None
    return {BOTH: ALIKE, 1: NEARLY_ALIKE}.get(neighbours)


def _same_ids_in_place(before: Sequence[ShownEntry], by_id: dict[str, int], pairs: Pairs) -> Iterator[tuple[int, int]]:
    """Give the entries of which nothing but id and place is left: rewritten whole."""
    beside = Neighbours(pairs)
    for i, entry in enumerate(before):
        j = by_id.get(entry.id)
        if j is not None and beside.in_place(i, j) and not DERIVED.fullmatch(entry.id):
            yield i, j


def _at_one_time(one: ShownEntry, other: ShownEntry) -> bool:
    return one.published is not None and one.published == other.published


class Neighbours:
    """What is known of the order so far, to say where on the new page an old place lies."""

    def __init__(self, pairs: Pairs) -> None:
        self.pairs = dict(pairs)
        self.known = sorted(pairs)
        self.falling = len(self.known) > 1 and pairs[self.known[0]] > pairs[self.known[-1]]

    def in_place(self, i: int, j: int) -> bool:
        """Whether two places lie between the same neighbours, whichever way the page is ordered."""
        return self.held_by(i, j) > 0

    def held_by(self, i: int, j: int) -> int:
        """Say by how many of its neighbours a place is held: 2 between two, 1 right beside one at an end, else 0."""
        at = bisect_left(self.known, i)
        after = at + (at < len(self.known) and self.known[at] == i)
        above = self.known[at - 1] if at else None
        below = self.known[after] if after < len(self.known) else None
        if above is not None and below is not None:
            first, last = sorted((self.pairs[above], self.pairs[below]))
            return BOTH if first < j < last else 0
        beside = above if above is not None else below
        if beside is None:
            return 0
        return int(abs(i - beside) == 1 and j - self.pairs[beside] == (beside - i if self.falling else i - beside))
