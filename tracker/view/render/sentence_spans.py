"""The spans of one sentence, cut out of those of its block: what changed in it, word by word."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.model import BlockDiff, Diff, Op, Span


def sentence_spans(before: str, after: str, diff: Diff) -> tuple[Span, ...]:
    """Give a sentence that changed as the diff shows it.

    Args:
        before: the sentence as it stood; empty where it is new.
        after: the sentence as it stands; empty where it went.
        diff: of the two texts that hold them.

    Returns:
        Spans that make up both sentences to the character; none where no block of the diff holds the two.
    """
    for block in diff.blocks:
        old, new = _side(block, Op.INSERTED).find(before), _side(block, Op.DELETED).find(after)
        if old < 0 or new < 0:
            continue
        found = tuple(_within(block, old, old + len(before), new, new + len(after)))
        if _joined(found, Op.INSERTED) == before and _joined(found, Op.DELETED) == after:
            return found
    return ()


def _within(block: BlockDiff, old: int, old_end: int, new: int, new_end: int) -> Iterator[Span]:
    """The parts of a block's spans that lie between two places of the old side and of the new one."""
    at_old = at_new = 0
    for span in block.spans:
        size = len(span.text)
        place, first, last = (at_new, new, new_end) if span.op is Op.INSERTED else (at_old, old, old_end)
        text = span.text[max(0, first - place) : max(0, last - place)]
        if text:
            yield Span(op=span.op, text=text)
        at_old += size if span.op is not Op.INSERTED else 0
        at_new += size if span.op is not Op.DELETED else 0


def _side(block: BlockDiff, but: Op) -> str:
    return _joined(block.spans, but)


def _joined(spans: tuple[Span, ...], but: Op) -> str:
    """One of the two texts: all spans but those of the other."""
    return "".join(span.text for span in spans if span.op is not but)
