"""One line of a layout as the terminal gets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual.strip import Strip

from tracker.viewer.rows import BETWEEN, Layout
from tracker.viewer.searching import Match

CHOSEN = Style(reverse=True)
_MATCH = Style(reverse=True, bold=True)
_CURRENT = Text("▸", "bold")


def line_strip(layout: Layout, line: int, console: Console, *, current: bool, found: Iterable[Match]) -> Strip:
    """Draw a line of a layout.

    Args:
        current: its row is the chosen one.
        found: the places in its row of the words that are looked for.
    """
    place, nth = layout.at(line)
    row = layout.rows[place]
    lead = _lead(row.lead, current=current) if nth == 0 else Text()
    segments = _padded(lead, row.indent, console)
    room, last = layout.room(row), len(row.cells) - 1
    for number, cell in enumerate(row.cells):
        if number:
            segments += _padded(Text.assemble(" ", row.sign) if nth == 0 else Text(), BETWEEN, console)
        marked = _marked(cell, [match for match in found if match.cell == number])
        part = _part(marked, layout.wraps[place][number], nth)
        segments += part.render(console) if number == last else _padded(part, room, console)
    return Strip([Segment(text, style) for text, style, _ in segments if text])


def bar_strip(left: Text, right: Text, width: int, console: Console) -> Strip:
    """Draw one line with something at either side; what has no room is cut from the end of the left one."""
    both = right.cell_len + 1 < width
    shown = left.copy()
    shown.truncate(width - right.cell_len - 1 if both else width, overflow="ellipsis", pad=True)
    line = Text.assemble(shown, " ", right) if both else shown
    return Strip([Segment(text, style) for text, style, _ in line.render(console)]).adjust_cell_length(width)


def _lead(lead: Text, *, current: bool) -> Text:
    if not current:
        return lead
    return Text.assemble(_CURRENT, lead[1:]) if len(lead) > 1 else _CURRENT


def _marked(cell: Text, found: Sequence[Match]) -> Text:
    if not found:
        return cell
    marked = cell.copy()
    for match in found:
        marked.stylize(_MATCH, match.begin, match.end)
    return marked


def _part(cell: Text, lines: Sequence[tuple[int, int]], nth: int) -> Text:
    if nth >= len(lines):
        return Text()
    begin, end = lines[nth]
    return cell[begin:end]


def _padded(text: Text, columns: int, console: Console) -> list[Segment]:
    drawn = list(text.render(console))
    missing = columns - text.cell_len
    return [*drawn, Segment(" " * missing)] if missing > 0 else drawn
