"""One edit that was made in many places, to be said once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from tracker.core.text.light_words import LIGHT_WORDS
from tracker.core.text.likeness import content_words
from tracker.model import BlockChange, BlockDiff, Op, Span

if TYPE_CHECKING:
    from tracker.model import Repetition

_LEAST_PLACES = 3
# One small word for another, `its` for `the`, in fewer places is chance.
_LEAST_PLACES_OF_LIGHT = 5
_ARTICLE_WORDS = "a an the le la les un une el los las der die das ein eine"
_ARTICLES = frozenset(_ARTICLE_WORDS.split())
_UNTOUCHED = frozenset((BlockChange.KEPT, BlockChange.MOVED_AWAY))
_WHOLE = frozenset((BlockChange.ADDED, BlockChange.REMOVED))

Edit = tuple[str, str]


def repeated_edits(blocks: Iterable[BlockDiff]) -> tuple[Repetition, ...]:
    """Edits of the same words in at least three places, the most frequent first; white space around them apart."""
    places: defaultdict[Edit, list[int]] = defaultdict(list)
    mixed: set[int] = set()
    for index, block in enumerate(blocks):
        if block.change in _UNTOUCHED:
            continue
        edits = [_edit(block.spans)] if block.change in _WHOLE else list(_edits(block.spans))
        for edit in edits:
            places[edit].append(index)
        if block.links or (len(edits) > 1 and len(set(edits)) > 1):
            mixed.add(index)
    often = [
        (edit, where)
        for edit, where in places.items()
        if len(where) >= _LEAST_PLACES and _says_something(edit, len(where))
    ]
    often.sort(key=lambda found: -len(found[1]))
    return tuple(_repetition(edit, where, mixed) for edit, where in often)


def _repetition(edit: Edit, where: list[int], mixed: set[int]) -> Repetition:
    # Made when first needed: few diffs repeat an edit.
    from tracker.model import Repetition

    blocks = tuple(dict.fromkeys(where))
    alone = tuple(index for index in blocks if index not in mixed)
    return Repetition(before=edit[0], after=edit[1], blocks=blocks, count=len(where), alone=alone)


def _says_something(edit: Edit, places: int) -> bool:
    """Whether more changed than signs and words that say little, which come and go by chance in a few places."""
    gone, come = map(content_words, edit)
    telling = any(word not in LIGHT_WORDS for word in (*gone, *come))
    return telling or (
        places >= _LEAST_PLACES_OF_LIGHT and bool(gone and come) and not _ARTICLES.issuperset((*gone, *come))
    )


def _edit(spans: tuple[Span, ...]) -> Edit:
    """What became of a block that came or went whole."""
    text = spans[0].text.strip()
    return (text, "") if spans[0].op is Op.DELETED else ("", text)


def _edits(spans: Iterable[Span]) -> Iterator[Edit]:
    """What went and came between two kept runs, trimmed; both are empty for a sentence that moved or a mere blank."""
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
