"""All fault points there are, read from the code: a new one cannot be forgotten, nor one that nobody could list."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
_WHOLE_FILE: Final = ("create.before", "create.after", "fsync.before", "rename.before", "rename.after")
_PASSES: Final = re.compile(r"\b(?:fault_point|step|written_whole)\(")
_NAMED_BY_CALLERS: Final = {"tracker/edges/store/steps.py", "tracker/edges/whole_file.py"}
"""Where points are made of a name that is given: they are listed by who gives it."""


def listed(root: Path = ROOT) -> dict[str, str]:
    """Give every fault point of the program, and the file that passes it.

    Raises:
        ValueError: the name of one is not written out where it is passed.
    """
    found: dict[str, str] = {}
    for path in sorted((root / "tracker").rglob("*.py")):
        file, text = path.relative_to(root).as_posix(), path.read_text("utf-8")
        # To parse it all takes two seconds.
        for call in ast.walk(ast.parse(text)) if _PASSES.search(text) else ():
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name):
                found.update((point, file) for point in _points(call, call.func.id, file))
    return found


def _points(call: ast.Call, name: str, file: str) -> Iterator[str]:
    if name == "fault_point" and file not in _NAMED_BY_CALLERS:
        yield _written(call.args[0], file)
    if name == "step":
        step = _written(call.args[0], file)
        yield from (f"store.{step}.before", f"store.{step}.after")
    if name == "written_whole":
        (whole,) = (_written(keyword.value, file) for keyword in call.keywords if keyword.arg == "name")
        yield from (f"{whole}.{part}" for part in _WHOLE_FILE)


def _written(value: ast.expr, file: str) -> str:
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    raise ValueError(f"{file}, line {value.lineno}: write the name of the fault point out, so that it can be listed")
