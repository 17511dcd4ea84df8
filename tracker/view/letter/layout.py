"""A message laid out: the same words in the same order as plain text and as HTML that stays within its bound."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from tracker.view.letter.phrases import Phrases
from tracker.view.letter.story_lines import Row
from tracker.view.templating import environment

MOST_HTML_BYTES = 80_000
"""Gmail cuts a mail's HTML at about 102 kB and hides the rest behind a link."""

WIDTH = 72
RULE = "-" * WIDTH
# For the line that says how many changes more there are.
ROOM_FOR_THE_REST = 250

Body = Callable[[int], Markup]
"""Draws the middle of a message in so many bytes at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """The words of a message, clean and plain, in the order in which they are read.

    Attributes:
        lead: what happened: the first line, and so what a mail program shows beside the subject.
        body: the middle as text; empty: the message has none.
        box: one or more sentences of weight behind the middle.
        link: where the article is; empty where that cannot be a link.
        commands: each with what it is for.
        footer: why it came, and how to stop it.
    """

    lead: str
    title: str
    more: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    body: str = ""
    box: tuple[str, ...] = ()
    link: str = ""
    commands: tuple[Row, ...] = ()
    footer: tuple[str, ...] = ()


def as_text(letter: Letter, phrases: Phrases) -> str:
    """Write the text part: complete by itself, lines of 72 columns but for addresses and commands."""
    address = [(phrases.say("label.address"), letter.link)] if letter.link else []
    parts = [
        [wrapped(letter.lead), *(wrapped(line) for line in letter.more)],
        text_rows((*letter.rows, *address)),
        [RULE, "", letter.body.rstrip("\n"), "", RULE] if letter.body else [],
        [wrapped(line) for line in letter.box],
        text_columns(letter.commands),
        [wrapped(line) for line in letter.footer],
    ]
    return "\n\n".join("\n".join(lines).rstrip("\n") for lines in parts if lines) + "\n"


def as_html(letter: Letter, phrases: Phrases, body: Body | None = None) -> str:
    """Write the HTML part: one column, inline styles, nothing that loads or runs, `MOST_HTML_BYTES` at most.

    Args:
        body: is asked for the middle once it is known how much room the rest leaves; None: there is no middle.
    """
    words = {name: getattr(letter, name) for name in Letter.__dataclass_fields__}
    words |= {
        "language": phrases.tag,
        "open_words": phrases.say("link.open"),
        "commands_title": phrases.say("commands.title"),
    }
    template = environment().get_template("mail.html")
    shell = template.render(words | {"body": Markup("")})
    if body is None:
        return shell
    room = MOST_HTML_BYTES - len(shell.encode("utf-8", "replace")) - ROOM_FOR_THE_REST
    drawn = body(room)
    if len(drawn.encode("utf-8", "replace")) > room + ROOM_FOR_THE_REST:
        drawn = Markup("<p>{}</p>").format(phrases.say("too_long"))
    return template.render(words | {"body": drawn})


def wrapped(text: str, indent: str = "") -> str:
    """Break a line between words; no word is broken."""
    return textwrap.fill(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def text_rows(rows: Iterable[Row]) -> list[str]:
    """Write labels in a column, and what they stand for beside it."""
    rows = tuple(rows)
    broad = max((len(label) for label, _ in rows), default=0) + 2
    return [_row(f"{label:<{broad}}", words) for label, words in rows]


def text_columns(pairs: tuple[Row, ...]) -> list[str]:
    """Write two columns side by side."""
    broad = max((len(first) for first, _ in pairs), default=0) + 2
    return [f"{first:<{broad}}{second}" for first, second in pairs]


def _row(head: str, words: str) -> str:
    return textwrap.fill(
        words,
        WIDTH,
        initial_indent=head,
        subsequent_indent=" " * len(head),
        break_long_words=False,
        break_on_hyphens=False,
    )
