"""A diff side by side: one table with shared rows, the old text on the left, the new one on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from tracker.model import BlockChange, Diff, FieldDiff, Op, Span
from tracker.view.render.rows import Fold, Shown, body_rows, field_rows, is_heading, visible
from tracker.view.render.styles import Palette, palette
from tracker.view.render.terminal import spans_text
from tracker.view.safe import safe

# Below this the two columns are too narrow to read: draw inline instead.
LEAST_COLUMNS = 110
_MOST_COLUMNS = 200

Cells = tuple[Text, str, Text]


class SideBySide:
    """A diff as rich draws it in two columns, wrapped and never cut."""

    def __init__(self, diff: Diff, *, summary: str = "", context: int = 1) -> None:
        self.diff, self.summary, self.context = diff, summary, context

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        colours = palette(console.color_system)
        table = Table.grid(padding=(0, 1), expand=True)
        table.add_column(ratio=1)
        table.add_column(width=1)
        table.add_column(ratio=1)
        for old, sign, new in self._rows(colours):
            table.add_row(old, Text(sign, colours.strong), new)
            table.add_row()
        if self.summary:
            yield Text(safe(self.summary), colours.strong)
            yield Text()
        yield from console.render(table, options.update(width=min(options.max_width, _MOST_COLUMNS)))

    def _rows(self, colours: Palette) -> Iterator[Cells]:
        for field in field_rows(self.diff):
            yield _field(field, colours)
        for row in body_rows(self.diff, context=self.context):
            yield _fold(row, colours) if isinstance(row, Fold) else _block(row, colours)


def side_by_side(diff: Diff, *, summary: str = "", context: int = 1) -> SideBySide:
    """Draw a diff in two columns, for consoles of at least `LEAST_COLUMNS`.

    Args:
        diff: what to draw.
        summary: the facts in one line; stands first where it is given.
        context: unchanged paragraphs shown around each changed one.
    """
    return SideBySide(diff, summary=summary, context=context)


def _sides(spans: tuple[Span, ...], colours: Palette) -> tuple[Text, Text]:
    """The old text and the new one; the blank where a paragraph was cut in two is no change to a reader's eye."""
    shown = set(visible(spans))
    olds = [span if span in shown else replace(span, op=Op.EQUAL) for span in spans if span.op is not Op.INSERTED]
    news = [span if span in shown else replace(span, op=Op.EQUAL) for span in spans if span.op is not Op.DELETED]
    return spans_text(olds, colours), spans_text(news, colours)


def _field(field: FieldDiff, colours: Palette) -> Cells:
    old, new = _sides(field.spans, colours)
    if field.name == "headline":
        old.stylize_before(colours.strong)
        new.stylize_before(colours.strong)
    return old, "~" if field.changed else "", new


def _fold(fold: Fold, colours: Palette) -> Cells:
    return Text(fold.words, colours.quiet), "", Text(fold.words, colours.quiet)


def _block(row: Shown, colours: Palette) -> Cells:
    change = row.block.change
    old, new = _sides(row.spans, colours)
    if change is BlockChange.MOVED_HERE:
        old = Text()
    if change is BlockChange.MOVED_AWAY:
        new = Text()
    for side in (old, new):
        if change in (BlockChange.KEPT, BlockChange.MOVED_AWAY):
            side.stylize_before(colours.quiet)
        if is_heading(row.block):
            side.stylize_before(colours.strong)
    label = Text(f"{row.label}: " if row.label and (old.plain or new.plain) else "", colours.moved)
    return (label.append_text(old), row.sign, new) if not new.plain else (old, row.sign, label.append_text(new))
