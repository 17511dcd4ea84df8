"""A diff inline in the terminal: summary, lines above the text, body with gutter, folds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tracker.model import BlockChange, Diff, FieldDiff, Op, Span
from tracker.view.render.plain import marked, shown
from tracker.view.render.rows import Fold, Shown, body_rows, field_rows, is_heading, visible
from tracker.view.render.styles import Palette, palette
from tracker.view.safe import safe

# Lines longer than this are hard to read: a wide terminal is not filled.
MOST_COLUMNS = 100
_GUTTER_COLUMNS = 3
_LEAST_COLUMNS = 20
_FIELDS = {"headline": "", "dek": "standfirst: ", "byline": "byline: "}
_QUIET = frozenset((BlockChange.KEPT, BlockChange.MOVED_AWAY))


class InlineDiff:
    """A diff as rich draws it: wrapped at words, never cut, with a hanging indent under the gutter."""

    def __init__(self, diff: Diff, *, summary: str = "", context: int = 1, width: int | None = None) -> None:
        self.diff, self.summary = diff, summary
        self.context, self.width = context, width

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        colours = palette(console.color_system)
        columns = min(self.width or MOST_COLUMNS, options.max_width)
        for sign, text in self._lines(colours):
            yield from _hanging(console, sign, text, columns)

    def _lines(self, colours: Palette) -> Iterator[tuple[Text, Text]]:
        if self.summary:
            yield Text(), Text(safe(self.summary), colours.strong)
            yield Text(), Text()
        for field in field_rows(self.diff):
            yield _field(field, colours)
        for row in body_rows(self.diff, context=self.context):
            yield Text(), Text()
            yield _fold(row, colours) if isinstance(row, Fold) else _block(row, colours)


def inline(diff: Diff, *, summary: str = "", context: int = 1, width: int | None = None) -> InlineDiff:
    """Draw a diff for `rich.console.Console.print`.

    Args:
        diff: what to draw.
        summary: the facts in one line; stands first where it is given.
        context: unchanged paragraphs shown around each changed one.
        width: columns to fill; None: as many as the console has, `MOST_COLUMNS` at most.
    """
    return InlineDiff(diff, summary=summary, context=context, width=width)


def spans_text(spans: Iterable[Span], colours: Palette) -> Text:
    """Runs of text as rich text: never mark-up, every character fit to be shown."""
    text = Text()
    previous: Span | None = None
    for span in visible(spans):
        if previous is not None and _collide(previous, span):
            text.append(" ")
        text.append(marked(span) if colours.marked else shown(span), _style(span, colours))
        previous = span
    return text


def _collide(gone: Span, come: Span) -> bool:
    """Whether an old word would touch the new one that replaced it."""
    replaced = gone.op is Op.DELETED and come.op is Op.INSERTED
    return replaced and not gone.text[-1].isspace() and not come.text[0].isspace()


def _style(span: Span, colours: Palette) -> Style | None:
    if span.op is Op.EQUAL:
        return None
    plain = colours.new if span.op is Op.INSERTED else colours.gone
    return plain if span.move is None else plain + Style(color=colours.moved.color)


def _field(field: FieldDiff, colours: Palette) -> tuple[Text, Text]:
    style = colours.strong if field.name == "headline" else None
    text = Text.assemble((_FIELDS[field.name], colours.quiet), spans_text(field.spans, colours))
    if style is not None:
        text.stylize_before(style)
    return Text("~" if field.changed else ""), text


def _fold(fold: Fold, colours: Palette) -> tuple[Text, Text]:
    sign, _, words = fold.words.partition(" ")
    return Text(sign, colours.quiet), Text(words, colours.quiet)


def _block(row: Shown, colours: Palette) -> tuple[Text, Text]:
    change = row.block.change
    moved = row.block.move is not None or change in (BlockChange.SPLIT, BlockChange.MERGED)
    label = f"{row.label}: " if row.label else ""
    text = Text.assemble((label, colours.moved if moved else colours.quiet), spans_text(row.spans, colours))
    if change in _QUIET:
        text.stylize_before(colours.quiet)
    if is_heading(row.block):
        text.stylize_before(colours.strong)
    return Text(row.sign, _sign_style(change, colours)), text


def _sign_style(change: BlockChange, colours: Palette) -> Style:
    if change is BlockChange.ADDED:
        return Style(color=colours.new.color, bold=True)
    if change is BlockChange.REMOVED:
        return Style(color=colours.gone.color, bold=True)
    if change in (BlockChange.EDITED, BlockChange.KEPT):
        return colours.strong
    return colours.moved


def _hanging(console: Console, sign: Text, text: Text, columns: int) -> RenderResult:
    """The sign in front of the first line, the others indented under the text."""
    width = max(columns - _GUTTER_COLUMNS, _LEAST_COLUMNS)
    lines = text.wrap(console, width, overflow="fold") if text.plain else [Text()]
    for number, line in enumerate(lines):
        gutter = Text(" ") + (sign if number == 0 else Text())
        gutter.pad_right(_GUTTER_COLUMNS - gutter.cell_len)
        line.rstrip()
        whole = gutter + line if line.plain else gutter if sign.plain and number == 0 else Text()
        whole.no_wrap, whole.overflow = True, "ignore"
        yield from whole.render(console)
        yield Segment.line()
