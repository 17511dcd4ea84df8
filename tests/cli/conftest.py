from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.program import Program
from tracker.demo.newsroom import Newsroom


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    """A newsroom on loopback whose pages never rest."""
    room = Newsroom().start()
    yield room
    room.stop()


@pytest.fixture
def program(tmp_path: Path, newsroom: Newsroom) -> Program:
    """The program in a folder whose settings allow the newsroom and nothing else on loopback."""
    made = Program(tmp_path)
    made.configure(newsroom.address)
    return made
