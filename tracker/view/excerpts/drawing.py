"""Excerpts as a page of HTML and as Markdown: the same words in the same order."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from tracker.model import Op, Part, SentenceEdit, SentenceOp, Span, Version
from tracker.view.excerpts.choosing import Excerpts, ExcerptStep
from tracker.view.language import direction, language_tag
from tracker.view.markdown import escaped
from tracker.view.restyling import style_hash
from tracker.view.safe import one_line, safe
from tracker.view.templating import environment, web_address
from tracker.view.zoned_times import bracket_words, dated, utc_words

_NAMES = {Part.HEADLINE: "Headline", Part.DEK: "Standfirst", Part.BYLINE: "Byline", Part.TEXT: ""}
_SAID = {SentenceOp.ADDED: "Added", SentenceOp.REMOVED: "Removed"}
LONGEST_QUOTE = 600
"""So many characters of a sentence are quoted at most."""
LEGAL = (
    "The quoted words belong to their publisher. Only sentences that changed are quoted, and of no version more than "
    "half of its words. Quote no more of it than you need, name the source, and link to the page."
)


def excerpts_html(found: Excerpts) -> str:
    """Write the page: self-contained, no script, nothing loaded; each edit as what was and what is."""
    style = environment().get_template("page.css").render()
    return (
        environment()
        .get_template("excerpts.html")
        .render(
            style=Markup(style),  # noqa: S704 - written by us
            style_hash=style_hash(style),
            title=_title(found),
            host=safe(found.article.host),
            link=web_address(found.newest.url),
            address=safe(found.newest.url),
            steps=found.steps,
            said=_said_of,
            old_name=lambda edit: _pair_names(edit)[0],
            new_name=lambda edit: _pair_names(edit)[1],
            when=lambda step: _when(step, found),
            remarks=_remarks,
            cited=[(version.number, _cited(version)) for version in _versions(found)],
            was=lambda edit: _side(edit, Op.DELETED),
            now_is=lambda edit: _side(edit, Op.INSERTED),
            written=dated(found.now, found.zone),
            record=safe(found.record),
            program=safe(found.program),
            article_id=found.article.id,
            legal=LEGAL,
            language_of=language_tag,
            direction_of=direction,
        )
    )


def excerpts_markdown(found: Excerpts) -> str:
    """Write the same as Markdown (CommonMark), in which no word of the page is markup."""
    return "\n\n".join(_markdown(found)) + "\n"


def _markdown(found: Excerpts) -> Iterator[str]:
    yield f"# {escaped(_title(found))}: what changed"
    link = web_address(found.newest.url)
    address = f"<{link}>" if link and not set(link) & set("<>\\") else f"`{_in_code(found.newest.url)}`"
    yield f"{escaped(safe(found.article.host))}, {address}"
    for step in found.steps:
        yield f"## Version {step.before.number} → {step.after.number}"
        yield _when(step, found)
        yield from (escaped(line) for line in _remarks(step))
        yield from ("\n".join(_quoted(edit)) for edit in step.edits)
    yield "## Versions cited"
    for version in _versions(found):
        rows = "\n".join(f"- {name}: `{_in_code(value)}`" for name, value in _cited(version))
        yield f"Version {version.number}\n\n{rows}"
    yield "---"
    yield LEGAL
    yield (
        f"Kept and written {dated(found.now, found.zone)} by breaking-news-tracker {escaped(found.program)}, record "
        f"`{_in_code(found.record)}`, article {found.article.id}. To verify: `tracker verify {found.article.id}`."
    )


def _quoted(edit: SentenceEdit) -> Iterator[str]:
    if edit.op is not SentenceOp.EDITED:
        yield f"> **{_said_of(edit)}:** {escaped(_clipped(edit.old or edit.new))}"
        return
    was, now = _pair_names(edit)
    yield f"> **{was}:** {escaped(_clipped(edit.old))}"
    yield ">"
    yield f"> **{now}:** {escaped(_clipped(edit.new))}"


def _title(found: Excerpts) -> str:
    return one_line(found.newest.headline or found.article.headline or found.article.host)


def _said_of(edit: SentenceEdit) -> str:
    name = _NAMES[edit.part]
    return f"{name} {_SAID[edit.op].lower()}" if name else _SAID[edit.op]


def _pair_names(edit: SentenceEdit) -> tuple[str, str]:
    name = _NAMES[edit.part]
    return (f"{name} was", f"{name} is") if name else ("Was", "Is")


def _when(step: ExcerptStep, found: Excerpts) -> str:
    after = step.after
    if after.last_seen_old is None:
        return f"First seen {dated(after.first_seen, found.zone)}"
    return f"Changed {bracket_words(after.last_seen_old, after.first_seen, found.zone)}"


def _remarks(step: ExcerptStep) -> list[str]:
    """Say what is not quoted of a step, and why."""
    said = {
        one_line(step.summary): bool(step.summary),
        safe(step.why): bool(step.why),
        f"{_counted(step.left_out)} more changed, and left out here: more than half of the text would be quoted.": (
            step.left_out > 0
        ),
        f"{_counted(step.moved)} moved, with the same words.": step.moved > 0,
        "No sentence changed.": not (step.why or step.edits or step.left_out or step.moved),
    }
    return [words for words, holds in said.items() if holds]


def _counted(count: int) -> str:
    return f"{count} sentence{'s' * (count != 1)}"


def _cited(version: Version) -> tuple[tuple[str, str], ...]:
    """Give what cites a version: where it was, when, and its hashes."""
    return (
        ("address", safe(version.url)),
        ("seen", f"{utc_words(version.first_seen)} to {utc_words(version.last_seen)}"),
        ("page sha256", version.body_sha256),
        ("text sha256", version.text_sha256),
        ("chain hash", version.chain_hash),
    )


def _clipped(text: str) -> str:
    """Give a sentence that is short enough to be one: where no stops are found, a whole article may pass for one."""
    return text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE]} … (cut here)"


def _versions(found: Excerpts) -> list[Version]:
    """Give each version that a step speaks of, once."""
    named = {version.number: version for step in found.steps for version in (step.before, step.after)}
    return [named[number] for number in sorted(named)]


def _side(edit: SentenceEdit, side: Op) -> Markup:
    """Give one side of an edit with the words that are its own marked; all of them where it is not known which."""
    text = edit.old if side is Op.DELETED else edit.new
    fits = max(len(edit.old), len(edit.new)) <= LONGEST_QUOTE
    spans = edit.spans if edit.spans and fits else (Span(op=side, text=_clipped(text)),)
    tag = Markup("<del>{}</del>") if side is Op.DELETED else Markup("<ins>{}</ins>")
    pieces = [
        tag.format(safe(span.text)) if span.op is side else Markup.escape(safe(span.text))
        for span in spans
        if span.op in (Op.EQUAL, side)
    ]
    return Markup("").join(pieces)


def _in_code(words: str) -> str:
    """Give words that cannot end a code span."""
    return safe(" ".join(words.split())).replace("`", "%60") or "not known"
