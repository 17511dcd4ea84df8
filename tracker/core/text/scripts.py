"""Character classes that the `w` class of Python lacks: combining marks, scripts without spaces."""

from __future__ import annotations

import unicodedata
from itertools import chain

_WITH_MARKS = ((0x0300, 0x2000), (0x20D0, 0x2100), (0xA800, 0xAC00), (0xFE20, 0xFE30), (0x10A00, 0x12000))


def _marks() -> str:
    """The ranges of all combining marks, as the inside of a character class."""
    code_points = chain.from_iterable(range(first, last) for first, last in _WITH_MARKS)
    ranges: list[list[int]] = []
    for point in code_points:
        if not unicodedata.category(chr(point)).startswith("M"):
            continue
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


# `\w` leaves marks out, which would cut Hindi and vocalised Arabic words.
MARKS = _marks()
JOINERS = "\u200c\u200d"
# Written one character after the other, without spaces between words.
IDEOGRAPHS = "\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
# Thai, Lao, Myanmar, Khmer: no spaces either, and several characters to a letter.
UNSPACED = "\u0e01-\u0e4e\u0e81-\u0edf\u1000-\u109f\u1780-\u17d3\u17dc-\u17dd"
