"""Sentences that left one paragraph and stand in another, to the letter: moved, not removed and added."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace

from tracker.core.sentence_edits.pairing import Found
from tracker.core.text.likeness import content_words
from tracker.model import SentenceOp

# Shorter ones say too little to be followed.
_LEAST_WORDS = 5


def with_moves(found: Iterable[Found]) -> Iterator[Found]:
    """Join each sentence that was removed in one place and added in another; it is told where it stands now."""
    edits = list(found)
    removed = _long_ones(edits, SentenceOp.REMOVED)
    joined: dict[int, int] = {}
    for place, one in enumerate(edits):
        if one.edit.op is SentenceOp.ADDED and removed.get(one.edit.new):
            joined[place] = removed[one.edit.new].popleft()
    gone = set(joined.values())
    for place, one in enumerate(edits):
        if place in joined:
            old = edits[joined[place]].edit
            yield replace(one, edit=replace(one.edit, op=SentenceOp.MOVED, before=old.before, old=old.old))
        elif place not in gone:
            yield one


def _long_ones(edits: list[Found], op: SentenceOp) -> dict[str, deque[int]]:
    found = defaultdict[str, deque[int]](deque)
    for place, one in enumerate(edits):
        if one.edit.op is op and len(content_words(one.edit.old)) >= _LEAST_WORDS:
            found[one.edit.old].append(place)
    return found
