"""The page for `man`, made from the verbs, their options and what stands in their help."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator

import click

from tracker import __version__
from tracker.cli.verbs import GROUPS, tracker

_SIGNALS = (
    ("SIGTERM, SIGINT", "finish what is in hand, ten seconds at most, and leave; a second one leaves at once"),
    ("SIGHUP", "read the configuration anew; one with mistakes is refused, and the old one kept"),
)
_VARIABLES = (
    ("TRACKER_CONFIG", "the configuration, where --config does not name it"),
    ("TRACKER_DATA", "where everything is kept, where --data does not name it"),
    ("TRACKER_PAGER, PAGER", "shows long texts on a terminal"),
    ("NO_COLOR", "not empty: nothing is coloured"),
    ("NOTIFY_SOCKET, WATCHDOG_USEC", "of systemd: told that the daemon is ready, alive, reloading and leaving"),
)
_FILES = (
    ("config.toml", "the configuration; `tracker init` writes one with a comment on every key"),
    ("snapshots/archive.db", "the record: versions, looks, alerts"),
    ("snapshots/tracker.sock", "where a running daemon is spoken to, by the same user only"),
)
_SHARED = frozenset({"config", "data", "color", "no_pager", "as_json"})


def manual_page() -> str:
    """Give the page of all verbs in the language of `man`."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    context = click.Context(tracker, info_name="tracker")
    about, *more = _paragraphs(tracker.help or "")
    yield f'.TH TRACKER 1 "" "tracker {_roff(__version__)}" "User commands"'
    yield from (".SH NAME", f"tracker \\- {_roff(about.rstrip('.').lower())}")
    yield from (".SH SYNOPSIS", ".B tracker", r"[\fIOPTIONS\fR] \fIVERB\fR [\fIARGUMENTS\fR]")
    yield ".SH DESCRIPTION"
    yield from (_roff(about), *(line for text in more for line in (".PP", _roff(text))))
    yield ".SH OPTIONS OF EVERY VERB"
    yield from _options(tracker, context, shared=True)
    for title, names in GROUPS:
        yield f".SH {_roff(title.upper())}"
        for name in names:
            found = tracker.get_command(context, name)
            yield from _verb(found, name, context) if found else ()
    for title, pairs in (("SIGNALS", _SIGNALS), ("ENVIRONMENT", _VARIABLES), ("FILES", _FILES)):
        yield f".SH {title}"
        yield from (line for name, words in pairs for line in (".TP", f".B {_roff(name)}", _roff(words)))


def _verb(command: click.Command, name: str, above: click.Context) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=above)
    pieces = " ".join(piece for piece in command.collect_usage_pieces(context) if piece != "[OPTIONS]")
    yield from (f".SS {_roff(f'{context.command_path} {pieces}'.strip())}", *_body(command, context))
    if isinstance(command, click.Group):
        for each in command.list_commands(context):
            inner = command.get_command(context, each)
            yield from _verb(inner, each, context) if inner else ()


def _body(command: click.Command, context: click.Context) -> Iterator[str]:
    for number, text in enumerate(_paragraphs(command.help or "")):
        yield from ([".PP"] * bool(number))
        yield _roff(text)
    yield from _options(command, context, shared=False)


def _options(command: click.Command, context: click.Context, *, shared: bool) -> Iterator[str]:
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record is not None and "--help" not in record[0] and (parameter.name in _SHARED) is shared:
            yield from (".TP", f"\\fB{_roff(record[0])}\\fR", _roff(record[1]))


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", inspect.cleandoc(text).replace("\b", ""))]


def _roff(text: str) -> str:
    """Write a line so that none of it is taken for an order. Source: groff(7), escapes; man-pages(7), hyphens."""
    line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{line}" if line.startswith((".", "'")) else line
