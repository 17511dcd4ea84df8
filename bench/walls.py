"""Breaks every import contract on purpose, in a copy of the package, and checks that lint-imports catches each.

    .venv/bin/python bench/walls.py

A wall that was never run into may be painted on. The breaks are made from the contracts in pyproject.toml: each
floor imports the one above it, a stray module stands on no floor, each pure room imports each forbidden module, each
stage imports the next, and each library is imported by a room that is not its door, and by the one around its door.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = "tracker"
STRAY: Final = f"{PACKAGE}.utils"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One way to break a contract: lines of imports put into one module, all of which must be told."""

    contract: str
    module: str
    imports: tuple[str, ...]

    @property
    def words(self) -> str:
        """What is tried, in a line."""
        if not self.imports:
            return f"a stray {self.module}"
        count = f" and {len(self.imports) - 1} more" if len(self.imports) > 1 else ""
        return f"{self.module} imports {self.imports[0]}{count}"


def breaks(contracts: list[dict[str, Any]]) -> Iterator[Break]:
    """Give the breaks of all contracts."""
    kinds = {"layers": _layers, "forbidden": _forbidden, "independence": _independence, "protected": _protected}
    for contract in contracts:
        yield from kinds[contract["type"]](contract)


def _layers(contract: dict[str, Any]) -> Iterator[Break]:
    floors = [[f"{PACKAGE}.{room.strip(' ()')}" for room in floor.split("|")] for floor in contract["layers"]]
    for above, below in pairwise(floors):
        for room in below:
            yield Break(contract=contract["name"], module=room, imports=(above[0],))
    for rooms in floors:
        for room, beside in pairwise(rooms):
            yield Break(contract=contract["name"], module=room, imports=(beside,))
    if contract.get("exhaustive"):
        yield Break(contract=contract["name"], module=STRAY, imports=())


def _forbidden(contract: dict[str, Any]) -> Iterator[Break]:
    for source in contract["source_modules"]:
        yield Break(contract=contract["name"], module=source, imports=tuple(contract["forbidden_modules"]))


def _independence(contract: dict[str, Any]) -> Iterator[Break]:
    stages = contract["modules"]
    for stage, other in zip(stages, [*stages[1:], stages[0]], strict=True):
        yield Break(contract=contract["name"], module=stage, imports=(other,))


def _protected(contract: dict[str, Any]) -> Iterator[Break]:
    outside = next(
        room
        for room in (f"{PACKAGE}.jobs", f"{PACKAGE}.app")
        if not any(room.startswith(allowed) for allowed in contract["allowed_importers"])
    )
    # The room in which the door stands is no door either.
    rooms = {room for allowed in contract["allowed_importers"] if (room := allowed.rpartition(".")[0]) != PACKAGE}
    for module in (outside, *sorted(rooms)):
        yield Break(contract=contract["name"], module=module, imports=tuple(contract["protected_modules"]))


def caught(attempt: Break, folder: Path) -> bool:
    """Break the copy, ask lint-imports, and mend it again. Tells whether the right contract told every import."""
    path = _file(attempt.module, folder)
    before = path.read_text(encoding="utf-8") if path.exists() else None
    # Inside a function and at the end: a late import is no way round a wall.
    lines = "".join(f"    import {name}\n" for name in attempt.imports)
    path.write_text((before or "") + (f"\n\ndef _break() -> None:\n{lines}" if lines else '"""Stray."""\n'))
    try:
        said = _linted(folder)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
    told = [f"{attempt.module} -> {name} " for name in attempt.imports] or [attempt.module]
    return f"{attempt.contract} BROKEN" in said and all(words in said for words in told)


def main() -> int:
    """Print what was tried and what became of it; give the exit code, 1 where a break went by unseen."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    unseen = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", folder)
        whole = _linted(folder)
        if "BROKEN" in whole or " KEPT" not in whole:
            print(f"the contracts must hold before they can be broken:\n{whole}")
            return 1
        for attempt in breaks(contracts):
            found = caught(attempt, folder)
            unseen += not found
            print(f"{'caught' if found else 'UNSEEN':7} {attempt.words:80} {attempt.contract}", flush=True)
    print(f"{unseen} breaks went by unseen")
    return int(bool(unseen))


def _file(module: str, folder: Path) -> Path:
    path = folder.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def _linted(folder: Path) -> str:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-logo"], cwd=folder, capture_output=True, text=True, check=False)
    return " ".join((done.stdout + done.stderr).split())  # Long names are broken over lines.


if __name__ == "__main__":
    sys.exit(main())
