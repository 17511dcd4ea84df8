"""Edits inside one paragraph: sentences that stayed, moved, came or went, and words inside those that are alike."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.core.diff.anchors import Pair, exact_pairs
from tracker.core.diff.effort import Effort
from tracker.core.diff.pairing import like_pairs
from tracker.core.diff.spans import chained
from tracker.core.diff.words import word_spans
from tracker.core.text.likeness import Bag, content_words, plainly_alike
from tracker.core.text.sentences import sentences
from tracker.model import Op, Span

_ALIKE = 0.50
_LONE_ALIKE = 0.35
_LEAST_WORDS_MOVED = 5
# Two megabytes of prose have half as many: what has more is none.
_MOST_SENTENCES = 40_000
_STEPS_A_CHARACTER = 2


def text_spans(before: str, after: str, effort: Effort) -> tuple[Span, ...]:
    """The spans that lead from one text to the other: equal and deleted give the old, equal and inserted the new."""
    if before == after:
        return (Span(op=Op.EQUAL, text=after),) if after else ()
    left, right = sentences(before), sentences(after)
    if max(len(left), len(right)) > _MOST_SENTENCES:
        effort.coarse = True
        return tuple(Span(op=op, text=text) for op, text in ((Op.DELETED, before), (Op.INSERTED, after)) if text)
    pairs = [(0, 0)] if len(left) == len(right) == 1 else _pairs(left, right, effort)
    moves = _moves(left, right, pairs)
    return chained(_groups(left, right, pairs, moves, effort))


def _pairs(left: tuple[str, ...], right: tuple[str, ...], effort: Effort) -> list[Pair]:
    """Which sentence became which, in order: the same ones first, then those that are alike between them."""
    bare_left, bare_right = [text.strip() for text in left], [text.strip() for text in right]
    found: list[Pair] = []
    i = j = 0
    for next_i, next_j in [*exact_pairs(bare_left, bare_right, effort), (len(left), len(right))]:
        if i < next_i and j < next_j:
            found += [(i + x, j + y) for x, y in _alike(bare_left[i:next_i], bare_right[j:next_j], effort)]
        if next_i < len(left):
            found.append((next_i, next_j))
        i, j = next_i + 1, next_j + 1
    return found


def _alike(left: list[str], right: list[str], effort: Effort) -> list[Pair]:
    if not effort.spend(_STEPS_A_CHARACTER * (sum(map(len, left)) + sum(map(len, right)))):
        return []
    lone = len(left) == len(right) == 1
    if lone and plainly_alike(left[0], right[0]):
        return [(0, 0)]
    least = _LONE_ALIKE if lone else _ALIKE
    bags_left, bags_right = [Bag(text) for text in left], [Bag(text) for text in right]
    return [(i, j) for i, j, _ in like_pairs(bags_left, bags_right, least, effort)]


def _moves(left: tuple[str, ...], right: tuple[str, ...], pairs: list[Pair]) -> dict[int, int]:
    """Sentences that stand elsewhere in the paragraph, new place to old; short ones say too little to be followed."""
    if len(left) == 1 or len(right) == 1:
        return {}
    staying_left, staying_right = {i for i, _ in pairs}, {j for _, j in pairs}
    free = {text.strip(): i for i, text in enumerate(left) if i not in staying_left}
    if not free:
        return {}
    found: dict[int, int] = {}
    for j, text in enumerate(right):
        if j not in staying_right and text.strip() in free and len(content_words(text)) >= _LEAST_WORDS_MOVED:
            found[j] = free.pop(text.strip())
    return found


def _groups(
    left: tuple[str, ...], right: tuple[str, ...], pairs: list[Pair], moves: dict[int, int], effort: Effort
) -> Iterator[list[Span]]:
    """Whole sentences that came and went by themselves, so that no edit runs from one sentence into the next."""
    away = {i: number for number, i in enumerate(moves.values())}
    here = {j: number for number, j in enumerate(moves)}
    whole: list[Span] = []
    i = j = 0
    for next_i, next_j in [*pairs, (len(left), len(right))]:
        if i < next_i:
            whole += [Span(op=Op.DELETED, text=left[place], move=away.get(place)) for place in range(i, next_i)]
        if j < next_j:
            whole += [Span(op=Op.INSERTED, text=right[place], move=here.get(place)) for place in range(j, next_j)]
        i, j = next_i + 1, next_j + 1
        if next_i == len(left):
            continue
        edits = _edits(left[next_i], right[next_j], effort)
        if edits is None:
            whole += [Span(op=Op.DELETED, text=left[next_i]), Span(op=Op.INSERTED, text=right[next_j])]
        else:
            if whole:
                yield whole
                whole = []
            yield edits
    if whole:
        yield whole


def _edits(before: str, after: str, effort: Effort) -> list[Span] | None:
    """One sentence beside another, the white space behind each laid out by itself; None where it is replaced whole."""
    if before == after:
        return [Span(op=Op.EQUAL, text=before)]
    old, new = before.rstrip(), after.rstrip()
    spans = [Span(op=Op.EQUAL, text=old)] if old == new else word_spans(old, new, effort)
    if spans is None:
        return None
    tails = ((Op.DELETED, before[len(old) :]), (Op.INSERTED, after[len(new) :]))
    return [*spans, *(Span(op=op, text=text) for op, text in tails)]
