from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.edges.store.examples import NOON
from tracker.edges.store import Record, Store

MEMORY = Path("/dev/shm")


@pytest.fixture
def data(tmp_path: Path) -> Iterator[Path]:
    """Give a data folder that is not there yet: in memory where it can be, since each commit waits for the disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path / "data"
        return
    with TemporaryDirectory(dir=MEMORY, prefix="tracker-test-") as folder:
        yield Path(folder) / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    with Store.open(data, clock=lambda: NOON) as store:
        yield store


@pytest.fixture
def record(store: Store, data: Path) -> Record:
    del store
    return Record.open(data)
