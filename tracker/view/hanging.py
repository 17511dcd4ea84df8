"""Lines with a hanging indent: wrapped at words under their text, never under what leads it."""

from __future__ import annotations

from rich.cells import cell_len
from rich.table import Table
from rich.text import Text


def hanging(lead: Text | str, text: Text) -> Table:
    """Draw a text behind a lead; what does not fit in one line goes on below it, as far in as it began."""
    first = lead if isinstance(lead, Text) else Text(lead)
    table = Table.grid(expand=True)
    table.add_column(width=cell_len(first.plain), no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_row(first, text)
    return table


def hung(line: Text, indent: int) -> Table:
    """Draw a line whose first characters lead it, so many of one column each."""
    return hanging(line[:indent], line[indent:])
