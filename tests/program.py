"""The program as a user calls it: in a process of its own, in a folder of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
{more}
"""


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
        """Call one verb and wait for it."""
        done = subprocess.run(
            self.command(*words),
            cwd=self.folder,
            env=self.environment(**environment),
            input=stdin,
            capture_output=True,
            text=True,
            timeout=100,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[bytes]:
        """Start a verb and let it run; what it says goes to daemon.log."""
        with (self.folder / "daemon.log").open("ab") as log:
            return subprocess.Popen(
                self.command(*words),
                cwd=self.folder,
                env=self.environment(**environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
