"""Lines with a hanging indent: wrapped at words under their text, never under what leads it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

_LEAST_COLUMNS = 10


class Hanging:
    """A text behind a lead; what does not fit in one line goes on below it, as far in as it began."""

    def __init__(self, lead: Text, text: Text) -> None:
        self.lead, self.text = lead, text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        indent = cell_len(self.lead.plain)
        room = options.max_width - indent
        if "\n" not in self.text.plain and cell_len(self.text.plain) <= room:
            yield self.lead + self.text
            return
        # Where the lead leaves no room beside it, the text goes on at the left.
        if room < _LEAST_COLUMNS:
            yield self.lead + self.text
            return
        lead = self.lead
        for line in self.text.wrap(console, room, overflow="fold"):
            line.rstrip()
            yield lead + line
            lead = Text(" " * indent)


def hanging(lead: Text | str, text: Text) -> Hanging:
    """Draw a text behind a lead, wrapped under itself."""
    return Hanging(lead if isinstance(lead, Text) else Text(lead), text)


def hung(line: Text, indent: int) -> Hanging:
    """Draw a line whose first characters lead it, so many of one column each."""
    return Hanging(line[:indent], line[indent:])
