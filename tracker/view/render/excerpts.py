"""Parts of a changed paragraph: the sentences that changed, whole, or the words that changed with a few around them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from tracker.model import Op, Span

Cut = Callable[[str], Sequence[str]]
"""Cuts a text into pieces that joined give it back exactly."""

Excerpt = Callable[[tuple[Span, ...]], tuple[Span, ...]]
"""Gives of a block's spans the part to be shown; what is left out between is one `…`."""

LEFT_OUT = "…"
_WORDS_AROUND = 4
_WORD = re.compile(r"\s*\S+\s*")


def changed_sentences(cut: Cut) -> Excerpt:
    """Show the sentences that changed, whole.

    Args:
        cut: cuts a text into sentences.
    """

    def excerpt(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(_joined(_sentences(spans, cut)))

    return excerpt


def changed_words(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Show the words that changed, with a few unchanged ones on either side."""
    pieces: list[tuple[bool, Span]] = []
    for place, span in enumerate(spans):
        if span.op is not Op.EQUAL:
            pieces.append((True, span))
        else:
            pieces += _near(span.text, first=place == 0, last=place == len(spans) - 1)
    return tuple(_joined(pieces))


def stretches(spans: tuple[Span, ...], cut: Cut) -> Iterator[list[Span]]:
    """Give the runs between places where both texts begin a sentence: the least that can be compared by sentences."""
    for _, unit in groupby(_units(spans, cut), key=lambda numbered: numbered[0]):
        yield [span for _, span in unit]


def _near(text: str, *, first: bool, last: bool) -> Iterator[tuple[bool, Span]]:
    words = _WORD.findall(text) or [text]
    head = 0 if first else _WORDS_AROUND
    tail = 0 if last else _WORDS_AROUND
    if len(words) <= head + tail + 1:
        yield True, _kept(text)
        return
    middle = words[head : len(words) - tail]
    if head:
        yield True, _kept("".join(words[:head]))
    yield False, _kept("".join(middle))
    if tail:
        yield True, _kept("".join(words[len(words) - tail :]))


def _sentences(spans: tuple[Span, ...], cut: Cut) -> Iterator[tuple[bool, Span]]:
    """Each run of text, and whether its sentence changed."""
    for row in stretches(spans, cut):
        changed = any(span.op is not Op.EQUAL for span in row)
        yield from ((changed, span) for span in row)


def _units(spans: tuple[Span, ...], cut: Cut) -> Iterator[tuple[int, Span]]:
    """The runs of text, each with the number of the stretch between common borders that it is part of."""
    starts = {side: _borders(spans, side, cut) for side in (Op.DELETED, Op.INSERTED)}
    at = {Op.DELETED: 0, Op.INSERTED: 0}
    unit = 0
    for span in spans:
        for piece in _pieces(span, at, starts):
            if all(at[side] in starts[side] for side in at):
                unit += 1
            yield unit, piece
            for side in at:
                at[side] += len(piece.text) if piece.op in (Op.EQUAL, side) else 0


def _pieces(span: Span, at: dict[Op, int], starts: dict[Op, set[int]]) -> list[Span]:
    """A run that stands in both texts, cut where both begin a sentence; any other whole."""
    if span.op is not Op.EQUAL:
        return [span]
    old, new = at[Op.DELETED], at[Op.INSERTED]
    inside = [
        place
        for place in range(1, len(span.text))
        if old + place in starts[Op.DELETED] and new + place in starts[Op.INSERTED]
    ]
    ends = [*inside, len(span.text)]
    return [_kept(span.text[start:end]) for start, end in zip([0, *inside], ends, strict=True)]


def _borders(spans: Iterable[Span], side: Op, cut: Cut) -> set[int]:
    text = "".join(span.text for span in spans if span.op in (Op.EQUAL, side))
    return {0, *accumulate(map(len, cut(text)))}


def _joined(pieces: Iterable[tuple[bool, Span]]) -> Iterator[Span]:
    """What is shown, with a sign in place of each run that is not."""
    found: list[Span] = []
    for shown, run in groupby(pieces, key=lambda piece: piece[0]):
        if shown:
            found += [span for _, span in run]
        else:
            apart = found and not found[-1].text[-1:].isspace()
            found.append(_kept(f" {LEFT_OUT} " if apart else f"{LEFT_OUT} "))
    if found and found[-1].text.strip() == LEFT_OUT:
        found[-1] = _kept(found[-1].text.rstrip())
    return iter(found)


def _kept(text: str) -> Span:
    return Span(op=Op.EQUAL, text=text)
