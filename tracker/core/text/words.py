"""Words as a reader sees them: an amount, an abbreviation, an emoji or a letter with its marks is never cut."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from tracker.core.text.scripts import (
    IDEOGRAPH_MARKS,
    IDEOGRAPHS,
    JOINERS,
    MARKS,
    MARKS_BEYOND,
    STACKERS,
    UNSPACED,
    UNSPACED_MARKS,
)

# Where none but letters of the Latin alphabet, dashes, quotes and currencies stand, few rules are enough.
_NEEDS_CARE = re.compile("[^\0-\u02ff\u2009-\u200b\u2010-\u203a\u20a0-\u20bf]")
_CURRENCIES = "$€£¥₹₽₩₺₴₦₱฿"
# What is part of the character before it: marks, joiners, forms, keycaps, skin tones, tags of regions.
_MARK = (
    rf"[{MARKS}{JOINERS}\ufe00-\ufe0f\u20e3]"
    rf"|(?=[\U00010000-\U000e01ef])[{MARKS_BEYOND}\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
)


def _pattern(letter: str, letters: str, number_tail: str, others: str) -> str:
    """The pattern of one token with the white space behind it.

    Args:
        letter: what begins a word.
        letters: what goes on with it.
        number_tail: what belongs to a number behind its digits, beside units.
        others: rules for signs and scripts, as alternatives; the last takes any character that is no white space.
    """
    return (
        "(?:"
        # The plain word, which most are: no other rule would read it otherwise.
        r"[A-Za-z]++(?=[ ,]|[.;?!)](?!\w))"
        # Addresses and handles.
        r"|(?:https?://|www\.)[^\s<>\"“”]*[\w/]"
        r"|[@#]\w+"
        # Keycaps.
        "|[\\d#*]\ufe0f?\u20e3"
        # Numbers with their sign, currency, separators, unit and tail: −4, $4.6bn, 1,029,605, 12 000, 12.5%, 10:30am,
        # 3-year-old, 1990s.
        rf"|(?:(?<![\w)\]])[-−±])?(?:[A-Z]{{0,3}}[{_CURRENCIES}]\s?)?"
        r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009'’]\d{3})+(?!\d)|\d+)(?:[.,:/٫٬．，：]\d+)*"
        rf"(?:[ \u00a0\u202f]?(?:[%‰٪％]|°[CF]?|[{_CURRENCIES}](?!\d))|[¼½¾⅓⅔⅛⅜⅝⅞]"
        rf"|[A-Za-zÀ-ɏ](?:{letters})*{number_tail})?"
        rf"(?:[-‐‑](?:{letters})+)*[%‰]?"
        # Abbreviations with inner full stops: U.S., a.m.
        r"|(?<!\w)(?:[A-Za-z]\.){2,}"
        # Words, with their marks and inner apostrophes and hyphens.
        rf"|{letter}(?:{letters}|['’\-‐‑](?=\w))*"
        rf"{others}"
        r")\s*"
        r"|\s+"
    )


# What cannot stand in a text that needs no care; a class of signs from many corners takes long to compile.
_ELSEWHERE = dict.fromkeys(map(ord, "−٫٬．，：٪％⅓⅔⅛⅜⅝⅞฿"))
_PLAIN = re.compile(_pattern(r"\w", r"\w", "", r"|\S").translate(_ELSEWHERE))


# Compiled when first needed: a tracker of English news hardly ever pays for it.
@cache
def _careful() -> re.Pattern[str]:
    letter = rf"[^\W{IDEOGRAPHS}{UNSPACED}]"
    return re.compile(
        _pattern(
            letter,
            rf"{letter}|{_MARK}",
            "|(?:[十百千万萬億亿兆천만억조]\\d*)+",
            # Scripts without spaces: one letter, with its marks, a token.
            rf"|[{IDEOGRAPHS}][{IDEOGRAPH_MARKS}]*"
            rf"|[{UNSPACED}](?:[{UNSPACED_MARKS}]|(?<=[{STACKERS}])[{UNSPACED}])*"
            # Emoji: flags, skin tones, families, flags of regions.
            "|[\U0001f1e6-\U0001f1ff]{2}"
            rf"|[^\w\s](?:{_MARK}|(?<=\u200d)[^\w\s])*"
            rf"|\w(?:{_MARK})*",
        )
    )


def words(text: str) -> tuple[str, ...]:
    """Cut a text into words and signs; joined they give the text back exactly.

    Each token keeps the white space behind it; white space at the start is a token of its own.
    """
    pattern = _careful() if _NEEDS_CARE.search(text) else _PLAIN
    return tuple(pattern.findall(text))


@lru_cache(maxsize=4096)
def is_word(token: str) -> bool:
    """Whether a token says something by itself: a word or an amount, no sign and no space."""
    return token[:1].isalnum() or any(map(str.isalnum, token))
