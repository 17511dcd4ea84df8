"""What a pane shows: rows of one or two cells under a lead, laid out in lines for a width as far as they are seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from rich.text import Span, Text

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
_STEP = 20


def said(*words: str | Text, style: str = "") -> Row:
    """Give a row that only says something."""
    return Row(cells=(Text.assemble(*words, style=style),))


def styled(*parts: tuple[str, str]) -> Text:
    """Give a text of parts, each with its style; faster than to put it together piece by piece."""
    spans: list[Span] = []
    end = 0
    for words, style in parts:
        begin, end = end, end + len(words)
        if style and words:
            spans.append(Span(begin, end, style))
    return Text("".join([words for words, _ in parts]), spans=spans)


class Layout:
    """Rows laid out at a width, from the top as far as is asked for; more of them later.

    Args:
        rows: what gives them one after the other is asked only for those that are laid out.
        width: columns there are; a row of one cell takes `MOST_COLUMNS` and its indent at most.
        narrow: whether single cells keep to `MOST_COLUMNS`.
        lines: so many are laid out at once; None: all.
    """

    def __init__(self, rows: Iterable[Row], width: int, *, narrow: bool = True, lines: int | None = None) -> None:
        self.width, self._narrow = width, narrow
        self._coming: Iterator[Row] = iter(rows)
        self.is_whole = False
        self.rows: list[Row] = []
        self.wraps: list[tuple[tuple[Line, ...], ...]] = []
        self.starts: list[int] = []
        self.height = 0
        self.reach(lines)

    def reach(self, lines: int | None = None) -> None:
        """Lay out rows until there are so many lines; None: all that are left."""
        while not self.is_whole and (lines is None or self.height < lines):
            self.take(_STEP)

    def reach_row(self, place: int) -> None:
        """Lay out rows until the one at a place is among them."""
        while not self.is_whole and len(self.rows) <= place:
            self.take(_STEP)

    def reach_key(self, key: int | None) -> int | None:
        """Lay out rows until the one with a key is among them; give its place, None where there is none."""
        if key is None:
            return None
        checked = 0
        while True:
            for place in range(checked, len(self.rows)):
                if self.rows[place].key == key:
                    return place
            checked = len(self.rows)
            if self.is_whole:
                return None
            self.take(_STEP)

    def reach_choices(self, place: int, count: int) -> None:
        """Lay out rows until so many that can be chosen stand behind a place."""
        checked = place + 1
        while True:
            count -= sum(row.key is not None for row in self.rows[checked:])
            checked = max(checked, len(self.rows))
            if count <= 0 or self.is_whole:
                return
            self.take(_STEP)

    def reach_stop(self, nth: int) -> int | None:
        """Lay out rows until the nth stop, counted from 0, is among them; give its place, None where there is none."""
        checked = 0
        while True:
            for place in range(checked, len(self.rows)):
                if self.rows[place].stop:
                    if not nth:
                        return place
                    nth -= 1
            checked = len(self.rows)
            if self.is_whole:
                return None
            self.take(_STEP)

    def take(self, count: int) -> None:
        """Lay out so many rows more."""
        more = list(islice(self._coming, count))
        for row in more:
            room = self.room(row)
            wraps = tuple([wrapped(cell.plain, room) for cell in row.cells])
            self.rows.append(row)
            self.wraps.append(wraps)
            self.starts.append(self.height)
            self.height += max(map(len, wraps))
        self.is_whole = len(more) < count

    def all_rows(self) -> Iterator[Row]:
        """Give all rows, those that are still to come last; nothing more can be laid out here then."""
        return chain(self.rows, self._coming)

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
