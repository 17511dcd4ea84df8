"""What a pane shows: rows of one or two cells under a lead, laid out in lines for a width once and then kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.text import Text

from tracker.viewer.wrapping import Line, wrapped

BETWEEN = 3
"""Columns between the two cells of a row."""
MOST_COLUMNS = 100
"""Lines longer than this are hard to read: a wide terminal is not filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One paragraph of a pane; every text in it went through `safe`.

    Attributes:
        lead: stands before the first line; the others are indented by `indent` columns.
        cells: one text, or two side by side; a line feed in one ends a line.
        sign: between two cells.
        stop: a jump from change to change stops here.
        key: what it stands for, such as an article's id or a version's number; None: it cannot be chosen.
        part: of the thing that `key` names, where a row stands for a part of it.
    """

    lead: Text = field(default_factory=Text)
    indent: int = 3
    cells: tuple[Text, ...] = field(default_factory=lambda: (Text(),))
    sign: Text = field(default_factory=Text)
    stop: bool = False
    key: int | None = None
    part: int | None = None


BLANK = Row()


def said(*words: str | Text, style: str = "") -> Row:
    """Give a row that only says something."""
    return Row(cells=(Text.assemble(*words, style=style),))


class Layout:
    """Rows laid out at a width.

    Args:
        width: columns there are; a row of one cell takes `MOST_COLUMNS` and its indent at most.
        narrow: whether single cells keep to `MOST_COLUMNS`.
    """

    def __init__(self, rows: Sequence[Row], width: int, *, narrow: bool = True) -> None:
        self.rows, self.width, self._narrow = rows, width, narrow
        self.wraps: list[tuple[tuple[Line, ...], ...]] = []
        self.starts: list[int] = []
        height = 0
        for row in rows:
            room = self.room(row)
            wraps = tuple(wrapped(cell.plain, room) for cell in row.cells)
            self.wraps.append(wraps)
            self.starts.append(height)
            height += max(map(len, wraps))
        self.height = height

    def room(self, row: Row) -> int:
        """Give the columns of each of a row's cells."""
        free = self.width - row.indent
        if len(row.cells) == 1:
            return min(free, MOST_COLUMNS) if self._narrow else free
        return (free - BETWEEN) // len(row.cells)

    def at(self, line: int) -> tuple[int, int]:
        """Give the row that a line belongs to, and which of its lines it is."""
        row = bisect_right(self.starts, line) - 1
        return row, line - self.starts[row]

    def size(self, row: int) -> int:
        """Give how many lines a row has."""
        return max(map(len, self.wraps[row]))
