"""The program as a user calls it, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from tests.forked import Forked, fork
from tracker.cli import main

CONFIG = """\
[fetch]
deadline = "2s"
gap = "0s"
per_hour = 0
allow_private = [{places}]

[schedule]
min_interval = "1s"
max_interval = "{pace}"

[detect]
confirm_after = "0s"

[alerts]
burst = "0s"
{more}
"""


# Verbs that set up the process for themselves: handlers of signals and of the log.
_LASTING = frozenset({"run", "demo"})


class _Captured(TextIOWrapper):
    """A stream that is no terminal and keeps what is written, as a pipe to a file is."""

    def __init__(self) -> None:
        self._bytes = BytesIO()
        super().__init__(self._bytes, encoding="utf-8", newline="", write_through=True)

    @property
    def said(self) -> str:
        """What was written."""
        return self._bytes.getvalue().decode()


@contextmanager
def _as_if(folder: Path, environment: dict[str, str], stdin: str) -> Iterator[None]:
    """Stand in a folder, with variables set and something to read on standard input."""
    before, place, source = dict(os.environ), Path.cwd(), sys.stdin
    os.environ.update(environment)
    os.chdir(folder)
    sys.stdin = TextIOWrapper(BytesIO(stdin.encode()), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = source
        os.chdir(place)
        os.environ.clear()
        os.environ.update(before)


@dataclass(frozen=True)
class Said:
    """What one call of the program said."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The JSON objects on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass(frozen=True)
class Program:
    """The program in one folder."""

    folder: Path

    def configure(self, *places: str, pace: str = "24h", more: str = "") -> Path:
        """Write a configuration that may ask these places on loopback."""
        quoted = ", ".join(f'"{place}"' for place in places)
        path = self.folder / "config.toml"
        path.write_text(CONFIG.format(places=quoted, pace=pace, more=more), encoding="utf-8")
        return path

    def command(self, *words: str) -> list[str]:
        """Give the command line of a verb."""
        return [sys.executable, "-m", "tracker", *words]

    def environment(self, **more: str) -> dict[str, str]:
        """Give the environment of a call."""
        return {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent), "TZ": "UTC", **more}

    def __call__(self, *words: str, stdin: str = "", **environment: str) -> Said:
        """Call one verb in this very process and wait for it: what it does is the same, only its start is spared."""
        if _LASTING.intersection(words):
            return self.process(*words, stdin=stdin, **environment)
        out, err = _Captured(), _Captured()
        with _as_if(self.folder, {"TZ": "UTC", **environment}, stdin), redirect_stdout(out), redirect_stderr(err):
            code = main(list(words))
            out.flush()
            err.flush()
        return Said(code, out.said, err.said)

    def process(self, *words: str, stdin: str = "", **environment: str) -> Said:
        """Call one verb in a process of its own and wait for it."""
        with TemporaryFile() as given, TemporaryFile() as said, TemporaryFile() as complained:
            given.write(stdin.encode())
            given.seek(0)
            called = fork(list(words), self.folder, self.environment(**environment), (given, said, complained))
            try:
                code = called.wait(100)
            finally:
                called.kill()
            return Said(code, _read(said), _read(complained))

    def start(self, *words: str, **environment: str) -> Forked:
        """Start a verb and let it run; what it says goes to daemon.log."""
        with self._log() as log, Path(os.devnull).open("rb") as nothing:
            return fork(list(words), self.folder, self.environment(**environment), (nothing, log, log))

    def launch(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a verb as a user does, by an interpreter of its own; else as `start`."""
        with self._log() as log:
            return subprocess.Popen(
                self.command(*words),
                cwd=self.folder,
                env=self.environment(**environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def _log(self) -> IO[bytes]:
        return (self.folder / "daemon.log").open("ab")


def _read(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode()
