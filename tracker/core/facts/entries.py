"""What happened to the entries of a live blog: new ones are news, an old one edited or deleted is the signal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from tracker.core.facts.changes import side
from tracker.core.facts.form import is_form
from tracker.core.text.likeness import content_words
from tracker.model import (
    BlockChange,
    BlockDiff,
    BlockKind,
    Diff,
    EntryDiff,
    EntryFate,
    Fact,
    FactKind,
    Op,
    Span,
    Story,
)

# Nothing happened in the story: the page shows another part of it.
UNSEEN = frozenset((FactKind.ENTRIES_OUT_OF_SIGHT,))
# News that come with their own time: they ask for no date of change.
DATED = UNSEEN | {FactKind.ENTRIES_ADDED}
_CAME = frozenset((EntryFate.ADDED, EntryFate.COME_INTO_SIGHT))
_GOES_AND_COMES = frozenset((EntryFate.OUT_OF_SIGHT, EntryFate.COME_INTO_SIGHT))
_MOVES = frozenset((BlockChange.MOVED_AWAY, BlockChange.MOVED_HERE))
_FIRST_WORDS = 60

Blocks = dict[str, list[tuple[int, BlockDiff]]]


def entry_facts(diff: Diff) -> Iterator[Fact]:
    """Tell what happened to the entries: each that was deleted, edited or merged, and how many came or slid away."""
    blocks = _blocks_of(diff)
    days = len({entry.published.date() for entry in diff.entries if entry.published}) > 1
    for entry in diff.entries:
        if entry.fate is EntryFate.DELETED:
            yield _deleted(entry, blocks[entry.id], days=days)
        elif entry.fate in (EntryFate.EDITED, EntryFate.MERGED):
            yield from _edited(entry, blocks[entry.id], days=days, carried=entry.id in diff.carried)
    yield from _counted(diff)


def in_sight(before: Story, after: Story, diff: Diff) -> tuple[Story, Story, Diff]:
    """Give two stories and their diff in which what the page merely shows no longer, not yet, or elsewhere is kept.

    Of it nothing is told: no paragraph came or went, no note was removed. Blocks keep their places in the diff.
    """
    if not diff.entries:
        return before, after, diff
    quiet = _unseen(diff)
    standing = {entry.id for entry in diff.entries if entry.fate is EntryFate.KEPT}
    carried = diff.carried
    blocks = tuple(_kept(block) if _is_quiet(block, quiet, standing, carried) else block for block in diff.blocks)
    gone = {before.blocks[place].text for block in diff.blocks if block.entry in quiet for place in block.before}
    come = {after.blocks[place].text for block in diff.blocks if block.entry in quiet for place in block.after}
    return _without_notes(before, gone), _without_notes(after, come), replace(diff, blocks=blocks)


def is_dated_anew(before: Story, after: Story) -> bool:
    """Whether an entry that stands on both sides says of itself that it was changed since."""
    known = {entry.id: entry.modified for entry in before.entries}
    return any(entry.modified != known.get(entry.id, entry.modified) for entry in after.entries)


def beside_entries(diff: Diff) -> tuple[BlockDiff, ...]:
    """Give the blocks that are counted as paragraphs: those of an entry with a fact of its own are told by it."""
    told = {entry.id for entry in diff.entries if entry.fate is not EntryFate.KEPT}
    return tuple(block for block in diff.blocks if not block.entry or block.entry not in told)


def entry_name(entry: EntryDiff, *, days: bool) -> str:
    """Name an entry by its time: `entry of 14:05 UTC`, with the day where a blog runs over several."""
    if entry.published is None:
        return "entry"
    day = f"{entry.published.day} {entry.published:%B} " if days else ""
    return f"entry of {day}{entry.published:%H:%M} UTC"


def _deleted(entry: EntryDiff, blocks: Iterable[tuple[int, BlockDiff]], *, days: bool) -> Fact:
    row = list(blocks)
    name, before = entry_name(entry, days=days), _text(row, Op.DELETED)
    return Fact(
        kind=FactKind.ENTRY_DELETED,
        text=f"{name} deleted: “{_title(entry, before)}”",
        before=before,
        place=name,
        block=row[0][0] if row else None,
    )


def _edited(entry: EntryDiff, blocks: Iterable[tuple[int, BlockDiff]], *, days: bool, carried: bool) -> Iterator[Fact]:
    row = [(place, block) for place, block in blocks if block.change is not BlockChange.KEPT]
    merged = entry.fate is EntryFate.MERGED
    touched = [(place, block) for place, block in row if block.change is not BlockChange.MOVED_AWAY]
    if not merged and all(is_form(block) or (carried and _is_still(block)) for _, block in row):
        return
    name, whole = entry_name(entry, days=days), _text(list(blocks), Op.INSERTED) or _text(list(blocks), Op.DELETED)
    what = "merged into another" if merged else "edited"
    yield Fact(
        kind=FactKind.ENTRY_EDITED,
        text=f"{name} {what}: “{_title(entry, whole)}”",
        before=_text(touched, Op.DELETED),
        after=_text(touched, Op.INSERTED),
        place=name,
        block=touched[0][0] if touched else None,
    )


def _counted(diff: Diff) -> Iterator[Fact]:
    come = [entry for entry in diff.entries if entry.fate is EntryFate.ADDED]
    if come:
        late = sum(map(_came_among_older(diff), come))
        yield Fact(kind=FactKind.ENTRIES_ADDED, text=_added(len(come) - late, late), after=str(len(come)))
    out = [entry for entry in diff.entries if entry.fate is EntryFate.OUT_OF_SIGHT]
    if out:
        since = diff.shown_since
        older = since is not None and all(entry.published and entry.published < since for entry in out)
        words = f"{len(out)} {'older ' * older}{'entry' if len(out) == 1 else 'entries'} out of sight"
        yield Fact(kind=FactKind.ENTRIES_OUT_OF_SIGHT, text=words, before=str(len(out)))


def _came_among_older(diff: Diff) -> Callable[[EntryDiff], bool]:
    """Give what tells whether an entry that came is older than others that were shown before: it may have come back."""
    shown = [entry.published for entry in diff.entries if entry.fate not in _CAME and entry.published is not None]
    newest = max(shown, default=None)
    return lambda entry: newest is not None and entry.published is not None and entry.published < newest


def _added(new: int, late: int) -> str:
    """Say how many entries came, and how many of them among older ones."""
    words = [f"{new} new {'entry' if new == 1 else 'entries'}"] if new else []
    if late:
        noun = "" if new else " entry" if late == 1 else " entries"
        words.append(f"{late}{noun} added among older ones")
    return ", ".join(words)


def _blocks_of(diff: Diff) -> Blocks:
    found: Blocks = defaultdict(list)
    for place, block in enumerate(diff.blocks):
        if block.entry:
            found[block.entry].append((place, block))
    return found


def _text(blocks: list[tuple[int, BlockDiff]], op: Op) -> str:
    return "\n".join(filter(None, (side(block.spans, op) for _, block in blocks)))


def _title(entry: EntryDiff, text: str) -> str:
    """Give an entry's headline, else its first words."""
    title = " ".join((entry.headline or text).split())
    if len(title) <= _FIRST_WORDS:
        return title
    cut = title[:_FIRST_WORDS].rpartition(" ")[0] if len(content_words(title)) > 1 else ""
    return f"{cut or title[:_FIRST_WORDS]}…"


def _unseen(diff: Diff) -> frozenset[str]:
    """Give the ids of entries that the page shows no longer or not yet.

    A newsroom's word about the page that nothing pushed out was taken away.
    """
    fates = {entry.fate for entry in diff.entries}
    pushed = EntryFate.ADDED in fates or EntryFate.COME_INTO_SIGHT in fates
    blocks = _blocks_of(diff)
    return frozenset(
        entry.id
        for entry in diff.entries
        if entry.fate in _GOES_AND_COMES
        and (pushed or any(block.kind is not BlockKind.NOTE for _, block in blocks[entry.id]))
    )


def _is_quiet(block: BlockDiff, unseen: frozenset[str], standing: set[str], carried: frozenset[str]) -> bool:
    """Whether nothing happened to a block but that it is shown elsewhere, no longer, or twice."""
    if block.entry in unseen:
        return True
    return not block.links and (block.entry in standing or (block.entry in carried and _is_still(block)))


def _is_still(block: BlockDiff) -> bool:
    """Whether a block only moved with its entry."""
    return block.change in _MOVES and all(span.op is Op.EQUAL for span in block.spans)


def _without_notes(story: Story, hidden: set[str]) -> Story:
    return replace(story, notes=tuple(note for note in story.notes if note.text not in hidden))


def _kept(block: BlockDiff) -> BlockDiff:
    spans = tuple(Span(op=Op.EQUAL, text=span.text) for span in block.spans)
    return block._replace(change=BlockChange.KEPT, spans=spans, move=None)
