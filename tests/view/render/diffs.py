"""Any diffs: of stories that share much, of stories that share nothing, and of texts that mean harm."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import strategies as st

from tracker.core.diff import diff
from tracker.model import (
    Block,
    BlockChange,
    BlockDiff,
    BlockKind,
    Confidence,
    Diff,
    Fact,
    FactKind,
    LinkChange,
    Repetition,
    Story,
)

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
_made = st.builds(diff, _stories, _stories)
_words = _wild | _plain
_links = st.lists(
    st.builds(LinkChange, text=_words, before=_words | st.just(""), after=_words | st.just("")), max_size=2
)


@st.composite
def _told(draw: st.DrawFn) -> Diff:
    """A diff with links, edits said once, and whether it is coarse, in any places."""
    found = draw(_made)
    blocks = tuple(block._replace(links=tuple(draw(_links))) for block in found.blocks)
    return replace(found, blocks=blocks, coarse=draw(st.booleans()), repeated=_repeated(draw, found.blocks))


def _repeated(draw: st.DrawFn, blocks: tuple[BlockDiff, ...]) -> tuple[Repetition, ...]:
    edited = tuple(place for place, block in enumerate(blocks) if block.change is BlockChange.EDITED)
    if not edited:
        return ()
    alone = tuple(place for place in edited if draw(st.booleans()))
    return (Repetition(before=draw(_words), after=draw(_words), blocks=edited, count=len(edited), alone=alone),)


any_diff: st.SearchStrategy[Diff] = _told() | _made
"""Diffs as the engine makes them, of any two stories, and with all that may be told beside the text."""

any_facts: st.SearchStrategy[list[Fact]] = st.lists(
    st.builds(
        Fact,
        kind=st.sampled_from(FactKind),
        text=_words,
        place=_words,
        block=st.none() | st.integers(0, 8),
        confidence=st.sampled_from(Confidence),
        sentences=st.lists(st.tuples(_words, _words | st.just("")), max_size=2).map(tuple),
    ),
    max_size=3,
)
"""Facts in any words, of any place."""


def steering(text: str) -> set[str]:
    """What in a drawn text could steer a terminal or turn the reading order; line feeds are the drawing's own."""
    return {sign for sign in text if sign in _BIDI or (unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n")}
