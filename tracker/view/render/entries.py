"""What a diff shows of a live blog beside its paragraphs: whose they are, and what merely went out of sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, EntryDiff, EntryFate, Op
from tracker.view.safe import safe

_WINDOW = {EntryFate.OUT_OF_SIGHT: "out of sight", EntryFate.COME_INTO_SIGHT: "came into sight"}
_FATES = {
    EntryFate.ADDED: "new",
    EntryFate.EDITED: "edited",
    EntryFate.MERGED: "merged into another",
    EntryFate.DELETED: "deleted",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """The head of an entry, above the first of its blocks that is shown; fit to be shown.

    Attributes:
        days: the blog runs over several days.
        titled: the block below is the entry's headline.
    """

    entry: EntryDiff
    days: bool
    titled: bool

    @property
    def words(self) -> str:
        """`▸ 14:05 UTC · The wall is breached (edited)`; with the day where a blog runs over several."""
        told = self.entry.published
        when = "" if told is None else f"{told:%H:%M} UTC" if not self.days else f"{told:%Y-%m-%d %H:%M} UTC"
        headline = "" if self.titled else safe(" ".join(self.entry.headline.split()))
        title = " · ".join(filter(None, (when, headline))) or "entry"
        fate = _FATES.get(self.entry.fate)
        return f"▸ {title} ({fate})" if fate else f"▸ {title}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRow:
    """So many entries that the page shows no longer, or not before, for being old: no edit, and not drawn."""

    count: int
    older: bool
    fate: EntryFate

    @property
    def words(self) -> str:
        """`⋮ 2 older entries out of sight`."""
        name = "entry" if self.count == 1 else "entries"
        return f"⋮ {self.count} {'older ' * self.older}{name} {_WINDOW[self.fate]}"


class EntryRows:
    """The entries of one diff, asked block by block in the diff's order."""

    def __init__(self, diff: Diff) -> None:
        self._entries = {entry.id: entry for entry in diff.entries}
        self._since = diff.shown_since
        self._carried = diff.carried
        self._days = len({entry.published.date() for entry in diff.entries if entry.published}) > 1
        self._at = ""

    def head(self, block: BlockDiff) -> EntryRow | None:
        """Give the head of a block's entry where the block before it was of another one."""
        if block.entry == self._at:
            return None
        self._at = block.entry
        entry = self._entries.get(block.entry)
        return None if entry is None else EntryRow(entry=entry, days=self._days, titled=block.kind is BlockKind.HEADING)

    def in_place(self, block: BlockDiff) -> BlockDiff | None:
        """Give a block as it is drawn: where its whole entry changed places it did not; None at the place it left."""
        if block.entry not in self._carried:
            return block
        if block.change is BlockChange.MOVED_AWAY:
            return None
        if block.change is not BlockChange.MOVED_HERE:
            return block
        edited = any(span.op is not Op.EQUAL for span in block.spans)
        return block._replace(change=BlockChange.EDITED if edited else BlockChange.KEPT, move=None)

    def is_beyond(self, block: BlockDiff) -> bool:
        """Whether a block's entry is beyond what the page shows, before or after."""
        entry = self._entries.get(block.entry)
        return entry is not None and entry.fate in _WINDOW

    def windows(self, blocks: Iterable[BlockDiff]) -> Iterator[WindowRow]:
        """Give one line for the entries of blocks that went out of sight together, and one for those that came."""
        names = dict.fromkeys(block.entry for block in blocks)
        for fate in _WINDOW:
            found = [self._entries[name] for name in names if self._entries[name].fate is fate]
            if found:
                older = fate is EntryFate.COME_INTO_SIGHT or all(map(self._is_older, found))
                yield WindowRow(count=len(found), older=older, fate=fate)

    def _is_older(self, entry: EntryDiff) -> bool:
        return entry.published is not None and self._since is not None and entry.published < self._since
