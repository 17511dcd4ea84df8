"""A terminal of a given size that a program is run in, and all that it wrote there."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import struct
import subprocess
import termios
from collections.abc import Mapping
from pathlib import Path


def in_terminal(
    command: list[str], folder: Path, environment: Mapping[str, str], *, columns: int = 80, lines: int = 200
) -> tuple[int, str]:
    """Run a program with a terminal as its input, output and error; give its exit code and what was written there."""
    ours, theirs = pty.openpty()
    try:
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        given = {name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        process = subprocess.Popen(
            command, cwd=folder, env={"TERM": "xterm-256color", **given}, stdin=theirs, stdout=theirs, stderr=theirs
        )
        os.close(theirs)
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
