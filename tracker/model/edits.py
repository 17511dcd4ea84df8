"""What a diff tells beside its blocks: links that lead elsewhere, and edits that were made in many places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class LinkChange(NamedTuple):
    """A link of a block that leads elsewhere than before, came or went.

    Attributes:
        text: the words that carry it.
        before, after: where it led and leads; empty on a side where there was no such link.
    """

    text: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repetition:
    """One edit made in many places, to be said once.

    Attributes:
        before, after: the words that went and came; one of the two may be empty.
        blocks: indices into `Diff.blocks` of the blocks that hold it, ascending.
        count: in how many places; at least as many as blocks.
        alone: those of `blocks` that hold no other edit: a renderer may fold them.
    """

    before: str
    after: str
    blocks: tuple[int, ...]
    count: int
    alone: tuple[int, ...] = ()
