"""The entries of a live blog in a diff: paragraphs of one entry pair only with paragraphs of the same entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from tracker.core.diff.alignment import Alignment
from tracker.core.diff.anchors import increasing
from tracker.core.diff.effort import Effort
from tracker.core.diff.paragraphs import align
from tracker.core.text.entry_fates import EntryFates, entry_fates
from tracker.model import Block, BlockDiff, Entry, EntryDiff, EntryFate, Story

_Sides: TypeAlias = tuple[tuple[Block, ...], tuple[Block, ...]]

# An id that names another entry on each side is told apart on the old one.
REUSED = "{id} (before)"


class LiveBlog:
    """Two readings of one live blog, and how their entries go together; not live where one of them has no entries."""

    def __init__(self, before: Story, after: Story) -> None:
        self.before, self.after = before, after
        self.fates = entry_fates(before, after) or EntryFates()
        self.live = bool(before.entries and after.entries)
        self.names = {**{old: self._name(old) for old in self.fates.gone}, **self.fates.became}

    def align(self, effort: Effort) -> Alignment:
        """Find for each block what it became, entry by entry; entries that changed places are moved."""
        olds, news = self.before.blocks, self.after.blocks
        if not self.live:
            return align(olds, news, effort)
        alignment = Alignment(olds, news)
        places = self._places_after()
        parts = [(rows, places.get(name, [])) for name, rows in self._places_before().items()]
        found = [_Part(rows, others, (olds, news), effort) for rows, others in parts if others]
        staying = set(increasing(sorted(pair for part in found for pair in part.pairs)))
        for part in found:
            part.lay(alignment, staying)
        return alignment

    def entries(self) -> Iterator[EntryDiff]:
        """Give all entries that stand on either side, each once, in reading order: what is gone where it stood."""
        waiting = self._gone_after()
        yield from waiting.pop("", [])
        shown = {**dict.fromkeys(self.fates.became.values(), EntryFate.KEPT), **self.fates.come}
        for entry in _once(self.after.entries):
            if (fate := shown.get(entry.id)) is not None:
                edited = entry.id in self.fates.edited
                yield _told(entry, entry.id, EntryFate.EDITED if edited else fate)
                yield from waiting.pop(entry.id, [])

    def named(self, blocks: Iterable[BlockDiff]) -> Iterator[BlockDiff]:
        """Give the blocks of a diff with the entry that each belongs to."""
        for block in blocks:
            name = self._entry_of(block)
            yield block._replace(entry=name) if name else block

    def _gone_after(self) -> dict[str, list[EntryDiff]]:
        """Give what is gone by the entry that stood before it, and stands still."""
        found: defaultdict[str, list[EntryDiff]] = defaultdict(list)
        at = ""
        for entry in _once(self.before.entries):
            at = self.fates.became.get(entry.id, at)
            if entry.id in self.fates.gone:
                found[at].append(_told(entry, self.names[entry.id], self.fates.gone[entry.id]))
        return dict(found)

    def _name(self, old: str) -> str:
        taken = old in self.fates.come or old in self.fates.became.values()
        return REUSED.format(id=old) if taken else old

    def _places_before(self) -> dict[str, list[int]]:
        """Give the old places of each entry's blocks; those of a merged entry go with the one it went into."""
        goes_to = {**self.names, **self.fates.merged}
        return _places(goes_to.get(block.entry, block.entry) for block in self.before.blocks)

    def _places_after(self) -> dict[str, list[int]]:
        return _places(block.entry for block in self.after.blocks)

    def _entry_of(self, block: BlockDiff) -> str:
        if not self.live or block.after:
            return self.after.blocks[block.after[0]].entry if block.after else ""
        old = self.before.blocks[block.before[0]].entry
        return self.names.get(old, old)


class _Part:
    """The blocks of one entry on both sides, laid over each other by themselves."""

    def __init__(self, olds: list[int], news: list[int], whole: _Sides, effort: Effort) -> None:
        self.olds, self.news = olds, news
        before, after = whole
        self.inner = align([before[i] for i in olds], [after[j] for j in news], effort)
        self.pairs = [(olds[i], news[j]) for i, j in self.inner.pairs.items()]

    def lay(self, whole: Alignment, staying: set[tuple[int, int]]) -> None:
        """Put what was found into the alignment of all; pairs that crossed others are moves."""
        for x, y in self.inner.pairs.items():
            i, j = self.olds[x], self.news[y]
            if (i, j) not in staying:
                whole.move(i, j)
                continue
            whole.pair(i, j)
            for part in self._side_by_side(self.news, y, self.inner.parts.get(x, [])):
                whole.split(i, part)
            for old in self._side_by_side(self.olds, x, self.inner.joined.get(x, [])):
                whole.merge(old, i)
        for y, x in self.inner.moved.items():
            whole.move(self.olds[x], self.news[y])

    @staticmethod
    def _side_by_side(places: list[int], at: int, others: list[int]) -> list[int]:
        """Give the pieces of a division, where they lie beside one another on the whole page too."""
        rows = sorted(places[place] for place in (at, *others))
        return [places[place] for place in others] if rows[-1] - rows[0] == len(others) else []


def _places(names: Iterable[str]) -> dict[str, list[int]]:
    found: defaultdict[str, list[int]] = defaultdict(list)
    for place, name in enumerate(names):
        found[name].append(place)
    return dict(found)


def _once(entries: Iterable[Entry]) -> list[Entry]:
    return list({entry.id: entry for entry in entries}.values())


def _told(entry: Entry, name: str, fate: EntryFate) -> EntryDiff:
    return EntryDiff(id=name, headline=entry.headline, fate=fate, published=entry.published)
