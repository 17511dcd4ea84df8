"""A few hours of a small fleet; bench/fleet.py has the long form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.edges.store.conftest import data as _data
from tests.jobs.fleet import Fleet, fleet, launched

MINUTE = timedelta(minutes=1)
data = _data


@pytest.fixture
def sea(data: Path) -> Iterator[Fleet]:
    """Twenty-four articles on four hosts."""
    with fleet(data) as found:
        launched(found, articles=24, hosts=4)
        yield found
