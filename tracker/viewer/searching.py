"""Words looked for in what a pane shows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.viewer.rows import Layout, Row
from tracker.viewer.wrapping import line_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Where the words stand: a row, which of its cells, begin and end in characters."""

    row: int
    cell: int
    begin: int
    end: int

    def line(self, layout: Layout) -> int:
        """Give the line of a layout that it begins in."""
        return layout.starts[self.row] + line_of(layout.wraps[self.row][self.cell], self.begin)


def matches(rows: Sequence[Row], words: str) -> tuple[Match, ...]:
    """Find words in rows, top to bottom; letter case counts only where a capital is asked for."""
    if not words:
        return ()
    sought = re.compile(re.escape(words), re.IGNORECASE if words == words.lower() else re.NOFLAG)
    return tuple(
        Match(row=number, cell=place, begin=found.start(), end=found.end())
        for number, row in enumerate(rows)
        for place, cell in enumerate(row.cells)
        for found in sought.finditer(cell.plain)
    )


def next_line(lines: Sequence[int], line: int, *, back: bool) -> int | None:
    """Give the place in ascending `lines` of the next one after a line, or before it; round the end to the other."""
    if not lines:
        return None
    if back:
        return next((place for place in range(len(lines) - 1, -1, -1) if lines[place] < line), len(lines) - 1)
    return next((place for place, found in enumerate(lines) if found > line), 0)
