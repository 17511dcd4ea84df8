"""A diff as HTML for mails and pages: `<ins>` and `<del>` with inline styles, every text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from tracker.model import BlockChange, Diff, Fact, FieldDiff, Op, Span
from tracker.view.render.excerpts import Excerpt
from tracker.view.render.remarks import Line, remarks
from tracker.view.render.rows import PARTED, Fold, Shown, body_rows, field_rows, is_heading, replaced_whole, visible
from tracker.view.safe import safe

# Mail programs cut a message at about 100 kB; the rest of it needs room too.
MOST_BYTES = 80_000

# Blue and orange are told apart by everyone; underline and strike say it without colour.
_NEW = "background:#d6ebff;color:#003f73;text-decoration:underline;font-weight:bold"
_GONE = "background:#ffe6d1;color:#8a3b00;text-decoration:line-through"
# Not every mail program reads a style sheet.
_GAP = "margin:0 2px"
_MOVED = "background:#ece3f9;color:#5b2a9d"
_EDGES = {
    BlockChange.KEPT: "#ffffff",
    BlockChange.ADDED: "#2a7fd4",
    BlockChange.REMOVED: "#d4722a",
    BlockChange.EDITED: "#888888",
    BlockChange.REWRITTEN: "#888888",
    BlockChange.MOVED_AWAY: "#7c4dbd",
    BlockChange.MOVED_HERE: "#7c4dbd",
    BlockChange.SPLIT: "#7c4dbd",
    BlockChange.MERGED: "#7c4dbd",
}
# Words need more contrast than edges: 4.5 on white at least (WCAG 2.2, 1.4.3).
_INKS = {"#ffffff": "#666666", "#2a7fd4": "#1a62a8", "#d4722a": "#9c4a12", "#888888": "#666666", "#7c4dbd": "#6a3bad"}
_QUIET = "color:#666666"
# An address or a word without end may be wider than a telephone.
_BROKEN = "overflow-wrap:anywhere"
# Two headlines in one line of large letters are read as one.
_MOST_IN_A_HEADLINE = 40
_NAMES = {"headline": "Headline", "dek": "Standfirst", "byline": "Byline"}


def spans_html(spans: Iterable[Span]) -> Markup:
    """Runs of text with `<ins>` and `<del><s>` around what came and went."""
    shown = tuple(visible(spans))
    return Markup("").join(
        _span(span, apart=_touches(last, span)) for last, span in zip((None, *shown), shown, strict=False)
    )


def html_blocks(
    diff: Diff,
    *,
    facts: Iterable[Fact] = (),
    context: int = 1,
    excerpt: Excerpt | None = None,
    most_bytes: int = MOST_BYTES,
    edge: str = "left",
) -> Markup:
    """The changed lines and paragraphs, ready for a mail: safe markup, inline styles, no scripts, no pictures.

    Args:
        diff: what to show.
        facts: of them corrections stand first with what they changed, unsure ones behind their block.
        context: unchanged paragraphs shown around each changed one.
        excerpt: shows parts of changed blocks only.
        most_bytes: beyond it the rest is left out and its number of changes named.
        edge: the side on which the lines of the text begin, `right` where it is read from there.
    """
    pieces: list[Markup] = []
    left_out = 0
    room = most_bytes
    for piece, is_change in _pieces(diff, tuple(facts), context, excerpt, edge):
        size = len(piece.encode("utf-8", "replace")) + 1
        if size > room:
            left_out += is_change
            continue
        room -= size
        pieces.append(piece)
    if left_out:
        pieces.append(_left_out(left_out))
    return Markup("\n").join(pieces)


def _pieces(
    diff: Diff, facts: tuple[Fact, ...], context: int, excerpt: Excerpt | None, edge: str
) -> Iterator[tuple[Markup, bool]]:
    """Each line and paragraph, and whether it is a change."""
    for field in field_rows(diff):
        yield _field(field), field.changed
    for line in remarks(diff, facts):
        yield _remark(line), False
    for row in body_rows(diff, context=context, facts=facts, excerpt=excerpt):
        yield _row(row, edge), isinstance(row, Shown) and row.block.change is not BlockChange.KEPT


def _text(spans: tuple[Span, ...]) -> Markup:
    """A text; one that was replaced whole above the new one where they are long."""
    return Markup("<br>").join(_span(span) for span in spans) if replaced_whole(spans) else spans_html(spans)


def _touches(last: Span | None, span: Span) -> bool:
    """Whether what came stands right behind what went: `1245` would else be read where it was 12 and is 45."""
    return last is not None and last.op is Op.DELETED and span.op is Op.INSERTED and not last.text[-1:].isspace()


def _span(span: Span, *, apart: bool = False) -> Markup:
    pieces = Markup("<br><br>").join(_escaped(piece) for piece in span.text.split(PARTED))
    if span.op is Op.EQUAL:
        return pieces
    style = _MOVED if span.move is not None else None
    if span.op is Op.INSERTED:
        gap = f";{_GAP}" if apart else ""
        return Markup('<ins style="{}">{}</ins>').format(f"{style or _NEW}{gap}", pieces)
    return Markup('<del style="{}"><s>{}</s></del>').format(style or _GONE, pieces)


def _escaped(text: str) -> Markup:
    return Markup.escape(safe(text))


def _field(field: FieldDiff) -> Markup:
    text = _text(field.spans)
    if field.name == "headline":
        if replaced_whole(field.spans, most=_MOST_IN_A_HEADLINE):
            text = Markup("<br>").join(_span(span) for span in field.spans)
        style = f"margin:.4em 0;font-size:1.25em;line-height:1.3;{_BROKEN}"
        return Markup('<h2 dir="auto" style="{}">{}</h2>').format(style, text)
    name = Markup('<span style="{}">{}: </span>').format(_QUIET, _NAMES.get(field.name, field.name))
    return Markup('<p dir="auto" style="margin:.4em 0;{}">{}{}</p>').format(_BROKEN, name, text)


def _remark(line: Line) -> Markup:
    style = f"margin:.4em 0;font-size:.85em;{_BROKEN};{_QUIET}"
    return Markup('<p dir="auto" style="{}">{}</p>').format(style, spans_html(line))


def _row(row: Shown | Fold, edge: str) -> Markup:
    if isinstance(row, Fold):
        return Markup('<p style="margin:.7em 0;font-size:.85em;{}">{}</p>').format(_QUIET, row.words)
    style = f"margin:.7em 0;padding-{edge}:.7em;border-{edge}:3px solid {_EDGES[row.block.change]};{_BROKEN}"
    if row.block.change in (BlockChange.KEPT, BlockChange.MOVED_AWAY):
        style += f";{_QUIET}"
    weight = ";font-weight:bold" if is_heading(row.block) else ""
    text = _text(row.spans) + _told(row)
    return Markup('<p dir="auto" style="{}">{}{}</p>').format(style + weight, _mark(row), text)


def _told(row: Shown) -> Markup:
    """What is told of a block behind and under it."""
    small = f"font-size:.85em;font-weight:normal;{_QUIET}"
    tags = (Markup(' <span style="{}">‹{}›</span>').format(small, safe(tag)) for tag in row.tags)
    lines = (Markup('<br><span style="{}">{}</span>').format(small, spans_html(line)) for line in row.under)
    return Markup("").join((*tags, *lines))


def _mark(row: Shown) -> Markup:
    """The sign and the label in front of a paragraph, so that its fate is told without colour."""
    words = f"{row.sign} {row.label}".strip()
    if not words:
        return Markup("")
    colour = _INKS[_EDGES[row.block.change]]
    return Markup('<span style="font-size:.85em;font-weight:bold;color:{}">{}&nbsp;</span>').format(colour, words)


def _left_out(count: int) -> Markup:
    words = f"… {count} more change{'' if count == 1 else 's'}, too long for here"
    return Markup('<p style="{}">{}</p>').format(_QUIET, words)
