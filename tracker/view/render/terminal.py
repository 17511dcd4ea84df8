"""A diff inline in the terminal: summary, lines above the text, body with gutter, folds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from tracker.model import BlockChange, FieldDiff, Op, Span
from tracker.view.render.plain import marked, shown
from tracker.view.render.rows import Fold, Shown, Telling, field_rows, is_heading, replaced_whole, visible
from tracker.view.render.styles import Palette, fitted
from tracker.view.render.wrapping import wrapped

# Lines longer than this are hard to read: a wide terminal is not filled.
MOST_COLUMNS = 100
_GUTTER_COLUMNS = 3
_LEAST_COLUMNS = 20
_FIELDS = {"headline": "", "dek": "standfirst: ", "byline": "byline: "}
_QUIET = frozenset((BlockChange.KEPT, BlockChange.MOVED_AWAY))
_NOTHING = Text(), Text()
# What stands for a character that is not to be seen: there, but not in the way of who reads.
_INVISIBLE = re.compile("⟨U\\+[0-9A-F]{4,6}⟩")


class InlineDiff(Telling):
    """A diff as rich draws it: wrapped at words, never cut, with a hanging indent under the gutter."""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        colours = fitted(console.color_system, encoding=options.encoding, ascii_signs=self.ascii_signs)
        columns = min(self.width or MOST_COLUMNS, options.max_width)
        for sign, text in self._lines(colours):
            yield from _hanging(console, sign, text, columns)

    def _lines(self, colours: Palette) -> Iterator[tuple[Text, Text]]:
        yield from self._head(colours)
        for field in field_rows(self.diff):
            yield _field(field, colours)
        for row in self.body():
            yield _NOTHING
            if isinstance(row, Fold):
                yield _fold(row, colours)
                continue
            yield _block(row, colours)
            for line in row.under:
                yield Text(), remark_text(line, colours)

    def _head(self, colours: Palette) -> Iterator[tuple[Text, Text]]:
        lines = [remark_text(line, colours) for line in self.remarks()]
        if self.summary:
            lines.insert(0, Text(colours.own(self.summary), colours.strong))
        for line in lines:
            yield Text(), line
        if lines:
            yield _NOTHING


inline = InlineDiff


def spans_text(spans: Iterable[Span], colours: Palette) -> Text:
    """Runs of text as rich text: never mark-up, every character fit to be shown."""
    text = Text()
    previous: Span | None = None
    for span in visible(spans):
        if previous is not None and _collide(previous, span):
            text.append(" ")
        text.append(colours.page(marked(span) if colours.marked else shown(span)), _style(span, colours))
        previous = span
    text.highlight_regex(_INVISIBLE, colours.quiet)
    return text


def remark_text(line: Iterable[Span], colours: Palette) -> Text:
    """A line of ours about a diff, quiet but for what changed."""
    text = Text()
    for span in line:
        if span.op is Op.EQUAL:
            text.append(colours.own(span.text), colours.quiet)
        else:
            text.append_text(spans_text((span,), colours))
    return text


def tags_text(row: Shown, colours: Palette) -> Text:
    """What stands quietly behind a block's text."""
    return Text("".join(colours.own(f"  ‹{tag}›") for tag in row.tags), colours.quiet)


def _collide(gone: Span, come: Span) -> bool:
    """Whether an old word would touch the new one that replaced it."""
    replaced = gone.op is Op.DELETED and come.op is Op.INSERTED
    return replaced and not gone.text[-1:].isspace() and not come.text[:1].isspace()


def _style(span: Span, colours: Palette) -> Style | None:
    if span.op is Op.EQUAL:
        return None
    plain = colours.new if span.op is Op.INSERTED else colours.gone
    return plain if span.move is None else plain + Style(color=colours.moved.color)


def _field(field: FieldDiff, colours: Palette) -> tuple[Text, Text]:
    style = colours.strong if field.name == "headline" else None
    text = Text.assemble((_FIELDS.get(field.name, f"{field.name}: "), colours.quiet), _body(field.spans, colours))
    if style is not None:
        text.stylize_before(style)
    return Text("~" if field.changed else ""), text


def _fold(fold: Fold, colours: Palette) -> tuple[Text, Text]:
    sign, _, words = fold.words.partition(" ")
    return Text(colours.own(sign), colours.quiet), Text(colours.own(words), colours.quiet)


def _block(row: Shown, colours: Palette) -> tuple[Text, Text]:
    change = row.block.change
    moved = row.block.move is not None or change in (BlockChange.SPLIT, BlockChange.MERGED)
    label = colours.own(f"{row.label}: ") if row.label else ""
    text = Text.assemble((label, colours.moved if moved else colours.quiet), _body(row.spans, colours))
    if change in _QUIET:
        text.stylize_before(colours.quiet)
    if is_heading(row.block):
        text.stylize_before(colours.strong)
    text.append_text(tags_text(row, colours))
    return Text(colours.own(row.sign), _sign_style(change, colours)), text


def _body(spans: tuple[Span, ...], colours: Palette) -> Text:
    """A text; one that was replaced whole above the new one where they are long."""
    if not replaced_whole(spans):
        return spans_text(spans, colours)
    return Text("\n").join(spans_text((span,), colours) for span in spans)


def _sign_style(change: BlockChange, colours: Palette) -> Style:
    if change is BlockChange.ADDED:
        return Style(color=colours.new.color, bold=True)
    if change is BlockChange.REMOVED:
        return Style(color=colours.gone.color, bold=True)
    if change in (BlockChange.EDITED, BlockChange.REWRITTEN, BlockChange.KEPT):
        return colours.strong
    return colours.moved


def _hanging(console: Console, sign: Text, text: Text, columns: int) -> RenderResult:
    """The sign in front of the first line, the others indented under the text."""
    width = max(columns - _GUTTER_COLUMNS, _LEAST_COLUMNS)
    lines = [line for part in text.split("\n") for line in wrapped(part, width)] if text.plain else [Text()]
    for number, line in enumerate(lines):
        gutter = Text(" ") + (sign if number == 0 else Text())
        gutter.pad_right(_GUTTER_COLUMNS - gutter.cell_len)
        whole = gutter + line if line.plain else gutter if sign.plain and number == 0 else Text()
        whole.no_wrap, whole.overflow = True, "ignore"
        yield from whole.render(console)
        yield Segment.line()
