"""Words as a reader sees them: an amount, an abbreviation, an emoji or a letter with its marks is never cut."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.core.text.scripts import IDEOGRAPH_MARKS, IDEOGRAPHS, JOINERS, MARKS, STACKERS, UNSPACED, UNSPACED_MARKS

_LETTER = rf"[^\W{IDEOGRAPHS}{UNSPACED}]"
_TOKEN = re.compile(
    "(?:"
    # The plain word, which most are: no other rule would read it otherwise.
    r"[A-Za-z]++(?=[ ,]|[.;?!)”](?!\w))"
    # Addresses and handles.
    r"|(?:https?://|www\.)[^\s<>\"“”]*[\w/]"
    r"|[@#]\w+"
    # Keycaps.
    r"|[\d#*]\ufe0f?\u20e3"
    # Numbers with their currency, separators, unit and tail: $4.6bn, 1,029,605, 12.5%, 10:30am, 3-year-old, 1990s.
    r"|(?:[A-Z]{0,3}[$€£¥₹₽₩₺]\s?)?\d+(?:[.,:/]\d+)*"
    r"(?:[ \u00a0\u202f]?[%‰]|°[CF]?|[A-Za-zÀ-ɏ]+)?(?:[-‐‑]\w+)*[%‰]?"
    # Abbreviations with inner full stops: U.S., a.m.
    r"|(?<!\w)(?:[A-Za-z]\.){2,}"
    # Words, with their marks and inner apostrophes and hyphens.
    rf"|{_LETTER}(?:{_LETTER}|[{MARKS}{JOINERS}]|['’\-‐‑](?=\w))*"
    # Scripts without spaces: one letter, with its marks, a token.
    rf"|[{IDEOGRAPHS}][{IDEOGRAPH_MARKS}]*"
    rf"|[{UNSPACED}](?:[{UNSPACED_MARKS}]|(?<=[{STACKERS}])[{UNSPACED}])*"
    # Emoji: flags, skin tones, families, flags of regions.
    r"|[\U0001F1E6-\U0001F1FF]{2}"
    r"|[^\w\s](?:[\ufe0e\ufe0f\u20e3\U0001F3FB-\U0001F3FF\U000E0020-\U000E007F]|\u200d[^\w\s])+"
    rf"|[^\w\s][{MARKS}]*"
    r"|\w"
    r")\s*"
    r"|\s+"
)


def words(text: str) -> tuple[str, ...]:
    """Cut a text into words and signs; joined they give the text back exactly.

    Each token keeps the white space behind it; white space at the start is a token of its own.
    """
    return tuple(_TOKEN.findall(text))


@lru_cache(maxsize=4096)
def is_word(token: str) -> bool:
    """Whether a token says something by itself: a word or an amount, no sign and no space."""
    return any(character.isalnum() for character in token)
