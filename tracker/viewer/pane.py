"""A sheet of rows that one moves in: by lines, by what can be chosen, from change to change, to words looked for."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events
from textual.message import Message

from tracker.viewer.rows import Row
from tracker.viewer.searching import matches, next_line
from tracker.viewer.sheet import Sheet


class Pane(Sheet, can_focus=True, inherit_bindings=False):
    """A sheet that obeys keys and the mouse; where nothing can be chosen it scrolls by lines."""

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
    words = ""
    _match_line = 0

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

    # What it shows.

    def show(self, rows: Iterable[Row], *, keep: bool = False) -> None:
        """Show other rows: from the top, or with the chosen row and the place kept where they still are."""
        was, nth = self.chosen if keep else None, sum(row.stop for row in self.rows[: self.current])
        self.current = None
        self._lay_out(rows, down_to=self.scroll_offset.y if keep else 0)
        kept = (
            None if was is None else self._layout.reach_key(was.key) if self._choosing else self._layout.reach_stop(nth)
        )
        self._sized()
        self.current = next(iter(self._choices), None) if self._choosing and kept is None else kept
        self._look_again()
        if not keep:
            self.scroll_to(y=0, animate=False)
        if self._choosing:
            self._into_sight()
        elif kept is not None:
            self._reach(self._layout.starts[kept])
            self._in_view(self._layout.starts[kept], self._layout.size(kept))

    def _look_again(self) -> None:
        if self.words:
            self._reach()
        self._matches = matches(self.rows, self.words)

    @property
    def keys_in_sight(self) -> list[int]:
        """The keys of the rows that are on the screen now."""
        if not self.rows or not self._layout.height:
            return []
        top = min(self.scroll_offset.y, self._layout.height - 1)
        first, _ = self._layout.at(top)
        last, _ = self._layout.at(min(top + max(self.size.height, 1), self._layout.height - 1))
        return [key for row in self.rows[first : last + 1] if (key := row.key) is not None]

    def on_resize(self, _event: events.Resize) -> None:
        """Wrap anew where the width is another, with the same row at the top."""
        if self.scrollable_content_region.width == self._layout.width:
            return
        top = self._layout.at(self.scroll_offset.y)[0] if self._layout.height else 0
        seen = self._is_in_sight()
        self._lay_out(self._layout.all_rows(), down_to=self.scroll_offset.y)
        self._layout.reach_row(max(top, self.current or 0))
        if self.words:
            self._reach()
        if self.rows:
            self._reach(self._layout.starts[min(top, len(self.rows) - 1)])
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
            self._reach(self.scroll_offset.y + steps)
            self.scroll_to(y=self.scroll_offset.y + steps, animate=False)
            return
        self._layout.reach_choices(self.current or 0, steps)
        self._sized()
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
            if last:
                self._reach()
            self.move(len(self.rows) if last else -len(self.rows))
        else:
            self._reach(None if last else 0)
            self.scroll_to(y=self._layout.height if last else 0, animate=False)

    def choose(self, place: int, *, opened: bool = False) -> None:
        """Choose a row."""
        moved = place != self.current
        self._turn_to(place)
        self._into_sight()
        if moved or opened:
            self.post_message(self.Chosen(self, self.rows[place], opened=opened))

    def choose_key(self, key: int) -> None:
        """Choose the row that stands for something, without telling anyone."""
        place = self._layout.reach_key(key)
        self._sized()
        if place is not None and place != self.current:
            self._turn_to(place)
            self._into_sight()

    def jump(self, *, back: bool) -> tuple[int, int] | None:
        """Go to the next change, or the one before; gives which it is and how many there are, None where none is."""
        self._reach()
        stops = [place for place, row in enumerate(self.rows) if row.stop]
        here = -1 if self.current is None else self.current
        found = next_line(stops, here, back=back)
        if found is None:
            return None
        self._turn_to(stops[found])
        self._in_view(self._layout.starts[stops[found]], self._layout.size(stops[found]))
        return found + 1, len(stops)

    # Words that are looked for.

    def look_for(self, words: str) -> int:
        """Mark words wherever they stand; gives in how many places."""
        self.words = words
        self._look_again()
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
