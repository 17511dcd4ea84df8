"""Lines at the head and the foot of the screen: something at the left, something at the right, never wrapped."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from tracker.viewer.drawing import bar_strip

PRESSED = "pressed"
"""Under which name a word of a line carries the key that a click on it presses."""

Sides = tuple[Text, Text]


class Bar(Widget):
    """As many lines as it is high."""

    DEFAULT_CSS = "Bar { height: 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._lines: Sequence[Sides] = ()

    def show(self, *lines: Sides) -> None:
        """Show other lines."""
        self._lines = lines
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get(PRESSED)
        if key:
            self.app.simulate_key(key)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        if y >= len(self._lines):
            return Strip.blank(self.size.width)
        left, right = self._lines[y]
        return bar_strip(left, right, self.size.width, self.app.console)
