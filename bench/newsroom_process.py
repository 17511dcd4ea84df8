"""The newsroom as whoever watches it has it: a process beside, its hosts and mail server, and the clock of both."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.newsroom_script import Script
from bench.newsroom_server import OPENED, PresentFile


@dataclass(frozen=True, slots=True)
class Options:
    """What a script is made of."""

    seed: int
    articles: int
    hosts: int
    hours: float
    every: float
    trouble: float


class NewsroomProcess:
    """Use it in a `with` block.

    Attributes:
        wrong: by how much the clock of the tracker's machine is ahead of the newsroom's.
        inside: how many requests came to the port that nobody may be led to; known at the end.
    """

    def __init__(self, folder: Path, options: Options) -> None:
        self.script = Script(**asdict(options))
        self.journal = folder / "mails.tsv"
        self.wrong = timedelta(0)
        self.inside = 0
        clock = folder / "clock"
        self._present = PresentFile(clock, make=True)
        server = [sys.executable, str(Path(__file__).with_name("newsroom_server.py"))]
        self._process = subprocess.Popen(
            [*server, str(clock), str(self.journal), json.dumps(asdict(options))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        said = self._said()
        self._ports: list[int] = said["ports"]
        self.mail: int = said["mail"]

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self.inside = self._said()["inside"]
        self._process.wait(20)

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def places(self) -> list[str]:
        """Where its hosts are."""
        return [f"127.0.0.1:{port}" for port in self._ports]

    @property
    def now(self) -> float:
        """Seconds since it opened."""
        return self._present.seconds

    @now.setter
    def now(self, seconds: float) -> None:
        self._present.seconds = seconds

    def clock(self) -> datetime:
        """Give the present as the tracker's machine tells it."""
        return OPENED + timedelta(seconds=self.now) + self.wrong

    def seconds_of(self, moment: datetime) -> float:
        """Give what the newsroom calls a moment of the tracker's machine."""
        return (moment - self.wrong - OPENED).total_seconds()

    def url(self, article: int) -> str:
        """Give the address of an article."""
        return f"http://{self.places[self.script.host(article)]}/story/{article}"

    def _said(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        return found
