"""A terminal of a given size that a program is run in, and all that it wrote there."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import struct
import termios
from collections.abc import Mapping
from types import MappingProxyType

from tests.forked import fork
from tests.program import Program

_OF_TERMINALS = ("COLUMNS", "LINES", "NO_COLOR", "TERM")
NOTHING_MORE: Mapping[str, str] = MappingProxyType({})


def in_terminal(
    program: Program, *words: str, columns: int = 80, lines: int = 200, environment: Mapping[str, str] = NOTHING_MORE
) -> tuple[int, str]:
    """Run a verb with a terminal as its input, output and error; give its exit code and what was written there."""
    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        given = {name: value for name, value in program.environment().items() if name not in _OF_TERMINALS}
        with os.fdopen(theirs, "r+b", buffering=0) as terminal:
            given = {**given, "TERM": "xterm-256color", **environment}
            process = fork(list(words), program.folder, given, (terminal, terminal, terminal))
        written = _all_of(ours)
    finally:
        os.close(ours)
    return process.wait(60), written.replace("\r\n", "\n")


def _all_of(descriptor: int) -> str:
    chunks: list[bytes] = []
    while True:
        try:
            chunk = os.read(descriptor, 65536)
        except OSError as error:
            if error.errno != errno.EIO:  # Linux says so where the other side has hung up; macOS gives no bytes.
                raise
            chunk = b""
        if not chunk:
            return b"".join(chunks).decode()
        chunks.append(chunk)
