"""Character classes that Python's word class lacks: combining marks, and scripts without spaces."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from itertools import chain


def _marks(code_points: Iterable[int]) -> str:
    """The ranges of combining marks among some code points, as the inside of a character class."""
    ranges: list[list[int]] = []
    for point in code_points:
        if not unicodedata.category(chr(point)).startswith("M"):
            continue
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


# Python's word class leaves marks out, which would cut Hindi and vocalised Arabic words.
MARKS = _marks(chain(range(0x0300, 0x2000), range(0x20D0, 0x2100), range(0xA800, 0xAC00), range(0xFE20, 0xFE30)))
JOINERS = "\u200c\u200d"
# Written one character after the other, without spaces between words.
IDEOGRAPHS = "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
IDEOGRAPH_MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
# Each of these says about as much as two or three letters of an alphabet.
WIDE = re.compile(f"[{IDEOGRAPHS}\u1100-\u11ff\uac00-\ud7af]")
# Thai, Lao, Myanmar, Khmer: no spaces either, and several characters to a letter.
UNSPACED = "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\u17dc-\u17dd"
UNSPACED_MARKS = _marks(chain(range(0x0E00, 0x0EE0), range(0x1000, 0x10A0), range(0x1780, 0x17DE)))
# Myanmar and Khmer signs that hang the next consonant under the one before.
STACKERS = "\u1039\u17d2"


def letters(text: str) -> int:
    """Say how long a text is in letters of an alphabet: one ideograph or Korean syllable counts as two."""
    return len(text) if text.isascii() else len(text) + len(WIDE.findall(text))
