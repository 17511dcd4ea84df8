"""A diff without colour: `{+new+}` and `[-gone-]`, for pipes, mails and eyes that read signs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from tracker.model import Diff, Fact, FieldDiff, Op, Span
from tracker.view.render.excerpts import Excerpt
from tracker.view.render.remarks import remarks
from tracker.view.render.rows import PARTED, Fold, Shown, body_rows, field_rows, visible
from tracker.view.render.styles import fitted
from tracker.view.render.wrapping import wrapped_words
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


def plain(
    diff: Diff,
    *,
    summary: str = "",
    facts: Iterable[Fact] = (),
    context: int = 1,
    excerpt: Excerpt | None = None,
    encoding: str = "utf-8",
    ascii_signs: bool = False,
) -> str:
    """The whole diff, one paragraph a line however long it is, for other programs to read on.

    Args:
        diff: what to show.
        summary: the facts in one line; stands first where it is given.
        facts: of them corrections stand under the summary with what they changed, unsure ones behind their block.
        context: unchanged paragraphs shown around each changed one.
        excerpt: shows parts of changed blocks only.
        encoding: of what it is written to; our own signs are ASCII where it has no others.
        ascii_signs: also where it has others.
    """
    told, own = tuple(facts), fitted(None, encoding=encoding, ascii_signs=ascii_signs).own
    remarked = (_remark(line, own) for line in remarks(diff, told, summary=summary))
    head = [*([own(summary)] if summary else []), *remarked]
    lines = [*head, ""] if head else []
    return "\n".join([*lines, *_lines(diff, told, context, excerpt, own)]) + "\n"


def text_blocks(diff: Diff, *, facts: Iterable[Fact] = (), width: int = 72, context: int = 1) -> str:
    """The same, wrapped at `width` columns under its gutter: the text part of a mail. No long word is broken."""
    told = tuple(facts)
    fields = [_field(field) for field in field_rows(diff)]
    remarked = [_GUTTER + plain_spans(line) for line in remarks(diff, told)]
    lines = [*fields, *([""] if remarked else []), *remarked, *_body(diff, told, context, None, safe)]
    return "\n".join(_wrapped(line, width) for line in lines) + "\n"


def _lines(
    diff: Diff, facts: tuple[Fact, ...], context: int, excerpt: Excerpt | None, own: Callable[[str], str]
) -> Iterator[str]:
    for field in field_rows(diff):
        yield _field(field)
    yield from _body(diff, facts, context, excerpt, own)


def _body(
    diff: Diff, facts: tuple[Fact, ...], context: int, excerpt: Excerpt | None, own: Callable[[str], str]
) -> Iterator[str]:
    for row in body_rows(diff, context=context, facts=facts, excerpt=excerpt):
        yield ""
        if isinstance(row, Fold):
            yield f"{_GUTTER}{own(row.words)}"
        else:
            yield _block(row, own)
            yield from (_GUTTER + _remark(line, own) for line in row.under)


def _remark(line: Iterable[Span], own: Callable[[str], str]) -> str:
    return "".join(own(span.text) if span.op is Op.EQUAL else marked(span) for span in line)


def _field(field: FieldDiff) -> str:
    sign = "~" if field.changed else " "
    return f"{sign} {_NAMES.get(field.name, field.name)}: {plain_spans(field.spans)}"


def _block(row: Shown, own: Callable[[str], str]) -> str:
    label = own(f"({row.label}) ") if row.label else ""
    tags = "".join(own(f"  ‹{tag}›") for tag in row.tags)
    return f"{own(row.sign)} {label}{plain_spans(row.spans)}{tags}"


def _wrapped(line: str, width: int) -> str:
    if not line.strip():
        return ""
    sign, text = line[: len(_GUTTER)], line[len(_GUTTER) :]
    first, *rest = wrapped_words(text, max(width - len(_GUTTER), 1), long_words=True)
    return "\n".join([sign + first, *(_GUTTER + line for line in rest)])
