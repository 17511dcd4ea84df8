"""Edits inside one sentence: whole words, no scraps left standing, or the sentence replaced whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from tracker.core.diff.anchors import closest_pairs, equal_ends
from tracker.core.diff.effort import Effort
from tracker.core.text.light_words import LIGHT_WORDS
from tracker.core.text.words import is_word, words
from tracker.model import Op, Span

# Measured on 734 pairs of real revisions: docs/diff.md.
# A sentence is some hundred characters; what is longer than this is none.
_MOST_CHARACTERS = 50_000
_ISLAND_WORDS = 2
_ISLAND_CHARACTERS = 20
_LIGHT_ISLAND_WORDS = 4
_LEAST_KEPT = 0.50
# A line that begins with the same label, or a row of a table with the same first cell.
_LABEL_ENDS = frozenset((":", "|", "："))
_LONGEST_LABEL = 12
# More edits than this, in a sentence of which less than this is kept: quicker to read when replaced whole.
_CROWDED = ((2, 0.55), (3, 0.60), (6, 0.75))


class _Run(NamedTuple):
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


def word_spans(before: str, after: str, effort: Effort) -> list[Span] | None:
    """The edits that lead from one sentence to the other, not joined yet; None where both are read quicker whole."""
    if max(len(before), len(after)) > _MOST_CHARACTERS or not effort.spend(len(before) + len(after)):
        effort.coarse = True
        return None
    left, right = _Row(before), _Row(after)
    start, ending = equal_ends(left.keys, right.keys)
    mixed = None if _hopeless(left, right, start, ending) else _mixed(left, right, start, ending, effort)
    return mixed if mixed is not None else _labelled(left, right, start)


def _mixed(left: _Row, right: _Row, start: int, ending: int, effort: Effort) -> list[Span] | None:
    runs = _runs(left, right, start, ending, effort)
    # Nothing kept between the ends: one edit, in which no scrap stands and from which nothing is to be given back.
    if len(runs) <= bool(start) + bool(ending):
        return list(_laid_out(runs, left, right)) if _share(runs, left, right) >= _LEAST_KEPT else None
    runs = _without_islands(runs, left, right)
    return None if _rewritten(runs, left, right) else list(_laid_out(_grown(runs, left, right), left, right))


def _labelled(left: _Row, right: _Row, start: int) -> list[Span] | None:
    """What stands behind a label that both sides begin with replaced, as in `Updated: 4 May`; None without one."""
    ends = [place + 1 for place, key in enumerate(left.keys[: min(start, _LONGEST_LABEL)]) if key in _LABEL_ENDS]
    return list(_laid_out([_Run(0, 0, ends[-1])], left, right)) if ends else None


def _hopeless(left: _Row, right: _Row, start: int, ending: int) -> bool:
    """Whether too few words are on both sides, in whatever order, for enough to be kept."""
    enough = _LEAST_KEPT * max(left.counts[-1], right.counts[-1])
    kept = left.words_in(0, start) + left.words_in(len(left.keys) - ending, len(left.keys))
    if kept >= enough:
        return False
    shared = Counter(left.keys[start : len(left.keys) - ending])
    shared &= Counter(right.keys[start : len(right.keys) - ending])
    return kept + sum(count for key, count in shared.items() if is_word(key)) < enough


def _runs(left: _Row, right: _Row, start: int, ending: int, effort: Effort) -> list[_Run]:
    """What both rows keep: their equal ends, and as much as can be between them."""
    last_left, last_right = len(left.keys) - ending, len(right.keys) - ending
    pairs = closest_pairs(left.keys[start:last_left], right.keys[start:last_right], effort)
    between = (_Run(start + i, start + j, 1) for i, j in pairs)
    return _joined([_Run(0, 0, start), *between, _Run(last_left, last_right, ending)])


def _joined(runs: Iterable[_Run]) -> list[_Run]:
    """Runs without empty ones; those that touch on both sides are one."""
    found: list[_Run] = []
    for run in runs:
        last = found[-1] if found else None
        if last and run.left == last.left + last.size and run.right == last.right + last.size:
            found[-1] = _Run(last.left, last.right, last.size + run.size)
        elif run.size:
            found.append(run)
    return found


def _without_islands(runs: list[_Run], left: _Row, right: _Row) -> list[_Run]:
    """Leave out kept scraps between two edits, until there are none."""
    standing = [_Run(0, 0, 0)]
    for place, run in enumerate(runs):
        following = runs[place + 1] if place + 1 < len(runs) else _Run(len(left.keys), len(right.keys), 0)
        standing.append(run)
        # With a scrap gone the edits around it are one, and what stands before them may be a scrap now.
        while len(standing) > 1 and _is_island(standing[-2], standing[-1], following, left, right):
            standing.pop()
    return standing[1:]


def _is_island(previous: _Run, run: _Run, following: _Run, left: _Row, right: _Row) -> bool:
    edited_before = _edited_words(previous, run, left, right)
    edited_after = _edited_words(run, following, left, right)
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


def _edited_words(first: _Run, last: _Run, left: _Row, right: _Row) -> int | None:
    """How many words the edit between two runs touches; None where there is no edit."""
    start_left, start_right = first.left + first.size, first.right + first.size
    if start_left == last.left and start_right == last.right:
        return None
    return max(left.words_in(start_left, last.left), right.words_in(start_right, last.right))


def _with_ends(runs: list[_Run], left: _Row, right: _Row) -> list[_Run]:
    return [_Run(0, 0, 0), *runs, _Run(len(left.keys), len(right.keys), 0)]


def _rewritten(runs: list[_Run], left: _Row, right: _Row) -> bool:
    """Whether so little is kept, or in so many pieces, that the two sentences are read more quickly whole."""
    share = _share(runs, left, right)
    edits = sum(_edited_words(*two, left, right) is not None for two in pairwise(_with_ends(runs, left, right)))
    return share < _LEAST_KEPT or any(edits > most and share < least for most, least in _CROWDED)


def _share(runs: list[_Run], left: _Row, right: _Row) -> float:
    """Which share of the longer side's words is kept."""
    kept = sum([left.words_in(run.left, run.left + run.size) for run in runs])
    return kept / max(left.counts[-1], right.counts[-1], 1)


def _grown(runs: list[_Run], left: _Row, right: _Row) -> list[_Run]:
    """Give back to the runs around each edit what its two sides have in common at their ends."""
    ends = _with_ends(runs, left, right)
    for place in range(len(ends) - 1):
        run, following = ends[place], ends[place + 1]
        old = left.keys[run.left + run.size : following.left]
        new = right.keys[run.right + run.size : following.right]
        more, back = equal_ends(old, new)
        ends[place] = _Run(run.left, run.right, run.size + more)
        ends[place + 1] = _Run(following.left - back, following.right - back, following.size + back)
    return ends


def _laid_out(runs: list[_Run], left: _Row, right: _Row) -> Iterator[Span]:
    i = j = 0
    for run in [*runs, _Run(len(left.keys), len(right.keys), 0)]:
        if i < run.left:
            yield Span(op=Op.DELETED, text="".join(left.tokens[i : run.left]))
        if j < run.right:
            yield Span(op=Op.INSERTED, text="".join(right.tokens[j : run.right]))
        i, j = run.left + run.size, run.right + run.size
        if run.size:
            yield from _kept(left.tokens[run.left : i], right.tokens[run.right : j])


def _kept(left: tuple[str, ...], right: tuple[str, ...]) -> Iterator[Span]:
    """Kept words, and the white space behind them where it differs."""
    if left == right:
        yield Span(op=Op.EQUAL, text="".join(left))
        return
    start = 0
    for place, (old, new) in enumerate(zip(left, right, strict=True)):
        if old != new:
            word = old.rstrip()
            yield Span(op=Op.EQUAL, text="".join(left[start:place]) + word)
            yield Span(op=Op.DELETED, text=old[len(word) :])
            yield Span(op=Op.INSERTED, text=new[len(word) :])
            start = place + 1
    if start < len(left):
        yield Span(op=Op.EQUAL, text="".join(left[start:]))
