from __future__ import annotations

from pathlib import Path

import pytest

from tests.edges.export.examples import fill
from tracker.edges.store import Record


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def record(data: Path) -> Record:
    return fill(data)
