"""A diff as rows of the pane: facts first, then the lines above the text, then the text; inline or side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rich.style import Style
from rich.text import Text

from tracker.app.archive import Comparison
from tracker.model import BlockChange, BlockDiff, BlockKind, FieldDiff, Op, Span
from tracker.view.render.plain import shown
from tracker.view.render.rows import Fold, Shown, body_rows, field_rows, is_heading, visible
from tracker.view.render.styles import Palette
from tracker.view.render.terminal import spans_text
from tracker.view.safe import safe
from tracker.viewer.rows import BLANK, Row, said

LEAST_COLUMNS_BESIDE = 110
"""Below this, two columns are too narrow to read."""
UNFOLDED = 1_000_000
_FIELDS = {"headline": "", "dek": "standfirst: ", "byline": "byline: "}
_NO_SIGN = Text()
_QUIET = frozenset((BlockChange.KEPT, BlockChange.MOVED_AWAY))
_COARSE = "so much differs that whole paragraphs are shown as replaced"


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


def diff_rows(compared: Comparison, looks: Looks) -> tuple[Row, ...]:
    """Give the rows of two versions laid over each other; of one laid over itself, its text."""
    diff, colours = compared.laid.diff, looks.colours
    rows = [*_facts(compared, colours)]
    rows += [_field(field, looks) for field in field_rows(diff)]
    if looks.context == UNFOLDED and not any(block.change is not BlockChange.KEPT for block in diff.blocks):
        for block in diff.blocks:
            rows += [BLANK, _kept(block, looks)]
        return tuple(rows)
    for row in body_rows(diff, context=looks.context):
        rows += [BLANK, _body(row, looks)]
    return tuple(rows)


def _body(row: Shown | Fold, looks: Looks) -> Row:
    if isinstance(row, Fold):
        return _fold(row, looks)
    return _kept(row.block, looks) if row.block.change is BlockChange.KEPT and not row.label else _block(row, looks)


def _facts(compared: Comparison, colours: Palette) -> Iterator[Row]:
    if compared.laid.summary:
        yield said(safe(compared.laid.summary), style="bold")
    elif compared.before.number != compared.after.number and not compared.laid.diff.changed:
        yield said("no difference that a reader would see", style="bold")
    if compared.laid.diff.coarse:
        yield said((_COARSE, colours.quiet))  # type: ignore[arg-type]
    if compared.laid.summary or compared.laid.diff.coarse:
        yield BLANK


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
    return _row(Text(sign, looks.colours.quiet), (Text(words, looks.colours.quiet),), Style())


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
        return _row(sign, (Text.assemble(label, lead, spans_text(row.spans, colours)),), style, stop=stop)
    old, new = _sides(row.spans, colours)
    if change is BlockChange.MOVED_HERE:
        old = Text()
    elif change is BlockChange.MOVED_AWAY:
        new = Text()
    # The label stands where there is room for it: with the new text, or with the old one where there is none.
    cells = (Text.assemble(label, old), new) if not new.plain else (old, Text.assemble(label, new))
    return _row(sign, cells, style, stop=stop)


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
    told = [span if span in shown else replace(span, op=Op.EQUAL) for span in whole]
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
