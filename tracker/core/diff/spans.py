"""Spans put together: neighbours of one fate joined, the old before the new, no blank shown as changed for nothing."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from tracker.model import Op, Span


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Join neighbours of one fate; within one edit what went stands before what came."""
    found: list[Span] = []
    gone: list[str] = []
    come: list[str] = []
    for span in spans:
        if span.move is not None or span.op is Op.EQUAL:
            if gone or come:
                _close(found, "".join(gone), "".join(come))
                gone, come = [], []
            _append(found, span)
        else:
            (gone if span.op is Op.DELETED else come).append(span.text)
    _close(found, "".join(gone), "".join(come))
    return tuple(found)


def chained(groups: Iterable[list[Span]]) -> tuple[Span, ...]:
    """Join groups in their order; sentences that went stay apart from an edit that follows them.

    Otherwise `[-A whole sentence. But-]{+And+} so on` would show the sentence as replaced by one word.
    """
    rows: list[list[Span]] = []
    for group in groups:
        spans = [span for span in group if span.text]
        if rows and not _stays_apart(rows[-1], spans):
            rows[-1] += spans
        else:
            rows.append(spans)
    found: list[Span] = []
    for row in rows:
        for span in joined(row):
            _append(found, span)
    return tuple(found)


def _stays_apart(before: list[Span], after: list[Span]) -> bool:
    if not before or not after or before[-1].op is Op.EQUAL or after[0].op is Op.EQUAL:
        return False
    return _edit_at_start(reversed(before)) == {Op.DELETED} and Op.INSERTED in _edit_at_start(after)


def _edit_at_start(spans: Iterable[Span]) -> set[Op]:
    """The fates of the runs in front of the first kept one."""
    return {span.op for span in takewhile(lambda span: span.op is not Op.EQUAL, spans)}


def _close(found: list[Span], gone: str, come: str) -> None:
    """Add one edit; white space that both sides begin or end with is kept, not changed."""
    if not gone or not come:
        if gone or come:
            found.append(Span(op=Op.DELETED, text=gone) if gone else Span(op=Op.INSERTED, text=come))
        return
    start, ending = _shared_blank(gone, come)
    if start:
        _append(found, Span(op=Op.EQUAL, text=gone[:start]))
    for op, text in ((Op.DELETED, gone[start : len(gone) - ending]), (Op.INSERTED, come[start : len(come) - ending])):
        if text:
            found.append(Span(op=op, text=text))
    if ending:
        _append(found, Span(op=Op.EQUAL, text=gone[len(gone) - ending :]))


def _shared_blank(gone: str, come: str) -> tuple[int, int]:
    most = min(len(gone), len(come))
    start = 0
    while start < most and gone[start] == come[start] and gone[start].isspace():
        start += 1
    ending = 0
    while ending < most - start and gone[-1 - ending] == come[-1 - ending] and gone[-1 - ending].isspace():
        ending += 1
    return start, ending


def _append(found: list[Span], span: Span) -> None:
    if not span.text:
        return
    if found and found[-1].op is span.op is Op.EQUAL:
        found[-1] = Span(op=Op.EQUAL, text=found[-1].text + span.text)
    else:
        found.append(span)
