"""One change as a mail: what a reader needs to know, in the order in which they need it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from datetime import datetime, tzinfo

from markupsafe import Markup

from tracker.model import Article, Confidence, Delivery, Diff, Fact, FactKind, Message, Version
from tracker.model.durations import spoken_duration
from tracker.view.render import html_blocks, text_blocks
from tracker.view.safe import one_line
from tracker.view.templating import environment, web_address
from tracker.view.zoned_times import bracket_words, dated, local_time, moment_words

MOST_HTML_BYTES = 80_000
"""Gmail cuts a mail's HTML at about 102 kB and hides the rest behind a link."""

_WIDTH = 72
_MOST_FACTS = 8
# For the line that says how many changes more there are.
_ROOM_FOR_THE_REST = 200
_TOO_LONG = "The change is too long to be shown here: see the text of this mail, or the terminal."

_NOTES = {
    FactKind.CORRECTION_ADDED: "a correction",
    FactKind.CLARIFICATION_ADDED: "a clarification",
    FactKind.NOTE_ADDED: "a note",
    FactKind.UPDATE_NOTED: "its update line",
}
_TOLD_OTHERWISE = frozenset(
    {
        FactKind.ADDED,
        FactKind.REMOVED,
        FactKind.EDITED,
        FactKind.REWRITTEN,
        FactKind.MOVED,
        FactKind.UNDECLARED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Letter:
    """The words of a mail, clean and plain, before they are laid out as text or HTML."""

    summary: str
    more: tuple[str, ...]
    title: str
    link: str
    rows: tuple[tuple[str, str], ...]
    declared: str
    commands: tuple[tuple[str, str], ...]
    reason: str


def alert_message(
    *,
    article: Article,
    before: Version | None,
    after: Version,
    diff: Diff,
    facts: tuple[Fact, ...],
    summary: str,
    delivery: Delivery,
    sender: str,
    zone: tzinfo,
    now: datetime,
) -> Message:
    """Write the mail that tells one recipient of one change.

    The subject is that of the thread, the same in each of its mails, since some mail programs part a thread where
    it changes: the news stands in the first line. Text and HTML say the same; the HTML stays within
    `MOST_HTML_BYTES`, the text is complete.

    Args:
        before: None where `after` is the first version.
        zone: in which times are shown, beside UTC.
    """
    facts = tuple(fact for fact in facts if fact.confidence is not Confidence.UNSURE)
    letter = _Letter(
        summary=_first_line(facts, summary),
        more=_more(facts, summary),
        title=one_line(after.headline),
        link=web_address(article.url),
        rows=_rows(article, before, after, zone),
        declared=_declared(before, after, facts, zone),
        commands=_commands(article, before, after),
        reason=_reason(article, delivery),
    )
    return Message(
        sender=sender,
        recipient=delivery.recipient,
        subject=delivery.thread_subject,
        text=_text(letter, diff, facts),
        html=_html(letter, diff, facts),
        date=now,
        message_id=delivery.message_id,
        in_reply_to=delivery.in_reply_to,
        references=delivery.references,
        headers=_headers(article, after, sender),
    )


def _first_line(facts: tuple[Fact, ...], summary: str) -> str:
    """Give the summary; in words where it would be nothing but signs and counts, such as `↕1 paragraph`."""
    only_counts = all(fact.kind in _TOLD_OTHERWISE for fact in facts)
    line = one_line(" · ".join(fact.text for fact in facts) if only_counts else summary) or "the text changed"
    return line[:1].upper() + line[1:]


def _more(facts: tuple[Fact, ...], summary: str) -> tuple[str, ...]:
    """Give the facts that the summary left out or cut, but not what it counts and what has a place of its own."""
    left = [fact for fact in facts if fact.kind not in _TOLD_OTHERWISE and " ".join(fact.text.split()) not in summary]
    lines = [one_line(f"{fact.text} ({fact.place})" if fact.place else fact.text) for fact in left]
    over = len(lines) - _MOST_FACTS
    return (*lines[:_MOST_FACTS], f"and {over} more") if over > 0 else tuple(lines)


def _rows(article: Article, before: Version | None, after: Version, zone: tzinfo) -> tuple[tuple[str, str], ...]:
    rows = [("Site", one_line(article.host)), ("Changed", _changed(after, zone))]
    if after.modified or after.published:
        rows.append(("Publisher", _publisher(after, zone)))
    return (*rows, ("Versions", _versions(before, after, zone)))


def _changed(after: Version, zone: tzinfo) -> str:
    if after.last_seen_old is None:
        return f"first seen {dated(after.first_seen, zone)}"
    return bracket_words(after.last_seen_old, after.first_seen, zone)


def _publisher(after: Version, zone: tzinfo) -> str:
    day = after.first_seen.astimezone(zone).date()
    if after.modified is not None:
        return f"modified {moment_words(after.modified, zone, day)}"
    return "" if after.published is None else f"published {moment_words(after.published, zone, day)}"


def _versions(before: Version | None, after: Version, zone: tzinfo) -> str:
    if before is None:
        return f"{after.number}, the first"
    until = after.last_seen_old or after.first_seen
    day = after.first_seen.astimezone(zone).date()
    stood = f"seen for {spoken_duration(until - before.first_seen)}, since {local_time(before.first_seen, zone, day)}"
    return f"{before.number} → {after.number}; version {before.number} was {stood}"


def _declared(before: Version | None, after: Version, facts: tuple[Fact, ...], zone: tzinfo) -> str:
    kinds = {fact.kind for fact in facts}
    if FactKind.UNDECLARED in kinds:
        compared = [f" Compared: {fact.place}." for fact in facts if fact.kind is FactKind.UNDECLARED and fact.place]
        return "".join(("No date, update line or note moved with this change.", *compared))
    if after.modified is None:
        date, stayed = "", "The page gives no date of its own, so whether it declares this change cannot be told."
    else:
        date = local_time(after.modified, zone, after.first_seen.astimezone(zone).date())
        stayed = f"The page's own date stayed at {date}."
    moved = [words for kind, words in _NOTES.items() if kind in kinds]
    if date and before is not None and before.modified != after.modified:
        moved.insert(0, f"the page's own date, to {date}")
    return f"Moved with this change: {'; '.join(moved)}." if moved else stayed


def _commands(article: Article, before: Version | None, after: Version) -> tuple[tuple[str, str], ...]:
    diff = () if before is None else ((f"tracker diff {article.id} {before.number} {after.number}", "this change"),)
    return (
        *diff,
        (f"tracker show {article.id} {after.number}", "the whole text"),
        (f"tracker log {article.id}", "all versions"),
        (f"tracker why {article.id}", "when the next look is, and why"),
        (f"tracker pause {article.id}", "stop watching this article"),
    )


def _reason(article: Article, delivery: Delivery) -> str:
    return (
        f"You get this because the tracker watches article {article.id} and is told to mail changes to "
        f"{one_line(delivery.recipient)}. "
        f"To stop it, run “tracker pause {article.id}”, or ask whoever runs the tracker."
    )


def _headers(article: Article, after: Version, sender: str) -> tuple[tuple[str, str], ...]:
    domain = sender.rpartition("@")[2].strip(" <>") or "localhost"
    return (
        ("List-Id", f"<article-{article.id}.tracker.{domain}>"),
        ("X-Tracker-Article", str(article.id)),
        ("X-Tracker-Version", str(after.number)),
    )


def _html(letter: _Letter, diff: Diff, facts: tuple[Fact, ...]) -> str:
    template = environment().get_template("changed.html")
    words = {name: getattr(letter, name) for name in _Letter.__dataclass_fields__}
    shell = template.render(words, diff=Markup(""))
    room = MOST_HTML_BYTES - len(shell.encode()) - _ROOM_FOR_THE_REST
    blocks = html_blocks(diff, facts=facts, context=1, most_bytes=room)
    if len(blocks.encode()) > room + _ROOM_FOR_THE_REST:
        blocks = Markup("<p>{}</p>").format(_TOO_LONG)
    return template.render(words, diff=blocks)


def _text(letter: _Letter, diff: Diff, facts: tuple[Fact, ...]) -> str:
    broad = max(len(command) for command, _ in letter.commands) + 2
    parts = [
        [_wrapped(letter.summary), *(_wrapped(line) for line in letter.more)],
        [_row(label, value) for label, value in letter.rows] + ([_row("Address", letter.link)] if letter.link else []),
        ["-" * _WIDTH, "", text_blocks(diff, facts=facts, width=_WIDTH).rstrip("\n"), "", "-" * _WIDTH],
        [_wrapped(letter.declared)],
        [f"{command:<{broad}}{purpose}" for command, purpose in letter.commands],
        [_wrapped(letter.reason)],
    ]
    return "\n\n".join("\n".join(lines).rstrip("\n") for lines in parts) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)


def _row(label: str, value: str) -> str:
    head = f"{label:<10}"
    return textwrap.fill(
        value, _WIDTH, initial_indent=head, subsequent_indent=" " * 10, break_long_words=False, break_on_hyphens=False
    )
