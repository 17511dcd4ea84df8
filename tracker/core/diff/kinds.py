"""What a block of one kind may have become: a caption is compared with captions, a table's row with rows."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tracker.model import BlockKind

Needed = Callable[[int, int], float]

# Set by the page as one or the other, and read in one flow: what is mostly the same is the same.
_RUNNING = frozenset((BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST_ITEM))
# A sentence that turns out to be a newsroom's word about its text stood in the flow before.
_FLOWING = _RUNNING | {BlockKind.NOTE}
_MOSTLY = 0.65
NEVER = 2.0


def likeness_needed(before: BlockKind, after: BlockKind) -> float:
    """How alike two edited blocks must be, by their kinds alone, to be one: 0.0 for any; above 1.0 they never are.

    Blocks of the same text are one whatever their kinds.
    """
    if before is after:
        return 0.0
    return _MOSTLY if before in _FLOWING and after in _FLOWING else NEVER


def may_be_part(part: BlockKind, whole: BlockKind) -> bool:
    """Whether a block of one kind may have been split from one of another, or merged into it."""
    return part is whole or (part in _FLOWING and whole in _FLOWING)


def needed_among(before: Sequence[BlockKind], after: Sequence[BlockKind]) -> Needed | None:
    """The likeness needed by the places of two blocks; None where all are of one kind, so that any may be one."""
    if len({*before, *after}) <= 1:
        return None
    return lambda i, j: likeness_needed(before[i], after[j])
