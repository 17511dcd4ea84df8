"""A diff side by side: one table with shared rows, the old text on the left, the new one on the right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.text import Text

from tracker.model import BlockChange, FieldDiff, Op, Span
from tracker.view.render.rows import Fold, Shown, Telling, field_rows, is_heading, visible
from tracker.view.render.styles import Palette, fitted
from tracker.view.render.terminal import remark_text, spans_text, tags_text
from tracker.view.render.wrapping import wrapped

# Below this the two columns are too narrow to read: draw inline instead.
LEAST_COLUMNS = 110
_MOST_COLUMNS = 200
_SIGN_COLUMNS = 3

Cells = tuple[Text, str, Text]


class SideBySide(Telling):
    """A diff as rich draws it in two columns, wrapped and never cut, for consoles of at least `LEAST_COLUMNS`."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        colours = fitted(console.color_system, encoding=options.encoding, ascii_signs=self.ascii_signs)
        columns = min(self.width or _MOST_COLUMNS, options.max_width)
        for line in self._head(colours):
            yield from wrapped(line, columns)
        left = max((columns - _SIGN_COLUMNS) // 2, 1)
        for old, sign, new in self._rows(colours):
            mark = Text(colours.own(sign), colours.strong)
            yield from _row(console, old, mark, new, widths=(left, max(columns - _SIGN_COLUMNS - left, 1)))

    def _head(self, colours: Palette) -> Iterator[Text]:
        lines = [remark_text(line, colours) for line in self.remarks()]
        if self.summary:
            lines.insert(0, Text(colours.own(self.summary), colours.strong))
        yield from lines
        if lines:
            yield Text()

    def _rows(self, colours: Palette) -> Iterator[Cells]:
        for field in field_rows(self.diff):
            yield _field(field, colours)
        for row in self.body():
            yield _fold(row, colours) if isinstance(row, Fold) else _block(row, colours)


side_by_side = SideBySide


def _row(console: Console, old: Text, mark: Text, new: Text, *, widths: tuple[int, int]) -> RenderResult:
    """Both sides line by line, the sign beside the first, and a blank line behind them."""
    olds, news = (_column(side, width) for side, width in zip((old, new), widths, strict=True))
    for number, (left, right) in enumerate(zip_longest(olds, news, fillvalue=Text())):
        whole = Text().append_text(left)
        whole.pad_right(widths[0] + 1 - whole.cell_len)
        whole.append_text(mark if number == 0 else Text())
        whole.pad_right(widths[0] + _SIGN_COLUMNS - whole.cell_len)
        whole.append_text(right)
        whole.no_wrap, whole.overflow = True, "ignore"
        yield from whole.render(console)
        yield Segment.line()
    yield Segment.line()


def _column(text: Text, width: int) -> list[Text]:
    """A side, wrapped: the lines are ours, so that scripts without spaces break as they do inline."""
    return [piece for line in text.split("\n") for piece in wrapped(line, width)]


def _sides(spans: tuple[Span, ...], colours: Palette) -> tuple[Text, Text]:
    """The old text and the new one; the blank where a paragraph was cut in two is no change to a reader's eye."""
    shown = set(visible(spans))
    olds = [span if span in shown else span._replace(op=Op.EQUAL) for span in spans if span.op is not Op.INSERTED]
    news = [span if span in shown else span._replace(op=Op.EQUAL) for span in spans if span.op is not Op.DELETED]
    return spans_text(olds, colours), spans_text(news, colours)


def _field(field: FieldDiff, colours: Palette) -> Cells:
    old, new = _sides(field.spans, colours)
    if field.name == "headline":
        old.stylize_before(colours.strong)
        new.stylize_before(colours.strong)
    return old, "~" if field.changed else "", new


def _fold(fold: Fold, colours: Palette) -> Cells:
    words = colours.own(fold.words)
    return Text(words, colours.quiet), "", Text(words, colours.quiet)


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
    words = colours.own(f"{row.label}: ") if row.label and (old.plain or new.plain) else ""
    label = Text.assemble((words, colours.moved))
    if new.plain:
        return old, row.sign, _told(label.append_text(new), row, colours)
    return _told(label.append_text(old), row, colours), row.sign, new


def _told(side: Text, row: Shown, colours: Palette) -> Text:
    """A side with what is told of the block behind and under it."""
    side.append_text(tags_text(row, colours))
    for line in row.under:
        side.append("\n").append_text(remark_text(line, colours))
    return side
