"""Blocks of which so little is kept that they are read more quickly one after the other than mixed."""

from __future__ import annotations

from tracker.core.text.sentences import sentences
from tracker.model import BlockChange, Op, Span

# Of the longer side, in characters. What stands elsewhere in the block is kept too.
_LEAST_KEPT = 0.15


def edited_or_rewritten(before: str, after: str, spans: tuple[Span, ...]) -> tuple[BlockChange, tuple[Span, ...]]:
    """Say what became of a block that faces another text, and how it is shown: edited, or replaced as a whole."""
    kept = [span.text.strip() for span in spans if _is_kept(span)]
    if sum(map(len, kept)) >= _LEAST_KEPT * max(len(before), len(after)) or _holds_sentence(kept, after):
        return BlockChange.EDITED, spans
    whole = ((Op.DELETED, before), (Op.INSERTED, after))
    return BlockChange.REWRITTEN, tuple(Span(op=op, text=text) for op, text in whole if text)


def _is_kept(span: Span) -> bool:
    """Whether a run of the new text stood in the old one, at this place or elsewhere in the block."""
    return span.op is Op.EQUAL or (span.op is Op.INSERTED and span.move is not None)


def _holds_sentence(kept: list[str], after: str) -> bool:
    """Whether a whole sentence was kept: it is not to be read twice."""
    if not any(kept):
        return False
    whole = {sentence.strip() for sentence in sentences(after)}
    return any(sentence.strip() in whole for text in kept for sentence in sentences(text))
