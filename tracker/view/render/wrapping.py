"""Where a line may be broken: between words, between characters of scripts without spaces, never inside a character.

Source: Unicode Standard Annex 14, in the few rules that news texts need.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len, chop_cells
from rich.text import Text

# Ideographs, kana and full-width signs: a line may end behind each, but for closing signs, which no line begins with.
_WIDE = "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_FAR = "\uff21-\uff3a\uff41-\uff5a\uff66-\uff9d\U00020000-\U0003ffff"
_OPENING = "「『（【〔《〈［｛“‘"
_CLOSING = "、。，．・：；？！」』）】〕》〉］｝”’ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ…‥,.!?:;)]}"
_PIECE = re.compile(
    # A wide character with the marks upon it, what opens before it and what closes behind it.
    rf"[{re.escape(_OPENING)}]*[{_WIDE}{_FAR}][\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*"
    rf"[{re.escape(_CLOSING)}]*\s*"
    # A word of any other script, up to the next blank or wide character.
    rf"|(?:[{re.escape(_OPENING)}]*[^\s{_WIDE}{_FAR}])+\s*|\s+"
)


def wrapped(text: Text, width: int) -> list[Text]:
    """Break a text into lines of so many columns at most; a word that is longer is broken where the line ends.

    Blanks at the ends of lines are left out, nothing else is.
    """
    lines = text.divide(_breaks(text.plain, width))
    for line in lines:
        line.rstrip()
    return list(lines)


def wrapped_words(text: str, width: int, *, long_words: bool = False) -> list[str]:
    """Do as `wrapped` with text that has no style.

    Args:
        long_words: let words that are longer than a line stand out of it, so that an address stays whole.
    """
    ends = [*_breaks(text, width, long_words=long_words), len(text)]
    return [text[start:end].rstrip() for start, end in zip([0, *ends], ends, strict=False)]


def _breaks(text: str, width: int, *, long_words: bool = False) -> list[int]:
    """The places at which the lines after the first begin."""
    found: list[int] = []
    used = 0
    for start, piece in _pieces(text, width, long_words=long_words):
        if used and used + cell_len(piece.rstrip()) > width:
            found.append(start)
            used = 0
        used += cell_len(piece)
    return found


def _pieces(text: str, width: int, *, long_words: bool) -> Iterator[tuple[int, str]]:
    """Runs that stand in one line whole, each with its place and the blanks behind it."""
    for found in _PIECE.finditer(text):
        start = found.start()
        for piece in [found.group()] if long_words else _fitting(found.group(), width):
            yield start, piece
            start += len(piece)


def _fitting(run: str, width: int) -> list[str]:
    bare = run.rstrip()
    if cell_len(bare) <= width:
        return [run]
    pieces = chop_cells(bare, width)
    return [*pieces[:-1], pieces[-1] + run[len(bare) :]]
