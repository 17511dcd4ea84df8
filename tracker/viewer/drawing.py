"""One line of a layout as the terminal gets it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Span, Text
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
    segments = _padded(_segments(lead, console), row.indent)
    room, last = layout.room(row), len(row.cells) - 1
    for number, cell in enumerate(row.cells):
        if number:
            sign = [Segment(" "), *_segments(row.sign, console)] if nth == 0 else []
            segments += _padded(sign, BETWEEN)
        marked = _marked(cell, [match for match in found if match.cell == number])
        part = _part(marked, layout.wraps[place][number], nth, console)
        segments += part if number == last else _padded(part, room)
    return Strip(segments)


def bar_strip(left: Text, right: Text, width: int, console: Console) -> Strip:
    """Draw one line with something at either side; what has no room is cut from the end of the left one."""
    both = right.cell_len + 1 < width
    shown = left.copy()
    shown.truncate(width - right.cell_len - 1 if both else width, overflow="ellipsis", pad=True)
    line = Text.assemble(shown, " ", right) if both else shown
    return Strip(_segments(line, console)).adjust_cell_length(width)


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


def _part(cell: Text, lines: Sequence[tuple[int, int]], nth: int, console: Console) -> list[Segment]:
    return _segments(cell, console, *lines[nth]) if nth < len(lines) else []


def _segments(text: Text, console: Console, begin: int = 0, end: int | None = None) -> list[Segment]:
    """Give a part of a text with its styles, in a third of the time that cutting and rendering the text takes."""
    last = len(text) if end is None else end
    spans = [span for span in text.spans if span.start < last and span.end > begin]
    cuts = {begin, last}.union(*((max(span.start, begin), min(span.end, last)) for span in spans))
    return [
        Segment(text.plain[first:after], _styled(console, text.style, *_styles(spans, first)))
        for first, after in pairwise(sorted(cuts))
    ]


def _styles(spans: Sequence[Span], at: int) -> tuple[str | Style, ...]:
    return tuple(span.style for span in spans if span.start <= at < span.end)


@lru_cache(maxsize=1024)
def _styled(console: Console, *styles: str | Style) -> Style:
    return Style.combine([console.get_style(style, default=Style.null()) for style in styles])


def _padded(drawn: list[Segment], columns: int) -> list[Segment]:
    missing = columns - sum(segment.cell_length for segment in drawn)
    return [*drawn, Segment(" " * missing)] if missing > 0 else drawn
