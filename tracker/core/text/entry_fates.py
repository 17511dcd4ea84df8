"""What became of each entry of a live blog between two readings; the worst claim, `deleted`, is the hardest to get."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tracker.core.text.entry_matching import (
    ALIKE,
    Pairs,
    ShownEntry,
    matched,
    nearest,
    shown_entries,
    stands_out,
)
from tracker.core.text.equality import comparable
from tracker.core.text.likeness import likeness
from tracker.core.text.rising import longest_rising
from tracker.model import EntryFate, Story

# More than this in a row is a part of the page folded away, more than this share another view of the blog.
MOST_IN_A_ROW = 4
MOST_OF_THE_PAGE = 1 / 3
# Pinned and moved entries are few: where more stand elsewhere, places tell nothing.
STEADY = 0.8
FEW_MOVED = 2
# A window ends where a pause of so many times the usual one follows: what lies behind it was put there.
LONG_PAUSE = 6
# An entry that is told anew is hardly another one; under another headline it must be the very text.
REPOSTED, NEARLY_THE_SAME = 0.75, 0.9
INSIDE = 0.75
LEAST_MERGED = 4
# So long a line stands nowhere by chance.
TELLING = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryFates:
    """What became of the entries of a live blog.

    Attributes:
        became: old id to new id of entries that stand on both sides.
        edited: new ids of those with another text than before.
        gone: old id to what became of it: DELETED, OUT_OF_SIGHT or MERGED.
        come: new id to what it is: ADDED or COME_INTO_SIGHT.
        merged: old id of an entry that went into another, to the new id of that one.
    """

    became: dict[str, str] = field(default_factory=dict)
    edited: frozenset[str] = frozenset()
    gone: dict[str, EntryFate] = field(default_factory=dict)
    come: dict[str, EntryFate] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)

    def gone_as(self, fate: EntryFate) -> frozenset[str]:
        """Give the old ids of the entries with one fate."""
        return frozenset(name for name, found in self.gone.items() if found is fate)

    def come_as(self, fate: EntryFate) -> frozenset[str]:
        """Give the new ids of the entries with one fate."""
        return frozenset(name for name, found in self.come.items() if found is fate)


def entry_fates(before: Story, after: Story) -> EntryFates | None:
    """Say what became of each entry of a live blog; None where one of the two stories has none.

    Deleted is what is missing between neighbours that still stand on either side, on a page whose order holds, and of
    which no other entry has the words. All else that is missing is out of sight: beyond the window, on another page,
    folded away, or filtered out.
    """
    olds, news = shown_entries(before), shown_entries(after)
    if not olds or not news:
        return None
    pairs = matched(olds, news)
    page, found = _Page(olds, news, pairs), _merged(olds, news, pairs)
    deleted = _deleted(page, found, after)
    # A word or two may stand in another entry by chance: that is doubt enough about a deletion, and says no more.
    merged = {i: j for i, j in found.items() if olds[i].bag.counts.total() >= LEAST_MERGED}
    return EntryFates(
        became={olds[i].id: news[j].id for i, j in sorted(pairs.items())},
        edited=frozenset(news[j].id for i, j in pairs.items() if olds[i].texts != news[j].texts),
        gone={olds[i].id: _fate(i, deleted, merged) for i in range(len(olds)) if i not in pairs},
        come={news[j].id: page.arrival(j) for j in page.come},
        merged={olds[i].id: news[j].id for i, j in merged.items()},
    )


def _fate(place: int, deleted: frozenset[int], merged: Pairs) -> EntryFate:
    if place in merged:
        return EntryFate.MERGED
    return EntryFate.DELETED if place in deleted else EntryFate.OUT_OF_SIGHT


def _merged(olds: Sequence[ShownEntry], news: Sequence[ShownEntry], pairs: Pairs) -> Pairs:
    """Find the entries whose words went into another one that was edited."""
    grown = [(i, j) for i, j in pairs.items() if olds[i].texts != news[j].texts]
    found: Pairs = {}
    for place, entry in enumerate(olds):
        if place in pairs:
            continue
        for i, j in grown:
            gained = entry.bag.inside(news[j].bag)
            if gained >= INSIDE and entry.bag.inside(olds[i].bag) < gained / 2:
                found[place] = j
    return found


def _deleted(page: _Page, merged: Pairs, after: Story) -> frozenset[int]:
    """Give the old places of which it is sure that they are gone from between their neighbours."""
    olds = page.olds
    if not page.steady or not page.standing:
        return frozenset()
    # A page that counts its entries gives the id of one to another: only what nobody else took may still be there.
    listed = {entry.id for entry in after.entries} - {page.news[j].id for j in page.pairs.values()}
    missing = [i for i in sorted(page.in_order) if i not in page.pairs and i not in merged and olds[i].id not in listed]
    between = [i for i in missing if page.is_between(i)]
    within = page.standing[-1] - page.standing[0] + 1
    if len(between) > max(1, MOST_OF_THE_PAGE * within):
        return frozenset()
    standing = frozenset(text for block in after.blocks if len(text := comparable(block.text)) >= TELLING)
    return frozenset(
        i
        for i in between
        if len(page.run(i)) <= MOST_IN_A_ROW
        and not page.slid_away(i)
        and not _stands_elsewhere(olds[i], standing)
        and not _is_reposted(i, page)
    )


def _stands_elsewhere(entry: ShownEntry, standing: AbstractSet[str]) -> bool:
    """Whether the better part of an entry's lines is shown somewhere else on the page."""
    return 2 * sum(len(text) for text in entry.texts if text in standing) >= sum(map(len, entry.texts))


def _is_reposted(place: int, page: _Page) -> bool:
    """Whether what is new has the words or the headline of an entry that is missing: told anew, not deleted."""
    entry = page.olds[place]
    named = bool(entry.headline) and sum(other.headline == entry.headline for other in page.olds) == 1
    for other in (page.news[j] for j in page.come):
        if named and other.headline == entry.headline:
            return True
        value = entry.bag.dice(other.bag)
        renamed = bool(entry.headline and other.headline) and likeness(entry.headline, other.headline) < ALIKE
        if value >= (NEARLY_THE_SAME if renamed else REPOSTED) and stands_out(
            entry, other, value, nearest(page.olds, place)
        ):
            return True
    return False


class _Page:
    """Two readings of one page: the entries that kept their order, as the marks between which others are missing.

    Attributes:
        in_order: old places that stand where their times put them; what is pinned does not.
        standing: old places still shown and in order, ascending.
        steady: whether the order of the page held, or was turned round as a whole.
    """

    def __init__(self, olds: Sequence[ShownEntry], news: Sequence[ShownEntry], pairs: Pairs) -> None:
        self.olds, self.news, self.pairs = olds, news, pairs
        self.falling = _falls([entry.told for entry in olds])
        self.in_order = _in_order(olds, self.falling)
        shown = sorted(pairs)
        places = [pairs[i] for i in shown]
        rising, sinking = longest_rising(places), longest_rising([-place for place in places])
        kept = rising if len(rising) >= len(sinking) else sinking
        moved = len(shown) - len(kept)
        self.steady = moved <= FEW_MOVED or len(kept) >= STEADY * len(shown)
        self.standing = [shown[at] for at in kept if shown[at] in self.in_order]
        taken = set(pairs.values())
        self.come = [j for j in range(len(news)) if j not in taken]
        times = (olds[i].published for i in self.in_order)
        self.oldest = min((told for told in times if told), default=None)
        self.pauses = self._pauses()

    def is_between(self, place: int) -> bool:
        """Whether an older and a newer neighbour of an old place are still shown."""
        above, below = self._neighbours(place)
        if above is not None and below is not None:
            return self._is_between_in_time(place, above, below)
        return place in self.in_order and self._is_under_newer(place, above, below)

    def run(self, place: int) -> list[int]:
        """Give the old places in order that are missing together with this one, between two neighbours."""
        above, below = self._neighbours(place)
        first, last = -1 if above is None else above, len(self.olds) if below is None else below
        return [i for i in range(first + 1, last) if i in self.in_order and i not in self.pairs]

    def slid_away(self, place: int) -> bool:
        """Whether an entry may have slid out of a window behind which the page shows some much older ones for good."""
        run, above, below = self.run(place), *self._neighbours(place)
        newer = self._newer_than_known()
        if not newer or len(run) < newer:
            return False
        older, last = (below, run[-1]) if self.falling is not False else (above, run[0])
        if older is None:
            return False
        lone = older in (self.standing[0], self.standing[-1])
        pause = _pause(self.olds[last], self.olds[older])
        if pause is None or not self.pauses:
            return lone
        return pause > LONG_PAUSE * median(self.pauses)

    def _neighbours(self, place: int) -> tuple[int | None, int | None]:
        at = bisect_left(self.standing, place)
        after = at + (at < len(self.standing) and self.standing[at] == place)
        above = self.standing[at - 1] if at else None
        return above, self.standing[after] if after < len(self.standing) else None

    def _is_between_in_time(self, place: int, above: int, below: int) -> bool:
        """Whether no time says that an entry was written before or after both of its neighbours."""
        told, first, last = (self.olds[at].published for at in (place, above, below))
        if told is None or first is None or last is None:
            return True
        return min(first, last) <= told <= max(first, last)

    def _is_under_newer(self, place: int, above: int | None, below: int | None) -> bool:
        """Whether an entry at the end where new ones come has a newer one beyond it now, as times tell."""
        told = self.olds[place].published
        older = below if self.falling else above
        if told is None or self.falling is None or older is None or (above if self.falling else below) is not None:
            return False
        return any((when := self.news[j].published) is not None and when > told for j in self.come)

    def arrival(self, place: int) -> EntryFate:
        """Say whether what came is new, or so old that it was beyond the end of the window so far."""
        told = self.news[place].published
        if told is None or self.oldest is None or self.falling is None or told > self.oldest:
            return EntryFate.ADDED
        known = self.pairs.values()
        beyond = place > max(known, default=-1) if self.falling else place < min(known, default=len(self.news))
        return EntryFate.COME_INTO_SIGHT if told < self.oldest or beyond else EntryFate.ADDED

    def _newer_than_known(self) -> int:
        """Count what came that is not known to be older than all that was shown."""
        return sum(self.arrival(j) is EntryFate.ADDED for j in self.come)

    def _pauses(self) -> list[float]:
        told = [self.olds[i] for i in sorted(self.in_order)]
        found = (_pause(one, other) for one, other in pairwise(told))
        return [pause for pause in found if pause is not None]


def _pause(one: ShownEntry, other: ShownEntry) -> float | None:
    """Give the seconds between two entries; None where a time is missing."""
    first, second = one.told, other.told
    return None if first is None or second is None else abs(first - second)


def _falls(times: Sequence[float | None]) -> bool | None:
    """Whether times fall down the page, the newest first; None where they do not tell."""
    known = [when for when in times if when is not None]
    rising, falling = len(longest_rising(known)), len(longest_rising([-when for when in known]))
    return None if rising == falling else falling > rising


def _in_order(entries: Sequence[ShownEntry], falling: bool | None) -> frozenset[int]:
    """Give the places of the entries that stand where their times put them; those without a time always do."""
    told = [(place, entry.published.timestamp()) for place, entry in enumerate(entries) if entry.published]
    if falling is None or not told:
        return frozenset(range(len(entries)))
    kept = longest_rising([-when if falling else when for _, when in told])
    return frozenset(place for place, entry in enumerate(entries) if not entry.published) | {told[at][0] for at in kept}
