"""The installed `tracker` program, as the benches run it: from outside, with settings for a newsroom on loopback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

EMPTY: Final = {"TRACKER_CONFIG": "", "TRACKER_DATA": ""}
"""Variables that are to count for nothing: a bench has its own settings."""
WENT_WRONG_AS_A_WHOLE: Final = frozenset({2, 75, 130})
"""Exit codes of a program that could not even try; 1 and 3 tell of articles."""
_AT_A_TIME: Final = 50


def program() -> list[str]:
    """The `tracker` beside this Python, else the package itself."""
    script = Path(sys.executable).with_name("tracker")
    return [str(script)] if script.exists() else [sys.executable, "-m", "tracker"]


def write_settings(folder: Path, places: Iterable[str]) -> None:
    """Write a config.toml: these private places are allowed, without a gap, and a doubtful change is read at once."""
    allowed = ", ".join(f'"{place}"' for place in sorted(set(places)))
    text = f"""\
[fetch]
allow_private = [{allowed}]
gap = "0s"
per_hour = 0

[detect]
confirm_after = "0s"

[mail]
transport = "folder"
folder = "mail"
"""
    (folder / "config.toml").write_text(text, encoding="utf-8")


def command(*words: str) -> list[str]:
    """The words that run a verb with the settings of the folder it is run in."""
    return [*program(), "--config", "config.toml", *words]


def run(folder: Path, *words: str) -> str:
    """Run a verb in a folder; give what it printed.

    Raises:
        RuntimeError: it could not even try, or was killed.
    """
    done = subprocess.run(
        command(*words), cwd=folder, env={**os.environ, **EMPTY}, capture_output=True, text=True, check=False
    )
    if done.returncode < 0 or done.returncode in WENT_WRONG_AS_A_WHOLE or "Traceback" in done.stderr:
        raise RuntimeError(f"tracker {' '.join(words)} ended with {done.returncode}: {done.stderr}")
    return done.stdout


def add(folder: Path, urls: Iterable[str]) -> None:
    """Put addresses under watch, whatever they answer now."""
    all_of_them = list(urls)
    for start in range(0, len(all_of_them), _AT_A_TIME):
        run(folder, "add", "--anyway", *all_of_them[start : start + _AT_A_TIME])


def objects(text: str) -> Iterator[dict[str, Any]]:
    """Give the JSON objects of an output, one a line; a line cut short by a kill is passed over."""
    for line in text.splitlines():
        try:
            found = json.loads(line)
        except ValueError:
            continue
        if isinstance(found, dict):
            yield found
