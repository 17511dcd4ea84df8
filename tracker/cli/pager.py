"""The pager, as git has it: a program that shows a long text a screen at a time, and may be missing or leave early.

Source: git-var(1), GIT_PAGER; git-config(1), core.pager.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping

_USUAL = ("less", "more")
# less: leave where all fits, pass colours through, keep the screen.
_FLAGS = {"LESS": "FRX", "LV": "-c", "MORE": "FRX"}
_NOT_FOUND = (126, 127)


def pager_command(environment: Mapping[str, str]) -> str:
    """Give the pager to use, as a shell takes it: $TRACKER_PAGER, $PAGER, else what is there; empty for none.

    A variable that is empty, or says `cat`, and a terminal that is dumb want none.
    """
    if environment.get("TERM") == "dumb":
        return ""
    for name in ("TRACKER_PAGER", "PAGER"):
        if name in environment:
            command = environment[name].strip()
            return "" if command == "cat" else command
    return next((name for name in _USUAL if shutil.which(name)), "")


def paged(text: str, command: str, *, encoding: str) -> bool:
    """Show a text in a pager until it is left; False where there is no such program, and nothing was shown.

    Whoever leaves before the end of the text has seen enough: that is no failure.
    """
    if not _is_there(command):
        return False
    environment = {**_FLAGS, **os.environ}
    if encoding.lower().replace("-", "") == "utf8":
        # In a locale of another century less would show letters as numbers.
        environment.setdefault("LESSCHARSET", "utf-8")
    # A shell, as everywhere: a pager is a command line of the user's own.
    shell = subprocess.Popen(command, shell=True, stdin=subprocess.PIPE, env=environment)  # noqa: S602
    _fed(shell, text.encode(encoding, "backslashreplace"))
    return _left(shell) not in _NOT_FOUND


def _is_there(command: str) -> bool:
    """Whether a plain command names a program; what only a shell understands is left to it."""
    try:
        words = shlex.split(command)
    except ValueError:
        return bool(command)
    if not words:
        return False
    plain = not set(command) & set("|&;<>()$`*?[#~=%\\'\"")
    return not plain or shutil.which(words[0]) is not None


def _fed(shell: subprocess.Popen[bytes], text: bytes) -> None:
    try:
        shell.communicate(text)
    except BrokenPipeError:
        return
    except KeyboardInterrupt:
        # It is the pager's: in less it ends a search, not the pager.
        return


def _left(shell: subprocess.Popen[bytes]) -> int:
    while True:
        try:
            return shell.wait()
        except KeyboardInterrupt:
            continue
