"""The lines above the text: headline, dek and byline."""

from __future__ import annotations

from tracker.core.diff.effort import Effort
from tracker.core.diff.sentences import text_spans
from tracker.core.diff.spans import joined
from tracker.core.diff.words import word_spans
from tracker.model import FieldDiff, Span, Story


def field_diffs(before: Story, after: Story, effort: Effort) -> tuple[FieldDiff, ...]:
    """Headline, dek and byline, in this order, changed or not."""
    lines = (
        ("headline", before.headline, after.headline),
        ("dek", before.dek, after.dek),
        ("byline", before.byline, after.byline),
    )
    return tuple(FieldDiff(name=name, spans=_spans(old, new, effort)) for name, old, new in lines)


def _spans(before: str, after: str, effort: Effort) -> tuple[Span, ...]:
    """One line is one sentence, whatever stops it has, unless that would be replaced whole."""
    if before == after or not before or not after:
        return text_spans(before, after, effort)
    spans = word_spans(before, after, effort)
    return text_spans(before, after, effort) if spans is None else joined(spans)
