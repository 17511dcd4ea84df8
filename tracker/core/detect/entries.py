"""A live blog at the gate: what slid out of sight is no edit, and a deletion is believed when it is seen twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from tracker.core.detect.doubts import reading_doubt, wall_spoken_of
from tracker.core.detect.lines import SENTENCE, SHORT
from tracker.core.text.entry_fates import EntryFates, entry_fates
from tracker.core.text.equality import comparable
from tracker.core.text.rising import longest_rising
from tracker.core.text.scripts import letters
from tracker.model import Block, BlockKind, EntryFate, Held, Story

NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveLook:
    """What a reading of a live blog says beside the newest version; nothing at all for other stories.

    Attributes:
        before, after: the two readings without what only slid in or out of sight, entries in one order.
        unconfirmed: old ids of entries that are gone from between their neighbours for the first time.
        confirmed: those of which the reading that was held said so too.
        told: texts of new entries that the page dates and that say something: news, whatever else is doubted.
        words: the entries that came or were deleted, for people; empty where none did.
        wall: that the page speaks of a wall beside its entries, where most of them went; mostly empty.
        another: that nothing is left of what was shown, under another headline; mostly empty.
    """

    before: Story
    after: Story
    unconfirmed: frozenset[str] = NOTHING
    confirmed: frozenset[str] = NOTHING
    told: frozenset[str] = NOTHING
    words: str = ""
    wall: str = ""
    another: str = ""


def live_look(before: Story, after: Story, held: Held | None) -> LiveLook:
    """Say what became of the entries between two readings.

    Args:
        held: the reading that waits to be confirmed: what is deleted there too is deleted.
    """
    fates = entry_fates(before, after)
    if fates is None:
        return LiveLook(before=before, after=after)
    deleted = fates.gone_as(EntryFate.DELETED)
    seen_gone = deleted & (deleted_entries(before, held.story) if held is not None else NOTHING)
    old, new = _in_sight(before, after, fates)
    return LiveLook(
        before=old,
        after=new,
        unconfirmed=deleted - seen_gone,
        confirmed=seen_gone,
        told=frozenset(_news(after, fates.come_as(EntryFate.ADDED))),
        words=_words(fates, seen_gone),
        wall=_wall_beside(before, after),
        another=reading_doubt(before, after),
    )


def deleted_entries(before: Story, after: Story) -> frozenset[str]:
    """Give the ids of the entries that are gone from between their neighbours."""
    fates = entry_fates(before, after)
    return fates.gone_as(EntryFate.DELETED) if fates is not None else NOTHING


def in_sight(before: Story, after: Story) -> tuple[Story, Story]:
    """Give two readings without the entries that only slid in or out of sight, entries in one order.

    Where one of them is no live blog both are given as they are.
    """
    fates = entry_fates(before, after)
    return (before, after) if fates is None else _in_sight(before, after, fates)


def is_widened(before: Story | None, after: Story | None) -> bool:
    """Whether a live blog shows all that it showed, and older entries too."""
    fates = entry_fates(before, after) if before is not None and after is not None else None
    if fates is None or fates.gone or not fates.come:
        return False
    return fates.come_as(EntryFate.COME_INTO_SIGHT) == fates.come.keys()


def with_doubted(before: Story | None, after: Story, held: Held | None) -> Story:
    """List the entries whose deletion nobody confirmed in the story that becomes a version: none is told deleted."""
    if before is None or not after.entries:
        return after
    doubted = deleted_entries(before, after)
    if doubted and held is not None:
        doubted -= deleted_entries(before, held.story)
    if not doubted:
        return after
    return replace(after, entries=(*after.entries, *(entry for entry in before.entries if entry.id in doubted)))


def without(story: Story, entries: AbstractSet[str]) -> Story:
    """Give a story without some of its entries."""
    if not entries:
        return story
    return _kept(story, [block for block in story.blocks if block.entry not in entries])


def _in_sight(before: Story, after: Story, fates: EntryFates) -> tuple[Story, Story]:
    olds, news = _by_entry(before), _by_entry(after)
    out, hidden = fates.gone_as(EntryFate.OUT_OF_SIGHT), fates.come_as(EntryFate.COME_INTO_SIGHT)
    if not fates.come:
        out = frozenset(name for name in out if not _is_note(olds.get(name, ())))
    standing = [name for name in olds if name and name not in out]
    old = [block for name in ("", *standing) for block in olds.get(name, ())]
    staying = [fates.became[name] for name in standing if name in fates.became]
    places = {name: place for place, name in enumerate(news)}
    if not _is_turned_or_pinned([places[name] for name in staying]):
        staying = [name for name in news if name in set(staying)]
    order = (*(name for name in news if name not in hidden and name not in staying), *staying)
    new = [block for name in order for block in news.get(name, ())]
    return _kept(before, old), _kept(after, new)


def _is_turned_or_pinned(order: list[int]) -> bool:
    """Whether entries stand in their old order, the page turned round, or but for those pinned to the top or let go."""
    rising, falling = longest_rising(order), longest_rising([-place for place in order])
    if len(falling) > len(rising):
        return True
    moved = set(range(len(order))) - set(rising)
    return all(place == 0 or order[place] == min(order) for place in moved)


def _by_entry(story: Story) -> dict[str, tuple[Block, ...]]:
    """Give the blocks of each entry, in the order of the page; what is pinned too is there once."""
    found: defaultdict[str, dict[tuple[str, str], Block]] = defaultdict(dict)
    loose: list[Block] = []
    for block in story.blocks:
        if block.entry:
            found[block.entry].setdefault((block.kind.value, block.text), block)
        else:
            loose.append(block)
    return {"": tuple(loose), **{name: tuple(blocks.values()) for name, blocks in found.items()}}


def _is_note(blocks: tuple[Block, ...]) -> bool:
    """Whether an entry is but a newsroom's word about the page: where nothing pushed it out, it was taken away."""
    return all(block.kind is BlockKind.NOTE for block in blocks)


def _kept(story: Story, blocks: list[Block]) -> Story:
    """Give a story of some of its blocks, with the notes that stand in them or beside the text."""
    hidden = {block.text for block in story.blocks} - {block.text for block in blocks}
    notes = tuple(note for note in story.notes if note.text not in hidden)
    return replace(story, blocks=tuple(blocks), notes=notes)


def _news(after: Story, come: AbstractSet[str]) -> Iterator[str]:
    """Give the sentences of new entries that the page dates."""
    dated = {entry.id for entry in after.entries if entry.published is not None}
    for block in after.blocks:
        if block.entry in come and block.entry in dated and not block.site:
            text = comparable(block.text)
            if letters(text) >= SHORT and SENTENCE.search(text) and not block.links:
                yield text


def _wall_beside(before: Story, after: Story) -> str:
    """Say that a page speaks of a wall beside its entries, where most of what stood there is gone."""
    beside = tuple(block for block in after.blocks if not block.entry)
    gone = 2 * len(after.text) < len(before.text)
    wall = wall_spoken_of(before, replace(after, blocks=beside)) if beside and gone else ""
    return f"the text speaks of {wall}" if wall else ""


def _words(fates: EntryFates, gone: AbstractSet[str]) -> str:
    come = fates.come_as(EntryFate.ADDED)
    counts = ((gone, "entry deleted", "entries deleted"), (come, "new entry", "new entries"))
    return ", ".join(_counted(names, one, more) for names, one, more in counts if names)


def _counted(names: AbstractSet[str], one: str, more: str) -> str:
    count = len(names)
    return f"one {one}" if count == 1 else f"{count} {more}"
