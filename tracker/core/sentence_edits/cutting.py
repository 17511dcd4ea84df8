"""The runs of a diff that one pair of sentences is made of, cut out of those of their paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.model import Op, Span


def cut(spans: Sequence[Span], left: tuple[int, int], right: tuple[int, int], old: str, new: str) -> tuple[Span, ...]:
    """Give the runs of one edit; nothing where they would not rebuild both of its sides.

    Args:
        left, right: from where to where the edit reaches in the old and the new text.
        old, new: its sides, which the runs are to rebuild, white space at the ends aside.
    """
    return trimmed(tuple(_pieces(spans, left, right)), old, new)


def _pieces(spans: Sequence[Span], left: tuple[int, int], right: tuple[int, int]) -> Iterator[Span]:
    at_old = at_new = 0
    for span in spans:
        size = len(span.text)
        begin, reach = (at_new, right) if span.op is Op.INSERTED else (at_old, left)
        text = span.text[max(0, reach[0] - begin) : max(0, reach[1] - begin)]
        if text:
            yield span._replace(text=text)
        at_old += 0 if span.op is Op.INSERTED else size
        at_new += 0 if span.op is Op.DELETED else size


def trimmed(spans: Sequence[Span], old: str, new: str) -> tuple[Span, ...]:
    """Give runs without the white space at both ends of either side; nothing where they do not rebuild the sides."""
    found = list(spans)
    for side in (Op.DELETED, Op.INSERTED):
        _strip_end(found, side, last=True)
        _strip_end(found, side, last=False)
    rebuilt = tuple(
        "".join(span.text for span in found if span.op in (Op.EQUAL, side)) for side in (Op.DELETED, Op.INSERTED)
    )
    return tuple(found) if rebuilt == (old, new) and all(span.move is None for span in found) else ()


def _strip_end(spans: list[Span], side: Op, *, last: bool) -> None:
    """Drop the white space at one end of one side, as far as no word of the other side is touched."""
    while places := [place for place, span in enumerate(spans) if span.op in (Op.EQUAL, side)]:
        place = places[-1 if last else 0]
        text = spans[place].text
        bare = text.rstrip() if last else text.lstrip()
        if bare == text:
            return
        spans[place : place + 1] = [spans[place]._replace(text=bare)] if bare else []
        if bare:
            return
