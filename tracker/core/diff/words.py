"""Edits inside one sentence: whole words, no scraps left standing, or the sentence replaced whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from tracker.core.diff.anchors import Pair, closest_pairs
from tracker.core.diff.effort import Effort
from tracker.core.diff.spans import joined
from tracker.core.text.light_words import LIGHT_WORDS
from tracker.core.text.words import is_word, words
from tracker.model import Op, Span

# Measured on 734 pairs of real revisions: docs/diff.md.
_ISLAND_WORDS = 2
_ISLAND_CHARACTERS = 20
_LIGHT_ISLAND_WORDS = 4
_LEAST_KEPT = 0.50
# More edits than this, in a sentence of which less than this is kept: quicker to read when replaced whole.
_CROWDED = ((2, 0.55), (3, 0.60), (6, 0.75))


@dataclass(frozen=True, slots=True)
class _Run:
    """Tokens that are kept: `size` of them, from `left` in the old row and `right` in the new one."""

    left: int
    right: int
    size: int


class _Row:
    """The tokens of one side: `keys` without the white space behind them, `counts` the words before each place."""

    __slots__ = ("counts", "keys", "tokens")

    def __init__(self, text: str) -> None:
        self.tokens = words(text)
        self.keys = [token.rstrip() or " " for token in self.tokens]
        self.counts = list(accumulate(map(is_word, self.keys), initial=0))

    def words_in(self, first: int, last: int) -> int:
        return self.counts[last] - self.counts[first]


def word_spans(before: str, after: str, effort: Effort) -> tuple[Span, ...] | None:
    """The edits that lead from one sentence to the other; None where it is quicker to read both whole."""
    left, right = _Row(before), _Row(after)
    if _hopeless(left, right):
        return None
    runs = _without_islands(_runs(closest_pairs(left.keys, right.keys, effort)), left, right)
    if _rewritten(runs, left, right):
        return None
    return joined(_laid_out(_grown(runs, left, right), left, right))


def _hopeless(left: _Row, right: _Row) -> bool:
    """Whether too few words are on both sides, in whatever order, for enough to be kept."""
    shared = Counter(left.keys) & Counter(right.keys)
    kept = sum(count for key, count in shared.items() if is_word(key))
    return kept < _LEAST_KEPT * max(left.counts[-1], right.counts[-1])


def _runs(pairs: list[Pair]) -> list[_Run]:
    found: list[_Run] = []
    for i, j in pairs:
        last = found[-1] if found else None
        if last and i == last.left + last.size and j == last.right + last.size:
            found[-1] = _Run(last.left, last.right, last.size + 1)
        else:
            found.append(_Run(i, j, 1))
    return found


def _without_islands(runs: list[_Run], left: _Row, right: _Row) -> list[_Run]:
    """Leave out kept scraps between two edits, until there are none."""
    standing = list(runs)
    place = 0
    while place < len(standing):
        if _is_island(standing, place, left, right):
            del standing[place]
            place = max(place - 1, 0)
        else:
            place += 1
    return standing


def _is_island(runs: list[_Run], place: int, left: _Row, right: _Row) -> bool:
    run = runs[place]
    edited_before = _edited_words(runs, place, left, right)
    edited_after = _edited_words(runs, place + 1, left, right)
    if edited_before is None or edited_after is None:
        return False
    kept = left.words_in(run.left, run.left + run.size)
    edited = edited_before + edited_after
    if kept == 0:
        return True
    if kept > _LIGHT_ISLAND_WORDS:
        return False
    keys = left.keys[run.left : run.left + run.size]
    light = all(key.lower() in LIGHT_WORDS or not is_word(key) for key in keys)
    short = light or sum(map(len, keys)) + run.size - 1 <= _ISLAND_CHARACTERS
    return (kept <= _ISLAND_WORDS and short and edited > kept) or (light and edited > 2 * kept)


def _edited_words(runs: list[_Run], place: int, left: _Row, right: _Row) -> int | None:
    """How many words the edit in front of run `place` touches; None where there is no edit."""
    first = runs[place - 1] if place else _Run(0, 0, 0)
    last = runs[place] if place < len(runs) else _Run(len(left.keys), len(right.keys), 0)
    start_left, start_right = first.left + first.size, first.right + first.size
    if start_left == last.left and start_right == last.right:
        return None
    return max(left.words_in(start_left, last.left), right.words_in(start_right, last.right))


def _rewritten(runs: list[_Run], left: _Row, right: _Row) -> bool:
    """Whether so little is kept, or in so many pieces, that the two sentences are read more quickly whole."""
    kept = sum(left.words_in(run.left, run.left + run.size) for run in runs)
    share = kept / max(left.counts[-1], right.counts[-1], 1)
    edits = sum(_edited_words(runs, place, left, right) is not None for place in range(len(runs) + 1))
    return share < _LEAST_KEPT or any(edits > most and share < least for most, least in _CROWDED)


def _grown(runs: list[_Run], left: _Row, right: _Row) -> list[_Run]:
    """Give back to each run what the edit behind it has in common at its start, and to the next what it has at its end."""
    ends = [_Run(0, 0, 0), *runs, _Run(len(left.keys), len(right.keys), 0)]
    for place in range(len(ends) - 1):
        run, following = ends[place], ends[place + 1]
        i, j, stop_i, stop_j = run.left + run.size, run.right + run.size, following.left, following.right
        more = 0
        while i + more < stop_i and j + more < stop_j and left.keys[i + more] == right.keys[j + more]:
            more += 1
        back = 0
        while (
            stop_i - back > i + more
            and stop_j - back > j + more
            and left.keys[stop_i - back - 1] == right.keys[stop_j - back - 1]
        ):
            back += 1
        ends[place] = _Run(run.left, run.right, run.size + more)
        ends[place + 1] = _Run(stop_i - back, stop_j - back, following.size + back)
    return ends


def _laid_out(runs: list[_Run], left: _Row, right: _Row) -> Iterator[Span]:
    i = j = 0
    for run in runs:
        yield Span(op=Op.DELETED, text="".join(left.tokens[i : run.left]))
        yield Span(op=Op.INSERTED, text="".join(right.tokens[j : run.right]))
        i, j = run.left + run.size, run.right + run.size
        yield from _kept(left.tokens[run.left : i], right.tokens[run.right : j])


def _kept(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[Span]:
    """Kept words, and the white space behind them where it differs."""
    if left == right:
        yield Span(op=Op.EQUAL, text="".join(left))
        return
    for old, new in zip(left, right, strict=True):
        word = old.rstrip() if old != new else old
        yield Span(op=Op.EQUAL, text=word)
        yield Span(op=Op.DELETED, text=old[len(word) :])
        yield Span(op=Op.INSERTED, text=new[len(word) :])
