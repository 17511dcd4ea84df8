"""A scroll view that draws lines: no widget for a paragraph, and no line before it is seen or there is time for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.viewer.drawing import CHOSEN, line_strip
from tracker.viewer.rows import Layout, Row
from tracker.viewer.searching import Match

_KEPT_STRIPS = 2000
_AT_ONCE = 200
"""Lines that are laid out before a key is answered, beside those that are seen."""
_AT_A_TIME, _PAUSE = 200, 0.01
"""So many rows more are laid out in a few milliseconds, after so many seconds in which keys have their turn."""


class Sheet(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of text, wrapped once for each width: those in sight at once, the rest as soon as no key waits.

    Args:
        choosing: rows with a key can be chosen, and one of them is.
        narrow: lines of text keep to a length that is easy to read.
    """

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, choosing: bool = False, narrow: bool = True, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choosing, self._narrow = choosing, narrow
        self._layout = Layout((), 0)
        self.current: int | None = None
        self._matches: tuple[Match, ...] = ()
        self._strips: dict[tuple[int, bool], Strip] = {}

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are laid out by now; once they are whole, all."""
        return self._layout.rows

    @property
    def is_whole(self) -> bool:
        """Whether all rows are laid out."""
        return self._layout.is_whole

    @property
    def chosen(self) -> Row | None:
        """The row that is chosen, or that the last jump went to."""
        return self.rows[self.current] if self.current is not None and self.current < len(self.rows) else None

    def _lay_out(self, rows: Iterable[Row], *, down_to: int = 0) -> None:
        """Lay out what is seen of rows, down to a line; the rest follows by itself."""
        self._strips.clear()
        # Before it is on the screen it has no width yet: the screen's is nearer to what it will have than none.
        width = self.scrollable_content_region.width or self.app.size.width - self.styles.scrollbar_size_vertical
        self._layout = Layout(rows, width, narrow=self._narrow, lines=down_to + self._margin)
        self._sized()
        self.refresh()
        if not self._layout.is_whole:
            # What is seen first.
            self.call_after_refresh(self._follow, self._layout)

    @property
    def _margin(self) -> int:
        return max(self.size.height, self.app.size.height) + _AT_ONCE

    def _reach(self, line: int | None = None) -> None:
        """See to it that a line and those after it are there; None: all."""
        self._layout.reach(None if line is None else line + self._margin)
        self._sized()

    def _turn_to(self, place: int) -> None:
        """Make another row the current one, and draw these two anew."""
        for row in (self.current, place):
            if row is not None and row < len(self._layout.starts):
                first, size = self._layout.starts[row], self._layout.size(row)
                for line in range(first, first + size):
                    self._strips.pop((line, True), None)
                    self._strips.pop((line, False), None)
                self.refresh_lines(first, size)
        self.current = place

    def _sized(self) -> None:
        self.virtual_size = Size(self._layout.width, self._layout.height)

    def _follow(self, layout: Layout) -> None:
        if layout is self._layout and not layout.is_whole:
            self.set_timer(_PAUSE, lambda: self._lay_out_more(layout))

    def _lay_out_more(self, layout: Layout) -> None:
        if layout is not self._layout or layout.is_whole:
            return
        layout.take(_AT_A_TIME)
        if layout.is_whole:
            # Once for all: each other height lays out the whole screen anew.
            self._sized()
        self._follow(layout)

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        line = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if line >= self._layout.height:
            return Strip.blank(width)
        key = (line, self.has_focus)
        if key not in self._strips:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            self._strips[key] = self._drawn(line).adjust_cell_length(width)
        return self._strips[key]

    def _drawn(self, line: int) -> Strip:
        place, _ = self._layout.at(line)
        found = [match for match in self._matches if match.row == place] if self._matches else ()
        current = place == self.current
        strip = line_strip(self._layout, line, self.app.console, current=current, found=found)
        return strip.apply_style(CHOSEN) if current and self._choosing and self.has_focus else strip
