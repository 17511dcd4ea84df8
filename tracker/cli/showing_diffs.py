"""A diff on standard output, in the form and the looks that were asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from tracker.cli.call import Call
from tracker.cli.looks import Form, Looks, Part
from tracker.cli.output import note
from tracker.view.render import (
    CountLines,
    Counts,
    Excerpt,
    TextFile,
    as_json,
    changed_sentences,
    changed_words,
    count,
    counts_json,
    html_page,
    inline,
    patch,
    patch_text,
    plain,
    side_by_side,
    text_after,
    text_before,
)
from tracker.view.render.beside import LEAST_COLUMNS
from tracker.view.safe import safe

if TYPE_CHECKING:
    from rich.console import RenderableType

    from tracker.app.laying import Laid

# Where nobody says how broad a page is that is written to a file.
_BESIDE_COLUMNS = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """What is said of the two sides of a diff.

    Attributes:
        lines: above it, in words; empty for two pages in files.
        keys: the first ones of its JSON.
        old, new: the files that a patch is between.
    """

    lines: tuple[str, ...]
    keys: dict[str, object]
    old: TextFile
    new: TextFile


def show_diff(call: Call, laid: Laid, titled: Titled, looks: Looks) -> None:
    """Write a diff on standard output.

    Raises:
        UsageError: two options contradict each other.
    """
    drawn = call.out.on_terminal or call.out.colored
    looks = looks.settled(call.settings.display, as_json=call.out.as_json, drawn=drawn)
    if looks.part is Part.STAT:
        _show_counts(call, laid, titled, looks)
    elif looks.form is Form.JSON:
        call.out.json([{**titled.keys, **as_json(laid.diff, laid.facts, summary=laid.summary)}])
    elif looks.form in (Form.TEXT, Form.PLAIN) and not laid.diff.changed:
        call.out.page(*map(Text, (*titled.lines, *([safe(laid.summary)] if laid.summary else []))))
    elif looks.form is Form.TEXT:
        call.out.page(*map(Text, titled.lines), _drawn(call, laid, looks))
    else:
        written = _written(call, laid, titled, looks)
        call.out.text(patch_text(written) if looks.form is Form.PATCH and call.out.colored else written)


def _show_counts(call: Call, laid: Laid, titled: Titled, looks: Looks) -> None:
    from tracker.app.laying import cut_sentences, word_count

    counts: Counts = count(laid.diff, laid.facts, words=word_count, sentences=cut_sentences)
    if looks.form is Form.JSON:
        call.out.json([{**titled.keys, "counts": counts_json(counts)}])
    else:
        call.out.page(*map(Text, titled.lines), CountLines(counts, ascii_signs=call.out.ascii_signs))


def _drawn(call: Call, laid: Laid, looks: Looks) -> RenderableType:
    columns = looks.width or (call.out.width if call.out.on_terminal else _BESIDE_COLUMNS)
    beside = looks.beside and columns >= LEAST_COLUMNS
    if looks.beside and not beside:
        note(f"side by side needs {LEAST_COLUMNS} columns, here are {columns}: shown inline")
    return (side_by_side if beside else inline)(
        laid.diff,
        summary=laid.summary,
        facts=laid.facts,
        context=looks.context or 0,
        excerpt=_excerpt(looks),
        width=columns if beside else looks.width,
        ascii_signs=call.out.ascii_signs,
    )


def _excerpt(looks: Looks) -> Excerpt | None:
    if looks.part is Part.SENTENCES:
        from tracker.app.laying import cut_sentences

        return changed_sentences(cut_sentences)
    return changed_words if looks.part is Part.WORDS else None


def _plain(call: Call, laid: Laid, titled: Titled, looks: Looks) -> str:
    shown = plain(
        laid.diff,
        summary=laid.summary,
        facts=laid.facts,
        context=looks.context or 0,
        excerpt=_excerpt(looks),
        encoding=call.out.encoding,
        ascii_signs=call.out.ascii_signs,
    )
    return "".join(f"{line}\n" for line in titled.lines) + shown


def _patch(laid: Laid, titled: Titled, looks: Looks) -> str:
    if looks.context is None:
        return patch(laid.diff, before=titled.old, after=titled.new)
    return patch(laid.diff, before=titled.old, after=titled.new, context=looks.context)


def _page(laid: Laid, titled: Titled, looks: Looks) -> str:
    headline = next((field.after for field in laid.diff.fields if field.name == "headline"), "")
    return html_page(
        laid.diff,
        title=headline or "What changed",
        lines=titled.lines,
        summary=laid.summary,
        facts=laid.facts,
        context=looks.context or 0,
        excerpt=_excerpt(looks),
    )


def _facts(laid: Laid) -> str:
    told = (f"{fact.text} ({fact.place})" if fact.place else fact.text for fact in laid.facts)
    return "".join(f"{safe(' '.join(line.split()))}\n" for line in told)


def _written(call: Call, laid: Laid, titled: Titled, looks: Looks) -> str:
    match looks.form:
        case Form.PATCH:
            return _patch(laid, titled, looks)
        case Form.HTML:
            return _page(laid, titled, looks)
        case Form.FACTS:
            return _facts(laid)
        case Form.OLD:
            return text_before(laid.diff)
        case Form.NEW:
            return text_after(laid.diff)
        case _:
            return _plain(call, laid, titled, looks)
