"""Character classes that Python's word class lacks: combining marks, and scripts without spaces."""

from __future__ import annotations

import re
from functools import cache

# Python's word class leaves marks out, which would cut Hindi and vocalised Arabic words.
from tracker.core.text.marks import MARKS, MARKS_BEYOND, UNSPACED_MARKS

__all__ = [
    "IDEOGRAPHS",
    "IDEOGRAPHS_OF_FIRST_PLANE",
    "IDEOGRAPH_MARKS",
    "JOINERS",
    "MARKS",
    "MARKS_BEYOND",
    "STACKERS",
    "UNSPACED",
    "UNSPACED_MARKS",
    "letter_of_unspaced",
    "letters",
    "wide",
]

JOINERS = "\u200c\u200d"
# Written one character after the other, without spaces between words.
IDEOGRAPHS_OF_FIRST_PLANE = "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
IDEOGRAPHS = f"{IDEOGRAPHS_OF_FIRST_PLANE}\U00020000-\U0003ffff"
IDEOGRAPH_MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Each of these says about as much as two or three letters of an alphabet.
_WIDE = f"[{IDEOGRAPHS}\u1100-\u11ff\uac00-\ud7af]"
# Thai, Lao, Myanmar, Khmer: no spaces either, and several characters to a letter.
UNSPACED = "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\u17dc-\u17dd"
# Myanmar and Khmer signs that hang the next consonant under the one before.
STACKERS = "\u1039\u17d2"


# Compiled when first needed: plain English never asks for it.
@cache
def wide() -> re.Pattern[str]:
    """Give the pattern of one character that says as much as two or three letters of an alphabet."""
    return re.compile(_WIDE)


@cache
def letter_of_unspaced() -> re.Pattern[str]:
    """Give the pattern of one letter of a script that is written without spaces, and is none of ideographs."""
    return re.compile(f"[{UNSPACED}]")


def letters(text: str) -> int:
    """Say how long a text is in letters of an alphabet: one ideograph or Korean syllable counts as two."""
    return len(text) if text.isascii() else len(text) + len(wide().findall(text))
