"""Where data goes: standard output, in colour and through a pager only on a terminal, or as JSON lines."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from typing import Literal, TextIO

import click
from rich.console import Console, RenderableType
from rich.text import Text

from tracker.errors import OutputError

_NO_WRAP = 10_000
ColorSystem = Literal["standard", "256", "truecolor"]


class _Page(StringIO):
    """A page that is drawn in memory, as the stream will take it that it is written to."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the stream."""
        return self._encoding


class Output:
    """Prints data on standard output; everything else goes to standard error by `note`.

    Args:
        color: `auto` colours on a terminal only, and obeys NO_COLOR and TERM=dumb.
        pager: whether a text that is longer than the terminal may be shown in a pager.
    """

    def __init__(self, *, as_json: bool, color: str, pager: bool = True) -> None:
        if sys.stdout is None:
            raise OutputError("standard output is closed: give the answer somewhere to go")
        self.as_json = as_json
        self.pager = pager
        self.encoding = sys.stdout.encoding or "utf-8"
        self.on_terminal = sys.stdout.isatty()
        self.colored = color == "always" or (color == "auto" and self.on_terminal and _wanted())

    @property
    def width(self) -> int:
        """How many columns there are; a pipe has room for any line, so that none is cut or broken."""
        return shutil.get_terminal_size().columns if self.on_terminal else _NO_WRAP

    @property
    def blocks(self) -> bool:
        """Whether block characters can be shown: on a terminal that takes Unicode."""
        return self.on_terminal and (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"

    def json(self, objects: Iterable[object]) -> None:
        """Print one object a line."""
        for one in objects:
            _write(_json_line(one, encoding=sys.stdout.encoding) + "\n")

    def draw(self, *what: RenderableType) -> None:
        """Print lines, tables and texts at once."""
        _write(self._drawn(what))

    def lines(self, lines: Iterable[str]) -> None:
        """Print plain lines that are fit to be shown, however many; through the pager where they are long."""
        self._paged("".join(f"{line.rstrip()}\n" for line in lines))

    @property
    def ascii_signs(self) -> bool:
        """Whether the user's locale says that there is nothing but ASCII."""
        said = (os.environ.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
        return next(filter(None, said), "") in ("C", "POSIX")

    def page(self, *what: RenderableType) -> None:
        """Print through the pager where the text is longer than the terminal."""
        self._paged(self._drawn(what))

    def text(self, text: str | Text) -> None:
        """Print a text whose lines are left as they are, through the pager where it is longer than the terminal."""
        self._paged(text if isinstance(text, str) else self._drawn([text], unwrapped=True))

    def _paged(self, text: str) -> None:
        from tracker.cli.pager import paged, pager_command

        long = self.on_terminal and text.count("\n") >= shutil.get_terminal_size().lines
        command = pager_command(os.environ) if long and self.pager else ""
        if not command or not paged(text, command, encoding=self.encoding):
            _write(text)

    def _drawn(self, what: Iterable[RenderableType], *, unwrapped: bool = False) -> str:
        page = _Page(self.encoding)
        console = self._console(page)
        for one in what:
            console.print(one, soft_wrap=unwrapped, end="" if unwrapped else "\n")
        lines = page.getvalue()
        return lines if self.colored else "".join(f"{line.rstrip()}\n" for line in lines.splitlines())

    def _console(self, file: TextIO) -> Console:
        return Console(
            file=file,
            width=self.width,
            force_terminal=self.colored,
            no_color=not self.colored,
            color_system=_colours() if self.colored else None,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )


def _write(text: str) -> None:
    with standard_output():
        sys.stdout.write(text)


@contextmanager
def standard_output() -> Iterator[None]:
    """Write to standard output in a `with` block, and flush it behind.

    Raises:
        OutputError: it cannot be written.
        BrokenPipeError: whoever read it has gone.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def note(words: str) -> None:
    """Say something that is not data, on standard error; a full disk there stops no work."""
    from tracker.view.safe import safe

    with suppress(OSError):
        click.echo("\n".join(safe(line) for line in words.splitlines()), err=True)


def _json_line(one: object, *, encoding: str) -> str:
    from tracker.view.safe import safe_json

    line = safe_json(json.dumps(one, ensure_ascii=False))
    try:
        line.encode(encoding)
    except UnicodeEncodeError:
        # A terminal of another century, or half a character in a page: what cannot be written is escaped.
        return json.dumps(one)
    return line


def _wanted() -> bool:
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _colours() -> ColorSystem:
    """How many colours the terminal says it has; Source: termstandard, COLORTERM."""
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        return "truecolor"
    return "256" if "256color" in os.environ.get("TERM", "") else "standard"
