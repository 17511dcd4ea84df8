"""The beginning of a known text in the place of the whole: what a paywall leaves to those whom it does not know."""

from __future__ import annotations

from tracker.core.text.equality import folded
from tracker.model import Story

LEFT_AT_MOST = 0.6
"""Of the letters of the text. Source: no measurement; a choice. A cut of less is told as an edit."""
APPEAL = 200
"""Letters that lines below a stub may have, such as an offer that no list of wordings knows."""
DOTS = ".… []"


def is_stub_of(whole: Story, left: Story) -> bool:
    """Tell whether a reading is the beginning of a known text, word for word, and much of the rest is gone.

    Its last paragraph may break off; a short line or two of the site's own may stand below.
    """
    known, seen = _texts(whole), _texts(left)
    count = 0
    while count < min(len(known), len(seen)) and known[count] == seen[count]:
        count += 1
    rest = seen[count:]
    if rest and count < len(known) and (start := rest[0].rstrip(DOTS)) and known[count].startswith(start):
        count, rest = count + 1, rest[1:]
    # A later paragraph of the text below its beginning: somebody cut in between.
    if not count or sum(map(len, rest)) > APPEAL or not set(known).isdisjoint(rest):
        return False
    return sum(map(len, seen)) - sum(map(len, rest)) <= LEFT_AT_MOST * sum(map(len, known))


def _texts(story: Story) -> list[str]:
    return [folded(block.text) for block in story.blocks if not block.site]
