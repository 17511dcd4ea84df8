"""The real program in a terminal of its own: what it draws is read, keys are pressed, the size is changed."""

from __future__ import annotations

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

_STEERING = re.compile(r"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b.")


class Terminal:
    """A program in a pseudo-terminal."""

    def __init__(
        self, command: Sequence[str], folder: Path, environment: Mapping[str, str], *, size: tuple[int, int] = (80, 24)
    ) -> None:
        self.began = time.monotonic()
        self._ours, theirs = pty.openpty()
        self._sized(theirs, size)
        given = {name: words for name, words in environment.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
        self.process = subprocess.Popen(
            list(command),
            cwd=folder,
            env={**given, "TERM": "xterm-256color"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.raw = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(30)
        os.close(self._ours)

    @property
    def words(self) -> str:
        """What was drawn since `forget`, without what steers the terminal."""
        return _STEERING.sub("", self.raw)

    def forget(self) -> None:
        """Look only at what is drawn from now on."""
        self.raw = ""

    def press(self, keys: str) -> None:
        """Press keys."""
        os.write(self._ours, keys.encode())

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as a person does who drags its corner."""
        self._sized(self._ours, (columns, lines))
        os.killpg(self.process.pid, signal.SIGWINCH)

    def wait_for(self, *words: str, seconds: float = 30) -> float:
        """Read on until all of the words were drawn; gives when that was, by the monotonic clock.

        Raises:
            AssertionError: it took too long, or the program ended.
        """
        until = time.monotonic() + seconds
        while not all(one in self.words for one in words):
            if time.monotonic() > until or not self._read_some(until):
                raise AssertionError(f"{words} were not drawn, but: {self.words!r}")
        return time.monotonic()

    def ended(self, seconds: float = 30) -> int:
        """Wait for the program's end; give its exit code."""
        until = time.monotonic() + seconds
        while self._read_some(until):
            pass
        return self.process.wait(seconds)

    def drain(self, seconds: float) -> None:
        """Take all that is drawn for a while."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._read_some(until):
            pass

    def _read_some(self, until: float) -> bool:
        ready, _, _ = select.select([self._ours], [], [], max(until - time.monotonic(), 0))
        if not ready:
            return self.process.poll() is None and time.monotonic() < until
        try:
            found = os.read(self._ours, 65536)
        except OSError as error:
            if error.errno != errno.EIO:  # Linux says so where the other side has hung up.
                raise
            return False
        self.raw += found.decode("utf-8", "replace")
        return bool(found)

    @staticmethod
    def _sized(descriptor: int, size: tuple[int, int]) -> None:
        columns, lines = size
        fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
