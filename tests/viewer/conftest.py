from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC
from pathlib import Path

import pytest

from tests.edges.store.examples import at
from tests.viewer.screen import Screen
from tracker.app.browsing import Library
from tracker.model import Settings
from tracker.viewer.program import Viewer

View = Callable[..., AbstractAsyncContextManager[Screen]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a record lies."""
    made = tmp_path / "data"
    made.mkdir()
    return made


@pytest.fixture
def view(folder: Path, monkeypatch: pytest.MonkeyPatch) -> View:
    """The viewer on the record of `folder`, at half past two, without a terminal."""
    # A frame is drawn where a test waits for it, not sixty times a second: nobody sees the others.
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1.0)

    @asynccontextmanager
    async def shown(
        article: int | None = None, *, size: tuple[int, int] = (80, 24), follow: bool = False, colored: bool = True
    ) -> AsyncIterator[Screen]:
        library = Library.open(Settings(data=folder))
        viewer = Viewer(library, clock=lambda: at(150), zone=UTC, article_id=article, follow=follow, colored=colored)
        async with viewer.run_test(size=size) as pilot:
            screen = Screen(viewer, pilot)
            if not follow:
                await screen.settled()
            yield screen

    return shown
