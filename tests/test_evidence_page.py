"""What docs/evidence.md says of the hashes is so: its program makes them again without a line of the tracker."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON, at, changed, opening, unchanged
from tests.edges.store.test_writing import look
from tracker.edges.store import ProofRecord, Store
from tracker.model import Outcome

NIGHT = 12 * 60


def kept(data: Path) -> None:
    """Keep two articles over two days, the first of which is hashed."""
    with Store.open(data, clock=lambda: NOON) as store:
        store.open_watch(opening())
        store.open_watch(opening("https://news.example/other"))
        store.record(unchanged(look(store, 2), at(2), Outcome.SAME))
        store.record(changed(look(store, NIGHT + 2), at(NIGHT + 2), "The bridge is open, “at last”."))
        store.close_days(at(NIGHT + 20))
        store.hash_day(at(NIGHT + 20))


def checked(project: Path, data: Path) -> subprocess.CompletedProcess[str]:
    (code,) = re.findall(r"```python\n(.*?)```", (project / "docs" / "evidence.md").read_text(), re.DOTALL)
    words = [sys.executable, "-I", "-S", "-c", code, str(data / "archive.db")]
    return subprocess.run(words, capture_output=True, text=True, check=False)


def test_its_program_makes_the_head_again_with_the_standard_library_alone(project: Path, tmp_path: Path) -> None:
    kept(tmp_path)
    head = ProofRecord.open(tmp_path).head(at(NIGHT + 30))
    assert head.day == "2026-03-14"
    assert checked(project, tmp_path).stdout == f"root={head.root}\n"


@pytest.mark.parametrize("statement", ["UPDATE version SET url = 'x'", "UPDATE visit SET looks = 9 WHERE id = 3"])
def test_its_program_fails_on_a_record_that_was_changed(project: Path, tmp_path: Path, statement: str) -> None:
    kept(tmp_path)
    with closing(sqlite3.connect(tmp_path / "archive.db")) as connection, connection:
        connection.execute(statement)
    assert "AssertionError" in checked(project, tmp_path).stderr
