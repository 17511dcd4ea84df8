"""Where data goes: standard output, in colour and through a pager only on a terminal, or as JSON lines."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable
from io import StringIO
from typing import TextIO

import click
from rich.console import Console, RenderableType
from rich.text import Text

from tracker.errors import OutputError
from tracker.model import Diff

_NO_WRAP = 10_000


class Output:
    """Prints data on standard output; everything else goes to standard error by `note`.

    Args:
        color: `auto` colours on a terminal only, and obeys NO_COLOR and TERM=dumb.
    """

    def __init__(self, *, as_json: bool, color: str) -> None:
        if sys.stdout is None:
            raise OutputError("standard output is closed: give the answer somewhere to go")
        self.as_json = as_json
        self.on_terminal = sys.stdout.isatty()
        self.colored = color == "always" or (color == "auto" and self.on_terminal and _wanted())

    @property
    def width(self) -> int:
        """How many columns there are; a pipe has room for any line, so that none is cut or broken."""
        return shutil.get_terminal_size().columns if self.on_terminal else _NO_WRAP

    def json(self, objects: Iterable[object]) -> None:
        """Print one object a line."""
        for one in objects:
            _write(_json_line(one, encoding=sys.stdout.encoding) + "\n")

    def draw(self, *what: RenderableType) -> None:
        """Print lines, tables and texts at once."""
        _write(self._drawn(what))

    def page(self, *what: RenderableType) -> None:
        """Print through the pager where the text is longer than the terminal."""
        text = self._drawn(what)
        if self.on_terminal and text.count("\n") >= shutil.get_terminal_size().lines:
            os.environ.setdefault("LESS", "FRX")
            click.echo_via_pager(text, color=self.colored)
        else:
            _write(text)

    def diff(self, laid: Diff, *, summary: str) -> RenderableType:
        """Choose the look of a diff: wrapped on a terminal or where colour is asked for, else one paragraph a line."""
        from tracker.view.render import inline, plain

        if self.on_terminal or self.colored:
            return inline(laid, summary=summary)
        return Text(plain(laid, summary=summary))

    def _drawn(self, what: Iterable[RenderableType]) -> str:
        console = self._console(StringIO())
        for one in what:
            console.print(one)
        lines = console.file.getvalue() if isinstance(console.file, StringIO) else ""
        return lines if self.colored else "".join(f"{line.rstrip()}\n" for line in lines.splitlines())

    def _console(self, file: TextIO) -> Console:
        return Console(
            file=file,
            width=self.width,
            force_terminal=self.colored,
            no_color=not self.colored,
            color_system="standard" if self.colored else None,
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )


def _write(text: str) -> None:
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def note(words: str) -> None:
    """Say something that is not data, on standard error."""
    from tracker.view.safe import safe

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
