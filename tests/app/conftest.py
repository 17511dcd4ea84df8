from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from tests.servers.http import Newsroom
from tracker.app.newsdesk import Newsdesk
from tracker.app.wiring import House, furnished
from tracker.edges.lock import StoreLock
from tracker.model import DetectSettings, FetchSettings, RunSettings, Settings


@pytest.fixture
def newsroom() -> Iterator[Newsroom]:
    with Newsroom() as newsroom:
        yield newsroom


@pytest.fixture
def second() -> Iterator[Newsroom]:
    """Another host."""
    with Newsroom() as newsroom:
        yield newsroom


@pytest.fixture
def settings(tmp_path: Path, newsroom: Newsroom, second: Newsroom) -> Settings:
    return Settings(
        data=tmp_path / "data",
        fetch=FetchSettings(allow_private=(newsroom.place, second.place), gap=timedelta(0), per_hour=0),
        detect=DetectSettings(confirm_after=timedelta(milliseconds=100)),
        run=RunSettings(workers=2, parsers=1),
    )


@pytest.fixture
def house(settings: Settings) -> Iterator[House]:
    """All the parts of a process that writes."""
    with StoreLock(Path(settings.data)), furnished(settings) as house:
        yield house


@pytest.fixture
def leaving() -> threading.Event:
    return threading.Event()


@pytest.fixture
def desk(house: House, leaving: threading.Event) -> Newsdesk:
    return Newsdesk(house, leaving)


Beside = Callable[[Callable[[], object]], None]


@pytest.fixture
def beside() -> Iterator[Beside]:
    """Run something in a thread of its own; it is over when the test is."""
    with ExitStack() as ending:

        def run(work: Callable[[], object]) -> None:
            thread = threading.Thread(target=work)
            thread.start()
            ending.callback(thread.join)

        yield run
