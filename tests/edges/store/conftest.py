from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.edges.store.examples import NOON
from tracker.edges.store import Record, Store


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def store(data: Path) -> Iterator[Store]:
    with Store.open(data, clock=lambda: NOON) as store:
        yield store


@pytest.fixture
def record(store: Store, data: Path) -> Record:
    del store
    return Record.open(data)
