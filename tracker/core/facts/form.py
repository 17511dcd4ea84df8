"""Whether a change is of form only: the same letters and digits, other signs, spaces or cases."""

from __future__ import annotations

import re
import unicodedata

from tracker.core.facts.changes import side
from tracker.model import BlockChange, BlockDiff, Diff, Op

# Quotes, dashes, stops, brackets and blanks, but none beside a digit: 1.5 is not 15, and a question is no statement.
_SIGNS = re.compile(
    r"(?:[\s\u00ad\u200b\u2060\ufeff\"'’‘‚“”„«»‹›!…()\[\]_*•·]+"
    r"|(?<!\d)[.,;:/\-‐‑–—]+(?!\d))+"
)


def same_letters(before: str, after: str) -> bool:
    """Whether two texts have the same letters and digits in the same order, accents included."""
    return _letters(before) == _letters(after)


def form_only(diff: Diff) -> bool:
    """Whether something changed, and nothing but form."""
    fields = all(same_letters(field.before, field.after) for field in diff.fields if field.changed)
    return diff.changed and fields and all(is_form(block) for block in diff.blocks)


def is_form(block: BlockDiff) -> bool:
    """Whether a block is kept, or changed in form only. A move, split or merge is more than form."""
    if block.change is BlockChange.KEPT:
        return True
    if block.change not in (BlockChange.EDITED, BlockChange.REWRITTEN):
        return False
    return same_letters(side(block.spans, Op.DELETED), side(block.spans, Op.INSERTED))


def is_edited_on_the_way(block: BlockDiff) -> bool:
    """Whether a block moved and says something else than it did."""
    if block.change is not BlockChange.MOVED_HERE:
        return False
    return not same_letters(side(block.spans, Op.DELETED), side(block.spans, Op.INSERTED))


def _letters(text: str) -> str:
    return _SIGNS.sub("", unicodedata.normalize("NFKC", text).casefold())
