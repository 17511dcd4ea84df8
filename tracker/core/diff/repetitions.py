"""One edit that was made in many places, to be said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tracker.model import BlockChange, BlockDiff, Op, Repetition, Span

_LEAST_PLACES = 3
_WHOLE = frozenset((BlockChange.KEPT, BlockChange.MOVED_AWAY))

Edit = tuple[str, str]


def repeated_edits(blocks: Iterable[BlockDiff]) -> tuple[Repetition, ...]:
    """Edits of the same words in at least three places, the most frequent first; white space around them apart."""
    held: dict[int, list[Edit]] = {}
    places: defaultdict[Edit, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.change in _WHOLE:
            continue
        edits = list(_edits(block.spans)) + [("", "")] * bool(block.links)
        if edits:
            held[index] = edits
            for edit in edits:
                places[edit].append(index)
    places.pop(("", ""), None)
    often = [(edit, where) for edit, where in places.items() if len(where) >= _LEAST_PLACES]
    often.sort(key=lambda found: -len(found[1]))
    return tuple(_repetition(edit, where, held) for edit, where in often)


def _repetition(edit: Edit, where: list[int], held: dict[int, list[Edit]]) -> Repetition:
    blocks = tuple(dict.fromkeys(where))
    alone = tuple(index for index in blocks if all(other == edit for other in held[index]))
    return Repetition(before=edit[0], after=edit[1], blocks=blocks, count=len(where), alone=alone)


def _edits(spans: Iterable[Span]) -> Iterator[Edit]:
    """What went and came between two kept runs, trimmed; a sentence that moved, or white space alone, is ("", "")."""
    gone = come = ""
    touched = False
    for span in spans:
        if span.op is Op.EQUAL:
            if touched:
                yield gone.strip(), come.strip()
            gone, come, touched = "", "", False
        else:
            touched = True
            gone += span.text if span.op is Op.DELETED and span.move is None else ""
            come += span.text if span.op is Op.INSERTED and span.move is None else ""
    if touched:
        yield gone.strip(), come.strip()
