"""Any diffs: of stories that share much, of stories that share nothing, and of texts that mean harm."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from tracker.core.diff import diff
from tracker.model import Block, BlockKind, Diff, Story

_SENTENCES = (
    "The fire began at noon in the old harbour.",
    "The fire began at night in the old harbour.",
    "Twelve people were hurt on Friday, police said.",
    "Fifteen people were hurt on Friday, police said.",
    "A [bold] word, a {+sign+} and a [-sign-] of <del>ours</del> &amp; an &lt;escape&gt;.",
    "地震が発生し、死者は12人に増えた。",
    "Antidisestablishmentarianismandmoreofthesameuntiltheendoftheline" * 2,
    "\x1b]52;c;eA==\x07\x9b31m\u202e\u200b\ud800 <script>alert(1)</script>",
    "بارانِ شدید \u200f است.",
    "👩‍🚒 und 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
)
_BIDI = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\u2028\u2029")
_plain = st.lists(st.sampled_from(_SENTENCES), min_size=1, max_size=3).map(" ".join)
_wild = st.text(st.characters(codec=None, exclude_characters="\n"), min_size=1, max_size=30)
_blocks = st.lists(st.builds(Block, kind=st.sampled_from(BlockKind), text=_plain | _wild), max_size=6).map(tuple)
_stories = st.builds(
    Story, headline=_plain | st.just(""), dek=_plain | st.just(""), byline=_wild | st.just(""), blocks=_blocks
)
any_diff: st.SearchStrategy[Diff] = st.builds(diff, _stories, _stories)
"""Diffs as the engine makes them, of any two stories."""


def steering(text: str) -> set[str]:
    """What in a drawn text could steer a terminal or turn the reading order; line feeds are the drawing's own."""
    return {sign for sign in text if sign in _BIDI or (unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n")}
