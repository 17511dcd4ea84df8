"""A diff as rows of the pane: facts first, then the lines above the text, then the text; inline or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from tracker.app.archive import Comparison
from tracker.model import BlockChange, BlockDiff, BlockKind, FieldDiff, Op, Span
from tracker.view.render.plain import shown
from tracker.view.render.remarks import remarks
from tracker.view.render.rows import Fold, Shown, Told, body_rows, field_rows, is_heading, replaced_whole, visible
from tracker.view.render.styles import Palette
from tracker.view.render.terminal import remark_text, spans_text, tags_text
from tracker.view.safe import safe
from tracker.viewer.rows import BLANK, Row, said

LEAST_COLUMNS_BESIDE = 110
"""Below this, two columns are too narrow to read."""
UNFOLDED = 1_000_000
_FIELDS = {"headline": "", "dek": "standfirst: ", "byline": "byline: "}
_NO_SIGN = Text()
_QUIET = frozenset((BlockChange.KEPT, BlockChange.MOVED_AWAY))


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """How a diff is to be shown.

    Attributes:
        context: unchanged paragraphs around each changed one; `UNFOLDED`: all.
        alone: it is one version's text and no diff.
    """

    colours: Palette
    context: int = 1
    beside: bool = False
    alone: bool = False

    @property
    def whole(self) -> Style:
        """How text is shown that is as it was: quiet beside what changed, plain where nothing did."""
        return Style() if self.alone else self.colours.quiet


def diff_rows(compared: Comparison, looks: Looks) -> Iterator[Row]:
    """Give the rows of two versions laid over each other; of one laid over itself, its text.

    One after the other: an unfolded text has thousands, of which few are seen.
    """
    diff, colours = compared.laid.diff, looks.colours
    yield from _facts(compared, colours)
    yield from (_field(field, looks) for field in field_rows(diff))
    if looks.context == UNFOLDED and not any(block.change is not BlockChange.KEPT for block in diff.blocks):
        for block in diff.blocks:
            yield BLANK
            yield _kept(block, looks)
        return
    for row in body_rows(diff, context=looks.context, facts=compared.laid.facts):
        yield BLANK
        yield from _body(row, looks)


def _body(row: Shown | Fold, looks: Looks) -> Iterator[Row]:
    if isinstance(row, Fold):
        yield _fold(row, looks)
        return
    plain = row.block.change is BlockChange.KEPT and not row.label and not row.tags
    yield _kept(row.block, looks) if plain else _block(row, looks)
    for line in row.under:
        text = remark_text(line, looks.colours)
        yield Row(lead=_NO_SIGN, cells=(Text(), text) if looks.beside else (text,))


def _facts(compared: Comparison, colours: Palette) -> Iterator[Row]:
    laid = compared.laid
    told = [said(colours.own(laid.summary), style="bold")] if laid.summary else []
    if not laid.summary and compared.before.number != compared.after.number and not laid.diff.changed:
        told.append(said("no difference that a reader would see", style="bold"))
    told += [said(Text(compared.read_anew, colours.quiet))] if compared.read_anew else []
    told += [said(remark_text(line, colours)) for line in remarks(laid.diff, laid.facts, summary=laid.summary)]
    yield from [*told, BLANK] if told else []


def _field(field: FieldDiff, looks: Looks) -> Row:
    colours = looks.colours
    strong = colours.strong if field.name == "headline" else Style()
    name = (_FIELDS.get(field.name, f"{field.name}: "), colours.quiet)
    sign = Text("~" if field.changed else "", colours.strong)
    if not looks.beside:
        return _row(sign, (Text.assemble(name, spans_text(field.spans, colours)),), strong, stop=field.changed)
    old, new = _sides(field.spans, colours)
    return _row(sign, (Text.assemble(name, old), Text.assemble(name, new)), strong, stop=field.changed)


def _fold(fold: Fold, looks: Looks) -> Row:
    sign, _, words = fold.words.partition(" ")
    # The head of an entry is read; that so much is the same, or out of sight, is not.
    style = looks.colours.strong if isinstance(fold, Told) and not fold.count else looks.colours.quiet
    return _row(Text(sign, style), (Text(words, style),), Style())


def _kept(block: BlockDiff, looks: Looks) -> Row:
    """Give the row of a block that is as it was: an unfolded text has thousands."""
    style = Style(bold=True) if is_heading(block) else looks.whole
    text = Text(_bullet(block) + "".join(shown(span) for span in block.spans), style)
    return Row(lead=_NO_SIGN, sign=_NO_SIGN, cells=(text, text) if looks.beside else (text,))


def _block(row: Shown, looks: Looks) -> Row:
    colours, change = looks.colours, row.block.change
    label = Text(f"{safe(row.label)}: " if row.label else "", _label_style(row.block, colours))
    style = colours.quiet if change in _QUIET else Style()
    if is_heading(row.block):
        style += colours.strong
    sign = Text(row.sign.strip(), _sign_style(change, colours))
    stop = change not in _QUIET
    lead = _bullet(row.block)
    if not looks.beside:
        text = Text.assemble(label, lead, _inline(row.spans, colours), tags_text(row, colours))
        return _row(sign, (text,), style, stop=stop)
    old, new = _sides(row.spans, colours)
    if change is BlockChange.MOVED_HERE:
        old = Text()
    elif change is BlockChange.MOVED_AWAY:
        new = Text()
    # The label stands where there is room for it: with the new text, or with the old one where there is none.
    side = Text.assemble(label, new if new.plain else old, tags_text(row, colours))
    cells = (old, side) if new.plain else (side, new)
    return _row(sign, cells, style, stop=stop)


def _inline(spans: tuple[Span, ...], colours: Palette) -> Text:
    """A text; one that was replaced whole above the new one where they are long."""
    if not replaced_whole(spans):
        return spans_text(spans, colours)
    return Text("\n").join(spans_text((span,), colours) for span in spans)


def _row(sign: Text, cells: tuple[Text, ...], style: Style, *, stop: bool = False) -> Row:
    for cell in cells:
        cell.stylize_before(style)
    # Side by side each sign stands before the text that it speaks of.
    left, right = (sign if cell.plain else _NO_SIGN for cell in (cells[0], cells[-1]))
    return Row(lead=Text.assemble(" ", left), cells=cells, sign=right, stop=stop)


def _bullet(block: BlockDiff) -> str:
    return "• " if block.kind is BlockKind.LIST_ITEM and block.change is BlockChange.KEPT else ""


def _sides(spans: Iterable[Span], colours: Palette) -> tuple[Text, Text]:
    """The old text and the new one; the blank where a paragraph was cut in two is no change to a reader's eye."""
    whole = tuple(spans)
    shown = set(visible(whole))
    told = [span if span in shown else span._replace(op=Op.EQUAL) for span in whole]
    olds = [span for span, first in zip(told, whole, strict=True) if first.op is not Op.INSERTED]
    news = [span for span, first in zip(told, whole, strict=True) if first.op is not Op.DELETED]
    return spans_text(olds, colours), spans_text(news, colours)


def _label_style(block: BlockDiff, colours: Palette) -> Style:
    moved = block.move is not None or block.change in (BlockChange.SPLIT, BlockChange.MERGED)
    return colours.moved if moved else colours.quiet


def _sign_style(change: BlockChange, colours: Palette) -> Style:
    if change in (BlockChange.ADDED, BlockChange.REMOVED):
        side = colours.new if change is BlockChange.ADDED else colours.gone
        return Style(color=side.color, bold=True)
    moved = change not in (BlockChange.EDITED, BlockChange.REWRITTEN, BlockChange.KEPT)
    return colours.moved if moved else colours.strong


def change_text(row: Row) -> str:
    """Give a row's text as it can be pasted elsewhere."""
    return "\n".join(cell.plain for cell in row.cells if cell.plain)
