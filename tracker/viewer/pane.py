"""A scroll view that draws lines: no widget for a paragraph, however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import ClassVar

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tracker.viewer.drawing import CHOSEN, line_strip
from tracker.viewer.rows import Layout, Row
from tracker.viewer.searching import Match, matches, next_line

_KEPT_STRIPS = 2000


class Pane(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of text, wrapped once for each width.

    Args:
        choosing: rows with a key can be chosen, and one of them is; else the pane scrolls by lines.
        narrow: lines of text keep to a length that is easy to read.
    """

    DEFAULT_CSS = """
    Pane {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        scrollbar-background: ansi_default;
        scrollbar-background-hover: ansi_default;
        scrollbar-background-active: ansi_default;
        scrollbar-corner-color: ansi_default;
        scrollbar-color: ansi_bright_black;
        scrollbar-color-hover: ansi_bright_black;
        scrollbar-color-active: ansi_blue;
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    class Chosen(Message):
        """A row was chosen: by Enter or a click where `opened`, else by moving to it."""

        def __init__(self, pane: Pane, row: Row, *, opened: bool) -> None:
            super().__init__()
            self.pane, self.row, self.opened = pane, row, opened

    class Scrolled(Message):
        """Other rows are in sight."""

        def __init__(self, pane: Pane) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, *, choosing: bool = False, narrow: bool = True, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._choosing, self._narrow = choosing, narrow
        self.rows: Sequence[Row] = ()
        self._layout = Layout((), 0)
        self.current: int | None = None
        self.words = ""
        self._matches: tuple[Match, ...] = ()
        self._strips: dict[tuple[int, bool], Strip] = {}

    # What it shows.

    def show(self, rows: Sequence[Row], *, keep: bool = False) -> None:
        """Show other rows: from the top, or with the chosen row and the place kept where they still are."""
        kept = self._kept_in(rows) if keep else None
        self.rows, self.current = rows, kept
        if self._choosing and self.current is None:
            self.current = next(iter(self._choices), None)
        self._matches = matches(rows, self.words)
        self._laid_out()
        if not keep:
            self.scroll_to(y=0, animate=False)
        if self._choosing:
            self._into_sight()
        elif kept is not None:
            self._in_view(self._layout.starts[kept], self._layout.size(kept))

    def _kept_in(self, rows: Sequence[Row]) -> int | None:
        """Give the place in other rows of what is chosen now: by its key, a change by which one it is."""
        if self.chosen is None:
            return None
        if self._choosing:
            key = self.chosen.key
            return next((place for place, row in enumerate(rows) if key is not None and row.key == key), None)
        nth = sum(row.stop for row in self.rows[: self.current])
        return next(islice((place for place, row in enumerate(rows) if row.stop), nth, None), None)

    @property
    def chosen(self) -> Row | None:
        """The row that is chosen, or that the last jump went to."""
        return self.rows[self.current] if self.current is not None and self.current < len(self.rows) else None

    @property
    def keys_in_sight(self) -> list[int]:
        """The keys of the rows that are on the screen now."""
        if not self.rows or not self._layout.height:
            return []
        top = min(self.scroll_offset.y, self._layout.height - 1)
        first, _ = self._layout.at(top)
        last, _ = self._layout.at(min(top + max(self.size.height, 1), self._layout.height - 1))
        return [key for row in self.rows[first : last + 1] if (key := row.key) is not None]

    def _laid_out(self) -> None:
        self._strips.clear()
        # Before it is on the screen it has no width yet: the screen's is nearer to what it will have than none.
        width = self.scrollable_content_region.width or self.app.size.width
        self._layout = Layout(self.rows, width, narrow=self._narrow)
        self.virtual_size = Size(width, self._layout.height)
        self.refresh()

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew where the width is another, with the same row at the top."""
        if self.scrollable_content_region.width == self._layout.width:
            return
        top = self._layout.at(self.scroll_offset.y)[0] if self._layout.height else 0
        seen = self._is_in_sight()
        self._laid_out()
        if self.rows:
            self.scroll_to(y=self._layout.starts[min(top, len(self.rows) - 1)], animate=False)
        if self._choosing:
            self._into_sight()
        elif seen and self.current is not None:
            self._in_view(self._layout.starts[self.current], self._layout.size(self.current))

    def _is_in_sight(self) -> bool:
        """Whether the row that the last jump went to begins on the screen."""
        if self.current is None or self.current >= len(self._layout.starts):
            return False
        return 0 <= self._layout.starts[self.current] - self.scroll_offset.y < self.size.height

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tell that other rows are in sight."""
        super().watch_scroll_y(old_value, new_value)
        self.post_message(self.Scrolled(self))

    # Where one goes in it.

    @property
    def _choices(self) -> list[int]:
        return [place for place, row in enumerate(self.rows) if row.key is not None]

    def move(self, steps: int) -> None:
        """Go to the next row that can be chosen, or scroll by lines where none can."""
        if not self._choosing:
            self.scroll_to(y=self.scroll_offset.y + steps, animate=False)
            return
        choices = self._choices
        if choices:
            place = choices.index(self.current) if self.current in choices else 0
            self.choose(choices[min(max(place + steps, 0), len(choices) - 1)])

    def page(self, pages: int) -> None:
        """Go on by a screen, with one line of it left in sight."""
        lines = max(self.size.height - 1, 1)
        if self._choosing:
            self.move(pages * max(len(self.keys_in_sight) - 1, 1))
        else:
            self.move(pages * lines)

    def end(self, *, last: bool) -> None:
        """Go to the beginning or to the end."""
        if self._choosing:
            self.move(len(self.rows) if last else -len(self.rows))
        else:
            self.scroll_to(y=self._layout.height if last else 0, animate=False)

    def choose(self, place: int, *, opened: bool = False) -> None:
        """Choose a row."""
        moved = place != self.current
        self.current = place
        self._strips.clear()
        self._into_sight()
        self.refresh()
        if moved or opened:
            self.post_message(self.Chosen(self, self.rows[place], opened=opened))

    def choose_key(self, key: int) -> None:
        """Choose the row that stands for something, without telling anyone."""
        place = next((place for place, row in enumerate(self.rows) if row.key == key), None)
        if place is not None and place != self.current:
            self.current = place
            self._strips.clear()
            self._into_sight()
            self.refresh()

    def jump(self, *, back: bool) -> tuple[int, int] | None:
        """Go to the next change, or the one before; gives which it is and how many there are, None where none is."""
        stops = [place for place, row in enumerate(self.rows) if row.stop]
        here = -1 if self.current is None else self.current
        found = next_line(stops, here, back=back)
        if found is None:
            return None
        self.current = stops[found]
        self._strips.clear()
        self._in_view(self._layout.starts[self.current], self._layout.size(self.current))
        self.refresh()
        return found + 1, len(stops)

    # Words that are looked for.

    def look_for(self, words: str) -> int:
        """Mark words wherever they stand; gives in how many places."""
        self.words = words
        self._matches = matches(self.rows, words)
        self._strips.clear()
        self.refresh()
        return len(self._matches)

    def next_match(self, *, back: bool, here: bool = False) -> tuple[int, int] | None:
        """Go to the next place of the words, or the one before; gives which it is and how many there are.

        Args:
            here: one at the top of the screen counts as the next.
        """
        lines = [match.line(self._layout) for match in self._matches]
        found = next_line(lines, self._match_line - here, back=back)
        if found is None:
            return None
        self._match_line = lines[found]
        if self._choosing and self.rows[self._matches[found].row].key is not None:
            self.choose(self._matches[found].row)
        self._in_view(lines[found], 1)
        return found + 1, len(lines)

    _match_line = 0

    def _into_sight(self) -> None:
        if self.current is not None and self.current < len(self._layout.starts):
            first, size = self._layout.starts[self.current], self._layout.size(self.current)
            top, height = self.scroll_offset.y, max(self.size.height, 1)
            if self.current == next(iter(self._choices), None):
                # What heads the first one is to be seen too.
                first = 0
            if first < top:
                self.scroll_to(y=first, animate=False)
            elif first + size > top + height:
                self.scroll_to(y=first + size - height, animate=False)

    def _in_view(self, line: int, size: int) -> None:
        """Put lines that are not all on the screen a third down from its top."""
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if not top <= line <= line + min(size, height) <= top + height:
            self.scroll_to(y=max(line - height // 3, 0), animate=False)

    # The mouse.

    def on_click(self, event: events.Click) -> None:
        """Choose what was clicked."""
        line = event.y + self.scroll_offset.y
        if line < self._layout.height:
            place, _ = self._layout.at(line)
            if self.rows[place].key is not None:
                self.choose(place, opened=True)

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
