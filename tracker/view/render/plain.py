"""A diff without colour: `{+new+}` and `[-gone-]`, for pipes, mails and eyes that read signs."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from tracker.model import Diff, FieldDiff, Op, Span
from tracker.view.render.rows import PARTED, Fold, Shown, body_rows, field_rows, visible
from tracker.view.safe import safe

_NAMES = {"headline": "Headline", "dek": "Standfirst", "byline": "Byline"}
_GUTTER = "  "
_MARKS = {
    (Op.INSERTED, False): "{{+{}+}}",
    (Op.DELETED, False): "[-{}-]",
    (Op.INSERTED, True): "{{>{}<}}",
    (Op.DELETED, True): "[<{}>]",
}


def plain_spans(spans: Iterable[Span]) -> str:
    """Runs of text in one line: `{+new+}`, `[-gone-]`; a sentence that moved is `{>here<}` and `[<away>]`."""
    return "".join(marked(span) for span in visible(spans))


def marked(span: Span) -> str:
    """One run with its marks inside the white space around it."""
    text = shown(span)
    if span.op is Op.EQUAL:
        return text
    mark = _MARKS[span.op, span.move is not None]
    bare = text.strip()
    start = len(text) - len(text.lstrip())
    return text[:start] + mark.format(bare) + text[start + len(bare) :] if bare else mark.format(text)


def shown(span: Span) -> str:
    """The text of one run, fit to be shown in a line."""
    return " ¶ ".join(safe(piece) for piece in span.text.split(PARTED))


def plain(diff: Diff, *, summary: str = "", context: int = 1) -> str:
    """The whole diff, one paragraph a line however long it is, for other programs to read on.

    Args:
        diff: what to show.
        summary: the facts in one line; stands first where it is given.
        context: unchanged paragraphs shown around each changed one.
    """
    head = [safe(summary), ""] if summary else []
    return "\n".join([*head, *_lines(diff, context)]) + "\n"


def text_blocks(diff: Diff, *, width: int = 72, context: int = 1) -> str:
    """The same, wrapped at `width` under its gutter: the text part of a mail."""
    return "\n".join(_wrapped(line, width) for line in _lines(diff, context)) + "\n"


def _lines(diff: Diff, context: int) -> Iterator[str]:
    for field in field_rows(diff):
        yield _field(field)
    for row in body_rows(diff, context=context):
        yield ""
        yield f"{_GUTTER}{row.words}" if isinstance(row, Fold) else _block(row)


def _field(field: FieldDiff) -> str:
    sign = "~" if field.changed else " "
    return f"{sign} {_NAMES[field.name]}: {plain_spans(field.spans)}"


def _block(row: Shown) -> str:
    label = f"({row.label}) " if row.label else ""
    return f"{row.sign} {label}{plain_spans(row.spans)}"


def _wrapped(line: str, width: int) -> str:
    if not line.strip():
        return ""
    return textwrap.fill(
        line,
        width,
        subsequent_indent=_GUTTER,
        break_long_words=False,
        break_on_hyphens=False,
        drop_whitespace=True,
        replace_whitespace=False,
    )
