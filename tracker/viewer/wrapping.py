"""Where the lines of a text end at a width: at words, never cut short; in cells of the terminal, not in characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import split_graphemes

Line = tuple[int, int]
"""Begin and end in characters."""

# Letters and signs of one cell each: most paragraphs have no others, and are wrapped by counting.
_NARROW = re.compile("[\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u2010-\u2015\u2018-\u2022\u2026\u20a0-\u20bf]*")
_WIDE = 2


# A timeline of thousands of versions is drawn anew for each fact that is told in it.
@lru_cache(maxsize=8192)
def wrapped(text: str, width: int) -> tuple[Line, ...]:
    """Break a text into lines of so many cells at most; line feeds end a line. At least one, which may be empty."""
    room = max(width, _WIDE)
    lines: list[Line] = []
    begin = 0
    for paragraph in text.split("\n"):
        end = begin + len(paragraph)
        lines += _counted(text, begin, end, room) if _NARROW.fullmatch(paragraph) else _measured(text, begin, end, room)
        begin = end + 1
    return tuple(lines)


def line_of(lines: Sequence[Line], at: int) -> int:
    """Give the number of the line that a character stands in."""
    return next((number for number, (_, end) in enumerate(lines) if at < end), len(lines) - 1)


def _counted(text: str, begin: int, end: int, width: int) -> Iterator[Line]:
    while end - begin > width:
        blank = text.rfind(" ", begin, begin + width + 1)
        cut = blank if blank > begin else begin + width
        yield begin, cut
        begin = cut + (text[cut] == " ")
    yield begin, end


def _measured(text: str, begin: int, end: int, width: int) -> Iterator[Line]:
    """Break by the cells of whole graphemes: at blanks, and beside letters of two cells, which need none."""
    graphemes, _ = split_graphemes(text[begin:end])
    places = [begin + first for first, _, _ in graphemes] + [end]
    cells = [size for _, _, size in graphemes]
    first = 0
    while True:
        last = _filled(cells, first, width)
        if last == len(cells):
            yield places[first], end
            return
        cut = next((at for at in range(last, first, -1) if _breaks(text, places, cells, at)), last)
        yield places[first], places[cut]
        first = cut + _is_blank(text, places, cut)


def _filled(cells: Sequence[int], first: int, width: int) -> int:
    """Give the first grapheme that has no room left in a line."""
    used, at = 0, first
    while at < len(cells) and used + cells[at] <= width:
        used += cells[at]
        at += 1
    return at


def _breaks(text: str, places: Sequence[int], cells: Sequence[int], at: int) -> bool:
    return _is_blank(text, places, at) or _WIDE in (cells[at - 1], cells[at])


def _is_blank(text: str, places: Sequence[int], at: int) -> bool:
    """Whether a grapheme is a blank and nothing more: one that carries a mark is to be seen."""
    return text[places[at] : places[at + 1]] == " "
