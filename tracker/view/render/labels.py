"""The signs of the gutter and the words in front of a block: what it is, and where it was or went."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, Op

SIGNS = {
    BlockChange.KEPT: " ",
    BlockChange.ADDED: "+",
    BlockChange.REMOVED: "-",
    BlockChange.EDITED: "~",
    BlockChange.REWRITTEN: "≈",
    BlockChange.MOVED_AWAY: "↕",
    BlockChange.MOVED_HERE: "↕",
    BlockChange.SPLIT: "⑂",
    BlockChange.MERGED: "⑃",
}
_KINDS = {
    BlockKind.HEADING: "heading",
    BlockKind.LIST_ITEM: "list item",
    BlockKind.QUOTE: "quote",
    BlockKind.CAPTION: "caption",
    BlockKind.NOTE: "note",
    BlockKind.TABLE_ROW: "table row",
}
_MOVES = (BlockChange.MOVED_HERE, BlockChange.MOVED_AWAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """Neighbouring blocks that moved together, or one that moved alone.

    Attributes:
        places: indices into `Diff.blocks` of the blocks on this side, one after another.
        first, last: where they stand on the other side, counted from 1; 0 where that is not known.
        up: whether they stand nearer to the beginning than they did.
    """

    places: range
    first: int
    last: int
    up: bool


def moves(diff: Diff) -> dict[int, Moved]:
    """Tell for every block of `Diff.blocks` that moved with which others it did, by its index."""
    runs = [run for change in _MOVES for run in _runs(diff, change)]
    return {place: run for run in runs for place in run.places}


def label(block: BlockDiff, moved: Moved | None, *, leads: bool = True) -> str:
    """Give the words in front of a block; empty for most.

    Args:
        moved: the move it is part of.
        leads: whether it is the first of that move: one label speaks for all.
    """
    words = [_KINDS[block.kind]] if block.kind in _KINDS and block.change is not BlockChange.KEPT else []
    if moved is not None and leads:
        words.append(_move_words(block, moved))
    elif block.change is BlockChange.SPLIT:
        words.append(f"split into {len(block.after)} paragraphs")
    elif block.change is BlockChange.MERGED:
        words.append(f"{len(block.before)} paragraphs merged")
    elif block.change is BlockChange.REWRITTEN:
        words.append("rewritten")
    return ", ".join(words)


def place_words(block: BlockDiff) -> str:
    """Say where a block stands: in the new text, or in the old one where it is gone."""
    places = block.after or block.before
    gone = "" if block.after else "old "
    if not places:
        return ""
    if len(places) == 1:
        return f"{gone}paragraph {places[0] + 1}"
    return f"{gone}paragraphs {places[0] + 1}–{places[-1] + 1}"


def _runs(diff: Diff, change: BlockChange) -> Iterator[Moved]:
    others = _other_sides(diff, change)
    start = 0
    while start < len(diff.blocks):
        block = diff.blocks[start]
        if block.change is not change:
            start += 1
            continue
        end = start + 1
        while end < len(diff.blocks) and _follows(diff.blocks[end], diff.blocks[end - 1], change, others):
            end += 1
        yield _run(diff, range(start, end), others)
        start = end


def _run(diff: Diff, places: range, others: dict[int, tuple[int, int]]) -> Moved:
    first, last = (diff.blocks[place].move for place in (places[0], places[-1]))
    other_place, number = others.get(-1 if first is None else first, (-1, -1))
    end = others.get(-1 if last is None else last, (-1, -1))[1]
    # Who reads downwards meets what moved up at its new place first.
    here = diff.blocks[places[0]].change is BlockChange.MOVED_HERE
    return Moved(places=places, first=number + 1, last=end + 1, up=(places[0] < other_place) == here)


def _follows(block: BlockDiff, previous: BlockDiff, change: BlockChange, others: dict[int, tuple[int, int]]) -> bool:
    if block.change is not change or block.move is None or previous.move is None:
        return False
    mine, before = others.get(block.move), others.get(previous.move)
    return mine is not None and before is not None and mine[1] == before[1] + 1


def _other_sides(diff: Diff, change: BlockChange) -> dict[int, tuple[int, int]]:
    """For each move the index of its other half in `Diff.blocks`, and its place in its own text."""
    other = BlockChange.MOVED_AWAY if change is BlockChange.MOVED_HERE else BlockChange.MOVED_HERE
    return {
        block.move: (place, (block.before or block.after or (-1,))[0])
        for place, block in enumerate(diff.blocks)
        if block.change is other and block.move is not None
    }


def _move_words(block: BlockDiff, moved: Moved) -> str:
    here = block.change is BlockChange.MOVED_HERE
    if len(moved.places) > 1:
        where = f"{'were' if here else 'now'} {moved.first}–{moved.last}"
        return f"{len(moved.places)} paragraphs moved {'up' if moved.up else 'down'}, {where}"
    if not moved.first:
        return "moved here" if here else "moved away"
    if not here:
        return f"moved away, now paragraph {moved.first}"
    edited = any(span.op is not Op.EQUAL for span in block.spans)
    return f"moved here, was paragraph {moved.first}" + (", edited" if edited else "")
