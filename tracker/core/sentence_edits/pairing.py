"""Which sentences of two versions are one: those that share enough of their words, by the diff's own word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from tracker.core.sentence_edits.cutting import cut, trimmed
from tracker.core.text.sentences import sentences as cut_into_sentences
from tracker.model import BlockChange, BlockDiff, BlockKind, Diff, FieldDiff, Op, Part, SentenceEdit, SentenceOp, Span

# Of the letters of the shorter of two sentences: so many must be kept for the two to be one edit.
_SHARED = 0.3
_PLACE = tuple[int, int]

# Most paragraphs of a step are those of the step before it.
sentences = lru_cache(maxsize=4096)(cut_into_sentences)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One edit with the block it stands in, before tags and moves between blocks are known.

    Attributes:
        block: index into `Diff.blocks`; None for the lines above the text.
    """

    edit: SentenceEdit
    block: int | None
    kind: BlockKind | None


@dataclass(slots=True)
class _Sides:
    """The two texts of a block, their sentences, and which letters of one are letters of the other."""

    old: str = ""
    new: str = ""
    kept: list[tuple[int, int, int]] = field(default_factory=list)
    moved: list[tuple[int, int, int]] = field(default_factory=list)


def field_edits(diff: Diff) -> Iterator[Found]:
    """Give headline, standfirst and byline as one sentence each; one that is empty on both sides is none."""
    for one in diff.fields:
        old, new = one.before.strip(), one.after.strip()
        if old or new:
            yield Found(edit=_field_edit(one, old, new), block=None, kind=None)


def _field_edit(one: FieldDiff, old: str, new: str) -> SentenceEdit:
    op = SentenceOp.KEPT if old == new else SentenceOp.EDITED
    if not old or not new:
        op = SentenceOp.REMOVED if old else SentenceOp.ADDED
    before, after = ((0,) if old else ()), ((0,) if new else ())
    spans = trimmed(one.spans, old, new) if op is SentenceOp.EDITED else ()
    return SentenceEdit(op=op, part=Part(one.name), before=before, after=after, old=old, new=new, spans=spans)


def block_edits(diff: Diff) -> Iterator[Found]:
    """Give the edits of the text, block by block; a moved block is told where it stands now."""
    old_starts, new_starts = _starts(diff.before), _starts(diff.after)
    left = {block.move: block.before for block in diff.blocks if block.change is BlockChange.MOVED_AWAY}
    for place, block in enumerate(diff.blocks):
        if block.change is BlockChange.MOVED_AWAY:
            continue
        here = block.change is BlockChange.MOVED_HERE
        before = left.get(block.move, ()) if here else block.before
        starts = (old_starts[before[0]] if before else 0, new_starts[block.after[0]] if block.after else 0)
        for edit in _edits(block, starts, moved=here):
            yield Found(edit=edit, block=place, kind=block.kind)


def _starts(texts: Sequence[str]) -> list[int]:
    return [0, *accumulate(len(sentences(text)) for text in texts)]


def _edits(block: BlockDiff, starts: _PLACE, *, moved: bool) -> Iterator[SentenceEdit]:
    sides = _sides(block.spans)
    lefts, rights = sentences(sides.old), sentences(sides.new)
    links, inside = _links(sides, lefts, rights)
    for olds, news in _groups(links, len(lefts), len(rights)):
        old = " ".join(lefts[place].strip() for place in olds)
        new = " ".join(rights[place].strip() for place in news)
        went = moved or any((i, j) in inside for i in olds for j in news)
        op = _op(old, new, moved=went) if olds and news else SentenceOp.REMOVED if olds else SentenceOp.ADDED
        yield SentenceEdit(
            op=op,
            part=Part.TEXT,
            before=tuple(starts[0] + place for place in olds),
            after=tuple(starts[1] + place for place in news),
            old=old,
            new=new,
            spans=cut(block.spans, _reach(lefts, olds), _reach(rights, news), old, new)
            if op is SentenceOp.EDITED
            else (),
            tags=("moved",) if op is SentenceOp.EDITED and went else (),
        )


def _reach(parts: Sequence[str], places: Sequence[int]) -> tuple[int, int]:
    """Give from where to where sentences reach in their text, and all that lies between them."""
    begin = sum(map(len, parts[: places[0]]))
    return begin, begin + sum(map(len, parts[places[0] : places[-1] + 1]))


def _op(old: str, new: str, *, moved: bool) -> SentenceOp:
    if old != new:
        return SentenceOp.EDITED
    return SentenceOp.MOVED if moved else SentenceOp.KEPT


def _sides(spans: Sequence[Span]) -> _Sides:
    """Lay out both texts, and note which runs of the two are one, and which moved inside the block."""
    sides, away, here = _Sides(), dict[int, int](), dict[int, tuple[int, int]]()
    for span in spans:
        old, new, size = len(sides.old), len(sides.new), len(span.text)
        if span.op is Op.EQUAL:
            sides.kept.append((old, new, size))
        elif span.move is not None and span.op is Op.DELETED:
            away[span.move] = old
        elif span.move is not None:
            here[span.move] = (new, size)
        sides.old += "" if span.op is Op.INSERTED else span.text
        sides.new += "" if span.op is Op.DELETED else span.text
    sides.moved = [(away[move], new, size) for move, (new, size) in here.items() if move in away]
    return sides


def _links(sides: _Sides, lefts: Sequence[str], rights: Sequence[str]) -> tuple[set[_PLACE], set[_PLACE]]:
    """Give the pairs of sentences that are one, and those of them that moved inside the block."""
    if sides.old == sides.new:
        return {(place, place) for place in range(len(lefts))}, set()
    inside = _linked(sides.moved, lefts, rights)
    return _linked(sides.kept, lefts, rights) | inside, inside


def _linked(runs: Sequence[tuple[int, int, int]], lefts: Sequence[str], rights: Sequence[str]) -> set[_PLACE]:
    """Give the pairs of sentences that share enough of their letters."""
    shared = Counter[_PLACE]()
    owners_left, owners_right = _owners(lefts), _owners(rights)
    for old, new, size in runs:
        pairs = zip(owners_left[old : old + size], owners_right[new : new + size], strict=False)
        shared.update(pair for pair in pairs if -1 not in pair)
    sizes_left, sizes_right = Counter(owners_left), Counter(owners_right)
    return {(i, j) for (i, j), count in shared.items() if count >= _SHARED * min(sizes_left[i], sizes_right[j])}


def _owners(parts: Sequence[str]) -> list[int]:
    """Give for each character the sentence it is a letter of; -1 for white space."""
    return [-1 if sign.isspace() else place for place, part in enumerate(parts) for sign in part]


def _groups(links: set[_PLACE], lefts: int, rights: int) -> Iterator[tuple[list[int], list[int]]]:
    """Give sentences that hang together by links, in the order of the new text; what went stands before what came."""
    partner_left, partner_right = _partners(links), _partners({(j, i) for i, j in links})
    next_left = 0
    told_left, told_right = set[int](), set[int]()
    for right in range(rights):
        if right in told_right:
            continue
        olds, news = _hanging(right, partner_left, partner_right)
        while next_left < lefts and (
            next_left not in partner_left or next_left in told_left or next_left < min(olds, default=0)
        ):
            if next_left not in partner_left:
                yield [next_left], []
            next_left += 1
        told_left |= olds
        told_right |= news
        yield sorted(olds), sorted(news)
    yield from (([place], []) for place in range(next_left, lefts) if place not in partner_left)


def _partners(links: set[_PLACE]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for one, other in links:
        found.setdefault(one, set()).add(other)
    return found


def _hanging(right: int, by_left: dict[int, set[int]], by_right: dict[int, set[int]]) -> tuple[set[int], set[int]]:
    olds, news, fresh = set[int](), {right}, {right}
    while fresh:
        olds |= {i for j in fresh for i in by_right.get(j, ())}
        fresh = {j for i in olds for j in by_left.get(i, ())} - news
        news |= fresh
    return olds, news
