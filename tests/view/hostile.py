"""Text as an attacker writes it, and what of it must never be shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from rich.console import Console, RenderableType

HOSTILE = (
    "Fire\x1b[2J\x1b]52;c;ZXZpbA==\x07 \x9b31m\r\nfake line\u202eerif\u2066 \u200b[bold red]loud[/] :bomb: \x00\ud800"
)
"""Clears the screen, writes to the clipboard, colours, breaks the line, turns the reading order, hides, marks up."""

_STEERING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def drawn(*what: RenderableType, width: int = 400) -> str:
    """Draw as the verbs do on a pipe: no colour, no markup, no emoji names."""
    console = Console(file=io.StringIO(), width=width, color_system=None, markup=False, emoji=False, highlight=False)
    for one in what:
        console.print(one, soft_wrap=True)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def lines(what: Iterable[RenderableType]) -> list[str]:
    """Draw one after another and give the lines, without the blanks at their ends."""
    return [line.rstrip() for line in drawn(*what).splitlines()]


def steering(text: str) -> list[str]:
    """Give what in a drawn text could steer a terminal; line feeds are the drawing's own."""
    return _STEERING.findall(text)
